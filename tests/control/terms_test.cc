// What holds for all orders, as the operator puts, sees and takes away its documents.

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class Terms : public testing::Test {
 protected:
  Reply put(const std::string& kind, const std::string& document, Parameters more = {}) {
    more.insert(more.end(), {{"Kind", kind}, {"Document", document}});
    return cloud.call("PutTerm", std::move(more));
  }
  Reply put_ok(const std::string& kind, const std::string& document, Parameters more = {}) {
    const Reply reply = put(kind, document, std::move(more));
    EXPECT_TRUE(reply.ok()) << reply.body;
    return reply;
  }
  json::Value described(Parameters filter) {
    const Reply reply = cloud.call("DescribeTerms", std::move(filter));
    EXPECT_TRUE(reply.ok()) << reply.body;
    return reply.value["Terms"];
  }
  std::string only_plan_id() { return described({{"Kind", "PricingPlan"}})[0]["TermId"].get<std::string>(); }

  TestCloud cloud;
};

TEST_F(Terms, AreNamedByTheirDocumentsAndShownAsTheyWereSent) {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"SaleRule", R"({ "Name":"a", "Priority":1,   "Effect":"Allow"})", "a"},
      {"OrderConstraint", R"({"Name":"b","Require":"true"})", "b"},
      {"RiskRule", R"({"Name":"c","Pack":"payer","Action":"PASS"})", "c"},
      {"ExchangeRate", R"({"From":"USD","To":"HKD","Rate":"7.78"})", "USD/HKD"},
      {"Node", R"({"EnsRegionId":"cn-chengdu-telecom"})", "cn-chengdu-telecom"},
      {"Platform", R"({})", "platform"},
      {"Commodity",
       R"({"Code":"other","Product":"elb","OrderTypes":["Buy"],"PayModes":["CARD"],"Currency":"USD"})",
       "other"},
      {"PricingPlan",
       R"({"Commodity":"other","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z","Leaves":[{"Regions":["*"],)"
       R"("Spec":"x","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"1"}]})",
       "other"},
  };
  for (const auto& [kind, document, name] : cases) {
    const Reply reply = put_ok(kind, document);
    EXPECT_EQ(reply.text("Name"), name);
    EXPECT_THAT(reply.value["Warnings"], IsEmpty());
    const json::Value found = described({{"Kind", kind}, {"Name", name}});
    ASSERT_EQ(found.size(), 1u) << kind;
    EXPECT_EQ(found[0]["Document"], document);
    EXPECT_EQ(found[0]["TermId"], reply.value["TermId"]);
    EXPECT_EQ(found[0]["Kind"], kind);
    EXPECT_EQ(found[0]["CreationTime"], TestCloud::started_at);
  }
}

TEST_F(Terms, TakeThePlaceOfTheOneOfTheirNameOrAddAVersion) {
  const std::string first =
      put_ok("SaleRule", R"({"Name":"a","Priority":1,"Effect":"Allow"})").text("TermId");
  const std::string second =
      put_ok("SaleRule", R"({"Name":"a","Priority":2,"Effect":"Deny"})").text("TermId");
  EXPECT_NE(first, second);
  ASSERT_EQ(described({{"Kind", "SaleRule"}}).size(), 1u);
  EXPECT_EQ(described({{"Kind", "SaleRule"}})[0]["TermId"], second);

  const std::string rate = put_ok("ExchangeRate", R"({"From":"USD","To":"HKD","Rate":"7.7"})").text("TermId");
  put_ok("ExchangeRate", R"({"From":"USD","To":"HKD","Rate":"7.8"})");
  EXPECT_EQ(described({{"Name", "USD/HKD"}}).size(), 2u);
  put_ok("ExchangeRate", R"({"From":"USD","To":"HKD","Rate":"7.9"})", {{"ReplacedTermId", rate}});
  const json::Value rates = described({{"Name", "USD/HKD"}});
  ASSERT_EQ(rates.size(), 2u);
  EXPECT_THAT(rates[0]["Document"].get<std::string>(), HasSubstr("7.8"));
  EXPECT_THAT(rates[1]["Document"].get<std::string>(), HasSubstr("7.9"));
}

