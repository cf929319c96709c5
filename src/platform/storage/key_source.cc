#include "platform/storage/key_source.h"

#include <algorithm>

namespace sluice::storage {
namespace {

constexpr int counter_bits = 21;
constexpr int64_t epoch_unix_ms = 1'577'836'800'000;  // 2020-01-01T00:00:00Z

}  // namespace

int64_t KeySource::next() {
  const int64_t elapsed_ms = std::max<int64_t>(base::to_unix_ms(clock_.wall()) - epoch_unix_ms, 0);
  const std::lock_guard lock(mutex_);
  // A full millisecond borrows from the next one, and a clock that stepped back is waited out by counting on.
  last_ = std::max(elapsed_ms << counter_bits, last_ + 1);
  return last_;
}

void KeySource::start_after(int64_t key) {
  const std::lock_guard lock(mutex_);
  last_ = std::max(last_, key);
}

}  // namespace sluice::storage
