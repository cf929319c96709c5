// What servers cost, as DescribePrice says it from the pricing plan.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

using ::testing::HasSubstr;

std::string leaf(const std::string& spec, const std::string& cycle, const std::string& price,
                 const std::string& region = "*") {
  return R"({"Regions":[")" + region + R"("],"Spec":")" + spec + R"(","Cycle":")" + cycle +
         R"(","Unit":"Instance)" + cycle + R"(","UnitPrice":")" + price + R"("})";
}

std::string server_plan(const std::string& leaves, const std::string& more = {}) {
  return R"({"Commodity":"ens_server","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z",)" + more +
         R"("Leaves":[)" + leaves + "]}";
}

class Price : public testing::Test {
 protected:
  void put(const std::string& document, bool accept_faults = false) {
    const Reply reply = cloud.call("PutTerm", {{"Kind", "PricingPlan"},
                                               {"Document", document},
                                               {"AcceptFaults", accept_faults ? "true" : "false"}});
    ASSERT_TRUE(reply.ok()) << reply.body;
  }
  void put_usual(const std::string& more = {}) {
    put(server_plan(
        leaf("ens.sn1.tiny", "Month", "12.50") + "," + leaf("ens.sn1.tiny", "Month", "20", "cn-hangzhou") +
            "," + leaf("ens.sn1.tiny", "Hour", "0.02") + "," + leaf("disk.system", "Month", "0.05") + "," +
            leaf("disk.system", "Hour", "0.0001") + "," + leaf("disk.cloud_efficiency", "Month", "0.10") +
            "," + leaf("disk.local_ssd", "Month", "0.3"),
        more));
  }
  // One instance of ens.sn1.tiny with 20 GB for a month, but for what `changed` says.
  Reply ask(const Parameters& changed = {}) {
    std::map<std::string, std::string> all = {{"InstanceType", "ens.sn1.tiny"},
                                              {"EnsRegionId", std::string(TestCloud::region)},
                                              {"Period", "1"},
                                              {"SystemDisk.Size", "20"},
                                              {"Quantity", "1"},
                                              {"InternetChargeType", "95BandwidthByMonth"}};
    for (const auto& [name, value] : changed) all[name] = value;
    return cloud.call("DescribePrice", {all.begin(), all.end()});
  }
  // "list - discount = trade currency", or the code.
  std::string quoted(const Parameters& changed = {}) {
    const Reply reply = ask(changed);
    if (!reply.ok()) return reply.code();
    const json::Value& price = reply.value["PriceInfo"]["Price"];
    return json::print(price["OriginalPrice"]) + " - " + json::print(price["DiscountPrice"]) + " = " +
           json::print(price["TradePrice"]) + " " + price["Currency"].get<std::string>();
  }
  TestCloud cloud;
};

TEST_F(Price, IsTheSumOfServerAndDisksOverTheMonths) {
  put_usual();
  EXPECT_EQ(quoted(), "13.5 - 0.0 = 13.5 USD");
  EXPECT_EQ(quoted({{"Quantity", "3"}, {"Period", "2"}}), "81.0 - 0.0 = 81.0 USD");
  EXPECT_EQ(quoted({{"EnsRegionId", "cn-hangzhou"}}), "21.0 - 0.0 = 21.0 USD");
  EXPECT_EQ(quoted({{"DataDisk.1.Size", "50"}}), "18.5 - 0.0 = 18.5 USD");
  EXPECT_EQ(quoted({{"DataDisks", R"([{"Size":50},{"Size":100,"Category":"local_ssd"}])"}}),
            "48.5 - 0.0 = 48.5 USD");
  EXPECT_EQ(quoted({{"DataDisk.1.Size", "50"}, {"DataDisks", R"([{"Size":100,"Category":"local_ssd"}])"}}),
            "18.5 - 0.0 = 18.5 USD")
      << "the first one takes precedence";
  EXPECT_EQ(quoted({{"Period", "3"}, {"PeriodUnit", "Day"}}), "1.58 - 0.0 = 1.58 USD")
      << "three days are 72 hours: 1.44 of the server and 0.144 of the disk, rounded once";
}

TEST_F(Price, IsLessByWhatIsOff) {
  put_usual(R"("Promotion":{"Name":"autumn","Share":"0.8"},)");
  EXPECT_EQ(quoted(), "13.5 - 2.7 = 10.8 USD");
}

TEST_F(Price, ThatNoPlanKnowsIsRefusedAsNotToBeHad) {
  const Reply none = ask();
  EXPECT_EQ(none.code(), "StockNotEnough");
  EXPECT_THAT(none.text("Hint"), HasSubstr("ens_server"));
  put_usual();
  EXPECT_EQ(quoted({{"InstanceType", "ens.sn1.small"}}), "StockNotEnough");
  EXPECT_EQ(quoted({{"DataDisks", R"([{"Size":50,"Category":"cloud_ssd"}])"}}), "StockNotEnough");
  EXPECT_EQ(quoted({{"Period", "3"}, {"PeriodUnit", "Day"}, {"DataDisk.1.Size", "20"}}), "StockNotEnough")
      << "there is no price by the hour for it";
}

TEST_F(Price, OfAPlanThatIsWrongIsAFailedCall) {
  put(server_plan(R"({"Regions":["*"],"Spec":"ens.sn1.tiny","Cycle":"Month","Unit":"Moon","UnitPrice":"1"})"),
      true);
  EXPECT_EQ(quoted(), "CallInterface");
}

TEST_F(Price, BadInputIsRefusedByItsField) {
  put_usual();
  const std::pair<Parameters, const char*> cases[] = {
      {{{"InstanceType", "ens.none"}}, "InvalidParameter.InstanceType"},
      {{{"EnsRegionId", "nowhere"}}, "InvalidParameter.EnsRegionId"},
      {{{"Period", "10"}}, "InvalidParameter.Period"},
      {{{"Period", "13"}}, "InvalidParameter.Period"},
      {{{"PeriodUnit", "Day"}}, "InvalidParameter.Period"},
      {{{"PeriodUnit", "Year"}}, "InvalidParameter.PeriodUnit"},
      {{{"SystemDisk.Size", "0"}}, "InvalidParameter.SystemDisk.Size"},
      {{{"Quantity", "0"}}, "InvalidParameter.Quantity"},
      {{{"InternetChargeType", "Free"}}, "InvalidParameter.InternetChargeType"},
      {{{"DataDisks", R"([{"Size":19}])"}}, "InvalidParameter.DataDisks"},
      {{{"DataDisks", R"([{"Category":"local_ssd"}])"}}, "InvalidParameter.DataDisks"},
      {{{"Quantity", ""}}, "MissingQuantity"},
  };
  for (const auto& [changed, code] : cases) EXPECT_EQ(quoted(changed), code);
}

}  // namespace
}  // namespace sluice::control