TEST_F(Terms, AreReplacedByIdOnlyWhereTheyAreVersionsOfTheSame) {
  const std::string rule = put_ok("SaleRule", R"({"Name":"a","Priority":1,"Effect":"Allow"})").text("TermId");
  const std::string rate = put_ok("ExchangeRate", R"({"From":"USD","To":"HKD","Rate":"7.7"})").text("TermId");
  const std::string other = R"({"From":"USD","To":"CNY","Rate":"7"})";
  EXPECT_EQ(put("ExchangeRate", other, {{"ReplacedTermId", rate}}).code(), "InvalidParameter.ReplacedTermId");
  EXPECT_EQ(put("ExchangeRate", other, {{"ReplacedTermId", rule}}).code(), "InvalidParameter.ReplacedTermId");
  EXPECT_EQ(
      put("SaleRule", R"({"Name":"a","Priority":1,"Effect":"Deny"})", {{"ReplacedTermId", rule}}).code(),
      "InvalidParameter.ReplacedTermId");
  for (const char* nobody : {"1", "x", "99999999999999999999"}) {
    EXPECT_EQ(put("ExchangeRate", other, {{"ReplacedTermId", nobody}}).code(), "TermNotFound") << nobody;
  }
}

TEST_F(Terms, ThatCannotBeReadAreRefusedByTheirMemberAndChangeNothing) {
  const json::Value before = described({{"PageSize", "100"}});
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"SaleRule", "{", "JSON"},
      {"SaleRule", R"({"Name":"a","Priority":-1,"Effect":"Deny"})", "Priority: "},
      {"SaleRule", R"({"Name":"a","Priority":1,"Effect":"Deny","Condition":"spec ="})", "Condition: "},
      {"SaleRule", R"({"Name":"a","Priority":1,"Effect":"Deny","Colour":"red"})", "Colour"},
      {"OrderConstraint", R"({"Name":"a"})", "Require: "},
      {"RiskRule", R"({"Name":"a","Pack":"other"})", "Pack: "},
      {"ExchangeRate", R"({"From":"USD","To":"HKD","Rate":"0"})", "Rate: "},
      {"Node", R"({"EnsRegionId":""})", "EnsRegionId: "},
      {"Platform", R"({"OpenOrdersMax":0})", "OpenOrdersMax: "},
      {"Commodity", R"({"Code":"A"})", "Code: "},
      {"PricingPlan", R"({"Commodity":"elb_post","Currency":"XTS","ValidFrom":"2024-06-01T00:00:00Z"})",
       "Currency: "},
  };
  for (const auto& [kind, document, hint] : cases) {
    const Reply refused = put(kind, document, {{"AcceptFaults", "true"}});
    EXPECT_EQ(refused.code(), "InvalidParameter.Document") << kind << " " << document;
    EXPECT_EQ(refused.http_status, 400);
    EXPECT_THAT(refused.text("Hint"), HasSubstr(hint)) << document;
  }
  const std::string long_name(129, 'n');
  EXPECT_EQ(put("SaleRule", R"({"Name":")" + long_name + R"(","Priority":1,"Effect":"Deny"})").code(),
            "InvalidParameter.Document");
  EXPECT_EQ(described({{"PageSize", "100"}}), before);
  EXPECT_EQ(put("Rule", "{}").code(), "InvalidParameter.Kind");
}

