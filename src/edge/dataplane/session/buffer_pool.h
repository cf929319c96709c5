#pragma once
// The buffers of one worker. A session holds one only while bytes are in it, so idle connections cost none
// and busy ones share a few that stay in the processor's cache.
//
// Two sizes: small ones, which every session can always have (the number of sessions is bounded), and large
// ones for bulk, of which there is a fixed amount; when that is used up, bulk goes on in small ones. So
// memory is bounded by sessions_max * 2 * small_bytes + large_bytes_max.

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "edge/dataplane/session/counters.h"

namespace sluice::session {

class BufferPool;

// One owner. Gives its memory back to the pool when it goes.
class Buffer {
 public:
  Buffer() = default;
  Buffer(Buffer&& other) noexcept { swap(other); }
  Buffer& operator=(Buffer&& other) noexcept {
    if (this != &other) {
      release();
      swap(other);
    }
    return *this;
  }
  ~Buffer() { release(); }

  explicit operator bool() const { return data_ != nullptr; }
  char* data() const { return data_; }
  size_t size() const { return size_; }
  std::span<char> bytes() const { return {data_, size_}; }
  void release();

 private:
  friend class BufferPool;
  Buffer(BufferPool& pool, char* data, size_t size) : pool_(&pool), data_(data), size_(size) {}
  void swap(Buffer& other) {
    std::swap(pool_, other.pool_);
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
  }

  BufferPool* pool_ = nullptr;
  char* data_ = nullptr;
  size_t size_ = 0;
};

enum class BufferSize : bool { Small, Large };

class BufferPool {
 public:
  static constexpr size_t small_bytes = 16 * 1024;
  // Bulk through 256 KiB reads costs well under half the processor time of 16 KiB reads.
  static constexpr size_t large_bytes = 256 * 1024;
  // Free buffers kept at hand; more go back to the allocator.
  static constexpr size_t free_small_max = 256;
  static constexpr size_t free_large_max = 16;

  explicit BufferPool(size_t large_bytes_max) : large_bytes_max_(large_bytes_max) {}
  ~BufferPool();
  BufferPool(const BufferPool&) = delete;
  BufferPool& operator=(const BufferPool&) = delete;

  // Large may be answered with a small one.
  Buffer take(BufferSize wanted);

  // Any thread.
  uint64_t bytes_in_use() const { return in_use_.get(); }
  uint64_t bytes_in_use_peak() const { return in_use_peak_.get(); }

 private:
  friend class Buffer;
  void give_back(char* data, size_t size);

  const size_t large_bytes_max_;
  size_t large_bytes_in_use_ = 0;
  std::vector<std::unique_ptr<char[]>> free_small_;  // last in, first out: the warmest first
  std::vector<std::unique_ptr<char[]>> free_large_;
  Counter in_use_;
  Counter in_use_peak_;
};

// Chooses the size of one direction's next buffer from how the last one was used: a read that filled its
// buffer asks for a large one, a read that would have fitted into a small one goes back.
class BufferSizer {
 public:
  BufferSize next() const { return next_; }
  void on_read(size_t bytes, size_t buffer_size) {
    if (bytes == buffer_size) {
      next_ = BufferSize::Large;
    } else if (bytes <= BufferPool::small_bytes) {
      next_ = BufferSize::Small;
    }
  }

 private:
  BufferSize next_ = BufferSize::Small;
};

}  // namespace sluice::session
