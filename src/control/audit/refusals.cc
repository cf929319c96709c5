#include "control/audit/refusals.h"

namespace sluice::audit {
namespace {

// Kept in the event of all others whatever their second is, so that there is one however long it waits.
constexpr int64_t any_second = -1;

int64_t second_of(base::WallTime time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

bool is_proved(const Event& event) {
  return event.outcome != Outcome::NotAuthenticated;
}

// What is the same of all calls in it, and when the first of them came.
Event others(const Event& first, int64_t account_key, int64_t count) {
  Event event;
  event.time = first.time;
  event.random = first.random;
  event.caller.account_key = account_key;
  if (account_key != 0) event.caller.account_id = first.caller.account_id;
  event.outcome = Outcome::Others;
  event.http_status = first.http_status;
  event.request_id = first.request_id;
  event.count = count;
  return event;
}

}  // namespace

void Refusals::note(Event event) {
  const int64_t account = event.caller.account_key;
  const bool proved = is_proved(event);
  Key key{second_of(event.time), account,         proved, event.caller.access_key_id.get(),
          event.action,          event.error_code};
  if (account == 0) {
    key = {second_of(event.time), 0, proved, base::format_ipv4(event.source), {}, {}};
  }
  if (event.outcome == Outcome::Others) key = {any_second, account, proved, {}, {}, {}};
  const auto known = events_.find(key);
  if (known != events_.end()) {
    known->second.count += event.count;
    return;
  }
  if (event.outcome != Outcome::Others) {
    if (events_.size() >= bounds_.events_max) return note(others(event, 0, event.count));
    const auto share = shares_.find(Share{account, proved});
    if (share != shares_.end() && share->second >= bounds_.events_per_account_max) {
      return note(others(event, account, event.count));
    }
  }
  ++shares_[Share{account, proved}];
  events_.emplace(std::move(key), std::move(event));
}

template <class Wanted>
std::vector<Event> Refusals::take_if(Wanted wanted) {
  std::vector<Event> taken;
  for (auto at = events_.begin(); at != events_.end();) {
    if (!wanted(at->second)) {
      ++at;
      continue;
    }
    const auto share = shares_.find(Share{std::get<1>(at->first), std::get<2>(at->first)});
    if (--share->second == 0) shares_.erase(share);
    taken.push_back(std::move(at->second));
    at = events_.erase(at);
  }
  return taken;
}

std::vector<Event> Refusals::take(base::WallTime now) {
  return take_if([second = second_of(now)](const Event& event) { return second_of(event.time) != second; });
}

std::vector<Event> Refusals::take_all() {
  return take_if([](const Event&) { return true; });
}

}  // namespace sluice::audit
