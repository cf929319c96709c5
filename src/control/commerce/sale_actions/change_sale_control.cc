#include <algorithm>

#include <fmt/format.h>

#include "control/commerce/refusal/hint.h"
#include "control/commerce/sale_actions/handlers.h"
#include "control/commerce/sale_actions/subject.h"
#include "control/regions/region_store.h"
#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

using actions::invalid;
using Failure = base::Unexpected<api::Error>;

// Behind what the operator has put with a smaller one, so that he can make exceptions.
constexpr int64_t control_priority = 1000;

// One control of the request, read against the commodity.
class Entry {
 public:
  Entry(const api::Action& action, storage::Transaction& tx, const Subject& subject,
        const api::SaleControlEntry& entry, size_t index)
      : action_(action),
        tx_(tx),
        subject_(subject),
        entry_(entry),
        path_(fmt::format("{}.{}", controls_parameter, index + 1)) {}

  base::Result<std::vector<SaleControl>, api::Error> read() {
    const auto type = find_order_type(action_, *subject_.commodity, entry_.order_type, controls_parameter,
                                      path_ + ".OrderType");
    if (!type) return Failure{type.error()};
    const auto module = find_module(action_, *subject_.commodity, entry_.module_code, controls_parameter,
                                    path_ + ".ModuleCode");
    if (!module) return Failure{module.error()};
    SaleControl control{.account_id = subject_.account_id,
                        .order_type = *type,
                        .module = entry_.module_code,
                        .how = base::enum_of<SaleControl::Operator>(api::sale_operators, entry_.how),
                        .description = entry_.description.value_or("")};
    if (auto error = read_values(**module, control)) return Failure{*std::move(error)};
    return with_conditions(control);
  }

 private:
  using Problem = std::optional<api::Error>;

  api::Error wrong(std::string_view field, const std::string& why) const {
    return invalid(action_, controls_parameter, fmt::format("{}.{}: {}", path_, field, why)).error;
  }

  Problem check_value(const Module& module, const std::string& value, const std::string& field) const {
    if (!module.items.empty() && std::ranges::find(module.items, value) == module.items.end()) {
      return wrong(field, fmt::format("received {}; accepted: {}", shown(value), listed(module.items)));
    }
    if (module.code == "region" && value != module.otherwise && !regions::find_region(tx_, value)) {
      return wrong(field, fmt::format("there is no region {}; DescribeEnsRegions lists them", shown(value)));
    }
    return std::nullopt;
  }

  Problem read_values(const Module& module, SaleControl& control) const {
    const api::SaleModuleValue& sent = entry_.module_value;
    if (control.how == SaleControl::Operator::Between) return read_range(control);
    if (sent.min || sent.max) {
      return wrong("ModuleValue", "received a range; accepted with In and NotIn: ModuleValue, a list");
    }
    if (sent.values.empty()) {
      return wrong("ModuleValue.ModuleValue", "received no value; accepted: one at least");
    }
    for (size_t i = 0; i < sent.values.size(); ++i) {
      const std::string field = fmt::format("ModuleValue.ModuleValue.{}", i + 1);
      if (auto error = check_value(module, sent.values[i], field)) return error;
    }
    control.values = sent.values;
    return std::nullopt;
  }

  Problem read_range(SaleControl& control) const {
    const api::SaleModuleValue& sent = entry_.module_value;
    if (!sent.values.empty()) {
      return wrong("ModuleValue.ModuleValue",
                   "received a list; accepted with Between: ModuleMinValue and ModuleMaxValue");
    }
    const auto bound = [&](const std::optional<std::string>& text, const char* field,
                           Scaled& target) -> Problem {
      const auto number = text ? parse_scaled(*text) : std::nullopt;
      if (!number || *number < -sale_bound_max || *number > sale_bound_max) {
        return wrong(field, fmt::format("received {}; accepted: a number from {} to {}",
                                        text ? shown(*text) : "nothing", format_scaled(-sale_bound_max),
                                        format_scaled(sale_bound_max)));
      }
      target = *number;
      return std::nullopt;
    };
    if (auto error = bound(sent.min, "ModuleValue.ModuleMinValue", control.min)) return error;
    if (auto error = bound(sent.max, "ModuleValue.ModuleMaxValue", control.max)) return error;
    if (control.max >= control.min) return std::nullopt;
    return wrong("ModuleValue.ModuleMaxValue",
                 fmt::format("received {}; accepted: ModuleMinValue, {}, or more", format_scaled(control.max),
                             format_scaled(control.min)));
  }

