#include "contract/api/sluice/payers.h"

#include "contract/api/sluice/money_parameters.h"

namespace sluice::api {
namespace {

using money::account_id;
using money::currency;
using money::text;

constexpr std::string_view states[] = {"INVITED", "CHANGING", "ACTIVE", "DISSOLVED"};
constexpr std::string_view modes[] = {"QUOTA", "URL"};
constexpr std::string_view statuses[] = {"ACTIVE", "FROZEN"};

constexpr ErrorRow no_such_relation{400, "RelationNotFound", "The account has no such relation.",
                                    "账号没有该关系"};
constexpr ErrorRow conflict{400, "RelationConflict", "Another relation decides who pays for the account.",
                            "账号已有其他付款关系"};
constexpr ErrorRow wrong_state{400, "IncorrectTrusteeshipState",
                               "The trusteeship cannot be taken to this state now.",
                               "财务托管关系当前不能变更为该状态"};

template <auto Member>
constexpr Parameter other_account(std::string_view name, Text description) {
  return {.name = name,
          .presence = Presence::Required,
          .names = Names::Account,
          .description = description,
          .example = "6543210987654321",
          .constraint = {.length_max = 64},
          .assign = bind<Member>};
}

constexpr Parameter set_pay_parameters[] = {
    account_id<&SetPayRelation::account_id>(),
    other_account<&SetPayRelation::payer_account_id>("PayerAccountId",
                                                     {"付款账号 ID。", "The account that pays."}),
    money::time<&SetPayRelation::from_time>("FromTime",
                                            {"生效时间,默认立即生效。", "Since when; now if left out."}),
    money::time<&SetPayRelation::to_time>("ToTime",
                                          {"失效时间,默认长期有效。", "Until when; for good if left out."}),
};
constexpr ErrorRow set_pay_errors[] = {money::no_such_account, money::no_such_customer, rows::no_permission,
                                       rows::invalid_parameter};

constexpr Parameter remove_pay_parameters[] = {account_id<&RemovePayRelation::account_id>()};
constexpr Parameter remove_reseller_parameters[] = {account_id<&RemoveResellerRelation::account_id>()};
constexpr ErrorRow remove_errors[] = {money::no_such_account, no_such_relation, rows::no_permission,
                                      rows::invalid_parameter};

constexpr Parameter trusteeship_parameters[] = {
    account_id<&SetTrusteeship::account_id>(),
    other_account<&SetTrusteeship::parent_account_id>("ParentAccountId",
                                                      {"托管账号 ID。", "The parent, who is to pay."}),
    {.name = "State",
     .presence = Presence::Required,
     .description = {"状态。取值:INVITED(已邀请)、CHANGING(变更中)、ACTIVE(生效)、DISSOLVED(已解除)。",
                     "INVITED, CHANGING, ACTIVE (the parent pays) or DISSOLVED."},
     .example = "ACTIVE",
     .constraint = {.one_of = states},
     .assign = bind<&SetTrusteeship::state>},
};
constexpr ResponseField trusteeship_response[] = {
    {.name = "State", .description = {"状态。", "The state now."}, .example = "ACTIVE"},
    {.name = "Version",
     .type = Type::Integer,
     .description = {"版本,每次变更加一。", "Grows with every change."},
     .example = "2"},
};
constexpr ErrorRow trusteeship_errors[] = {
    money::no_such_account, money::no_such_customer, wrong_state, conflict,
    rows::no_permission,    rows::invalid_parameter};

constexpr Parameter reseller_parameters[] = {
    account_id<&SetResellerRelation::account_id>(),
    other_account<&SetResellerRelation::reseller_account_id>(
        "ResellerAccountId", {"分销商账号 ID。", "The reseller's account, which pays."}),
    currency<&SetResellerRelation::currency>(),
    text<&SetResellerRelation::quota_limit>(
        "QuotaLimit",
        {"授予最终用户的额度上限,不能低于已用额度。",
         "What the end user may spend in all; not below what he has spent."},
        "1000.00", Presence::Required),
    {.name = "Mode",
     .description = {"付款方式。取值:QUOTA(分销商在额度内付款)、URL(分销商自己的付款页面)。",
                     "QUOTA (the reseller pays within the quota) or URL (on the reseller's own page)."},
     .example = "QUOTA",
     .default_value = "QUOTA",
     .constraint = {.one_of = modes},
     .assign = bind<&SetResellerRelation::mode>},
    {.name = "Status",
     .description = {"状态。取值:ACTIVE、FROZEN。", "ACTIVE or FROZEN."},
     .example = "ACTIVE",
     .default_value = "ACTIVE",
     .constraint = {.one_of = statuses},
     .assign = bind<&SetResellerRelation::status>},
};
constexpr ErrorRow reseller_errors[] = {money::no_such_account,      money::no_such_customer,
                                        money::no_such_fund_account, conflict,
                                        rows::no_permission,         rows::invalid_parameter};

}  // namespace

constinit const Action SetPayRelation::declaration{
    .name = "SetPayRelation",
    .version = sluice_version,
    .summary =
        {"指定由另一个账号的资金账户为该账号付款。仅限运营者。",
         "Lets an account pay with the fund account of another one, while it lasts. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:SetPayRelation",
            .access_level = AccessLevel::Update,
            .audience = Audience::OperatorOnly},
    .parameters = set_pay_parameters,
    .response_example = money::empty_example,
    .errors = set_pay_errors,
};

constinit const Action RemovePayRelation::declaration{
    .name = "RemovePayRelation",
    .version = sluice_version,
    .summary = {"取消付款关系。仅限运营者。", "Ends a pay relation. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:RemovePayRelation",
            .access_level = AccessLevel::Delete,
            .audience = Audience::OperatorOnly},
    .parameters = remove_pay_parameters,
    .response_example = money::empty_example,
    .errors = remove_errors,
};

constinit const Action SetTrusteeship::declaration{
    .name = "SetTrusteeship",
    .version = sluice_version,
    .summary =
        {"建立、变更或解除财务托管关系。建立和解除要求该账号没有欠费、未完成的订单和待生效的变更。仅限运营者"
         "。",
         "Makes, changes or dissolves a financial trusteeship. It is made and dissolved only while the "
         "account has no arrears, no open order and no change that waits. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:SetTrusteeship",
            .access_level = AccessLevel::Update,
            .audience = Audience::OperatorOnly},
    .parameters = trusteeship_parameters,
    .response = trusteeship_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","State":"ACTIVE","Version":2})",
    .errors = trusteeship_errors,
};

constinit const Action SetResellerRelation::declaration{
    .name = "SetResellerRelation",
    .version = sluice_version,
    .summary = {"使账号成为分销商的最终用户,并设置额度。仅限运营者。",
                "Makes an account the end user of a reseller, who pays within a quota. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:SetResellerRelation",
            .access_level = AccessLevel::Update,
            .audience = Audience::OperatorOnly},
    .parameters = reseller_parameters,
    .response_example = money::empty_example,
    .errors = reseller_errors,
};

constinit const Action RemoveResellerRelation::declaration{
    .name = "RemoveResellerRelation",
    .version = sluice_version,
    .summary = {"解除分销关系,未用的额度归还分销商。仅限运营者。",
                "Ends the relation to a reseller; quota that is left goes back to him. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:RemoveResellerRelation",
            .access_level = AccessLevel::Delete,
            .audience = Audience::OperatorOnly},
    .parameters = remove_reseller_parameters,
    .response_example = money::empty_example,
    .errors = remove_errors,
};

}  // namespace sluice::api
