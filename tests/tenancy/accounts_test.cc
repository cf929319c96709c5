// What no single call shows: what an account without anything is told, and what two accounts have alike.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "tests/tenancy/observation.h"

namespace sluice::tenancy {
namespace {

using ::testing::IsEmpty;

const Key root{std::string(TestCloud::key_id), std::string(TestCloud::key_secret)};
const Key tenant{"birch-key", "birch-secret"};

class TwoAccounts : public testing::Test {
 protected:
  TwoAccounts() {
    cloud.add_account({.id = tenant.id, .secret = tenant.secret});
    cloud.restart();
  }

  // All lists as they are without a filter.
  Snapshot lists_of(const Key& key) {
    Snapshot lists;
    for (const api::Action* action : api::all_actions()) {
      if (action->effect != api::Effect::Read) continue;
      if (std::ranges::any_of(slots_of(*action), &Slot::in_every_call)) continue;
      lists[std::string(action->name)] = observe(cloud.call_as(key, action->name));
    }
    return lists;
  }

  std::vector<std::string> served_addresses_of(const Household& household) {
    std::vector<std::string> addresses;
    const Reply reply = cloud.call_as(household.key(), "DescribeAddressMappings");
    for (const json::Value& mapping : reply.value["AddressMappings"]) {
      addresses.push_back(mapping["ServedAddress"].get<std::string>());
    }
    return addresses;
  }

  TestCloud cloud;
};

TEST_F(TwoAccounts, AnEmptyOneIsToldTheSameWhateverTheOtherOneHas) {
  const Snapshot before = lists_of(tenant);
  EXPECT_FALSE(before.empty());
  const Household household(cloud, root, "alder", 71);
  EXPECT_THAT(changes(before, lists_of(tenant)), IsEmpty());
  for (const auto& [list, told] : before) {
    EXPECT_THAT(found_in(told, household.marks()), IsEmpty()) << list;
  }
}

// Their networks have nothing to do with each other. On one node the same private address is served at two
// places, and each account sees its own.
TEST_F(TwoAccounts, MayHaveTheSameBlocksAndTheSameAddresses) {
  const Household one(cloud, root, "alder", 71), other(cloud, tenant, "birch", 71);
  EXPECT_EQ(one.values_for(api::Names::Address), other.values_for(api::Names::Address));
  const auto served = served_addresses_of(one);
  EXPECT_FALSE(served.empty());
  EXPECT_EQ(served_addresses_of(other).size(), served.size());
  for (const std::string& address : served_addresses_of(other)) {
    EXPECT_EQ(std::ranges::count(served, address), 0) << address;
  }

  const Snapshot before = look_at_everything(cloud, one);
  for (const std::string& balancer : other.values_for(api::Names::LoadBalancer)) {
    EXPECT_TRUE(cloud.call_as(tenant, "DeleteLoadBalancer", {{"LoadBalancerId", balancer}}).ok());
  }
  for (const std::string& instance : other.values_for(api::Names::Instance)) {
    EXPECT_TRUE(cloud.call_as(tenant, "ReleasePostPaidInstance", {{"InstanceId", instance}}).ok());
  }
  EXPECT_THAT(served_addresses_of(other), IsEmpty());
  EXPECT_THAT(changes(before, look_at_everything(cloud, one)), IsEmpty())
      << "what was given back is the other's own";
}

}  // namespace
}  // namespace sluice::tenancy
