// What keeps a control plane from being ready while it runs.

#include "control/plane/readiness.h"

#include <thread>

#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"
#include "held_database.h"

namespace sluice::control {
namespace {

// The names of what is missing, with commas.
std::string missing(const ControlPlane& plane) {
  std::string names;
  for (const auto& each : plane.find_missing()) names += (names.empty() ? "" : ",") + std::string(each.what);
  return names;
}

class ReadinessTest : public ::testing::Test {
 protected:
  // As the service does once a second, until storage has answered as expected.
  bool becomes(const std::string& wanted) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (missing(cloud.plane()) != wanted) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      cloud.plane().probe();
      std::this_thread::yield();
    }
    return true;
  }
  TestCloud cloud;
};

TEST_F(ReadinessTest, IsThereFromTheStart) {
  EXPECT_EQ(missing(cloud.plane()), "");
}

TEST_F(ReadinessTest, GoesWhereNobodyProbesAndComesBack) {
  cloud.clock().advance(answer_valid_for + std::chrono::seconds(1));
  EXPECT_EQ(missing(cloud.plane()), "storage,storage,directory");
  ASSERT_TRUE(becomes("directory"));
  cloud.catch_up();
  cloud.plane().probe();
  EXPECT_EQ(missing(cloud.plane()), "");
}

TEST_F(ReadinessTest, GoesWhileNothingCanBeWrittenAndComesBack) {
  {
    const HeldDatabase held(cloud.data_dir());
    cloud.clock().advance(answer_valid_for + std::chrono::seconds(1));
    cloud.catch_up();
    ASSERT_TRUE(becomes("storage"));
    EXPECT_EQ(cloud.plane().find_missing().front().reason, "it has answered no write for 6 seconds");
  }
  EXPECT_TRUE(becomes(""));
}

}  // namespace
}  // namespace sluice::control
