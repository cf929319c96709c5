#pragma once
// The parameters that all sale-control actions share, and the words for what they say.

#include "contract/api/parameter.h"
#include "contract/api/rows.h"

namespace sluice::api::sale {

constexpr Text commodity_words{"商品代码,例如 elb_post。", "The commodity's code, such as elb_post."};
constexpr Text module_words{"商品的模块代码,例如 spec、region。",
                            "The code of one of the commodity's modules, such as spec or region."};
constexpr Text order_type_words{
    "订单类型,须为该商品支持的类型。取值:Buy、Renew、Upgrade、TempUpgrade、Downgrade、Refund、Convert、"
    "RenewChange、Open、Transfer。",
    "The kind of order: one that the commodity has, of Buy, Renew, Upgrade, TempUpgrade, Downgrade, Refund, "
    "Convert, RenewChange, Open and Transfer."};
constexpr Text operator_words{
    "ModuleValue 的含义。取值:In(只售列表中的值)、NotIn(不售列表中的值)、Between(只售范围内的数值,含边界)。",
    "What ModuleValue means: In (only values of the list are sold), NotIn (values of the list are not sold) "
    "or "
    "Between (only numbers of the range are sold, its ends included)."};
constexpr Text range_words{"取值列表,或数值范围。", "A list of values, or a range of numbers."};
constexpr Text max_words{"范围的上限。", "The end of the range."};
constexpr Text min_words{"范围的下限。", "The beginning of the range."};
constexpr Text values_words{"取值列表。", "The list of values."};
constexpr Text description_words{"描述。", "What it is for."};
constexpr Text condition_words{"适用条件:另一模块须有此值。",
                               "The condition: another module has to have this value."};
constexpr Text condition_module_words{"条件的模块代码。", "The module that the condition is about."};
constexpr Text condition_value_words{"条件的模块取值。", "The value that it has to have."};
constexpr Text controls_words{"售卖约束列表。", "The controls."};

inline constexpr size_t code_characters_max = 64;
inline constexpr size_t value_characters_max = 128;

template <auto Member>
constexpr Parameter ali_uid_account() {
  return {.name = "AliUidAccount",
          .names = Names::Account,
          .description = {"约束适用的账号 ID,不指定时适用于所有账号。",
                          "The id of the account that the controls are for; for all accounts if not set."},
          .example = "1234567890123456",
          .constraint = {.length_max = 64},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter custom_account(Text description) {
  return {.name = "CustomAccount",
          .names = Names::Account,
          .description = description,
          .example = "1234567890123456",
          .constraint = {.length_max = 64},
          .assign = bind<Member>};
}
constexpr Text same_account_words{"约束适用的客户账号 ID,含义与 AliUidAccount 相同,两者都指定时须一致。",
                                  "The same as AliUidAccount; where both are set they have to be equal."};

template <auto Member>
constexpr Parameter commodity_code() {
  return {.name = "CommodityCode",
          .presence = Presence::Required,
          .names = Names::Shared,
          .description = commodity_words,
          .example = "elb_post",
          .constraint = {.length_max = code_characters_max},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter module_code(Presence presence) {
  return {.name = "ModuleCode",
          .presence = presence,
          .names = Names::Shared,
          .description = module_words,
          .example = "spec",
          .constraint = {.length_max = code_characters_max},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter order_type(Presence presence) {
  return {.name = "OrderType",
          .presence = presence,
          .names = Names::Nothing,
          .description = order_type_words,
          .example = "Buy",
          .constraint = {.length_max = code_characters_max},
          .assign = bind<Member>};
}

inline constexpr ErrorRow errors[] = {rows::no_permission, rows::invalid_parameter};

}  // namespace sluice::api::sale
