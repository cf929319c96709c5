#include "edge/agent/desired_table.h"

#include <gtest/gtest.h>

namespace sluice::agent {
namespace {

nodelink::Change put(int64_t revision, const std::string& id) {
  return {.revision = revision, .load_balancer_id = id, .wanted = nodelink::LoadBalancer{.id = id}};
}
nodelink::Change gone(int64_t revision, const std::string& id) {
  return {.revision = revision, .load_balancer_id = id};
}

TEST(DesiredTable, KeepsTheNewestWordPerBalancer) {
  DesiredTable table;
  EXPECT_TRUE(table.accept(put(1, "lb-a")));
  EXPECT_TRUE(table.accept(put(2, "lb-b")));
  EXPECT_TRUE(table.accept(gone(3, "lb-a")));
  EXPECT_EQ(table.find("lb-a"), nullptr);
  EXPECT_EQ(table.revision_of("lb-a"), 3);
  EXPECT_NE(table.find("lb-b"), nullptr);
  EXPECT_EQ(table.revision(), 3);
  EXPECT_EQ(table.revision_of("lb-unknown"), 0);
}

TEST(DesiredTable, RepeatedAndOutdatedChangesChangeNothing) {
  DesiredTable table;
  EXPECT_TRUE(table.accept(put(5, "lb-a")));
  EXPECT_FALSE(table.accept(put(5, "lb-a")));
  EXPECT_FALSE(table.accept(gone(4, "lb-a")));
  EXPECT_NE(table.find("lb-a"), nullptr);
  EXPECT_TRUE(table.accept(gone(6, "lb-a")));
  EXPECT_FALSE(table.accept(put(5, "lb-a"))) << "a late message does not bring it back";
  EXPECT_TRUE(table.accept(put(7, "lb-a"))) << "a newer one does";
}

TEST(DesiredTable, AChangeThatIsOvertakenByAnotherBalancersIsStillTaken) {
  DesiredTable table;
  EXPECT_TRUE(table.accept(put(9, "lb-a")));
  EXPECT_TRUE(table.accept(put(4, "lb-b")));
  EXPECT_EQ(table.revision(), 9);
}

TEST(DesiredTable, RemembersABoundedNumberOfGoneBalancers) {
  DesiredTable table;
  const int64_t count = static_cast<int64_t>(DesiredTable::gone_remembered_max) + 10;
  int64_t revision = 0;
  for (int64_t i = 0; i < count; ++i) {
    const std::string id = "lb-" + std::to_string(i);
    ASSERT_TRUE(table.accept(put(++revision, id)));
    ASSERT_TRUE(table.accept(gone(++revision, id)));
  }
  EXPECT_EQ(table.gone_remembered(), DesiredTable::gone_remembered_max);
  EXPECT_FALSE(table.accept(put(1, "lb-0"))) << "forgotten, but as old as what was forgotten";
  EXPECT_FALSE(table.accept(put(revision - 1, "lb-" + std::to_string(count - 1))));
  EXPECT_TRUE(table.accept(put(revision + 1, "lb-0")));
}

}  // namespace
}  // namespace sluice::agent
