#include <algorithm>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "errors/fill_in.h"
#include "errors/find_rows.h"
#include "errors/row.h"
#include "errors/show.h"
#include "errors/steps.h"

namespace sluice::app::errors {
namespace {

using api::OrderError;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr size_t rows_on_the_page = 107;

TEST(Rows, AreThoseOfThePageInItsOrder) {
  ASSERT_EQ(rows().size(), rows_on_the_page);
  for (size_t i = 0; i < rows().size(); ++i) {
    EXPECT_EQ(rows()[i].error, static_cast<OrderError>(i));
    EXPECT_FALSE(rows()[i].cause.empty());
    EXPECT_FALSE(rows()[i].remedy.empty());
  }
}

TEST(Rows, HaveEachARecipe) {
  for (const Row& each : rows()) EXPECT_NE(find_recipe(each.error), nullptr) << api::row_of(each.error).code;
}

TEST(Rows, HaveOnePlaceUnlessTheyAreOfOtherOperations) {
  std::map<int, std::string_view> ranked;
  int unranked = 0;
  for (const Row& each : rows()) {
    const auto place = place_of(each.error);
    const std::string_view code = api::row_of(each.error).code;
    EXPECT_EQ(place.has_value(), each.kind != Kind::Elsewhere) << code;
    if (!place) continue;
    unranked += place->rank == 0;
    if (place->rank != 0) {
      EXPECT_TRUE(ranked.emplace(place->rank, code).second) << code;
    }
  }
  EXPECT_EQ(unranked, 2);
  EXPECT_EQ(ranked.size(), 88u);
  EXPECT_EQ(ranked.rbegin()->first, 88);
  EXPECT_EQ(ranked.at(1), "NoPermission");
  EXPECT_EQ(ranked.at(53), "RiskRiskControlRejection");
  EXPECT_EQ(ranked.at(79), "PayInsufficientBalance");
}

TEST(FindRows, KnowsACodeWithBothOfItsRows) {
  EXPECT_EQ(find_rows("OrderArrearage")->size(), 1u);
  const auto both = find_rows("OrderSysConstraintInvalid");
  ASSERT_EQ(both->size(), 2u);
  EXPECT_EQ(both->front().error, OrderError::OrderSysConstraintInvalidPlatform);
  EXPECT_EQ(both->back().error, OrderError::OrderSysConstraintInvalidProduct);
}

TEST(FindRows, KnowsACodeWithWhatFillsItsBlank) {
  for (const char* const code : {"InvalidParameter.%s", "InvalidParameter", "InvalidParameter.VSwitchId"}) {
    const auto found = find_rows(code);
    ASSERT_TRUE(found) << code;
    EXPECT_EQ(found->front().error, OrderError::InvalidParameter);
  }
  EXPECT_EQ(find_rows("InvalidParameter.VSwitchId")->front().subject, "VSwitchId");
  EXPECT_EQ(find_rows("System.SystemError")->front().error, OrderError::SystemSystemError);
}

TEST(FindRows, SaysWhatIsNearACodeThatThereIsNot) {
  EXPECT_THAT(find_rows("OrderArrears").error(), HasSubstr("OrderArrearage"));
  EXPECT_THAT(find_rows("salecontrol").error(), HasSubstr("SaleControl.VerificationFailed"));
  EXPECT_THAT(find_rows("").error(), HasSubstr("sluice errors list"));
  EXPECT_THAT(find_rows("InvalidParameter.").error(), HasSubstr("InvalidParameter.%s"));
}

TEST(FillIn, PutsWhatIsKnownIntoBracesAndLeavesTheRest) {
  const Known known = {{"customer", "42"}, {"run", "abc"}};
  EXPECT_EQ(fill_in("{customer}-{run}", known), "42-abc");
  EXPECT_EQ(fill_in(R"({"Name":"{run}","When":{}})", known), R"({"Name":"abc","When":{}})");
  EXPECT_EQ(fill_in("{nobody} {customer", known), "{nobody} {customer");
}

TEST(AmendDocument, ReplacesMembersAndKeepsTheOthers) {
  EXPECT_EQ(*amend_document(R"({"A":1,"B":2})", {{"B", R"(["x"])"}, {"C", "true"}}),
            R"({"A":1,"B":["x"],"C":true})");
  EXPECT_THAT(amend_document("[]", {}).error(), HasSubstr("no JSON object"));
  EXPECT_THAT(amend_document("{}", {{"A", "{"}}).error(), HasSubstr("A: "));
}

// --- recipes

void expect_known(const Call& call) {
  if (call.who == Who::Provider || call.who == Who::Machine) {
    EXPECT_EQ(call.action, call.who == Who::Machine ? "limit" : "behave");
    return;
  }
  const api::Action* const action = api::find_action(call.action);
  ASSERT_NE(action, nullptr) << call.action;
  for (const auto& [name, value] : call.parameters) {
    const std::string_view listed = std::string_view(name).substr(0, name.find('.'));  // Parameter.1.Code
    EXPECT_NE(std::ranges::find(action->parameters, listed, &api::Parameter::name), action->parameters.end())
        << call.action << " " << name;
  }
}

TEST(Recipes, CallActionsThatThereAreWithParametersThatTheyHave) {
  const auto expect_steps_known = [](const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      const Act* const act = std::get_if<Act>(&step);
      if (act == nullptr) continue;
      expect_known(act->call);
      for (const Call& call : act->undo) expect_known(call);
    }
  };
  expect_steps_known(steps_before());
  for (const Recipe& recipe : recipes()) {
    SCOPED_TRACE(api::row_of(recipe.error).code);
    expect_steps_known(recipe.steps);
    expect_steps_known(recipe.meanwhile);
    expect_known(telling_call(recipe));
  }
}

TEST(Recipes, OfOneRowDifferInTheirSubject) {
  std::set<std::pair<OrderError, std::string>> seen;
  for (const Recipe& recipe : recipes()) {
    EXPECT_TRUE(seen.emplace(recipe.error, recipe.subject).second) << api::row_of(recipe.error).code;
  }
}

TEST(Recipes, AreConfinedWhereNobodyElseIsConcerned) {
  for (const OrderError error :
       {OrderError::OrderArrearage, OrderError::SaleControlVerificationFailed, OrderError::OrderQuotaExceeded,
        OrderError::PayCurrencyInconsistency, OrderError::NoPermission}) {
    EXPECT_TRUE(is_confined(*find_recipe(error))) << api::row_of(error).code;
  }
  for (const OrderError error :
       {OrderError::OrderQuantityInvalid, OrderError::PricePricingPlanNotFound,
        OrderError::PayInsufficientBalance, OrderError::OrderTradeCompleteSettleInfoFail,
        OrderError::ProductInstanceTypeNotSupported, OrderError::PriceHsfTimeoutError}) {
    EXPECT_FALSE(is_confined(*find_recipe(error))) << api::row_of(error).code;
  }
}

TEST(IsConfined, AsksWhoseAccountAndWhoseRule) {
  const auto confined = [](Act act) {
    return is_confined(Recipe{.error = OrderError::OrderFailed, .steps = {std::move(act)}});
  };
  EXPECT_FALSE(confined(operate("ModifyCustomer", {{"AccountId", "42"}, {"Status", "FROZEN"}})));
  EXPECT_FALSE(confined(operate("SetStock", {{"EnsRegionId", "{region}"}, {"Total", "0"}})));
  EXPECT_FALSE(confined(put_term("SaleRule", "a", R"({"Name":"a","Effect":"Deny"})")));
  EXPECT_TRUE(
      confined(put_term("SaleRule", "a", R"({"Name":"a","Condition":"account.id == '{customer}'"})")));
}

// --- what is shown

TEST(List, HasALineForEachRow) {
  const std::string text = list_text();
  EXPECT_EQ(std::ranges::count(text, '\n'), static_cast<int>(rows_on_the_page) + 1);
  EXPECT_EQ(list_json().size(), rows_on_the_page);
  EXPECT_EQ(list_json()[0]["code"], "InvalidParameter.%s");
  EXPECT_EQ(list_json()[106]["code"], "Processing");
}

TEST(Explain, SaysWhereARowStandsAndWhatBringsItAbout) {
  const std::string text = explain_text(OrderError::OrderArrearage);
  EXPECT_THAT(text, HasSubstr("User Arrears."));
  EXPECT_THAT(text, HasSubstr("S07 account, rank 12"));
  EXPECT_THAT(text, HasSubstr("CreateBill"));
  EXPECT_THAT(text, HasSubstr("in the end RechargeFundAccount"));
  EXPECT_THAT(explain_text(OrderError::PriceHsfTimeoutError), HasSubstr("outage"));
  EXPECT_THAT(explain_text(OrderError::PayRefundFailed), HasSubstr("not told by CreateLoadBalancer"));
  EXPECT_THAT(explain_text(OrderError::SystemOtsSystem), HasSubstr("at any stage"));
}

TEST(Explain, ShowsTheOperationThatTellsARow) {
  EXPECT_THAT(explain_text(OrderError::PayRefundFailed), HasSubstr("customer  RefundInstance InstanceIds="));
}

TEST(Explain, IsTheSameForPrograms) {
  const json::Value value = explain_json(OrderError::PricePricingPlanNotFound);
  EXPECT_EQ(value["stage"], "S12");
  EXPECT_EQ(value["rank"], 40);
  EXPECT_EQ(value["provoke"], "private-server");
  EXPECT_FALSE(value["steps"].empty());
  EXPECT_EQ(explain_json(OrderError::RefundRefundNoValidProd)["provoke"], "anywhere");
  EXPECT_EQ(explain_json(OrderError::RefundRefundQueryOrderFail)["provoke"], "private-server");
}

}  // namespace
}  // namespace sluice::app::errors
