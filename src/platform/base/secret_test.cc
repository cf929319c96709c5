#include "platform/base/secret.h"

#include <array>
#include <cstddef>
#include <new>
#include <ostream>
#include <string>
#include <type_traits>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "platform/base/log.h"

namespace sluice::base {
namespace {

constexpr const char* short_key = "hunter2-short";  // fits inside std::string
constexpr const char* long_key = "a key that is too long to fit inside std::string";  // lives on the heap

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };
static_assert(!Printable<Secret>);
static_assert(!fmt::is_formattable<Secret>::value);
static_assert(!std::is_constructible_v<Field, std::string_view, Secret>);
static_assert(!std::is_convertible_v<Secret, std::string_view>);
static_assert(!std::is_convertible_v<std::string, Secret>);
static_assert(!std::equality_comparable<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);

// The bytes of an object, seen after the object is gone.
template <class T>
class Remains {
 public:
  template <class... Args>
  T& construct(Args&&... args) {
    return *new (bytes_.data()) T(std::forward<Args>(args)...);
  }
  void destroy() { object().~T(); }
  T& object() { return *std::launder(reinterpret_cast<T*>(bytes_.data())); }
  bool hold(std::string_view text) const {
    const std::string_view all(reinterpret_cast<const char*>(bytes_.data()), bytes_.size());
    return all.find(text) != std::string_view::npos;
  }

 private:
  alignas(T) std::array<std::byte, sizeof(T)> bytes_{};
};

TEST(Secret, RevealsWhatItWasMadeOf) {
  EXPECT_EQ(Secret(std::string(short_key)).reveal(), short_key);
  EXPECT_TRUE(Secret().empty());
  EXPECT_FALSE(Secret(std::string("x")).empty());
}

TEST(Secret, LeavesNoBytesWhenItGoes) {
  Remains<Secret> remains;
  remains.construct(std::string(short_key));
  ASSERT_TRUE(remains.hold(short_key));
  remains.destroy();
  EXPECT_FALSE(remains.hold("hunter2"));
}

TEST(Secret, LeavesNoBytesWhereItWasMovedFrom) {
  Remains<Secret> source;
  source.construct(std::string(short_key));
  const Secret target(std::move(source.object()));
  EXPECT_EQ(target.reveal(), short_key);
  EXPECT_TRUE(source.object().empty());
  EXPECT_FALSE(source.hold("hunter2"));
  source.destroy();
}

TEST(Secret, LeavesNoBytesWhereItWasAssignedFrom) {
  Remains<Secret> source;
  source.construct(std::string(short_key));
  Secret target{std::string(long_key)};
  target = std::move(source.object());
  EXPECT_EQ(target.reveal(), short_key);
  EXPECT_FALSE(source.hold("hunter2"));
  source.destroy();
}

TEST(Secret, ForgetsTheLongerValueItHadBefore) {
  Remains<Secret> remains;
  remains.construct(std::string(short_key));
  remains.object() = Secret(std::string("x"));
  EXPECT_EQ(remains.object().reveal(), "x");
  EXPECT_FALSE(remains.hold("unter2"));
  remains.destroy();
}

TEST(Secret, MovesLongValuesToo) {
  Secret source{std::string(long_key)};
  Secret target(std::move(source));
  EXPECT_EQ(target.reveal(), long_key);
  Secret assigned;
  assigned = std::move(target);
  EXPECT_EQ(assigned.reveal(), long_key);
}

TEST(Secret, CopiesAreIndependent) {
  const Secret original{std::string(long_key)};
  Secret copy(original);
  copy = Secret(std::string(short_key));
  EXPECT_EQ(original.reveal(), long_key);
  copy = original;
  EXPECT_EQ(copy.reveal(), long_key);
}

TEST(Secret, AssigningItselfKeepsTheValue) {
  Secret secret{std::string(short_key)};
  Secret& same = secret;
  secret = same;
  secret = std::move(same);
  EXPECT_EQ(secret.reveal(), short_key);
}

TEST(EqualConstantTime, ComparesLengthAndEveryByte) {
  EXPECT_TRUE(equal_constant_time("", ""));
  EXPECT_TRUE(equal_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_constant_time("xbc", "abc"));
  EXPECT_FALSE(equal_constant_time("abc", "ab"));
  EXPECT_FALSE(equal_constant_time("", "a"));
  EXPECT_FALSE(equal_constant_time(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}

}  // namespace
}  // namespace sluice::base
