#include "control/audit/event.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include <fmt/format.h>

#include "contract/api/characters.h"

namespace sluice::audit {
namespace {

constexpr std::pair<Outcome, std::string_view> outcomes[] = {
    {Outcome::Done, "Done"},
    {Outcome::Replayed, "Replayed"},
    {Outcome::Refused, "Refused"},
    {Outcome::Denied, "Denied"},
    {Outcome::NotAuthenticated, "NotAuthenticated"},
    {Outcome::Others, "Others"},
};

// Of a UUID in its five groups, all in upper case.
constexpr size_t group_ends[] = {8, 13, 18, 23};
constexpr size_t uuid_characters = 36;
constexpr uint64_t variant = uint64_t{2} << 62;

std::optional<uint64_t> parse_hex(std::string_view digits) {
  uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number, 16);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

}  // namespace

std::string_view to_string(Outcome outcome) {
  return std::ranges::find(outcomes, outcome, [](const auto& each) { return each.first; })->second;
}

std::optional<Outcome> parse_outcome(std::string_view name) {
  const auto found = std::ranges::find(outcomes, name, [](const auto& each) { return each.second; });
  return found == std::end(outcomes) ? std::nullopt : std::optional(found->first);
}

EventId event_id(base::WallTime time, uint64_t random) {
  const auto ms = static_cast<uint64_t>(base::to_unix_ms(time));
  const uint64_t low = variant | random;
  return EventId(fmt::format("{:08X}-{:04X}-7000-{:04X}-{:012X}", (ms >> 16) & 0xFFFFFFFF, ms & 0xFFFF,
                             low >> 48, low & 0xFFFFFFFFFFFF));
}

std::optional<EventIdParts> parse_event_id(std::string_view text) {
  if (text.size() != uuid_characters) return std::nullopt;
  std::string digits;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_end = std::ranges::find(group_ends, i) != std::end(group_ends);
    if (is_end != (text[i] == '-')) return std::nullopt;
    if (!is_end) digits.push_back(text[i]);
  }
  const auto high = parse_hex(std::string_view(digits).substr(0, 16));
  const auto low = parse_hex(std::string_view(digits).substr(16));
  if (!high || !low || (*high & 0xFFFF) != 0x7000 || (*low >> 62) != 2) return std::nullopt;
  return EventIdParts{base::from_unix_ms(static_cast<int64_t>(*high >> 16)), *low & event_random_max};
}

Event make_event(const Arrival& arrival, const api::Action& action, const identity::Caller& caller,
                 base::Random& random) {
  Event event;
  event.time = arrival.time;
  event.random = random.next_u64() & event_random_max;
  event.caller = caller;
  event.source = arrival.source;
  event.over_tls = arrival.over_tls;
  event.user_agent = api::printable(arrival.user_agent, user_agent_characters_max);
  event.request_id = arrival.request_id;
  event.version = action.version;
  event.action = action.name;
  return event;
}

Event unproven_event(const Arrival& arrival, const api::Action& action, const identity::Caller* caller,
                     std::string_view access_key_id, base::Random& random) {
  Event event = make_event(arrival, action, caller == nullptr ? identity::Caller{} : *caller, random);
  if (caller == nullptr) {
    event.caller.access_key_id = model::AccessKeyId(api::printable(access_key_id, access_key_characters_max));
  }
  event.outcome = Outcome::NotAuthenticated;
  return event;
}

void refuse(Event& event, const api::Error& error, base::Duration taken) {
  event.http_status = error.http_status;
  event.error_code = error.code;
  event.microseconds = to_microseconds(taken);
  if (event.outcome == Outcome::NotAuthenticated) return;
  event.outcome = error.access_denied ? Outcome::Denied : Outcome::Refused;
  if (error.access_denied) event.decision = decision_of(*error.access_denied);
  event.error_message = api::printable(error.message, message_characters_max);
}

int64_t to_microseconds(base::Duration duration) {
  return std::chrono::duration_cast<std::chrono::microseconds>(duration).count();
}

}  // namespace sluice::audit
