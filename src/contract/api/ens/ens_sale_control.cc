#include "contract/api/ens/ens_sale_control.h"

#include <array>

#include "contract/api/ens/sale_control_parameters.h"

namespace sluice::api {
namespace {

constexpr Parameter condition_code(Presence presence) {
  return {.name = "ConditionControlModuleCode",
          .presence = presence,
          .names = Names::Shared,
          .description = sale::condition_module_words,
          .example = "region",
          .constraint = {.length_max = sale::code_characters_max},
          .assign = bind<&SaleCondition::module_code>};
}

constexpr Parameter condition_value(Presence presence) {
  return {.name = "ConditionControlModuleValue",
          .presence = presence,
          .names = Names::Shared,
          .description = sale::condition_value_words,
          .example = "cn-chengdu-telecom",
          .constraint = {.length_max = sale::value_characters_max},
          .assign = bind<&SaleCondition::module_value>};
}

constexpr Parameter condition_fields[] = {condition_code(Presence::Optional),
                                          condition_value(Presence::Optional)};
constexpr Parameter named_condition_fields[] = {condition_code(Presence::Required),
                                                condition_value(Presence::Required)};

constexpr std::string_view conditions_example =
    R"([{"ConditionControlModuleCode":"region","ConditionControlModuleValue":"cn-chengdu-telecom"}])";

template <auto Member>
constexpr Parameter conditions(Presence presence, std::span<const Parameter> fields, size_t items_min) {
  return {.name = "ConditionControls",
          .type = Type::ObjectList,
          .presence = presence,
          .serialization = Serialization::Json,
          .description = {"适用条件列表,每个条件是一个单独的约束。不指定时约束始终适用。",
                          "The conditions under which it applies, each a control of its own; it always "
                          "applies if there are none."},
          .example = conditions_example,
          .constraint = {.items_min = items_min, .items_max = 100},
          .fields = fields,
          .assign = bind<Member>};
}

constexpr Parameter range_fields[] = {
    {.name = "ModuleMaxValue",
     .names = Names::Nothing,
     .description = sale::max_words,
     .example = "12",
     .constraint = {.length_max = 20},
     .assign = bind<&SaleModuleValue::max>},
    {.name = "ModuleMinValue",
     .names = Names::Nothing,
     .description = sale::min_words,
     .example = "1",
     .constraint = {.length_max = 20},
     .assign = bind<&SaleModuleValue::min>},
    {.name = "ModuleValue",
     .type = Type::StringList,
     .serialization = Serialization::Json,
     .names = Names::Shared,
     .description = sale::values_words,
     .example = R"(["elb.s1.small"])",
     .constraint = {.length_max = sale::value_characters_max, .items_max = 1000},
     .assign = bind<&SaleModuleValue::values>},
};

constexpr Parameter entry_fields[] = {
    conditions<&SaleControlEntry::conditions>(Presence::Optional, condition_fields, 0),
    {.name = "Description",
     .names = Names::Nothing,
     .description = sale::description_words,
     .example = "small ones only",
     .constraint = {.length_max = 256},
     .assign = bind<&SaleControlEntry::description>},
    sale::module_code<&SaleControlEntry::module_code>(Presence::Required),
    {.name = "ModuleValue",
     .type = Type::Object,
     .presence = Presence::Required,
     .serialization = Serialization::Json,
     .description = sale::range_words,
     .example = R"({"ModuleValue":["elb.s1.small"]})",
     .fields = range_fields,
     .assign = bind<&SaleControlEntry::module_value>},
    {.name = "Operator",
     .presence = Presence::Required,
     .description = sale::operator_words,
     .example = "In",
     .constraint = {.one_of = sale_operators},
     .assign = bind<&SaleControlEntry::how>},
    sale::order_type<&SaleControlEntry::order_type>(Presence::Required),
};

constexpr Parameter name_fields[] = {
    sale::module_code<&SaleControlName::module_code>(Presence::Required),
    sale::order_type<&SaleControlName::order_type>(Presence::Required),
};
constexpr Parameter condition_name_fields[] = {
    conditions<&SaleControlName::conditions>(Presence::Required, named_condition_fields, 1),
    sale::module_code<&SaleControlName::module_code>(Presence::Required),
    sale::order_type<&SaleControlName::order_type>(Presence::Required),
};

constexpr std::string_view entry_example =
    R"([{"OrderType":"Buy","ModuleCode":"spec","Operator":"In","ModuleValue":{"ModuleValue":["elb.s1.small"]}}])";
constexpr std::string_view name_example = R"([{"OrderType":"Buy","ModuleCode":"spec"}])";
constexpr std::string_view condition_name_example =
    R"([{"OrderType":"Buy","ModuleCode":"spec","ConditionControls":[{"ConditionControlModuleCode":"region",)"
    R"("ConditionControlModuleValue":"cn-chengdu-telecom"}]}])";

template <auto Member>
constexpr Parameter controls(std::string_view example, std::span<const Parameter> fields) {
  return {.name = "SaleControls",
          .type = Type::ObjectList,
          .presence = Presence::Required,
          .serialization = Serialization::Json,
          .description = sale::controls_words,
          .example = example,
          .constraint = {.items_min = 1, .items_max = 100},
          .fields = fields,
          .assign = bind<Member>};
}

template <class Request>
constexpr std::array<Parameter, 4> parameters_of(std::string_view example,
                                                 std::span<const Parameter> fields) {
  return {sale::ali_uid_account<&Request::ali_uid_account>(),
          sale::commodity_code<&Request::commodity_code>(),
          sale::custom_account<&Request::custom_account>(sale::same_account_words),
          controls<&Request::sale_controls>(example, fields)};
}

constexpr auto create_parameters = parameters_of<CreateEnsSaleControl>(entry_example, entry_fields);
constexpr auto update_parameters = parameters_of<UpdateEnsSaleControl>(entry_example, entry_fields);
constexpr auto delete_parameters = parameters_of<DeleteEnsSaleControl>(name_example, name_fields);
constexpr auto delete_condition_parameters =
    parameters_of<DeleteEnsSaleConditionControl>(condition_name_example, condition_name_fields);

constexpr std::string_view empty_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"})";

}  // namespace

constinit const Action CreateEnsSaleControl::declaration{
    .name = "CreateEnsSaleControl",
    .summary = {"为商品和账号新增售卖约束。仅限运营者。",
                "Makes controls of what is sold of a commodity, to an account or to all. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "ens:CreateEnsSaleControl",
            .access_level = AccessLevel::Create,
            .audience = Audience::OperatorOnly},
    .parameters = create_parameters,
    .response_example = empty_example,
    .errors = sale::errors,
};

constinit const Action UpdateEnsSaleControl::declaration{
    .name = "UpdateEnsSaleControl",
    .summary = {"修改售卖约束。仅限运营者。", "Changes controls of what is sold. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "ens:UpdateEnsSaleControl",
            .access_level = AccessLevel::Update,
            .audience = Audience::OperatorOnly},
    .parameters = update_parameters,
    .response_example = empty_example,
    .errors = sale::errors,
};

constinit const Action DeleteEnsSaleControl::declaration{
    .name = "DeleteEnsSaleControl",
    .summary = {"删除模块的售卖约束,包括有条件的约束。仅限运营者。",
                "Takes the controls of a module away, those with conditions included. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "ens:DeleteEnsSaleControl",
            .access_level = AccessLevel::Delete,
            .audience = Audience::OperatorOnly},
    .parameters = delete_parameters,
    .response_example = empty_example,
    .errors = sale::errors,
};

constinit const Action DeleteEnsSaleConditionControl::declaration{
    .name = "DeleteEnsSaleConditionControl",
    .summary = {"删除有条件的售卖约束。仅限运营者。",
                "Takes controls that apply under a condition away. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "ens:DeleteEnsSaleConditionControl",
            .access_level = AccessLevel::Delete,
            .audience = Audience::OperatorOnly},
    .parameters = delete_condition_parameters,
    .response_example = empty_example,
    .errors = sale::errors,
};

}  // namespace sluice::api
