// RefundInstance: what was paid in advance for hosts is to be given back.

#include "errors/steps.h"

namespace sluice::app::errors {
namespace {

struct Host {
  const char* id;
  const char* order;  // what the recipe calls the one that pays for it
};
constexpr Host one{"elbhost-{run}", "order"}, other{"elbhost-{run}-2", "other_order"};

Recipe refund(api::OrderError error, std::vector<Step> steps, base::FormPairs changes = {}) {
  const base::FormPairs all = {{"InstanceIds", R"(["elbhost-{run}"])"}, {"RefundType", "NO_REASON_5D"}};
  return {
      .error = error, .steps = std::move(steps), .changes = with(all, changes), .action = "RefundInstance"};
}

// Of one host, some of what was paid.
base::FormPairs part(const char* amount) {
  return {{"RefundType", "PARTIAL"}, {"Amount", amount}};
}

// A host whose time is paid in advance, as far as the order has come; it ends by the states.
std::vector<Step> paid_host(const Host& paid, const std::vector<const char*>& ends) {
  Act placed = record_order("Buy", ends, paid.order);
  placed.call.parameters.emplace_back("HostId", paid.id);
  return {host_instance(paid.id),
          operate("AddSubscriptionLine",
                  {{"AccountId", "{customer}"}, {"HostId", paid.id}, {"Kind", "BASE"}, {"ToTime", far_off}}),
          placed, pay_order(paid.order)};
}

// The money has been taken.
std::vector<Step> bought_host(const Host& paid) {
  std::vector<Step> steps = paid_host(paid, {});
  const std::string order = std::string("{") + paid.order + "}";
  for (const char* const state : {"FULFILLING", "CAPTURING", "COMPLETED"}) {
    steps.push_back(
        operate("AdvanceOrder", {{"AccountId", "{customer}"}, {"OrderId", order}, {"State", state}}));
  }
  return steps;
}

std::vector<Step> in_turn(std::initializer_list<std::vector<Step>> parts) {
  std::vector<Step> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace

std::vector<Recipe> recipes_of_refunds() {
  using enum api::OrderError;
  const std::vector<Step> money = {recharge("{customer}", "100.00")};
  const base::FormPairs both = {{"InstanceIds", R"(["elbhost-{run}","elbhost-{run}-2"])"}};
  const Step give_one_back =
      Act{.call = {Who::Customer, "RefundInstance", refund(SystemSystemError, {}).changes}};
  Act released = host_instance(other.id), changed = host_instance(one.id);
  released.call.parameters.emplace_back("Status", "RELEASED");
  changed.call.parameters.emplace_back("ChangeState", "TEMP_UPGRADED");
  changed.undo.clear();
  Act in_another_currency = reseller("100.00", "CNY");
  in_another_currency.undo.clear();  // the first relation's takes it away
  return {
      refund(SystemCanRefundCheckFailed, in_turn({money, bought_host(one), {changed}})),
      refund(OrderExistsReleasedInstances, {host_instance(one.id), released}, both),
      refund(PayForbiddenNoReasonFefund,
             in_turn({money, bought_host(one), bought_host(other), {give_one_back}}),
             {{"InstanceIds", R"(["elbhost-{run}-2"])"}}),
      refund(PayPartRefundNotSupport, in_turn({money, paid_host(one, {"COMPENSATING", "FAILED"})}),
             part("0.50")),
      refund(PayQueryPayChangeChannelNotEqual,
             in_turn({{recharge("{customer}", "1.00")},  // which is gone with the first
                      bought_host(one),
                      {payment_method("CARD", {}), pay_by("CARD")},
                      bought_host(other)}),
             both),
      refund(PayRefundFailed, in_turn({money, bought_host(one)}), part("99.00")),
      refund(RefundRefundInstanceNotFound, {}),
      refund(RefundRefundNoValidProd, {host_instance(one.id)}),
      refund(RefundRefundParamInvalid, {}, {{"RefundType", "COMPENSATION"}}),
      refund(SystemResellerPayCalRefundUnitError,
             in_turn({{partner(), recharge("{partner}", "100.00"), reseller("100.00")},
                      bought_host(one),
                      {in_another_currency}})),
      refund(RefundRefundQueryOrderFail, in_turn({money, bought_host(one), {files_that_may_not_grow()}})),
  };
}

}  // namespace sluice::app::errors