TEST_F(Terms, PlansWithFaultsAreRefusedUnlessTheyAreAccepted) {
  const std::string gap =
      R"({"Commodity":"other","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z","Leaves":[{"Regions":["*"],)"
      R"("Spec":"x","Cycle":"Month","Unit":"InstanceMonth","Tiers":[{"From":1,"Price":"1"}]}]})";
  const Reply refused = put("PricingPlan", gap);
  EXPECT_EQ(refused.code(), "InvalidParameter.Document");
  EXPECT_THAT(refused.text("Hint"), HasSubstr("Leaves[0] (x, Month)"));
  EXPECT_THAT(refused.text("Hint"), HasSubstr("AcceptFaults=true"));
  EXPECT_THAT(described({{"Name", "other"}}), IsEmpty());
  const Reply accepted = put_ok("PricingPlan", gap, {{"AcceptFaults", "true"}});
  ASSERT_EQ(accepted.value["Warnings"].size(), 1u);
  EXPECT_THAT(accepted.value["Warnings"][0].get<std::string>(), HasSubstr("leaves a gap"));
}

std::string plan_between(std::string_view from, std::string_view to) {
  return R"({"Commodity":"elb_post","Currency":"USD","ValidFrom":")" + std::string(from) + "\"" +
         (to.empty() ? "" : R"(,"ValidTo":")" + std::string(to) + "\"") +
         R"(,"Leaves":[{"Regions":["*"],"Spec":"elb.s1.small","Cycle":"Month","Unit":"InstanceMonth",)"
         R"("UnitPrice":"9"}]})";
}

TEST_F(Terms, PlansThatAreInForceTogetherAreRefusedUnlessTheyAreAccepted) {
  // The one there is: from 2024-06-01 on.
  const std::string id = only_plan_id();
  const char* begin = "2024-06-01T00:00:00Z";
  EXPECT_TRUE(put("PricingPlan", plan_between("2024-01-01T00:00:00Z", begin)).ok())
      << "until before it begins";
  for (const std::string& document :
       {plan_between(begin, ""), plan_between("2024-05-01T00:00:00Z", "2024-06-01T00:00:01Z"),
        plan_between("2027-01-01T00:00:00Z", "")}) {
    const Reply refused = put("PricingPlan", document);
    EXPECT_EQ(refused.code(), "InvalidParameter.Document") << document;
    EXPECT_THAT(refused.text("Hint"), HasSubstr("version " + id));
  }
  const Reply accepted =
      put_ok("PricingPlan", plan_between("2027-01-01T00:00:00Z", ""), {{"AcceptFaults", "true"}});
  EXPECT_EQ(accepted.value["Warnings"].size(), 1u);
}

TEST_F(Terms, AChangeOfPricesAtATimeLeavesNoMomentWithoutAPrice) {
  const char* change = "2026-01-02T04:00:00Z";  // within the hour
  ASSERT_TRUE(
      put("PricingPlan", plan_between("2024-06-01T00:00:00Z", change), {{"ReplacedTermId", only_plan_id()}})
          .ok());
  ASSERT_TRUE(put("PricingPlan", plan_between(change, "")).ok());
  EXPECT_EQ(described({{"Kind", "PricingPlan"}}).size(), 2u);
  const std::string network = cloud.make_network(), vswitch = cloud.make_vswitch(network);
  EXPECT_TRUE(cloud.call("CreateLoadBalancer", cloud.balancer_parameters(network, vswitch)).ok());
  cloud.clock().advance(std::chrono::hours(1));
  EXPECT_TRUE(cloud.call("CreateLoadBalancer", cloud.balancer_parameters(network, vswitch)).ok());
}

