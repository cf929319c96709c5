// Sale control as ENS spells it, felt by the orders it is about.

#include <gmock/gmock.h>

#include "market.h"

namespace sluice::control {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* other_region = "cn-hangzhou";

class SaleControl : public testing::Test {
 protected:
  // Of elb_post, with more parameters behind.
  Reply call(std::string_view action, Parameters more) {
    more.insert(more.begin(), {"CommodityCode", "elb_post"});
    return market.cloud.call(action, std::move(more));
  }
  Reply change(std::string_view action, std::string controls, Parameters more = {}) {
    more.emplace_back("SaleControls", std::move(controls));
    return call(action, std::move(more));
  }
  void change_ok(std::string_view action, std::string controls, Parameters more = {}) {
    const Reply reply = change(action, std::move(controls), std::move(more));
    EXPECT_TRUE(reply.ok()) << action << " " << reply.body;
  }
  json::Value described(Parameters more = {}) {
    const Reply reply = call("DescribeEnsSaleControl", std::move(more));
    EXPECT_TRUE(reply.ok()) << reply.body;
    return reply.value["SaleControl"];
  }
  Parameters buyer() const { return {{"AliUidAccount", market.buyer.id}}; }

  // "sold", or the code.
  std::string order(const Market::Party& party, const std::string& region, const std::string& spec) {
    const auto as = [&](std::string_view action, Parameters parameters) {
      return market.cloud.call_as(party.key, action, std::move(parameters));
    };
    std::string& network = networks[party.id + region];
    if (network.empty()) {
      network =
          as("CreateNetwork", {{"EnsRegionId", region}, {"CidrBlock", "10.0.0.0/16"}}).text("NetworkId");
      vswitches[network] =
          as("CreateVSwitch", {{"EnsRegionId", region}, {"NetworkId", network}, {"CidrBlock", "10.0.1.0/24"}})
              .text("VSwitchId");
    }
    const Reply made = as("CreateLoadBalancer", {{"EnsRegionId", region},
                                                 {"NetworkId", network},
                                                 {"VSwitchId", vswitches[network]},
                                                 {"LoadBalancerSpec", spec},
                                                 {"PayType", "PostPaid"}});
    return made.ok() ? "sold" : made.code();
  }
  std::string order(const std::string& spec) { return order(market.buyer, here, spec); }

  static constexpr const char* denied = "SaleControl.VerificationFailed";
  const std::string here{TestCloud::region};
  Market market;
  std::map<std::string, std::string> networks, vswitches;

  void SetUp() override {
    market.recharge(market.buyer, "10000.00");
    market.recharge(market.partner, "10000.00");
  }
};

constexpr const char* small_only =
    R"([{"OrderType":"Buy","ModuleCode":"spec","Operator":"In","ModuleValue":{"ModuleValue":["elb.s1.small"]}}])";
constexpr const char* spec_of_buy = R"([{"OrderType":"Buy","ModuleCode":"spec"}])";

TEST_F(SaleControl, OfAllAccountsIsFeltByTheNextOrderAndNoMoreOnceItIsGone) {
  EXPECT_EQ(order("elb.s2.small"), "sold");
  change_ok("CreateEnsSaleControl", small_only);
  EXPECT_EQ(order("elb.s2.small"), denied);
  EXPECT_EQ(order("elb.s1.small"), "sold");
  EXPECT_EQ(order(market.partner, here, "elb.s2.small"), denied);
  change_ok(
      "UpdateEnsSaleControl",
      R"([{"OrderType":"Buy","ModuleCode":"spec","Operator":"NotIn","ModuleValue":{"ModuleValue":["elb.s1.small"]}}])");
  EXPECT_EQ(order("elb.s2.small"), "sold");
  EXPECT_EQ(order("elb.s1.small"), denied);
  change_ok("DeleteEnsSaleControl", spec_of_buy);
  EXPECT_EQ(order("elb.s1.small"), "sold");
  EXPECT_THAT(described(), IsEmpty());
}

TEST_F(SaleControl, OfOneAccountIsNotFeltByAnother) {
  change_ok("CreateEnsSaleControl", small_only, buyer());
  EXPECT_EQ(order("elb.s2.small"), denied);
  EXPECT_EQ(order(market.partner, here, "elb.s2.small"), "sold");
  EXPECT_THAT(described(), IsEmpty()) << "those of all accounts";
  EXPECT_EQ(described(buyer()), described({{"CustomAccount", market.buyer.id}}));
  EXPECT_EQ(described(buyer()).size(), 1u);
  EXPECT_FALSE(change("DeleteEnsSaleControl", spec_of_buy).ok());
  change_ok("DeleteEnsSaleControl", spec_of_buy, buyer());
  EXPECT_EQ(order("elb.s2.small"), "sold");
}

TEST_F(SaleControl, UnderAConditionLeavesOtherRegionsAlone) {
  const std::string condition = R"("ConditionControls":[{"ConditionControlModuleCode":"region",)"
                                R"("ConditionControlModuleValue":")" +
                                here + R"("}])";
  const std::string in_one_region =
      R"([{"OrderType":"Buy","ModuleCode":"spec","Operator":"In","ModuleValue":{"ModuleValue":["elb.s1.small"]},)" +
      condition + "}]";
  change_ok("CreateEnsSaleControl", in_one_region);
  EXPECT_EQ(order(market.buyer, here, "elb.s2.small"), denied);
  EXPECT_EQ(order(market.buyer, other_region, "elb.s2.small"), "sold");
  const std::string name = R"([{"OrderType":"Buy","ModuleCode":"spec",)" + condition + "}]";
  change_ok("DeleteEnsSaleConditionControl", name);
  EXPECT_EQ(order(market.buyer, here, "elb.s2.small"), "sold");
  const Reply again = change("DeleteEnsSaleConditionControl", name);
  EXPECT_EQ(again.code(), "InvalidParameter.SaleControls");
  EXPECT_THAT(again.text("Hint"), HasSubstr("SaleControls.1.ConditionControls.1: there is none"));
}

