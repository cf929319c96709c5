// Of two causes at once CreateLoadBalancer tells the one that it comes to first: each neighbour in the order
// of the stages, from the recipes of `sluice errors provoke`, on a running server.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "errors/row.h"
#include "errors/run.h"
#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using namespace app::errors;
using api::OrderError;
using enum api::OrderError;

struct Pair {
  const Recipe* first;
  const Recipe* second;
};

// Neighbours that cannot stand together, or not as the recipes make them.
struct Apart {
  OrderError first, second;
  const char* why;
};
constexpr Apart apart[] = {
    {AccountAliyunAccountNotExist, AccountAliyunAccountFrozen, "without a record there is no status"},
    {AccountAliyunAccountFrozen, OrderAccountStatusIllegal, "a customer has one status"},
    {SystemConcurrentOperate, OrderQueryInstanceNotExists, "what is not there is not locked"},
    {OrderQueryInstanceNotExists, ProductInstanceReleased, "what is not there is not released"},
    {SystemQueryInstanceInfoFailed, OrderLatestOrderIsHandling, "the one host has details, the other none"},
    {OrderInstanceHasTempUpgrade, OrderInstanceHasInactiveChange, "a host is in one change"},
    {PricePricingPlanNotFound, PriceRatingGetRatingpricingPlan, "no plan is in no time"},
    {PricePatingConfigError, PricePricingPlanResultNotFound, "a price that is not there has no fault"},
    {OrderQueryUserSettleInfoFail, OrderQueryOrderExchangeRateFail, "a customer settles in one currency"},
    {OrderQueryOrderExchangeRateFail, OrderTradeCompleteSettleInfoFail, "a customer settles in one currency"},
    {PayInvalidPayMethod, PayAccountBookNotExist, "a fund account pays in one way (customer_rows_test)"},
    {PayAccountBookNotExist, PayforCreditPayInsufficientBalance, "the payers differ (customer_rows_test)"},
    {PayforCreditPayInsufficientBalance, PayforAccountMoneyValidateError, "one quota (customer_rows_test)"},
    {PayforAccountMoneyValidateError, PayAmountLimitExceeded, "the payers differ (customer_rows_test)"},
    {PayCounponNotExist, PayCouponNotMeetConsumptionRule, "a coupon that is not there has no rule"},
    {PayCouponNotMeetConsumptionRule, PayCouponAmountNotEnough, "a coupon has one rule (plan_test)"},
    {PayNoCreditCard, PayInvalidCreditCard, "a card that is not there is not expired"},
    {PayInvalidCreditCard, PayWithholdingAgreementIllegal, "a fund account pays in one way"},
    {PayWithholdingAgreementIllegal, PayInsufficientBalance, "a fund account pays in one way"},
    {PayInsufficientBalance, PayMegrePayOrderHasThanOneChagreChannel, "a fund account pays in one way"},
    {PayMegrePayOrderHasThanOneChagreChannel, SystemUseCouponFailed, "the one has no money, the other has"},
};

bool are_apart(const Pair& pair) {
  return std::ranges::any_of(apart, [&](const Apart& each) {
    return each.first == pair.first->error && each.second == pair.second->error;
  });
}

// By rank: what has a recipe, beside the next one that has.
std::vector<Pair> neighbours() {
  std::vector<std::pair<int, const Recipe*>> ranked;
  for (const Row& row : rows()) {
    const auto place = place_of(row.error);
    const Recipe* const recipe = find_recipe(row.error);
    // What has no rank wins wherever it happens; outages of providers have their order in
    // provider_seams_test.
    if (!place || place->rank == 0 || recipe == nullptr || needs_provider(*recipe)) continue;
    if (recipe->action != create_action) continue;
    ranked.emplace_back(place->rank, recipe);
  }
  std::ranges::sort(ranked);
  std::vector<Pair> pairs;
  for (size_t i = 0; i + 1 < ranked.size(); ++i) pairs.push_back({ranked[i].second, ranked[i + 1].second});
  return pairs;
}

bool has_create(const Recipe& recipe) {
  return std::ranges::any_of(recipe.steps, [](const Step& step) {
    const Act* const act = std::get_if<Act>(&step);
    return act != nullptr && act->call.action == "CreateLoadBalancer";
  });
}

bool is_same(const Step& a, const Step& b) {
  const Act* const first = std::get_if<Act>(&a);
  const Act* const second = std::get_if<Act>(&b);
  return first != nullptr && second != nullptr && first->call.action == second->call.action &&
         first->call.parameters == second->call.parameters && first->call.action != "RechargeFundAccount";
}

// Both states. Where one takes orders that pass it is made first, while they do; an order that waits to be
// paid comes last, as it is void when another one of its host is paid.
Recipe both(const Pair& pair) {
  Recipe all = *pair.first;
  const bool second_first =
      (has_create(*pair.second) && !has_create(*pair.first)) || pair.first->error == OrderInstHasUnpaidOrder;
  all.steps = second_first ? pair.second->steps : pair.first->steps;
  for (const Step& step : second_first ? pair.first->steps : pair.second->steps) {
    const auto same = [&](const Step& each) { return is_same(each, step); };
    if (std::ranges::none_of(all.steps, same)) all.steps.push_back(step);
  }
  all.changes.insert(all.changes.end(), pair.second->changes.begin(), pair.second->changes.end());
  if (pair.second->caller == Who::User) all.caller = Who::User;
  return all;
}

TEST(PrecedenceTable, NamesOnlyNeighbours) {
  for (const Apart& each : apart) {
    EXPECT_TRUE(std::ranges::any_of(neighbours(), [&](const Pair& pair) {
      return pair.first->error == each.first && pair.second->error == each.second;
    })) << api::row_of(each.first).code;
  }
}

constexpr size_t parts = 3;  // so that they run beside each other

class OfNeighbours : public testing::TestWithParam<size_t> {};
INSTANTIATE_TEST_SUITE_P(Part, OfNeighbours, testing::Range(size_t{0}, parts));

TEST_P(OfNeighbours, TheFirstInTheOrderOfTheStagesIsTold) {
  const storage::ScratchDirectory directory;
  SluiceServer server({.data_dir = directory.path("data")});
  ASSERT_TRUE(server.ready()) << server.process().errors();
  const app::ServiceOptions options{.endpoint = server.url(), .ca_file = {}, .data_dir = {}};
  auto service = Service::open(
      options, app::Credentials{std::string(Api::key_id), base::Secret(std::string(Api::key_secret))});
  ASSERT_TRUE(service) << service.error();
  const std::vector<Pair> pairs = neighbours();
  for (size_t i = GetParam(); i < pairs.size(); i += parts) {
    if (are_apart(pairs[i])) continue;
    const api::ErrorRow& first = api::row_of(pairs[i].first->error);
    SCOPED_TRACE(std::string(first.code) + ", " + std::string(api::row_of(pairs[i].second->error).code));
    const Outcome outcome = carry_out(
        *service, both(pairs[i]), [](const Taken&) {}, [] { return false; });
    ASSERT_TRUE(outcome.told) << outcome.trouble;
    const api::Error expected = api::make_error(first, pairs[i].first->subject);
    EXPECT_EQ(outcome.told->code, expected.code);
    EXPECT_EQ(outcome.told->message, expected.message);
    EXPECT_EQ(outcome.told->http_status, expected.http_status);
  }
}

}  // namespace
}  // namespace sluice::e2e
