#include <fmt/format.h>

#include "control/commerce/arguments/arguments.h"
#include "control/commerce/arguments/buyer.h"
#include "control/commerce/catalogue/prepaid.h"
#include "control/commerce/order_actions/billing_answer.h"
#include "control/commerce/order_actions/handlers.h"
#include "control/commerce/prepaid/change_host.h"
#include "control/commerce/prepaid/transfer_host.h"
#include "control/commerce/refusal/hint.h"

namespace sluice::commerce {
namespace {

using actions::invalid;

constexpr std::string_view method_module = "method";
constexpr std::string_view by_difference = "DIFFERENCE", by_value_transfer = "VALUE_TRANSFER";

struct PlanAndMethod {
  std::string plan;
  bool by_value_transfer = false;
};

base::Result<PlanAndMethod, api::Error> read_modules(const api::ModifyInstance& request) {
  const api::Action& action = api::ModifyInstance::declaration;
  const bool is_downgrade = request.modify_type == "Downgrade";
  PlanAndMethod read{.by_value_transfer = is_downgrade};
  for (const auto& [code, value] : request.modules) {
    if (code == spec_module) {
      read.plan = value;
    } else if (code == method_module && value == by_difference && !is_downgrade) {
      read.by_value_transfer = false;
    } else if (code == method_module && value == by_value_transfer) {
      read.by_value_transfer = true;
    } else {
      return invalid(
          action, "Parameter",
          fmt::format("received {} for the module {}; accepted: a plan for spec, {}{} for method",
                      shown(value), shown(code), is_downgrade ? "" : "DIFFERENCE or ", by_value_transfer));
    }
  }
  if (!read.plan.empty()) return read;
  return invalid(action, "Parameter", "received no module spec; accepted: the plan that it is to have");
}

Answer no_such_account(std::string_view parameter, const std::string& account_id) {
  return base::Unexpected{
      to_error({.error = api::OrderError::AccountAliyunAccountNotExist,
                .hint = fmt::format("{}: there is no account {}", parameter, shown(account_id))})};
}

}  // namespace

Answer modify_instance(const Engine& engine, Transaction& tx, const Call& call,
                       const api::ModifyInstance& request) {
  const auto read = read_modules(request);
  if (!read) return base::Unexpected{read.error()};
  const auto placed =
      change_host(tx, engine,
                  {.buyer = buyer_of(call),
                   .host_id = request.instance_id,
                   .type = request.modify_type == "Downgrade" ? OrderType::Downgrade : OrderType::Upgrade,
                   .plan = read->plan,
                   .by_value_transfer = read->by_value_transfer,
                   .now = call.now,
                   .received = call.received,
                   .outside = call.consultation.get()});
  if (!placed) return base::Unexpected{to_error(placed.error())};
  return billing_answer({{"OrderId", std::to_string(placed->order_key)}});
}

Answer temp_upgrade_instance(const Engine& engine, Transaction& tx, const Call& call,
                             const api::TempUpgradeInstance& request) {
  const api::Action& action = api::TempUpgradeInstance::declaration;
  const auto period = read_period(action, request.from_time, request.to_time, call.now);
  if (!period) return base::Unexpected{period.error()};
  // A call that is gone on with was taken before.
  const bool is_begun = call.consultation != nullptr && call.consultation->begun();
  if (!is_begun && period->from < call.now) {
    return invalid(action, "FromTime", "received " + *request.from_time + "; accepted: a time to come");
  }
  const HostChangeRequest change{.buyer = buyer_of(call),
                                 .host_id = request.instance_id,
                                 .type = OrderType::TempUpgrade,
                                 .plan = request.plan,
                                 .from = period->from,
                                 .to = period->to,
                                 .now = call.now,
                                 .received = call.received,
                                 .outside = call.consultation.get()};
  const auto placed = change_host(tx, engine, change);
  if (!placed) return base::Unexpected{to_error(placed.error())};
  return json::Value{{"OrderId", std::to_string(placed->order_key)}};
}

Answer transfer_host(const Engine& engine, Transaction& tx, const Call& call,
                     const api::TransferHost& request) {
  const api::Action& action = api::TransferHost::declaration;
  const auto from = find_account(tx, request.account_id), to = find_account(tx, request.to_account_id);
  if (!from) return no_such_account("AccountId", request.account_id);
  if (!to) return no_such_account("ToAccountId", request.to_account_id);
  if (from->key == to->key) {
    return invalid(action, "ToAccountId", "received the owner itself; accepted: another account");
  }
  const auto placed = transfer_host(tx, engine,
                                    {.account_key = from->key,
                                     .host_id = request.host_id,
                                     .to_account_key = to->key,
                                     .actor = buyer_of(call).actor,
                                     .now = call.now});
  if (!placed) return base::Unexpected{to_error(placed.error())};
  return json::Value{{"OrderId", std::to_string(placed->order_key)}};
}

}  // namespace sluice::commerce