TEST_F(SaleControl, OfTheRegionModuleClosesANode) {
  change_ok(
      "CreateEnsSaleControl",
      R"([{"OrderType":"Buy","ModuleCode":"region","Operator":"NotIn","ModuleValue":{"ModuleValue":[")" +
          here + R"("]}}])");
  EXPECT_EQ(order("elb.s1.small"), denied);
  EXPECT_EQ(order(market.buyer, other_region, "elb.s1.small"), "sold");
}

TEST_F(SaleControl, OfAnotherOrderTypeIsNotFeltByPurchases) {
  change_ok(
      "CreateEnsSaleControl",
      R"([{"OrderType":"Upgrade","ModuleCode":"spec","Operator":"In","ModuleValue":{"ModuleValue":["elb.s3.medium"]}}])");
  EXPECT_EQ(order("elb.s1.small"), "sold");
}

TEST_F(SaleControl, IsDescribedAsItWasMade) {
  change_ok(
      "CreateEnsSaleControl",
      R"([{"OrderType":"Buy","ModuleCode":"spec","Operator":"NotIn","Description":"sold out soon",)"
      R"("ModuleValue":{"ModuleValue":["elb.s3.small","elb.s3.medium"]}},)"
      R"({"OrderType":"Buy","ModuleCode":"spec","Operator":"In","ModuleValue":{"ModuleValue":["elb.s1.small"]},)"
      R"("ConditionControls":[{"ConditionControlModuleCode":"region","ConditionControlModuleValue":"cn-hangzhou"},)"
      R"({"ConditionControlModuleCode":"billing_cycle","ConditionControlModuleValue":"Hour"}]},)"
      R"({"OrderType":"Upgrade","ModuleCode":"spec","Operator":"Between",)"
      R"("ModuleValue":{"ModuleMinValue":"1","ModuleMaxValue":"12.5"}}])");
  const auto conditional = [](const char* module, const char* value) {
    return json::Value{{"ConditionControl",
                        {{"ConditionControlModuleCode", module}, {"ConditionControlModuleValue", value}}},
                       {"ModuleValue", {{"ModuleValue", json::Value::array({"elb.s1.small"})}}},
                       {"Operator", "In"}};
  };
  const json::Value basic = {
      {"Description", "sold out soon"},
      {"ModuleValue", {{"ModuleValue", json::Value::array({"elb.s3.small", "elb.s3.medium"})}}},
      {"Operator", "NotIn"}};
  const json::Value range = {
      {"ModuleValue",
       {{"ModuleMaxValue", "12.5"}, {"ModuleMinValue", "1"}, {"ModuleValue", json::Value::array()}}},
      {"Operator", "Between"}};
  const auto entry = [](const char* type, json::Value item) {
    return json::Value{
        {"CommodityCode", "elb_post"},
        {"OrderType", type},
        {"SaleControlItems",
         json::Value::array({{{"ModuleCode", "spec"}, {"SaleControlItem", std::move(item)}}})}};
  };
  const json::Value buy =
      entry("Buy", {{"BasicSaleControl", basic},
                    {"ConditionSaleControl", json::Value::array({conditional("region", "cn-hangzhou"),
                                                                 conditional("billing_cycle", "Hour")})}});
  const json::Value upgrade =
      entry("Upgrade", {{"BasicSaleControl", range}, {"ConditionSaleControl", json::Value::array()}});
  EXPECT_EQ(described(), json::Value::array({buy, upgrade}));
  EXPECT_EQ(described({{"OrderType", "Upgrade"}}), json::Value::array({upgrade}));
  EXPECT_THAT(described({{"ModuleCode", "region"}}), IsEmpty());
  market.cloud.restart();
  EXPECT_EQ(described(), json::Value::array({buy, upgrade}));
}