TEST_F(Terms, AreDeletedByIdOrByKindAndName) {
  const std::string rule = put_ok("SaleRule", R"({"Name":"a","Priority":1,"Effect":"Allow"})").text("TermId");
  put_ok("ExchangeRate", R"({"From":"USD","To":"HKD","Rate":"7.7"})");
  put_ok("ExchangeRate", R"({"From":"USD","To":"HKD","Rate":"7.8"})");
  for (const Parameters& other :
       {Parameters{{"TermId", rule}, {"Name", "b"}}, Parameters{{"TermId", rule}, {"Kind", "Node"}}}) {
    EXPECT_EQ(cloud.call("DeleteTerm", other).code(), "TermNotFound") << "all that is said has to hold";
  }
  EXPECT_TRUE(cloud.call("DeleteTerm", {{"TermId", rule}, {"Kind", "SaleRule"}}).ok());
  EXPECT_EQ(cloud.call("DeleteTerm", {{"TermId", rule}}).code(), "TermNotFound");
  EXPECT_EQ(cloud.call("DeleteTerm", {{"Kind", "Node"}, {"Name", "USD/HKD"}}).code(), "TermNotFound");
  EXPECT_TRUE(cloud.call("DeleteTerm", {{"Kind", "ExchangeRate"}, {"Name", "USD/HKD"}}).ok());
  EXPECT_THAT(described({{"Name", "USD/HKD"}}), IsEmpty()) << "all versions";
  for (const Parameters& unclear : {Parameters{}, Parameters{{"Kind", "Node"}}, Parameters{{"Name", "a"}}}) {
    EXPECT_EQ(cloud.call("DeleteTerm", unclear).code(), "InvalidParameter.TermId");
  }
}

TEST_F(Terms, AreListedPageByPageOldestFirst) {
  std::vector<std::string> kinds;
  for (const char* page : {"1", "2"}) {
    const Reply listed = cloud.call("DescribeTerms", {{"PageNumber", page}, {"PageSize", "2"}});
    EXPECT_EQ(listed.value["TotalCount"], 3);
    for (const json::Value& term : listed.value["Terms"]) kinds.push_back(term["Kind"].get<std::string>());
  }
  EXPECT_THAT(kinds, ElementsAre("Commodity", "Commodity", "PricingPlan")) << "what a new server sells";
}

