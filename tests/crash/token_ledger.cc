#include "tests/crash/token_ledger.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace sluice::crash {
namespace {

constexpr size_t page_size = 100;
constexpr uint64_t addresses_reserved = 3;  // the first two and the last of a vSwitch

std::string token_of(const Asked& create) {
  return create.parameters.back().second;
}

// Walks all pages of a list and hands out its rows.
void for_each_row(const Call& call, std::string_view action, const std::vector<std::string>& path,
                  Parameters parameters, const std::function<void(const json::Value&)>& each) {
  parameters.emplace_back("PageSize", std::to_string(page_size));
  size_t seen = 0, total = 1;
  for (size_t page = 1; seen < total; ++page) {
    Parameters of_page = parameters;
    of_page.emplace_back("PageNumber", std::to_string(page));
    const Answer answer = call(action, of_page);
    ASSERT_TRUE(answer.ok()) << action << ": " << answer.body;
    total = answer.value["TotalCount"].get<size_t>();
    const json::Value* rows = &answer.value;
    for (const std::string& member : path) rows = &rows->at(member);
    for (const json::Value& row : *rows) each(row);
    seen += rows->size();
    ASSERT_TRUE(rows->size() == page_size || seen == total) << action << ": page " << page << " is short";
  }
}

}  // namespace

TokenLedger::TokenLedger(std::string network, std::string vswitch, std::string cidr)
    : network_(std::move(network)), vswitch_(std::move(vswitch)), cidr_(base::parse_cidr(cidr).value()) {}

std::vector<Asked> TokenLedger::draw_creates(size_t count) {
  round_begin_ = tokens_.size();
  acknowledged_ = 0;
  std::vector<Asked> creates;
  for (size_t i = 0; i < count; ++i) {
    tokens_.push_back("token-" + std::to_string(tokens_.size()));
    creates.push_back({"CreateLoadBalancer", e2e::balancer_parameters(network_, vswitch_)});
    creates.back().parameters.emplace_back("ClientToken", tokens_.back());
  }
  return creates;
}

void TokenLedger::take_answer(const Asked& create, const Answer& answer) {
  if (answer.unknown()) return;
  ASSERT_TRUE(answer.ok()) << answer.body;
  const std::string id = answer.value["LoadBalancerId"].get<std::string>();
  EXPECT_TRUE(balancers_.insert(id).second) << id << " was handed out before";
  ids_[token_of(create)] = id;
  ++acknowledged_;
}

std::set<std::string> TokenLedger::listed(const Call& call, size_t& available) const {
  std::set<std::string> ids;
  const Answer answer = call("DescribeVSwitchAttributes", {{"VSwitchId", vswitch_}});
  EXPECT_TRUE(answer.ok()) << answer.body;
  if (!answer.ok()) return ids;
  available = answer.value["AvailableIpAddressCount"].get<size_t>();
  for (const json::Value& id : answer.value["LoadBalancerIds"]["LoadBalancerId"]) {
    EXPECT_TRUE(ids.insert(id.get<std::string>()).second) << id << " is there twice";
  }
  return ids;
}

void TokenLedger::check_what_is_left(const Call& call) {
  size_t available = 0;
  const std::set<std::string> there = listed(call, available);
  EXPECT_TRUE(std::ranges::includes(there, balancers_)) << "a balancer was acknowledged and is gone";
  EXPECT_EQ(available + there.size() + instance_addresses_.size(), cidr_.size() - addresses_reserved)
      << "an address is taken by nobody, or not taken by somebody";
  left_over_.clear();
  std::ranges::set_difference(there, balancers_, std::inserter(left_over_, left_over_.end()));
  left_ = acknowledged_ + left_over_.size();
  EXPECT_LE(left_, tokens_.size() - round_begin_) << "more balancers than tokens";
}

std::vector<Asked> TokenLedger::draw_retries(size_t earlier_count, uint64_t choice) const {
  std::vector<std::string> tokens(tokens_.begin() + static_cast<std::ptrdiff_t>(round_begin_), tokens_.end());
  for (size_t i = 0; i < earlier_count && round_begin_ > 0; ++i) {
    tokens.push_back(tokens_[(choice + i * 7919) % round_begin_]);
  }
  std::vector<Asked> retries;
  for (const std::string& token : tokens) {
    retries.push_back({"CreateLoadBalancer", e2e::balancer_parameters(network_, vswitch_)});
    retries.back().parameters.emplace_back("ClientToken", token);
  }
  return retries;
}

void TokenLedger::take_retry(const Asked& create, const Answer& answer) {
  ASSERT_TRUE(answer.ok()) << answer.body;
  const std::string id = answer.value["LoadBalancerId"].get<std::string>();
  const auto [known, is_new] = ids_.emplace(token_of(create), id);
  if (!is_new) {
    EXPECT_EQ(id, known->second) << "another balancer for " << known->first;
  } else {
    EXPECT_TRUE(balancers_.insert(id).second) << id << " belongs to another token";
  }
}

void TokenLedger::check_round(const Call& call) {
  size_t available = 0;
  const std::set<std::string> there = listed(call, available);
  EXPECT_EQ(there, balancers_) << "balancers and tokens do not match";
  EXPECT_EQ(available + there.size() + instance_addresses_.size(), cidr_.size() - addresses_reserved);
  EXPECT_TRUE(std::ranges::includes(balancers_, left_over_)) << "a balancer that no token answers for";
  for (const std::string& id : balancers_) {
    if (!address_by_id_.contains(id)) learn_address(call, id);
  }
}

void TokenLedger::learn_address(const Call& call, const std::string& id) {
  const Answer answer = call("DescribeLoadBalancerAttribute", {{"LoadBalancerId", id}});
  ASSERT_TRUE(answer.ok()) << answer.body;
  EXPECT_EQ(answer.value["VSwitchId"], vswitch_);
  const std::string address = answer.value["Address"].get<std::string>();
  const auto parsed = base::parse_ipv4(address);
  EXPECT_TRUE(parsed && cidr_.contains(*parsed)) << address;
  EXPECT_FALSE(instance_addresses_.contains(address)) << address << " is an instance's";
  const auto [other, is_new] = id_by_address_.emplace(address, id);
  EXPECT_TRUE(is_new) << address << " is given to " << id << " and to " << other->second;
  address_by_id_[id] = address;
}

void TokenLedger::check_everything(const Call& call) const {
  std::map<std::string, std::string> addresses;
  for_each_row(call, "DescribeLoadBalancers", {"LoadBalancers", "LoadBalancer"}, {{"VSwitchId", vswitch_}},
               [&](const json::Value& row) {
                 const std::string id = row["LoadBalancerId"].get<std::string>();
                 EXPECT_TRUE(addresses.emplace(id, row["Address"].get<std::string>()).second)
                     << id << " is listed twice";
               });
  EXPECT_EQ(addresses, address_by_id_) << "balancers and addresses are not what they were";

  std::set<std::string> mapped, served;
  for_each_row(call, "DescribeAddressMappings", {"AddressMappings"}, {{"NetworkId", network_}},
               [&](const json::Value& row) {
                 const std::string address = row["PrivateIpAddress"].get<std::string>();
                 EXPECT_TRUE(mapped.insert(address).second) << address << " is mapped twice";
                 const std::string at = row["ServedAddress"].get<std::string>();
                 EXPECT_TRUE(served.insert(at).second) << at << " serves two addresses";
               });
  std::set<std::string> taken = instance_addresses_;
  for (const auto& [address, id] : id_by_address_) taken.insert(address);
  EXPECT_EQ(mapped, taken) << "mappings are not those of what exists";
}

}  // namespace sluice::crash
