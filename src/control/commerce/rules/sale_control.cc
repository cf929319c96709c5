#include "control/commerce/rules/sale_control.h"

#include <algorithm>

#include "contract/api/ens/ens_sale_control.h"
#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

void read_range(DocumentReader& reader, SaleControl& control) {
  if (control.how == SaleControl::Operator::Between) {
    control.min = reader.scaled("Min", -sale_bound_max, sale_bound_max);
    control.max = reader.scaled("Max", -sale_bound_max, sale_bound_max);
    if (control.max < control.min) reader.refuse("Max", "is less than Min; accepted: at least as much");
    return;
  }
  control.values = reader.texts("Values");
  if (control.values.empty() || control.values.size() > sale_values_max) {
    reader.refuse("Values", "received " + std::to_string(control.values.size()) +
                                " of them; accepted: 1 to " + std::to_string(sale_values_max));
  }
}

std::string text_of(const Facts& facts, std::string_view attribute) {
  const auto fact = facts(attribute);
  if (!fact) return {};
  if (const auto* text = std::get_if<std::string>(&*fact)) return *text;
  if (const auto* number = std::get_if<int64_t>(&*fact)) return format_scaled(*number);
  return {};
}

bool is_sold(const SaleControl& control, const std::string& value) {
  const bool is_named = std::ranges::find(control.values, value) != control.values.end();
  switch (control.how) {
    case SaleControl::Operator::In:
      return is_named;
    case SaleControl::Operator::NotIn:
      return !is_named;
    case SaleControl::Operator::Between:
      break;
  }
  const auto number = parse_scaled(value);
  return number && *number >= control.min && *number <= control.max;
}

}  // namespace

SaleControl read_sale_control(DocumentReader& document, std::string_view member) {
  SaleControl control;
  document.within(member, [&](DocumentReader& reader) {
    control.account_id = reader.text("AccountId", "");
    const std::string type = reader.one_of("OrderType", order_type_texts());
    control.order_type = parse_order_type(type).value_or(OrderType::Buy);
    control.module = reader.text("Module");
    const std::string how = reader.one_of("Operator", api::sale_operators);
    if (reader.failed()) return;
    control.how = base::enum_of<SaleControl::Operator>(api::sale_operators, how);
    read_range(reader, control);
    reader.within("When", [&](DocumentReader& when) {
      control.when = SaleControl::When{.module = when.text("Module"), .value = when.text("Value")};
    });
    control.description = reader.text("Description", "");
  });
  return control;
}

json::Value to_json(const SaleControl& control) {
  json::Value value{{"OrderType", to_text(control.order_type)},
                    {"Module", control.module},
                    {"Operator", base::word_of(api::sale_operators, control.how)}};
  if (control.how == SaleControl::Operator::Between) {
    value["Min"] = format_scaled(control.min);
    value["Max"] = format_scaled(control.max);
  } else {
    value["Values"] = json::Value::array();
    for (const std::string& each : control.values) value["Values"].push_back(each);
  }
  if (!control.account_id.empty()) value["AccountId"] = control.account_id;
  if (control.when) value["When"] = {{"Module", control.when->module}, {"Value", control.when->value}};
  if (!control.description.empty()) value["Description"] = control.description;
  return value;
}

bool closes(const SaleControl& control, const Facts& facts) {
  if (text_of(facts, "order_type") != to_text(control.order_type)) return false;
  if (!control.account_id.empty() && text_of(facts, "account.id") != control.account_id) return false;
  if (control.when && text_of(facts, control.when->module) != control.when->value) return false;
  return !is_sold(control, text_of(facts, control.module));
}

}  // namespace sluice::commerce
