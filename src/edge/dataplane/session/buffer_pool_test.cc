#include "edge/dataplane/session/buffer_pool.h"

#include <cstring>

#include <gtest/gtest.h>

namespace sluice::session {
namespace {

TEST(BufferPool, CountsWhatIsInUse) {
  BufferPool pool(0);
  EXPECT_EQ(pool.bytes_in_use(), 0u);
  Buffer first = pool.take(BufferSize::Small);
  {
    Buffer second = pool.take(BufferSize::Small);
    EXPECT_EQ(pool.bytes_in_use(), 2 * BufferPool::small_bytes);
  }
  EXPECT_EQ(pool.bytes_in_use(), BufferPool::small_bytes);
  first.release();
  EXPECT_FALSE(first);
  EXPECT_EQ(pool.bytes_in_use(), 0u);
  EXPECT_EQ(pool.bytes_in_use_peak(), 2 * BufferPool::small_bytes);
}

TEST(BufferPool, GivesTheBufferThatCameBackLast) {
  BufferPool pool(0);
  Buffer first = pool.take(BufferSize::Small);
  Buffer second = pool.take(BufferSize::Small);
  const char* warm = second.data();
  first.release();
  second.release();
  EXPECT_EQ(pool.take(BufferSize::Small).data(), warm);
}

TEST(BufferPool, AnswersLargeWithSmallOnceTheLargeOnesAreUsedUp) {
  BufferPool pool(2 * BufferPool::large_bytes);
  Buffer first = pool.take(BufferSize::Large);
  Buffer second = pool.take(BufferSize::Large);
  EXPECT_EQ(first.size(), BufferPool::large_bytes);
  EXPECT_EQ(second.size(), BufferPool::large_bytes);
  EXPECT_EQ(pool.take(BufferSize::Large).size(), BufferPool::small_bytes);
  second.release();
  EXPECT_EQ(pool.take(BufferSize::Large).size(), BufferPool::large_bytes);
}

TEST(BufferPool, BuffersAreWritableToTheirEndAndMove) {
  BufferPool pool(BufferPool::large_bytes);
  Buffer large = pool.take(BufferSize::Large);
  std::memset(large.data(), 'x', large.size());
  Buffer moved = std::move(large);
  EXPECT_EQ(moved.bytes().back(), 'x');
  moved = pool.take(BufferSize::Small);
  EXPECT_EQ(pool.bytes_in_use(), BufferPool::small_bytes);
}

TEST(BufferSizer, GoesLargeWhenABufferWasFilledAndBackWhenLittleComes) {
  BufferSizer sizer;
  EXPECT_EQ(sizer.next(), BufferSize::Small);
  sizer.on_read(100, BufferPool::small_bytes);
  EXPECT_EQ(sizer.next(), BufferSize::Small);
  sizer.on_read(BufferPool::small_bytes, BufferPool::small_bytes);
  EXPECT_EQ(sizer.next(), BufferSize::Large);
  sizer.on_read(100 * 1024, BufferPool::large_bytes);
  EXPECT_EQ(sizer.next(), BufferSize::Large) << "half full is still bulk";
  sizer.on_read(1000, BufferPool::large_bytes);
  EXPECT_EQ(sizer.next(), BufferSize::Small);
}

}  // namespace
}  // namespace sluice::session