TEST_F(SaleControl, GivesWayToARuleOfTheOperatorThatComesFirst) {
  change_ok("CreateEnsSaleControl", small_only);
  market.act("PutTerm", {{"Kind", "SaleRule"},
                         {"Document", R"({"Name":"exception","Priority":1,"Effect":"Allow",)"
                                      R"("Condition":"account.id == ')" +
                                          market.partner.id + R"('"})"}});
  EXPECT_EQ(order(market.buyer, here, "elb.s2.small"), denied);
  EXPECT_EQ(order(market.partner, here, "elb.s2.small"), "sold");
}

TEST_F(SaleControl, IsOneOfAKindOrNoneAtAll) {
  change_ok("CreateEnsSaleControl", small_only);
  const std::string before = json::print(described());
  // The first of each is new, the second is not; nothing of the call remains.
  const std::string new_one =
      R"({"OrderType":"Upgrade","ModuleCode":"spec","Operator":"In","ModuleValue":{"ModuleValue":["elb.s1.small"]}})";
  const std::string old_one = std::string(small_only).substr(1);
  const Reply twice = change("CreateEnsSaleControl", "[" + new_one + "," + old_one);
  EXPECT_EQ(twice.code(), "InvalidParameter.SaleControls");
  EXPECT_THAT(twice.text("Hint"), HasSubstr("SaleControls.2: there is one already"));
  const Reply repeated = change("CreateEnsSaleControl", "[" + new_one + "," + new_one + "]");
  EXPECT_THAT(repeated.text("Hint"), HasSubstr("SaleControls.2: received twice"));
  const Reply missing = change("UpdateEnsSaleControl", "[" + new_one + "]");
  EXPECT_THAT(missing.text("Hint"), HasSubstr("SaleControls.1: there is none"));
  EXPECT_EQ(json::print(described()), before);
}

TEST_F(SaleControl, StockThatIsUsedUpIsNoMoreSoldThereAndSoItIsTold) {
  market.act("SetStock", {{"EnsRegionId", here}, {"LoadBalancerSpec", "elb.s1.small"}, {"Total", "1"}});
  const auto left = [&](Parameters more = {}) {
    const Reply reply = call("DescribeEnsSaleControlStock", std::move(more));
    EXPECT_TRUE(reply.ok()) << reply.body;
    return reply.value["SaleControl"];
  };
  const auto entry = [&](const char* value) {
    return json::Value{
        {"ConditionControl",
         {{"ConditionControlModuleCode", "region"}, {"ConditionControlModuleValue", here}}},
        {"ModuleValue", {{"ModuleMinValue", "elb.s1.small"}, {"ModuleMaxValue", "elb.s1.small"}}},
        {"StockValue", value}};
  };
  const auto stocks_in = [](const json::Value& answer) {
    return answer[0]["SaleControlItems"][0]["SaleControlItem"]["ConditionSaleControl"];
  };
  EXPECT_EQ(stocks_in(left()), json::Value::array({entry("1")}));
  change_ok(
      "CreateEnsSaleControl",
      R"([{"OrderType":"Buy","ModuleCode":"spec","Operator":"NotIn","ModuleValue":{"ModuleValue":["elb.s1.small"]}}])",
      {{"AliUidAccount", market.partner.id}});
  EXPECT_EQ(stocks_in(left({{"AliUidAccount", market.partner.id}})), json::Value::array({entry("0")}));
  EXPECT_EQ(stocks_in(left(buyer())), json::Value::array({entry("1")}));
  EXPECT_EQ(order("elb.s1.small"), "sold");
  EXPECT_EQ(stocks_in(left()), json::Value::array({entry("0")}));
  EXPECT_EQ(order("elb.s1.small"), denied);
  EXPECT_EQ(order(market.buyer, other_region, "elb.s1.small"), "sold");
  EXPECT_EQ(order("elb.s2.small"), "sold");
  EXPECT_THAT(left({{"OrderType", "Refund"}}), IsEmpty());
  EXPECT_THAT(left({{"ModuleCode", "type"}}), IsEmpty());
}

TEST_F(SaleControl, AvailableResourcesAreWhatAnOrderWouldGet) {
  const auto groups = [&](const std::string& account) {
    const Reply reply = call("DescribeEnsSaleControlAvailableResource", {{"CustomAccount", account}});
    EXPECT_TRUE(reply.ok()) << reply.body;
    // Regions by the sizes that are sold in them.
    std::map<std::string, std::vector<std::string>> specs_of;
    for (const json::Value& group : reply.value["SaleControlAvailableResource"]) {
      for (const json::Value& region : group["AvailableRegion"]) {
        for (const json::Value& spec : group["AvailableSpec"]) {
          specs_of[region["EnsRegionId"].get<std::string>()].push_back(spec["SpecValue"].get<std::string>());
        }
      }
    }
    return specs_of;
  };
  const std::vector<std::string> all = {"elb.s1.small", "elb.s2.small", "elb.s2.medium", "elb.s3.small",
                                        "elb.s3.medium"};
  EXPECT_EQ(groups(market.buyer.id)[here], all);
  change_ok("CreateEnsSaleControl", small_only, buyer());
  market.act("SetStock", {{"EnsRegionId", here}, {"LoadBalancerSpec", "elb.s1.small"}, {"Total", "0"}});
  auto of_buyer = groups(market.buyer.id);
  EXPECT_FALSE(of_buyer.contains(here));
  EXPECT_EQ(of_buyer[other_region], std::vector<std::string>{"elb.s1.small"});
  auto of_partner = groups(market.partner.id);
  EXPECT_EQ(of_partner[here], std::vector<std::string>(all.begin() + 1, all.end()));
  EXPECT_EQ(of_partner[other_region], all);
}

TEST_F(SaleControl, BadInputIsRefusedByItsField) {
  const std::string control = R"("OrderType":"Buy","ModuleCode":"spec","Operator":"In")";
  const auto controls = [](const std::string& members) {
    return Parameters{{"CommodityCode", "elb_post"}, {"SaleControls", "[{" + members + "}]"}};
  };
  const auto with = [](std::string name, std::string value) {
    return Parameters{{"CommodityCode", "elb_post"}, {"SaleControls", small_only}, {name, value}};
  };
  struct Case {
    Parameters sent;
    const char* code;
    const char* hint;
  };
  const std::string values = R"(,"ModuleValue":{"ModuleValue":["elb.s1.small"]})";
  const Case cases[] = {
      {{{"SaleControls", small_only}}, "MissingCommodityCode", "CommodityCode"},
      {{{"CommodityCode", "elb_post"}}, "MissingSaleControls", "SaleControls"},
      {{{"CommodityCode", "ecs"}, {"SaleControls", small_only}},
       "InvalidParameter.CommodityCode",
       "elb_plan, elb_post"},
      {with("AliUidAccount", "999"), "InvalidParameter.AliUidAccount", "there is no account \"999\""},
      {with("CustomAccount", "999"), "InvalidParameter.CustomAccount", "there is no account \"999\""},
      {controls(control), "InvalidParameter.SaleControls", "SaleControls.1.ModuleValue"},
      {controls(control + R"(,"ModuleValue":{"ModuleValue":["elb.s9.small"]})"),
       "InvalidParameter.SaleControls",
       "SaleControls.1.ModuleValue.ModuleValue.1: received \"elb.s9.small\"; accepted: elb.s1.small"},
      {controls(control + R"(,"ModuleValue":{"ModuleMinValue":"1"})"), "InvalidParameter.SaleControls",
       "SaleControls.1.ModuleValue: received a range"},
      {controls(R"("OrderType":"Steal","ModuleCode":"spec","Operator":"In")" + values),
       "InvalidParameter.SaleControls", "SaleControls.1.OrderType: received \"Steal\"; accepted: Buy"},
      {controls(R"("OrderType":"Buy","ModuleCode":"color","Operator":"In")" + values),
       "InvalidParameter.SaleControls",
       "SaleControls.1.ModuleCode: received \"color\"; accepted: region, spec"},
      {controls(R"("OrderType":"Buy","ModuleCode":"spec","Operator":"Like")" + values),
       "InvalidParameter.SaleControls",
       "SaleControls.1.Operator: received \"Like\"; accepted is one of In, NotIn, Between"},
      {controls(
           R"("OrderType":"Buy","ModuleCode":"spec","Operator":"Between","ModuleValue":{"ModuleMinValue":"5","ModuleMaxValue":"4"})"),
       "InvalidParameter.SaleControls",
       "SaleControls.1.ModuleValue.ModuleMaxValue: received 4; accepted: ModuleMinValue, 5, or more"},
      {controls(
           R"("OrderType":"Buy","ModuleCode":"spec","Operator":"Between","ModuleValue":{"ModuleMinValue":"many","ModuleMaxValue":"4"})"),
       "InvalidParameter.SaleControls", "SaleControls.1.ModuleValue.ModuleMinValue: received \"many\""},
      {controls(
           R"("OrderType":"Buy","ModuleCode":"region","Operator":"In","ModuleValue":{"ModuleValue":["nowhere"]})"),
       "InvalidParameter.SaleControls", "there is no region \"nowhere\""},
      {controls(control + values + R"(,"ConditionControls":[{"ConditionControlModuleCode":"region"}])"),
       "InvalidParameter.SaleControls", "SaleControls.1.ConditionControls.1: received a part of a condition"},
      {controls(
           control + values +
           R"(,"ConditionControls":[{"ConditionControlModuleCode":"type","ConditionControlModuleValue":"X"}])"),
       "InvalidParameter.SaleControls",
       "SaleControls.1.ConditionControls.1.ConditionControlModuleValue: received \"X\"; accepted: CLB"},
  };
  for (const auto& [sent, code, hint] : cases) {
    const Reply reply = market.cloud.call("CreateEnsSaleControl", sent);
    EXPECT_EQ(reply.code(), code) << reply.body;
    EXPECT_THAT(reply.text("Hint"), HasSubstr(hint));
  }
  Parameters two_accounts = with("AliUidAccount", market.buyer.id);
  two_accounts.emplace_back("CustomAccount", market.partner.id);
  EXPECT_EQ(market.cloud.call("CreateEnsSaleControl", two_accounts).code(), "InvalidParameter.CustomAccount");
  EXPECT_THAT(described(), IsEmpty());
}

TEST_F(SaleControl, IsTheOperatorsAlone) {
  const std::string one_condition =
      R"([{"OrderType":"Buy","ModuleCode":"spec","ConditionControls":[{"ConditionControlModuleCode":"type",)"
      R"("ConditionControlModuleValue":"CLB"}]}])";
  const std::pair<const char*, Parameters> calls[] = {
      {"CreateEnsSaleControl", {{"SaleControls", small_only}}},
      {"UpdateEnsSaleControl", {{"SaleControls", small_only}}},
      {"DeleteEnsSaleControl", {{"SaleControls", spec_of_buy}}},
      {"DeleteEnsSaleConditionControl", {{"SaleControls", one_condition}}},
      {"DescribeEnsSaleControl", {}},
      {"DescribeEnsSaleControlStock", {}},
      {"DescribeEnsSaleControlAvailableResource", {}},
  };
  for (auto [action, parameters] : calls) {
    parameters.emplace_back("CommodityCode", "elb_post");
    EXPECT_EQ(market.cloud.call_as(market.buyer.key, action, parameters).code(), "NoPermission") << action;
  }
}

}  // namespace
}  // namespace sluice::control
