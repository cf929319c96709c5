#include "control/commerce/catalogue/commodity.h"
#include "control/commerce/catalogue/commodity_words.h"
#include "platform/json/json.h"

namespace sluice::commerce {
namespace {

template <class Enum>
std::string word(std::span<const std::string_view> words, Enum value) {
  return std::string(words[static_cast<size_t>(value)]);
}

template <class Enum>
json::Value texts(const std::vector<Enum>& values) {
  json::Value list = json::Value::array();
  for (const Enum value : values) list.push_back(std::string(to_text(value)));
  return list;
}

json::Value print(const Deposit& deposit, const Currency& currency) {
  json::Value printed = {{"Rule", word(deposit_rule_words, deposit.rule)}};
  if (deposit.rule == Deposit::Rule::Cycles) printed["Cycles"] = deposit.cycles;
  if (deposit.rule == Deposit::Rule::Fixed) printed["Amount"] = format_amount(deposit.amount, currency);
  return printed;
}

json::Value print(const Module& module) {
  json::Value printed = {{"Code", module.code}, {"Required", module.required}};
  if (module.otherwise) printed["Default"] = *module.otherwise;
  printed["Items"] = module.items;
  return printed;
}

json::Value print(const Constraint& constraint) {
  json::Value printed = json::Value::object();
  if (constraint.when) printed["When"] = constraint.when->text;
  const bool requires_it = constraint.effect == Constraint::Effect::Require;
  printed[requires_it ? "Require" : "Forbid"] = constraint.condition.text;
  return printed;
}

}  // namespace

std::string print_commodity(const Commodity& commodity) {
  json::Value printed = json::Value::object();
  printed["Code"] = commodity.code;
  printed["Product"] = commodity.product;
  printed["Status"] = word(status_words, commodity.status);
  printed["OrderTypes"] = texts(commodity.order_types);
  printed["PayModes"] = texts(commodity.pay_modes);
  printed["CouponAllowed"] = commodity.coupon_allowed;
  printed["OpenMode"] = word(open_mode_words, commodity.open_mode);
  printed["PurchaseMode"] = word(purchase_mode_words, commodity.purchase_mode);
  printed["MinQuantity"] = commodity.min_quantity;
  printed["MaxQuantity"] = commodity.max_quantity;
  printed["Currency"] = std::string(commodity.currency->code);
  printed["OpenThreshold"] = format_amount(commodity.open_threshold, *commodity.currency);
  printed["Deposit"] = print(commodity.deposit, *commodity.currency);
  printed["Modules"] = json::Value::array();
  for (const Module& module : commodity.modules) printed["Modules"].push_back(print(module));
  printed["Constraints"] = json::Value::array();
  for (const Constraint& constraint : commodity.constraints) {
    printed["Constraints"].push_back(print(constraint));
  }
  return json::print(printed);
}

}  // namespace sluice::commerce
