#include "edge/dataplane/snapshot/snapshot.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "platform/io/listen.h"

namespace sluice::snapshot {
namespace {

std::shared_ptr<const Balancer> balancer(const std::string& id) {
  return std::make_shared<const Balancer>(Balancer{.id = id, .listeners = {}});
}

Edit put(const std::string& id) {
  return {id, balancer(id)};
}
Edit remove(const std::string& id) {
  return {id, nullptr};
}

// "+a" for what came, "-a" for what went, "*a" for what changed.
std::set<std::string> differences(const Snapshot& before, const Snapshot& after) {
  std::set<std::string> names;
  for_each_difference(before, after, [&](const Balancer* left, const Balancer* right) {
    if (left == nullptr) {
      names.insert("+" + right->id);
    } else if (right == nullptr) {
      names.insert("-" + left->id);
    } else {
      EXPECT_EQ(left->id, right->id);
      names.insert("*" + left->id);
    }
  });
  return names;
}

TEST(Snapshot, HoldsWhatWasPutAndForgetsWhatWasRemoved) {
  const auto first = Snapshot().with(3, std::vector{put("lb-a"), put("lb-b")});
  EXPECT_EQ(first->revision(), 3);
  EXPECT_EQ(first->size(), 2u);
  EXPECT_EQ(first->find("lb-a")->id, "lb-a");
  EXPECT_EQ(first->find("lb-c"), nullptr);

  const auto second = first->with(4, std::vector{remove("lb-a"), remove("lb-unknown")});
  EXPECT_EQ(second->find("lb-a"), nullptr);
  EXPECT_EQ(second->size(), 1u);
  EXPECT_EQ(first->size(), 2u) << "the older snapshot stays as it was";
}

TEST(Snapshot, AChangeSharesEveryOtherBalancer) {
  std::vector<Edit> edits;
  for (int i = 0; i < 2000; ++i) edits.push_back(put("lb-" + std::to_string(i)));
  const auto before = Snapshot().with(1, edits);
  const auto after = before->with(2, std::vector{put("lb-7")});
  for (const Edit& edit : edits) {
    if (edit.id == "lb-7") {
      EXPECT_NE(before->find(edit.id), after->find(edit.id));
    } else {
      EXPECT_EQ(before->find(edit.id), after->find(edit.id)) << edit.id;
    }
  }
}

TEST(Snapshot, OfSeveralEditsForOneBalancerTheLastCounts) {
  const Edit last = put("lb-a");
  const auto snapshot = Snapshot().with(1, std::vector{put("lb-a"), remove("lb-a"), last});
  EXPECT_EQ(snapshot->find("lb-a"), last.balancer.get());
}

TEST(Snapshot, DifferencesNameWhatCameWentAndChanged) {
  const auto before = Snapshot().with(1, std::vector{put("lb-a"), put("lb-b"), put("lb-c")});
  const auto after = before->with(2, std::vector{put("lb-b"), remove("lb-c"), put("lb-d")});
  EXPECT_EQ(differences(*before, *after), (std::set<std::string>{"*lb-b", "-lb-c", "+lb-d"}));
  EXPECT_TRUE(differences(*after, *after).empty());
}

TEST(Snapshot, DifferencesOfManyRandomEditsMatchAPlainMap) {
  std::map<std::string, const Balancer*> expected_before;
  std::map<std::string, const Balancer*> expected_after;
  std::vector<Edit> first;
  std::vector<Edit> second;
  for (int i = 0; i < 3000; ++i) {
    first.push_back(put("lb-" + std::to_string(i * 7 % 2000)));
    expected_before[first.back().id] = first.back().balancer.get();
  }
  expected_after = expected_before;
  for (int i = 0; i < 500; ++i) {
    const std::string id = "lb-" + std::to_string(i * 13 % 2500);
    second.push_back(i % 3 == 0 ? remove(id) : put(id));
    if (second.back().balancer == nullptr) {
      expected_after.erase(id);
    } else {
      expected_after[id] = second.back().balancer.get();
    }
  }
  std::set<std::string> expected;
  for (const auto& [id, pointer] : expected_before) {
    const auto at = expected_after.find(id);
    if (at == expected_after.end()) expected.insert("-" + id);
    if (at != expected_after.end() && at->second != pointer) expected.insert("*" + id);
  }
  for (const auto& [id, pointer] : expected_after) {
    if (!expected_before.contains(id)) expected.insert("+" + id);
  }
  const auto before = Snapshot().with(1, first);
  const auto after = before->with(2, second);
  EXPECT_EQ(after->size(), expected_after.size());
  EXPECT_EQ(differences(*before, *after), expected);
}

TEST(Pool, LeavesOutTargetsWithoutWeight) {
  const Pool pool({{.server_id = "i-a", .endpoint = {{1}, 80}, .weight = 0},
                   {.server_id = "i-b", .endpoint = {{2}, 80}, .weight = 30},
                   {.server_id = "i-c", .endpoint = {{3}, 80}, .weight = 10}});
  EXPECT_EQ(pool.targets().size(), 2u);
  EXPECT_EQ(pool.weight_total(), 40);
  EXPECT_FALSE(pool.even());
  EXPECT_FALSE(pool.contains({{1}, 80}));
  EXPECT_TRUE(pool.contains({{2}, 80}));
}

TEST(Pool, AnUnchangedPoolKeepsItsIdentity) {
  const std::vector<Target> targets{{.server_id = "i-a", .endpoint = {{1}, 80}, .weight = 5}};
  const auto first = pool_of(targets);
  EXPECT_EQ(pool_of(targets, first), first);
  const auto other = pool_of({}, first);
  EXPECT_NE(other, first);
  EXPECT_NE(other->serial(), first->serial());
}

TEST(ListeningSocket, AddressIsFreeAgainAfterStop) {
  auto socket = io::listen_tcp({*base::parse_ipv4("127.77.0.1"), 0});
  ASSERT_TRUE(socket);
  const ListeningSocket held(*std::move(socket));
  ASSERT_NE(held.local().port, 0);
  EXPECT_FALSE(io::listen_tcp(held.local())) << "taken while it listens";
  held.stop();
  EXPECT_TRUE(io::listen_tcp(held.local())) << "free although the descriptor is still open";
}

}  // namespace
}  // namespace sluice::snapshot
