#include "control/nonces/recent_nonces.h"

#include <algorithm>
#include <tuple>

namespace sluice::nonces {
namespace {

base::WallTime second_of(base::WallTime time) {
  return std::chrono::floor<std::chrono::seconds>(time);
}

}  // namespace

std::strong_ordering RecentNonces::Size::operator<=>(const Size& other) const {
  return std::tie(count, other.oldest, account_key) <=> std::tie(other.count, oldest, other.account_key);
}

bool RecentNonces::can_remember(int64_t account_key, base::WallTime request_time) const {
  const base::WallTime second = second_of(request_time);
  if (second <= forgotten_until_) return false;
  const auto holder = holders_.find(account_key);
  return holder == holders_.end() || second > holder->second.forgotten_until;
}

bool RecentNonces::remember(int64_t account_key, const Nonce& nonce, base::WallTime now) {
  if (!can_remember(account_key, nonce.request_time)) return false;
  // Outside the window the timestamp alone refuses a replay, unless the clock steps back again.
  forget_all_before(second_of(now - clock_skew_max));
  if (!used_.insert(nonce.digest).second) return false;
  Holders::value_type& holder = holder_of(account_key);
  add(holder, second_of(nonce.request_time), nonce.digest);
  if (holder.second.count > bounds_.nonces_per_account_max) forget_oldest_second(holder);
  while (used_.size() > bounds_.nonces_max) {
    forget_oldest_second(*holders_.find(by_size_.rbegin()->account_key));
  }
  return true;
}

RecentNonces::Size RecentNonces::size_of(const Holders::value_type& holder) {
  return {holder.second.count, holder.second.oldest(), holder.first};
}

RecentNonces::Age RecentNonces::age_of(const Holders::value_type& holder) {
  return {holder.second.oldest(), holder.first};
}

RecentNonces::Holders::value_type& RecentNonces::holder_of(int64_t account_key) {
  const auto [found, is_new] = holders_.try_emplace(account_key);
  if (is_new) {
    by_size_.insert(size_of(*found));
    by_age_.insert(age_of(*found));
  }
  return *found;
}

void RecentNonces::add(Holders::value_type& holder, base::WallTime second, const Digest& digest) {
  const Size old_size = size_of(holder);
  const Age old_age = age_of(holder);
  holder.second.seconds[second].push_back(digest);
  ++holder.second.count;
  place_anew(holder, old_size, old_age);
}

void RecentNonces::forget_oldest_second(Holders::value_type& holder) {
  const Size old_size = size_of(holder);
  const Age old_age = age_of(holder);
  auto& [second, digests] = *holder.second.seconds.begin();
  for (const Digest& digest : digests) used_.erase(digest);
  holder.second.count -= digests.size();
  holder.second.forgotten_until = second;
  holder.second.seconds.erase(holder.second.seconds.begin());
  place_anew(holder, old_size, old_age);
}

void RecentNonces::forget_all_before(base::WallTime second) {
  while (!by_age_.empty() && by_age_.begin()->first < second) {
    const auto [oldest, account_key] = *by_age_.begin();
    forgotten_until_ = std::max(forgotten_until_, oldest);
    const auto holder = holders_.find(account_key);
    if (!holder->second.seconds.empty()) forget_oldest_second(*holder);
    if (!holder->second.seconds.empty()) continue;
    by_size_.erase(size_of(*holder));
    by_age_.erase(age_of(*holder));
    holders_.erase(holder);
  }
}

void RecentNonces::place_anew(const Holders::value_type& holder, const Size& old_size, const Age& old_age) {
  const Size size = size_of(holder);
  auto placed = by_size_.extract(old_size);
  placed.value() = size;
  by_size_.insert(std::move(placed));
  if (size.oldest == old_age.first) return;
  auto aged = by_age_.extract(old_age);
  aged.value().first = size.oldest;
  by_age_.insert(std::move(aged));
}

}  // namespace sluice::nonces
