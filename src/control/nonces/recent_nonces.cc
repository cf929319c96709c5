#include "control/nonces/recent_nonces.h"

#include <algorithm>
#include <memory>

namespace sluice::nonces {
namespace {

base::WallTime second_of(base::WallTime time) {
  return std::chrono::floor<std::chrono::seconds>(time);
}

}  // namespace

bool RecentNonces::can_remember(std::string_view access_key_id, base::WallTime request_time) const {
  const base::WallTime second = second_of(request_time);
  if (second <= forgotten_until_) return false;
  const auto key = keys_.find(access_key_id);
  return key == keys_.end() || second > key->second->forgotten_until;
}

bool RecentNonces::remember(std::string_view access_key_id, const Nonce& nonce, base::WallTime now) {
  if (!can_remember(access_key_id, nonce.request_time)) return false;
  // Outside the window the timestamp alone refuses a replay, unless the clock steps back again.
  while (!seconds_.empty() && seconds_.begin()->first < second_of(now - clock_skew_max)) {
    forgotten_until_ = std::max(forgotten_until_, seconds_.begin()->first);
    forget_second(seconds_.begin());
  }
  if (!used_.insert(nonce.digest).second) return false;
  Key& key = key_of(access_key_id);
  add(second_of(nonce.request_time), {nonce.digest, &key});
  if (key.count > bounds_.nonces_per_key_max) forget_oldest_second_of(key);
  while (used_.size() > bounds_.nonces_max) {
    forgotten_until_ = std::max(forgotten_until_, seconds_.begin()->first);
    forget_second(seconds_.begin());
  }
  return true;
}

RecentNonces::Key& RecentNonces::key_of(std::string_view access_key_id) {
  const auto found = keys_.find(access_key_id);
  if (found != keys_.end()) return *found->second;
  auto key = std::make_unique<Key>();
  key->id = access_key_id;
  const std::string_view id = key->id;
  return *keys_.emplace(id, std::move(key)).first->second;
}

void RecentNonces::add(base::WallTime second, const Entry& entry) {
  seconds_[second].push_back(entry);
  ++entry.key->entries[second];
  ++entry.key->count;
}

void RecentNonces::forget_second(Seconds::iterator second) {
  for (const Entry& entry : second->second) {
    used_.erase(entry.digest);
    Key& key = *entry.key;
    key.entries.erase(second->first);
    if (--key.count == 0) keys_.erase(keys_.find(key.id));
  }
  seconds_.erase(second);
}

void RecentNonces::forget_oldest_second_of(Key& key) {
  const base::WallTime oldest = key.entries.upper_bound(key.forgotten_until)->first;
  key.forgotten_until = oldest;
  while (key.entries.begin()->first <= oldest) {
    take_out(key, key.entries.begin()->first);
    if (key.entries.empty()) break;
  }
  // Keeps the key, and with it what it has forgotten, until that second is out of the window.
  add(oldest, {Digest{}, &key});
}

void RecentNonces::take_out(Key& key, base::WallTime second) {
  std::vector<Entry>& entries = seconds_.at(second);
  const auto gone =
      std::ranges::stable_partition(entries, [&](const Entry& entry) { return entry.key != &key; });
  for (const Entry& entry : gone) used_.erase(entry.digest);
  key.count -= gone.size();
  key.entries.erase(second);
  entries.erase(gone.begin(), gone.end());
  if (entries.empty()) seconds_.erase(second);
}

}  // namespace sluice::nonces
