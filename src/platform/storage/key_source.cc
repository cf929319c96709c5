#include "platform/storage/key_source.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace sluice::storage {
namespace {

constexpr int slot_bits = 10, count_bits = 11;
static_assert(KeySource::slots == 1 << slot_bits);
constexpr int64_t epoch_unix_ms = 1'577'836'800'000;  // 2020-01-01T00:00:00Z

}  // namespace

base::WallTime KeySource::drawn_at(int64_t key) {
  return base::from_unix_ms((key >> (count_bits + slot_bits)) + epoch_unix_ms);
}

int64_t KeySource::first_at(base::WallTime time) {
  return (base::to_unix_ms(time) - epoch_unix_ms) << (count_bits + slot_bits);
}

int64_t KeySource::next() {
  const int64_t elapsed_ms = base::to_unix_ms(clock_.wall()) - epoch_unix_ms;
  const std::lock_guard lock(mutex_);
  // A full millisecond borrows from the next one, and a clock that stepped back is waited out by counting on.
  const bool full = count_ + 1 == 1 << count_bits;
  if (elapsed_ms > last_ms_) {
    last_ms_ = elapsed_ms;
    count_ = 0;
  } else {
    last_ms_ += full ? 1 : 0;
    count_ = full ? 0 : count_ + 1;
  }
  return (last_ms_ << (count_bits + slot_bits)) | (count_ << slot_bits) | slot_;
}

void KeySource::start(int64_t slot, int64_t newest) {
  const std::lock_guard lock(mutex_);
  slot_ = slot % slots;
  const std::pair left{newest >> (count_bits + slot_bits), (newest >> slot_bits) & ((1 << count_bits) - 1)};
  std::tie(last_ms_, count_) = std::max(left, std::pair{last_ms_, count_});
}

}  // namespace sluice::storage
