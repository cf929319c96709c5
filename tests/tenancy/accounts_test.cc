// What no single call shows: what an account without anything is told, and what two accounts have alike.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "tests/tenancy/observation.h"

namespace sluice::tenancy {
namespace {

using ::testing::IsEmpty;

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

  std::vector<std::string> events_of(const Key& key) {
    std::vector<std::string> events;
    Parameters page = {{"MaxResults", "50"}};
    std::string next;
    do {
      const Reply reply = cloud.call_as(key, "LookupEvents", page);
      for (const json::Value& event : reply.value["Events"]) events.push_back(json::print(event));
      next = reply.text("NextToken");
      page = {{"MaxResults", "50"}, {"NextToken", next}};
    } while (!next.empty());
    return events;
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

// What one account tries with the other's things is written down, for him alone.
TEST_F(TwoAccounts, HaveTrailsOfTheirOwn) {
  const Household one(cloud, root, "alder", 71), other(cloud, tenant, "birch", 72);
  const auto events_before = events_of(root), tenants_before = events_of(tenant);
  for (const api::Action* action : api::all_actions()) {
    if (action->effect != api::Effect::Write) continue;
    for (const Call& call : calls_of(*action, one)) {
      cloud.call_as(tenant, action->name, to_parameters(call));
    }
  }
  cloud.clock().advance(std::chrono::seconds(1));
  EXPECT_EQ(cloud.call_as(tenant, "DeleteNetwork", {{"NetworkId", "n-unknown"}}).code(),
            "InvalidNetworkId.NotFound");
  EXPECT_EQ(events_of(root), events_before);
  std::string refusals;
  for (const std::string& event : events_of(tenant)) {
    if (std::ranges::count(tenants_before, event) == 0) refusals += event;
  }
  const std::string tried = one.values_for(api::Names::LoadBalancer).front();
  EXPECT_NE(refusals.find(tried), std::string::npos) << "equal refusals tell of the first: " << tried;
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
