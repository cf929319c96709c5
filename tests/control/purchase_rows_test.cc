// What the account holds already and what keeps its host from being expanded (S11), row by row; and of any
// two that can stand together, the one that the stage comes to first, those of the stages before and behind
// it among them.

#include <algorithm>

#include "control/commerce/pricing/default_plan.h"
#include "obstacles.h"

namespace sluice::control {
namespace {

using api::OrderError;

void set_host(Market& m, const char* name, const char* value) {
  m.set_host(m.buyer, name, value);
}

void record(Market& m, const char* type, const char* state) {
  m.record_order(m.buyer, type, state, {{"HostId", m.host_of(m.buyer)}});
}

void add_line(Market& m, const char* kind, const char* from) {
  m.act("AddSubscriptionLine", m.on_host(m.buyer, {{"Kind", kind}, {"FromTime", from}}));
}
void cancel_line(Market& m, std::string_view kind) {
  const json::Value host = m.host(m.buyer);
  for (const json::Value& line : host["Lines"]) {
    if (line["Kind"] != kind) continue;
    m.act("CancelSubscriptionLine", m.on_host(m.buyer, {{"LineId", line["LineId"].get<std::string>()}}));
  }
}

const Parameters stock = {{"EnsRegionId", std::string(TestCloud::region)},
                          {"LoadBalancerSpec", "elb.s1.small"}};

struct Hindrance {
  Obstacle obstacle;
  // Of those behind it, the ones that it leaves no room for.
  std::vector<std::string_view> alone_among = {};
};

// As the stages come to them.
const std::vector<Hindrance>& hindrances() {
  static const std::vector<Hindrance> all = {
      // S10
      {{"SoldOut", OrderError::SaleControlVerificationFailed,
        [](Market& m) {
          m.act("SetStock", {stock[0], stock[1], {"Total", "1"}});
        },
        [](Market& m) { m.act("RemoveStock", stock); }}},
      // S11
      {{"Leased", OrderError::SystemConcurrentOperate,
        [](Market& m) { set_host(m, "LockedUntilTime", later); },
        [](Market& m) { set_host(m, "LockedUntilTime", "NONE"); }},
       {"NoInstance"}},  // a lease is the instance's
      {{"NoInstance", OrderError::OrderQueryInstanceNotExists,
        [](Market& m) {
          m.act("SetHostSubscription", m.buyer.with({{"HostId", "host-elsewhere"}}));
        },
        [](Market& m) {
          m.act("RemoveHostSubscription", m.buyer.with({{"HostId", "host-elsewhere"}}));
        }}},
      {{"Released", OrderError::ProductInstanceReleased,
        [](Market& m) {
          m.sell("OpenMode", R"("Manual")");
          set_host(m, "Status", "RELEASED");
        },
        [](Market& m) { set_host(m, "Status", "NORMAL"); }}},
      {{"NoDetails", OrderError::SystemQueryInstanceInfoFailed,
        [](Market& m) { m.act("RemoveHostDetails", m.on_host(m.buyer)); },
        [](Market& m) { m.act("SetHostDetails", m.on_host(m.buyer)); }}},
      {{"OrderInWork", OrderError::OrderLatestOrderIsHandling,
        [](Market& m) { record(m, "Upgrade", "FULFILLING"); },
        [](Market& m) {
          m.advance(m.buyer, m.order_in(m.buyer, "FULFILLING"), {"COMPENSATING", "FAILED"});
        }}},
      {{"UnpaidOrder", OrderError::OrderInstHasUnpaidOrder, [](Market& m) { record(m, "Renew", "UNPAID"); },
        [](Market& m) {
          m.as_buyer("CancelOrder", {{"OrderId", m.order_in(m.buyer, "UNPAID")}});
        }}},
      {{"UncollectedOrder", OrderError::OrderCaptureFailed,
        [](Market& m) { record(m, "Buy", "CAPTURE_FAILED"); },
        [](Market& m) {
          m.advance(m.buyer, m.order_in(m.buyer, "CAPTURE_FAILED"), {"CAPTURING", "COMPLETED"});
        }}},
      {{"UnsettledBill", OrderError::OrderInstHasUnsettledBills,
        [](Market& m) {
          const int64_t earlier = m.act("DescribeBills", m.buyer.with()).value["TotalCount"].get<int64_t>();
          m.act("CreateBill", m.on_host(m.buyer, {{"Cycle", "cycle-" + std::to_string(earlier)},
                                                  {"Currency", "USD"},
                                                  {"Amount", "9000.00"},
                                                  {"DueTime", later}}));
        },
        [](Market& m) { m.recharge(m.buyer, "9100.00"); }}},
      {{"TemporaryUpgrade", OrderError::OrderInstanceHasTempUpgrade,
        [](Market& m) { set_host(m, "ChangeState", "TEMP_UPGRADED"); },
        [](Market& m) { set_host(m, "ChangeState", "NONE"); }},
       {"InactiveChange"}},
      {{"InactiveChange", OrderError::OrderInstanceHasInactiveChange,
        [](Market& m) { set_host(m, "ChangeState", "INACTIVE_CHANGE"); },
        [](Market& m) { set_host(m, "ChangeState", "NONE"); }}},
      {{"TemporaryLine", OrderError::PurchaseExistValidProdRuleError,
        [](Market& m) { add_line(m, "TEMPORARY", long_ago); },
        [](Market& m) { cancel_line(m, "TEMPORARY"); }}},
      {{"RenewalChange", OrderError::PurchaseExistRenewchangeProd,
        [](Market& m) { add_line(m, "RENEW_CHANGE", later); },
        [](Market& m) { cancel_line(m, "RENEW_CHANGE"); }}},
      {{"OncePerAccount", OrderError::OrderOpend,
        [](Market& m) { m.sell("PurchaseMode", R"("OncePerAccount")"); },
        [](Market& m) { m.sell("PurchaseMode", R"("Any")"); }}},
      {{"Quota", OrderError::OrderQuotaExceeded,
        [](Market& m) {
          m.act("SetQuota", m.buyer.with({{"Most", "1"}}));
        },
        [](Market& m) { m.act("RemoveQuota", m.buyer.with()); }}},
      // S12
      {{"NoPlan", OrderError::PricePricingPlanNotFound,
        [](Market& m) {
          m.act("DeleteTerm", {{"Kind", "PricingPlan"}, {"Name", "elb_post"}});
        },
        [](Market& m) {
          m.act("PutTerm", {{"Kind", "PricingPlan"},
                            {"Document", std::string(commerce::default_elb_post_plan_document())}});
        }}},
  };
  return all;
}

bool can_stand_together(const Hindrance& first, const Hindrance& second) {
  return std::ranges::find(first.alone_among, second.obstacle.name) == first.alone_among.end();
}

// With money, and with a balancer, whose create has opened its host.
struct Holder {
  Market m;
  Holder() {
    m.recharge(m.buyer, "1000.00");
    EXPECT_TRUE(m.create().ok());
  }
};

class AnExpansion : public testing::TestWithParam<Hindrance> {};
INSTANTIATE_TEST_SUITE_P(Purchases, AnExpansion, testing::ValuesIn(hindrances()),
                         [](const auto& one) { return std::string(one.param.obstacle.name); });

TEST_P(AnExpansion, IsKeptBackByItAndPassesWithoutIt) {
  Holder holder;
  expect_kept_back(holder.m, GetParam().obstacle);
}

// This one and each of those behind it: the first is told, then the second, then none.
TEST_P(AnExpansion, IsToldOfItBeforeAllThatComesLater) {
  const auto first = std::ranges::find_if(hindrances(), [](const Hindrance& each) {
    return std::string_view(each.obstacle.name) == GetParam().obstacle.name;
  });
  Holder holder;
  for (auto second = std::next(first); second != hindrances().end(); ++second) {
    if (!can_stand_together(*first, *second)) continue;
    SCOPED_TRACE(second->obstacle.name);
    const Obstacle both[] = {first->obstacle, second->obstacle};
    expect_in_turn(holder.m, both, [&] { return holder.m.create(); });
  }
}

}  // namespace
}  // namespace sluice::control
