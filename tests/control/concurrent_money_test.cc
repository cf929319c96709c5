// Of n creates at once that something is there for k of, exactly k succeed: through two request pipelines on
// the same data, each with connections and caches of its own.

#include <set>
#include <thread>

#include "obstacles.h"

namespace sluice::control {
namespace {

using api::OrderError;

constexpr size_t enough_for = 3;  // each is paid with 7.50

struct Scarcity {
  const char* name;
  std::set<OrderError> rows;  // that the others are refused with
  void (*make)(Market&);
};

const Scarcity scarcities[] = {
    {"Cash", {OrderError::PayInsufficientBalance}, [](Market& m) { m.recharge(m.buyer, "22.50"); }},
    {"Credit",
     {OrderError::PayInsufficientBalance},
     [](Market& m) {
       m.recharge(m.buyer, "0.01");
       m.act("SetCreditLine", m.buyer.with({{"Currency", "USD"}, {"Limit", "22.50"}}));
     }},
    {"Coupon",
     {OrderError::PayInsufficientBalance},
     [](Market& m) {
       m.recharge(m.buyer, "0.01");
       m.act("GrantCoupon",
             m.buyer.with({{"CouponNo", "K"}, {"Currency", "USD"}, {"Amount", "22.50"}, {"ToTime", later}}));
     }},
    {"PinnedCoupon",
     {OrderError::PayCouponAmountNotEnough},
     [](Market& m) {
       m.recharge(m.buyer, "1000.00");
       m.act("GrantCoupon", m.buyer.with({{"CouponNo", "K"},
                                          {"Currency", "USD"},
                                          {"Amount", "22.50"},
                                          {"ToTime", later},
                                          {"Rule", R"({"MustCoverInFull": true})"}}));
       m.set(m.buyer, "PinnedCoupon", "K");
     }},
    {"Card",
     {OrderError::PayInsufficientBalance},
     [](Market& m) {
       m.recharge(m.buyer, "0.01");
       m.act("SellStoredValueCard", m.buyer.with({{"CardNo", "C"},
                                                  {"Currency", "USD"},
                                                  {"Amount", "22.50"},
                                                  {"ToTime", later},
                                                  {"Channel", "wire"}}));
     }},
    {"QuotaOfAnEndUser",
     {OrderError::PayforCreditPayInsufficientBalance},
     [](Market& m) {
       m.recharge(m.partner, "1000.00");
       m.act(
           "SetResellerRelation",
           m.buyer.with({{"ResellerAccountId", m.partner.id}, {"Currency", "USD"}, {"QuotaLimit", "22.50"}}));
     }},
    {"Stock",
     {OrderError::SaleControlVerificationFailed},
     [](Market& m) {
       m.recharge(m.buyer, "1000.00");
       m.act("SetStock", {{"EnsRegionId", std::string(TestCloud::region)},
                          {"LoadBalancerSpec", "elb.s1.small"},
                          {"Total", "3"}});
     }},
    {"Quota",
     {OrderError::OrderQuotaExceeded},
     [](Market& m) {
       m.recharge(m.buyer, "1000.00");
       m.act("SetQuota", m.buyer.with({{"Most", "3"}}));
     }},
};

class OfManyCreates : public testing::TestWithParam<Scarcity> {};
INSTANTIATE_TEST_SUITE_P(Concurrent, OfManyCreates, testing::ValuesIn(scarcities),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_P(OfManyCreates, ExactlyAsManySucceedAsThereIsFor) {
  constexpr size_t each = 5;
  Market m;
  GetParam().make(m);
  TestCloud beside{TestCloud::Beside{m.cloud}};
  const Parameters order = m.order();
  std::vector<std::shared_ptr<Reply>> here, there;
  const auto drive = [&](TestCloud& cloud, std::vector<std::shared_ptr<Reply>>& replies) {
    for (size_t i = 0; i < each; ++i) {
      replies.push_back(cloud.start_as(m.buyer.key, "CreateLoadBalancer", order));
    }
    cloud.settle();
  };
  {
    std::jthread other([&] { drive(beside, there); });
    drive(m.cloud, here);
  }
  here.insert(here.end(), there.begin(), there.end());
  size_t succeeded = 0;
  for (const auto& reply : here) {
    if (reply->ok()) {
      ++succeeded;
      continue;
    }
    const bool is_expected = std::ranges::any_of(
        GetParam().rows, [&](OrderError row) { return reply->code() == api::row_of(row).code; });
    EXPECT_TRUE(is_expected) << reply->body;
  }
  EXPECT_EQ(succeeded, enough_for);
  EXPECT_EQ(m.as_buyer("DescribeLoadBalancers", {}).value["TotalCount"], enough_for);
  m.expect_sound_ledger();
}

}  // namespace
}  // namespace sluice::control
