#pragma once
// A cloud with somebody who buys in it, somebody who may pay for him, and the operator, who acts on both.
// What is ordered has a deposit of one month: 7.50 USD, paid at once.

#include <algorithm>

#include <gtest/gtest.h>

#include "contract/api/ens/order_error.h"
#include "control/commerce/catalogue/default_commodities.h"
#include "control/commerce/ledger/ledger.h"
#include "control/commerce/terms/terms_store.h"
#include "control/plane/testing/test_cloud.h"
#include "control/schema/schema.h"

namespace sluice::control {

class Market {
 public:
  struct Party {
    std::string id;
    Key key;
    Parameters with(Parameters others = {}) const {
      Parameters all = {{"AccountId", id}};
      all.insert(all.end(), others.begin(), others.end());
      return all;
    }
  };

  explicit Market(Options options = {})
      : cloud(std::move(options)), buyer(make_party("buyer")), partner(make_party("partner")) {
    publish_commodity();
    network_ = as_buyer("CreateNetwork", {{"EnsRegionId", region}, {"CidrBlock", "192.168.0.0/16"}})
                   .text("NetworkId");
    vswitch_ = as_buyer("CreateVSwitch",
                        {{"EnsRegionId", region}, {"NetworkId", network_}, {"CidrBlock", "192.168.2.0/24"}})
                   .text("VSwitchId");
  }

  Parameters order() const { return cloud.balancer_parameters(network_, vswitch_); }
  Reply create() { return cloud.call_as(buyer.key, "CreateLoadBalancer", order()); }
  Reply as_buyer(std::string_view action, Parameters parameters) {
    Reply reply = cloud.call_as(buyer.key, action, std::move(parameters));
    EXPECT_TRUE(reply.ok()) << action << " " << reply.body;
    return reply;
  }
  // By the operator, with success.
  Reply act(std::string_view action, Parameters parameters) {
    Reply reply = cloud.call(action, std::move(parameters));
    EXPECT_TRUE(reply.ok()) << action << " " << reply.body;
    expect_sound_ledger();
    return reply;
  }
  void set(const Party& party, std::string name, std::string value) {
    act("ModifyCustomer", party.with({{std::move(name), std::move(value)}}));
  }
  void set_fund(const Party& party, std::string name, std::string value) {
    act("ModifyFundAccount", party.with({{std::move(name), std::move(value)}}));
  }
  Reply recharge(const Party& party, std::string amount, std::string currency = "USD") {
    return act(
        "RechargeFundAccount",
        party.with({{"Currency", std::move(currency)}, {"Amount", std::move(amount)}, {"Channel", "wire"}}));
  }
  // Bills the resource "anything" for a cycle of its own; returns the bill's id.
  std::string bill(const Party& party, std::string amount, std::string due) {
    const Reply made = act("CreateBill", party.with({{"ResourceId", "anything-" + party.id},
                                                     {"Cycle", "cycle-" + std::to_string(++bills_)},
                                                     {"Currency", "USD"},
                                                     {"Amount", std::move(amount)},
                                                     {"DueTime", std::move(due)}}));
    return made.value["Bill"]["BillId"].get<std::string>();
  }
  // The party's host that is there: its first balancer has opened it.
  json::Value host(const Party& party) {
    const Reply told = act("DescribeHosts", party.with());
    for (const json::Value& host : told.value["Hosts"]) {
      if (host["HasInstance"].get<bool>()) return host;
    }
    ADD_FAILURE() << party.id << " has no host";
    return json::Value::object();
  }
  std::string host_of(const Party& party) { return host(party)["HostId"].get<std::string>(); }
  Parameters on_host(const Party& party, Parameters others = {}) {
    others.insert(others.begin(), {"HostId", host_of(party)});
    return party.with(std::move(others));
  }
  void set_host(const Party& party, std::string name, std::string value) {
    act("SetHostInstance", on_host(party, {{std::move(name), std::move(value)}}));
  }
  // An order that another system made; returns its number.
  std::string record_order(const Party& party, std::string type, std::string state, Parameters others = {}) {
    others.insert(others.end(),
                  {{"OrderType", std::move(type)}, {"State", std::move(state)}, {"Currency", "USD"}});
    if (!contains(others, "Amount")) others.emplace_back("Amount", "5.00");
    return act("RecordOrder", party.with(std::move(others))).text("OrderId");
  }
  void advance(const Party& party, const std::string& order, std::initializer_list<const char*> states) {
    for (const char* state : states) act("AdvanceOrder", party.with({{"OrderId", order}, {"State", state}}));
  }
  // The party's only order in this state.
  std::string order_in(const Party& party, std::string state) {
    const Reply told = act("DescribeOrders", party.with({{"State", std::move(state)}}));
    EXPECT_EQ(told.value["TotalCount"], 1) << told.body;
    return told.value["Orders"][0]["OrderId"].get<std::string>();
  }
  json::Value book(const Party& party, std::string_view currency = "USD") {
    const Reply reply = act("DescribeFundAccounts", party.with());
    for (const json::Value& book : reply.value["FundAccounts"][0]["Books"]) {
      if (book["Currency"] == currency) return book;
    }
    return json::Value::object();
  }

