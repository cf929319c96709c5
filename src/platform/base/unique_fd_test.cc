#include "platform/base/unique_fd.h"

#include <type_traits>

#include <fcntl.h>
#include <gtest/gtest.h>

namespace sluice::base {
namespace {

static_assert(!std::is_copy_constructible_v<UniqueFd> && !std::is_copy_assignable_v<UniqueFd>);
static_assert(std::is_nothrow_move_constructible_v<UniqueFd>);

// One end of a pipe; whether it is open can be asked of the other end without touching its number.
struct Pipe {
  UniqueFd read_end, write_end;

  Pipe() {
    int ends[2];
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
    read_end.reset(ends[0]);
    write_end.reset(ends[1]);
  }
  bool write_end_is_closed() const {
    char byte = 0;
    return ::read(read_end.get(), &byte, 1) == 0;
  }
};

TEST(UniqueFd, ClosesWhenItGoes) {
  Pipe pipe;
  {
    const UniqueFd owner(std::move(pipe.write_end));
    EXPECT_TRUE(owner);
    EXPECT_FALSE(pipe.write_end);
    EXPECT_FALSE(pipe.write_end_is_closed());
  }
  EXPECT_TRUE(pipe.write_end_is_closed());
}

TEST(UniqueFd, AssignmentClosesWhatWasHeldBefore) {
  Pipe first, second;
  first.write_end = std::move(second.write_end);
  EXPECT_TRUE(first.write_end_is_closed());
  EXPECT_FALSE(second.write_end_is_closed());
}

TEST(UniqueFd, AssigningItselfKeepsTheDescriptor) {
  Pipe pipe;
  UniqueFd& same = pipe.write_end;
  pipe.write_end = std::move(same);
  EXPECT_FALSE(pipe.write_end_is_closed());
}

TEST(UniqueFd, ReleaseHandsTheDescriptorOver) {
  Pipe pipe;
  const UniqueFd taker(pipe.write_end.release());
  pipe.write_end.reset();
  EXPECT_FALSE(pipe.write_end_is_closed());
}

TEST(UniqueFd, ResetClosesOnce) {
  Pipe pipe;
  pipe.write_end.reset();
  EXPECT_EQ(pipe.write_end.get(), -1);
  EXPECT_TRUE(pipe.write_end_is_closed());
  pipe.write_end.reset();
}

}  // namespace
}  // namespace sluice::base
