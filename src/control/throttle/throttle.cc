#include "control/throttle/throttle.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace sluice::throttle {

base::Result<Rates, std::string> parse_rates(std::string_view text) {
  if (text == "documented") return Rates{};
  if (text == "off") return Rates{.factor = std::nullopt};
  double factor = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), factor);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  if (is_number && factor >= Rates::factor_min && factor <= Rates::factor_max) return Rates{.factor = factor};
  return base::Unexpected{"received " + std::string(text) +
                          "; accepted: documented, off, or a factor from 0.01 to 1000"};
}

std::optional<Refusal> Throttle::admit(const api::Action& action, int64_t account_key,
                                       base::MonotonicTime now) {
  if (!rates_.factor) return std::nullopt;
  drop_idle(now);
  const size_t user_limit = scaled(action.rate_limits.user_per_second);
  const size_t api_limit = scaled(action.rate_limits.api_per_second);
  Entry& user = entry({&action, account_key});
  Entry& api = entry({&action, all_accounts});
  if (!user.window.has_room(user_limit, now)) {
    return Refusal{Refusal::By::User, user.window.time_until_room(user_limit, now), user_limit};
  }
  if (!api.window.has_room(api_limit, now)) {
    return Refusal{Refusal::By::Api, api.window.time_until_room(api_limit, now), api_limit};
  }
  note(user, now);
  note(api, now);
  return std::nullopt;
}

Throttle::Entry& Throttle::entry(const Key& key) {
  const auto [at, is_new] = windows_.try_emplace(key);
  if (is_new) at->second.place = by_last_call_.insert(by_last_call_.begin(), key);
  return at->second;
}

void Throttle::note(Entry& entry, base::MonotonicTime now) {
  entry.window.note(now);
  entry.last = now;
  by_last_call_.splice(by_last_call_.end(), by_last_call_, entry.place);
}

void Throttle::drop_idle(base::MonotonicTime now) {
  for (int dropped = 0; dropped < keys_dropped_per_call_max && !by_last_call_.empty(); ++dropped) {
    const auto oldest = windows_.find(by_last_call_.front());
    if (oldest->second.window.count() > 0 && oldest->second.last + window > now) return;
    windows_.erase(oldest);
    by_last_call_.pop_front();
  }
}

size_t Throttle::scaled(int per_second) const {
  return static_cast<size_t>(std::max(1.0, std::round(per_second * *rates_.factor)));
}

}  // namespace sluice::throttle
