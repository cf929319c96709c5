#include "control/commerce/catalogue/check_modules.h"

#include <algorithm>

#include "control/commerce/refusal/hint.h"

namespace sluice::commerce {
namespace {

using api::OrderError;
using Refused = std::optional<Refusal>;

Refusal refuse(OrderError error, std::string hint) {
  return {error, "", std::move(hint)};
}

std::string_view value_of(const Modules& modules, std::string_view code) {
  const auto found = modules.find(code);
  return found == modules.end() ? std::string_view() : std::string_view(found->second);
}

const Module* find_module(const Commodity& commodity, std::string_view code) {
  const auto found = std::ranges::find(commodity.modules, code, &Module::code);
  return found == commodity.modules.end() ? nullptr : &*found;
}

Modules complete(const Commodity& commodity, const RequestedModules& requested) {
  Modules modules;
  for (const Module& module : commodity.modules) {
    const auto given = requested.find(module.code);
    if (given != requested.end() && given->second && !given->second->empty()) {
      modules.emplace(module.code, *given->second);
    } else if (module.otherwise) {
      modules.emplace(module.code, *module.otherwise);
    }
  }
  return modules;
}

Refused check_items(const Module& module, const Modules& modules, OrderError error) {
  const std::string_view value = value_of(modules, module.code);
  if (value.empty() || module.items.empty()) return std::nullopt;
  if (std::ranges::find(module.items, value) != module.items.end()) return std::nullopt;
  return refuse(error, module.code + ": received " + shown(value) + "; accepted: " + listed(module.items));
}

Refused check_items(const Commodity& commodity, std::string_view code, const Modules& modules,
                    OrderError error) {
  const Module* const module = find_module(commodity, code);
  return module == nullptr ? std::nullopt : check_items(*module, modules, error);
}

Refused check_missing(const Commodity& commodity, const Modules& modules) {
  for (const Module& module : commodity.modules) {
    if (!module.required || !value_of(modules, module.code).empty()) continue;
    return refuse(OrderError::OrderMissingModuleInfoError,
                  module.code + ": received nothing, and there is no default; accepted: " +
                      (module.items.empty() ? "any value" : listed(module.items)));
  }
  return std::nullopt;
}

Refused check_membership(const Commodity& commodity, const RequestedModules& requested) {
  for (const auto& [code, value] : requested) {
    if (!value || value->empty() || find_module(commodity, code) != nullptr) continue;
    std::vector<std::string_view> known;
    for (const Module& module : commodity.modules) known.push_back(module.code);
    return refuse(OrderError::CommodityInvalidComponent, "received the module " + shown(code) + ", which " +
                                                             commodity.code +
                                                             " does not have; accepted: " + listed(known));
  }
  return std::nullopt;
}

bool is_period(const Module& module) {
  return module.code == billing_cycle_module || module.code == period_module;
}

// require region.tier == 'core' when spec startsWith 'elb.s3'
std::string sentence(const Constraint& constraint) {
  std::string text = constraint.effect == Constraint::Effect::Require ? "require " : "forbid ";
  text += constraint.condition.text;
  if (constraint.when) text.append(" when ").append(constraint.when->text);
  return text;
}

// "spec = elb.s3.small, region.tier = edge": the attributes that decided.
std::string received(const Constraint& constraint, const Facts& facts) {
  std::vector<std::string> names;
  if (constraint.when) names = constraint.when->expression.attributes();
  for (const std::string& name : constraint.condition.expression.attributes()) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  std::vector<std::string> values;
  for (const std::string& name : names) {
    const auto fact = facts(name);
    if (const auto* text = fact ? std::get_if<std::string>(&*fact) : nullptr) {
      values.push_back(name + " = " + shown(*text));
    } else if (const auto* number = fact ? std::get_if<int64_t>(&*fact) : nullptr) {
      values.push_back(name + " = " + format_scaled(*number));
    } else if (const auto* flag = fact ? std::get_if<bool>(&*fact) : nullptr) {
      values.push_back(name + (*flag ? " = true" : " = false"));
    }
  }
  return values.empty() ? "an order" : listed(values);
}

Refused check_constraint(const Constraint& constraint, const Facts& facts) {
  const auto unmet = [&](const std::string& why) {
    return refuse(OrderError::CommodityInvalidComponent,
                  "received " + received(constraint, facts) + "; " + why + ": " + sentence(constraint));
  };
  if (constraint.when) {
    const auto applies = constraint.when->expression.evaluate(facts);
    if (!applies) return unmet("no result (" + applies.error().message + "), accepted only with one");
    if (!*applies) return std::nullopt;
  }
  const auto holds = constraint.condition.expression.evaluate(facts);
  if (!holds) return unmet("no result (" + holds.error().message + "), accepted only with one");
  if (*holds == (constraint.effect == Constraint::Effect::Require)) return std::nullopt;
  return unmet("accepted only what meets");
}

Refused check_component(const Commodity& commodity, const RequestedModules& requested, const Modules& modules,
                        const Facts& facts) {
  if (auto refusal = check_membership(commodity, requested)) return refusal;
  for (const Module& module : commodity.modules) {
    // Those two have rows of their own, later.
    if (is_period(module)) continue;
    if (auto refusal = check_items(module, modules, OrderError::CommodityInvalidComponent)) return refusal;
  }
  for (const Constraint& constraint : commodity.constraints) {
    if (auto refusal = check_constraint(constraint, facts)) return refusal;
  }
  return std::nullopt;
}

Refused check_order_type(const Commodity& commodity, OrderType type) {
  const bool is_new = type == OrderType::Buy || type == OrderType::Open;
  if (commodity.status == Commodity::Status::Withdrawn && is_new) {
    return refuse(OrderError::SystemUnSupportOperationType,
                  "received " + std::string(to_text(type)) + " of " + commodity.code +
                      ", which is withdrawn; accepted: orders about what was bought before");
  }
  if (std::ranges::find(commodity.order_types, type) != commodity.order_types.end()) return std::nullopt;
  std::vector<std::string_view> accepted;
  for (const OrderType known : commodity.order_types) accepted.push_back(to_text(known));
  return refuse(
      OrderError::SystemUnSupportOperationType,
      "received " + std::string(to_text(type)) + " of " + commodity.code + "; accepted: " + listed(accepted));
}

Refused check_quantity(const Commodity& commodity, int64_t quantity) {
  if (quantity >= commodity.min_quantity && quantity <= commodity.max_quantity) return std::nullopt;
  return refuse(OrderError::OrderQuantityInvalid,
                "received a quantity of " + std::to_string(quantity) + "; accepted: " +
                    std::to_string(commodity.min_quantity) + " to " + std::to_string(commodity.max_quantity));
}

}  // namespace

base::Result<Modules, Refusal> check_modules(const Commodity* commodity, OrderType order_type,
                                             const RequestedModules& requested, int64_t quantity,
                                             const Facts& facts) {
  if (commodity == nullptr) {
    return base::Unexpected{
        refuse(OrderError::CommodityInvalidItemCode,
               "received an order for a commodity that is not in the catalogue; accepted: "
               "one that was published")};
  }
  Modules modules = complete(*commodity, requested);
  const Facts of_order = [&](std::string_view attribute) -> std::optional<Fact> {
    if (find_module(*commodity, attribute) != nullptr) return std::string(value_of(modules, attribute));
    if (attribute == "quantity") return std::clamp(quantity, int64_t{0}, quantity_max + 1) * scaled_one;
    if (attribute == "order_type") return std::string(to_text(order_type));
    return facts ? facts(attribute) : std::nullopt;
  };
  Refused refusal = check_items(*commodity, spec_module, modules, OrderError::CommodityInvalidItemCode);
  if (!refusal) refusal = check_missing(*commodity, modules);
  if (!refusal) refusal = check_component(*commodity, requested, modules, of_order);
  if (!refusal) refusal = check_order_type(*commodity, order_type);
  if (!refusal) {
    refusal = check_items(*commodity, billing_cycle_module, modules, OrderError::OrderPeriodInvalid);
  }
  if (!refusal) refusal = check_items(*commodity, period_module, modules, OrderError::OrderPeriodInvalid);
  if (!refusal) refusal = check_quantity(*commodity, quantity);
  if (refusal) return base::Unexpected{*std::move(refusal)};
  return modules;
}

}  // namespace sluice::commerce
