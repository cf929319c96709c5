#include <map>

#include "control/actions/listing.h"
#include "control/commerce/sale_actions/handlers.h"
#include "control/commerce/sale_actions/subject.h"
#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

json::Value to_answer(const SaleControl& control) {
  json::Value answer = json::Value::object();
  if (control.when) {
    answer["ConditionControl"] = {{"ConditionControlModuleCode", control.when->module},
                                  {"ConditionControlModuleValue", control.when->value}};
  }
  if (!control.description.empty()) answer["Description"] = control.description;
  json::Value value = json::Value::object();
  if (control.how == SaleControl::Operator::Between) {
    value["ModuleMaxValue"] = format_scaled(control.max);
    value["ModuleMinValue"] = format_scaled(control.min);
  }
  value["ModuleValue"] = actions::list_of(control.values);
  answer["ModuleValue"] = std::move(value);
  answer["Operator"] = base::word_of(api::sale_operators, control.how);
  return answer;
}

// The controls of one module.
struct Item {
  std::optional<json::Value> basic;
  json::Value conditional = json::Value::array();

  json::Value to_answer() && {
    json::Value item = json::Value::object();
    if (basic) item["BasicSaleControl"] = *std::move(basic);
    item["ConditionSaleControl"] = std::move(conditional);
    return item;
  }
};

}  // namespace

Answer describe_sale_control(const Engine& engine, storage::Transaction& tx, const Call&,
                             const api::DescribeEnsSaleControl& request) {
  const api::Action& action = api::DescribeEnsSaleControl::declaration;
  const auto subject = find_subject(
      action, engine.terms, tx, {request.commodity_code, request.ali_uid_account, request.custom_account});
  if (!subject) return base::Unexpected{subject.error()};
  // By order type and module.
  std::map<OrderType, std::map<std::string, Item>> by_type;
  for (const auto& [rule, control] : controls_of(*subject)) {
    if (!actions::matches(request.module_code, control.module)) continue;
    if (!actions::matches(request.order_type, to_text(control.order_type))) continue;
    Item& item = by_type[control.order_type][control.module];
    if (control.when) {
      item.conditional.push_back(to_answer(control));
    } else {
      item.basic = to_answer(control);
    }
  }
  json::Value list = json::Value::array();
  for (auto& [type, by_module] : by_type) {
    json::Value items = json::Value::array();
    for (auto& [module, item] : by_module) {
      items.push_back({{"ModuleCode", module}, {"SaleControlItem", std::move(item).to_answer()}});
    }
    list.push_back({{"CommodityCode", subject->commodity->code},
                    {"OrderType", to_text(type)},
                    {"SaleControlItems", std::move(items)}});
  }
  return json::Value{{"SaleControl", std::move(list)}};
}

}  // namespace sluice::commerce
