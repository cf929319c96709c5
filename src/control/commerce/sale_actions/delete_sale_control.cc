#include <fmt/format.h>

#include "control/commerce/sale_actions/handlers.h"
#include "control/commerce/sale_actions/subject.h"

namespace sluice::commerce {
namespace {

using actions::invalid;
using Failure = base::Unexpected<api::Error>;

bool is_meant(const SaleControl& control, OrderType type, const std::string& module) {
  return control.order_type == type && control.module == module;
}

// Whether a control is under one of the conditions of the list, which are whole.
bool is_under(const SaleControl& control, const api::SaleCondition& condition) {
  return control.when && control.when->module == *condition.module_code &&
         control.when->value == *condition.module_value;
}

// Calls `take_away` for each control that is named, and with the path of its name. What it returns ends it.
template <class Request, class TakeAway>
Answer for_each_named(const ControlKeeper& keeper, storage::Transaction& tx, const Request& request,
                      TakeAway take_away) {
  const api::Action& action = Request::declaration;
  const auto subject = find_subject(
      action, keeper.terms, tx, {request.commodity_code, request.ali_uid_account, request.custom_account});
  if (!subject) return Failure{subject.error()};
  const std::vector<Kept> kept = controls_of(*subject);
  for (size_t i = 0; i < request.sale_controls.size(); ++i) {
    const api::SaleControlName& name = request.sale_controls[i];
    const std::string path = fmt::format("{}.{}", controls_parameter, i + 1);
    const auto type = find_order_type(action, *subject->commodity, name.order_type, controls_parameter,
                                      path + ".OrderType");
    if (!type) return Failure{type.error()};
    const auto module =
        find_module(action, *subject->commodity, name.module_code, controls_parameter, path + ".ModuleCode");
    if (!module) return Failure{module.error()};
    std::vector<Kept> meant;
    for (const Kept& each : kept) {
      if (is_meant(each.control, *type, name.module_code)) meant.push_back(each);
    }
    if (std::optional<std::string> missing = take_away(meant, name)) {
      return invalid(action, controls_parameter, fmt::format("{}{}", path, *missing));
    }
  }
  return json::Value::object();
}

}  // namespace

Answer delete_sale_control(const ControlKeeper& keeper, storage::Transaction& tx, const Call&,
                           const api::DeleteEnsSaleControl& request) {
  return for_each_named(
      keeper, tx, request,
      [&](const std::vector<Kept>& meant, const api::SaleControlName&) -> std::optional<std::string> {
        bool was_there = false;
        for (const Kept& each : meant) {
          was_there |= delete_term(tx, TermKind::SaleRule, each.rule, keeper.keys.next());
        }
        if (was_there) return std::nullopt;
        return ": there is none; DescribeEnsSaleControl lists them";
      });
}

Answer delete_sale_condition_control(const ControlKeeper& keeper, storage::Transaction& tx, const Call&,
                                     const api::DeleteEnsSaleConditionControl& request) {
  return for_each_named(
      keeper, tx, request,
      [&](const std::vector<Kept>& meant, const api::SaleControlName& name) -> std::optional<std::string> {
        for (size_t i = 0; i < name.conditions.size(); ++i) {
          bool was_there = false;
          for (const Kept& each : meant) {
            if (!is_under(each.control, name.conditions[i])) continue;
            was_there |= delete_term(tx, TermKind::SaleRule, each.rule, keeper.keys.next());
          }
          if (was_there) continue;
          return fmt::format(".ConditionControls.{}: there is none; DescribeEnsSaleControl lists them",
                             i + 1);
        }
        return std::nullopt;
      });
}

}  // namespace sluice::commerce