  // --- what holds for all orders

  void publish(commerce::TermKind kind, std::string name, std::string document) {
    cloud.in_database([&](storage::Transaction& tx) {
      const int64_t key = schema::newest_key(tx) + 1;
      commerce::replace_term(
          tx, {.key = key, .kind = kind, .name = name, .document = document, .created = cloud.clock().wall()},
          key + 1);
    });
  }
  // Changes a member of the balancer's commodity and leaves the others as they are.
  void sell(std::string_view member, std::string_view value) {
    commodity_[std::string(member)] = *json::parse(value);
    act("PutTerm", {{"Kind", "Commodity"}, {"Document", json::print(commodity_)}});
  }
  // The balancer's, with a member in the place of the published one.
  void publish_commodity(std::string_view member = {}, std::string_view value = {}) {
    json::Value document = *json::parse(commerce::default_elb_post_document());
    document["Deposit"] = *json::parse(R"({"Rule": "Cycles", "Cycles": 1})");
    if (!member.empty()) document[std::string(member)] = *json::parse(value);
    publish(commerce::TermKind::Commodity, "elb_post", json::print(document));
    commodity_ = std::move(document);
  }
  void publish_platform(std::string document) {
    publish(commerce::TermKind::Platform, "platform", std::move(document));
  }

  // --- the ledger

  void expect_sound_ledger() {
    cloud.in_database([](storage::Transaction& tx) {
      const auto faults = commerce::find_ledger_faults(tx);
      EXPECT_TRUE(faults.empty()) << faults.front();
    });
  }
  // Credits less debits, posted; of an account that is not there 0.
  commerce::Minor balance(commerce::AccountKind kind, std::string owner, std::string ledger = "USD") {
    commerce::Minor balance = 0;
    cloud.in_database([&](storage::Transaction& tx) {
      const auto account = commerce::find_ledger_account(tx, {kind, owner, ledger});
      if (account) balance = account->credits_posted - account->debits_posted;
    });
    return balance;
  }
  static std::string fund(const Party& party) { return "fa-" + party.id; }
  int64_t account_key(const Party& party) {
    int64_t key = 0;
    cloud.in_database([&](storage::Transaction& tx) {
      tx.query("SELECT key FROM accounts WHERE account_id = ?", {std::string_view(party.id)},
               [&](const storage::Row& row) { key = row.integer(0); });
    });
    return key;
  }

 private:
  static bool contains(const Parameters& parameters, std::string_view name) {
    return std::ranges::any_of(parameters, [&](const auto& each) { return each.first == name; });
  }
  const std::string region{TestCloud::region};
  int bills_ = 0;
  json::Value commodity_;  // as it is published
  std::string network_, vswitch_;

  Party make_party(std::string name) {
    const Reply made = cloud.call("CreateAccount", {{"AccountName", std::move(name)}});
    const json::Value& key = made.value["AccessKey"];
    return {made.value["Account"]["AccountId"].get<std::string>(),
            {key["AccessKeyId"].get<std::string>(), key["AccessKeySecret"].get<std::string>()}};
  }

 public:
  TestCloud cloud;
  Party buyer, partner;
};

inline constexpr const char* long_ago = "2026-01-01T00:00:00Z";  // before a cloud's clock starts
inline constexpr const char* later = "2026-03-01T00:00:00Z";

inline void expect_row(const Reply& reply, api::OrderError error) {
  const api::ErrorRow& row = api::row_of(error);
  EXPECT_EQ(reply.code(), row.code) << reply.body;
  EXPECT_EQ(reply.text("Message"), row.message);
  EXPECT_EQ(reply.http_status, row.http_status);
}

}  // namespace sluice::control