TEST_F(Terms, AreBounded) {
  const std::string padding(90'000, ' ');
  int put_count = 0;
  Reply last;
  do {
    last = put("SaleRule",
               R"({"Name":"r)" + std::to_string(put_count) + R"(","Priority":1,"Effect":"Allow"})" + padding);
  } while (last.ok() && ++put_count < 400);
  EXPECT_EQ(last.code(), "TooManyTerms");
  EXPECT_THAT(last.text("Hint"), HasSubstr("16777216 bytes"));
  EXPECT_EQ(described({{"Kind", "SaleRule"}, {"Name", "r" + std::to_string(put_count)}}).size(), 0u);
  EXPECT_TRUE(put("SaleRule", R"({"Name":"r0","Priority":1,"Effect":"Allow"})").ok())
      << "in the place of one";
}

TEST_F(Terms, AndLimitsAreTheOperatorsToChangeAndToSee) {
  const Reply made = cloud.call("CreateAccount", {{"AccountName", "partner"}});
  const Key partner{made.value["AccessKey"]["AccessKeyId"].get<std::string>(),
                    made.value["AccessKey"]["AccessKeySecret"].get<std::string>()};
  const std::string own = made.value["Account"]["AccountId"].get<std::string>();
  const std::string region(TestCloud::region);
  const Parameters stock = {{"EnsRegionId", region}, {"LoadBalancerSpec", "elb.s1.small"}};
  const std::pair<const char*, Parameters> calls[] = {
      {"PutTerm", {{"Kind", "Platform"}, {"Document", "{}"}}},
      {"DescribeTerms", {}},
      {"DeleteTerm", {{"Kind", "Commodity"}, {"Name", "elb_post"}}},
      {"SetStock", {stock[0], stock[1], {"Total", "1"}}},
      {"RemoveStock", stock},
      {"DescribeStocks", {}},
      {"SetQuota", {{"AccountId", own}, {"Most", "1"}}},
      {"RemoveQuota", {{"AccountId", own}}},
      {"DescribeQuotas", {{"AccountId", own}}},
  };
  for (const auto& [action, parameters] : calls) {
    EXPECT_EQ(cloud.call_as(partner, action, parameters).code(), "NoPermission") << action;
  }
}

TEST_F(Terms, AreInForceWithTheNextOrderInEveryProcess) {
  TestCloud beside(TestCloud::Beside{cloud});
  const std::string network = cloud.make_network();
  const Parameters order = cloud.balancer_parameters(network, cloud.make_vswitch(network));
  EXPECT_TRUE(beside.call("CreateLoadBalancer", order).ok());
  const Reply closed = put_ok("SaleRule", R"({"Name":"closed","Priority":1,"Effect":"Deny"})");
  for (TestCloud* each : {&cloud, &beside}) {
    EXPECT_EQ(each->call("CreateLoadBalancer", order).code(), "SaleControl.VerificationFailed");
  }
  ASSERT_TRUE(beside.call("DeleteTerm", {{"TermId", closed.text("TermId")}}).ok());
  for (TestCloud* each : {&cloud, &beside}) EXPECT_TRUE(each->call("CreateLoadBalancer", order).ok());
}

TEST_F(Terms, DecideWhichSizesAreListed) {
  const auto sizes = [&] {
    std::vector<std::string> found;
    const Reply listed = cloud.call("DescribeLoadBalancerSpec");
    for (const json::Value& spec : listed.value["LoadBalancerSpecs"]) {
      found.push_back(spec["LoadBalancerSpec"].get<std::string>());
    }
    return found;
  };
  EXPECT_THAT(sizes(),
              ElementsAre("elb.s1.small", "elb.s2.small", "elb.s2.medium", "elb.s3.small", "elb.s3.medium"));
  json::Value commodity = *json::parse(described({{"Name", "elb_post"}})[0]["Document"].get<std::string>());
  commodity["Modules"][1]["Items"] = json::Value::array({"elb.s9.huge", "elb.s1.small"});
  put_ok("Commodity", json::print(commodity));
  EXPECT_THAT(sizes(), ElementsAre("elb.s9.huge", "elb.s1.small"));
  commodity["Status"] = "Withdrawn";
  put_ok("Commodity", json::print(commodity));
  EXPECT_THAT(sizes(), IsEmpty());
}

// The example behind each heading of docs/rules.md.
std::vector<std::pair<std::string, std::string>> documented_examples() {
  std::ifstream file(SLUICE_SOURCE_DIR "/docs/rules.md");
  std::vector<std::pair<std::string, std::string>> examples;
  std::string heading;
  bool in_example = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) heading = line.substr(3);
    if (line == "```json") {
      in_example = true;
      examples.emplace_back(heading, "");
    } else if (line == "```") {
      in_example = false;
    } else if (in_example) {
      examples.back().second += line + "\n";
    }
  }
  return examples;
}

TEST_F(Terms, OfTheDocumentationCanBePutAndLetOrdersPass) {
  ASSERT_TRUE(cloud.call("DeleteTerm", {{"TermId", only_plan_id()}}).ok());
  std::vector<std::string> kinds;
  for (const auto& [kind, document] : documented_examples()) {
    kinds.push_back(kind);
    put_ok(kind, document);
  }
  EXPECT_THAT(kinds, UnorderedElementsAre("Commodity", "PricingPlan", "SaleRule", "SaleRule",
                                          "OrderConstraint", "RiskRule", "ExchangeRate", "Node", "Platform"));
  const std::string network = cloud.make_network(), vswitch = cloud.make_vswitch(network);
  Parameters large = cloud.balancer_parameters(network, vswitch);
  large[1].second = "elb.s3.small";
  const Reply refused = cloud.call("CreateLoadBalancer", large);
  EXPECT_EQ(refused.code(), "CommodityInvalidComponent") << "the node's tier is edge";
  EXPECT_EQ(cloud.call("CreateLoadBalancer", cloud.balancer_parameters(network, vswitch)).code(),
            "PayAccountBookNotExist")
      << "only the deposit stands in the way";
}

}  // namespace
}  // namespace sluice::control
