#include "edge/dataplane/session/buffer_pool.h"

#include <cassert>

namespace sluice::session {

void Buffer::release() {
  if (data_ == nullptr) return;
  pool_->give_back(data_, size_);
  pool_ = nullptr;
  data_ = nullptr;
  size_ = 0;
}

BufferPool::~BufferPool() {
  assert(in_use_.get() == 0);
}

Buffer BufferPool::take(BufferSize wanted) {
  const bool large = wanted == BufferSize::Large && large_bytes_in_use_ + large_bytes <= large_bytes_max_;
  const size_t size = large ? large_bytes : small_bytes;
  auto& free = large ? free_large_ : free_small_;
  std::unique_ptr<char[]> memory;
  if (free.empty()) {
    memory = std::make_unique_for_overwrite<char[]>(size);
  } else {
    memory = std::move(free.back());
    free.pop_back();
  }
  if (large) large_bytes_in_use_ += size;
  in_use_.add(size);
  in_use_peak_.raise_to(in_use_.get());
  return Buffer(*this, memory.release(), size);
}

void BufferPool::give_back(char* data, size_t size) {
  const bool large = size == large_bytes;
  auto& free = large ? free_large_ : free_small_;
  std::unique_ptr<char[]> memory(data);
  if (large) large_bytes_in_use_ -= size;
  in_use_.subtract(size);
  if (free.size() < (large ? free_large_max : free_small_max)) free.push_back(std::move(memory));
}

}  // namespace sluice::session