  base::Result<std::vector<SaleControl>, api::Error> with_conditions(const SaleControl& control) const {
    if (entry_.conditions.empty()) return std::vector{control};
    std::vector<SaleControl> controls;
    for (size_t i = 0; i < entry_.conditions.size(); ++i) {
      const api::SaleCondition& condition = entry_.conditions[i];
      const std::string field = fmt::format("ConditionControls.{}", i + 1);
      if (!condition.module_code || !condition.module_value) {
        return Failure{wrong(field,
                             "received a part of a condition; accepted: ConditionControlModuleCode and "
                             "ConditionControlModuleValue")};
      }
      const auto module =
          find_module(action_, *subject_.commodity, *condition.module_code, controls_parameter,
                      path_ + "." + field + ".ConditionControlModuleCode");
      if (!module) return Failure{module.error()};
      if (auto error =
              check_value(**module, *condition.module_value, field + ".ConditionControlModuleValue")) {
        return Failure{*std::move(error)};
      }
      controls.push_back(control);
      controls.back().when = SaleControl::When{*condition.module_code, *condition.module_value};
    }
    return controls;
  }

  const api::Action& action_;
  storage::Transaction& tx_;
  const Subject& subject_;
  const api::SaleControlEntry& entry_;
  const std::string path_;
};

std::string print(const std::string& name, const Subject& subject, const SaleControl& control) {
  return json::print(json::Value{{"Name", name},
                                 {"Priority", control_priority},
                                 {"Commodity", subject.commodity->code},
                                 {"Effect", "Deny"},
                                 {"Control", to_json(control)}});
}

enum class Change { Create, Update };

// The rule that a control is already; empty if there is none.
std::string rule_of(const std::vector<Kept>& kept, const SaleControl& control) {
  const auto found =
      std::ranges::find_if(kept, [&](const Kept& each) { return are_one(each.control, control); });
  return found == kept.end() ? std::string() : found->rule;
}

template <class Request>
Answer change(Change change, const ControlKeeper& keeper, storage::Transaction& tx, const Call& call,
              const Request& request) {
  const api::Action& action = Request::declaration;
  const auto subject = find_subject(
      action, keeper.terms, tx, {request.commodity_code, request.ali_uid_account, request.custom_account});
  if (!subject) return Failure{subject.error()};
  const std::vector<Kept> kept = controls_of(*subject);
  std::vector<SaleControl> seen;
  for (size_t i = 0; i < request.sale_controls.size(); ++i) {
    const auto controls = Entry(action, tx, *subject, request.sale_controls[i], i).read();
    if (!controls) return Failure{controls.error()};
    for (const SaleControl& control : *controls) {
      const auto refuse = [&](const char* why) {
        return invalid(action, controls_parameter, fmt::format("{}.{}: {}", controls_parameter, i + 1, why));
      };
      if (std::ranges::any_of(seen, [&](const SaleControl& each) { return are_one(each, control); })) {
        return refuse("received twice; accepted: one of an order type, module and condition");
      }
      std::string rule = rule_of(kept, control);
      if (change == Change::Create && !rule.empty()) {
        return refuse("there is one already; UpdateEnsSaleControl changes it");
      }
      if (change == Change::Update && rule.empty()) {
        return refuse("there is none; CreateEnsSaleControl makes one");
      }
      const int64_t key = keeper.keys.next();
      if (rule.empty()) rule = fmt::format("sale-control-{}", key);
      replace_term(tx,
                   {.key = key,
                    .kind = TermKind::SaleRule,
                    .name = rule,
                    .document = print(rule, *subject, control),
                    .created = call.now},
                   keeper.keys.next());
      seen.push_back(control);
    }
  }
  // What was too much is undone with the unit.
  if (auto excess = find_excess(tx, keeper.limits)) {
    return invalid(action, controls_parameter, "there is no room for more terms: " + *excess);
  }
  return json::Value::object();
}

}  // namespace

Answer create_sale_control(const ControlKeeper& keeper, storage::Transaction& tx, const Call& call,
                           const api::CreateEnsSaleControl& request) {
  return change(Change::Create, keeper, tx, call, request);
}

Answer update_sale_control(const ControlKeeper& keeper, storage::Transaction& tx, const Call& call,
                           const api::UpdateEnsSaleControl& request) {
  return change(Change::Update, keeper, tx, call, request);
}

}  // namespace sluice::commerce
