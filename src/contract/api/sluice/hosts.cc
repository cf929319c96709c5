#include "contract/api/sluice/hosts.h"

#include "contract/api/sluice/money_parameters.h"

namespace sluice::api {
namespace {

constexpr std::string_view statuses[] = {"CREATING", "NORMAL", "LOCKED", "RELEASING", "RELEASED"};
constexpr std::string_view changes[] = {"NONE", "TEMP_UPGRADED", "INACTIVE_CHANGE"};
constexpr std::string_view kinds[] = {"BASE", "RENEWAL", "RENEW_CHANGE", "TEMPORARY"};
constexpr std::string_view states[] = {"TO_BE_VALID", "VALID", "EXPIRED", "CANCELLED"};

constexpr Text host_id_words{"服务订购的实例 ID。", "The host that is subscribed to."};
constexpr Text commodity_words{"商品代码。", "The commodity."};
constexpr Text status_words{"实例状态。取值:CREATING、NORMAL、LOCKED、RELEASING、RELEASED。",
                            "Of the instance: CREATING, NORMAL, LOCKED, RELEASING or RELEASED."};
constexpr Text change_words{"变更状态。取值:NONE、TEMP_UPGRADED(临时升级中)、INACTIVE_CHANGE(待生效的变更)。",
                            "NONE, TEMP_UPGRADED (its specification is raised for a while) or "
                            "INACTIVE_CHANGE (a change waits for its "
                            "time)."};
constexpr Text locked_words{"独占租约的到期时间,在此之前其他操作不能使用该实例。",
                            "Until when an operation has it for itself, so that others cannot use it."};
constexpr Text plan_words{"产品侧记录的套餐。", "The plan, as the product knows it."};
constexpr Text kind_words{
    "订购种类。取值:BASE(首次)、RENEWAL(续费)、RENEW_CHANGE(续费变配)、TEMPORARY(临时)。",
    "BASE, RENEWAL, RENEW_CHANGE (a renewal with another specification) or TEMPORARY."};
constexpr Text state_words{
    "订购状态。取值:TO_BE_VALID、VALID、EXPIRED、CANCELLED。未取消的订购以起止时间为准。",
    "TO_BE_VALID, VALID, EXPIRED or CANCELLED. Of one that was not cancelled its times decide."};
constexpr Text line_id_words{"订购 ID。", "The line."};
constexpr std::string_view host_example = "elbhost-0123456789abcdefghij";

constexpr ErrorRow no_subscription{400, "HostSubscriptionNotFound",
                                   "The account has no subscription to this host.", "账号没有该服务订购"};
constexpr ErrorRow subscription_exists{400, "HostSubscriptionAlreadyExists",
                                       "There is a subscription to this host.", "该实例已有服务订购"};
constexpr ErrorRow no_instance{400, "HostInstanceNotFound", "The account has no such host instance.",
                               "账号没有该实例"};
constexpr ErrorRow no_details{400, "HostDetailsNotFound", "The product has no details of this host.",
                              "产品侧没有该实例的信息"};
constexpr ErrorRow too_many_hosts{400, "TooManyHosts", "The account has as many hosts as it may.",
                                  "账号的服务订购已达上限"};
constexpr ErrorRow too_many_lines{400, "TooManySubscriptionLines", "The host has as many lines as it may.",
                                  "该实例的订购已达上限"};
constexpr ErrorRow no_line{400, "SubscriptionLineNotFound", "The host has no such line.", "该实例没有该订购"};

template <auto Member>
constexpr Parameter host_id(Names names = Names::AnyId) {
  return money::id<Member>("HostId", host_id_words, host_example, Presence::Required, names);
}

constexpr Parameter set_subscription_parameters[] = {
    money::account_id<&SetHostSubscription::account_id>(),
    host_id<&SetHostSubscription::host_id>(Names::New),
    {.name = "Commodity",
     .names = Names::Shared,
     .description = commodity_words,
     .example = "elb_post",
     .default_value = "elb_post",
     .constraint = {.length_max = 64},
     .assign = bind<&SetHostSubscription::commodity>},
};
constexpr ErrorRow set_subscription_errors[] = {money::no_such_account, money::no_such_customer,
                                                subscription_exists,    too_many_hosts,
                                                rows::no_permission,    rows::invalid_parameter};

constexpr Parameter remove_subscription_parameters[] = {
    money::account_id<&RemoveHostSubscription::account_id>(), host_id<&RemoveHostSubscription::host_id>()};
constexpr ErrorRow remove_subscription_errors[] = {money::no_such_account, no_subscription,
                                                   rows::no_permission, rows::invalid_parameter};

constexpr Parameter set_instance_parameters[] = {
    money::account_id<&SetHostInstance::account_id>(),
    host_id<&SetHostInstance::host_id>(Names::New),
    money::choice<&SetHostInstance::status>("Status", status_words, "NORMAL", statuses),
    money::choice<&SetHostInstance::change_state>("ChangeState", change_words, "NONE", changes),
    money::text<&SetHostInstance::locked_until_time>(
        "LockedUntilTime",
        {"独占租约的到期时间(UTC),NONE 表示没有租约。",
         "Until when an operation has it for itself, in UTC; NONE is no longer."},
        "2026-01-02T03:04:05Z"),
};
constexpr ErrorRow set_instance_errors[] = {money::no_such_account, money::no_such_customer, too_many_hosts,
                                            rows::no_permission, rows::invalid_parameter};

constexpr Parameter remove_instance_parameters[] = {money::account_id<&RemoveHostInstance::account_id>(),
                                                    host_id<&RemoveHostInstance::host_id>()};
constexpr ErrorRow instance_errors[] = {money::no_such_account, no_instance, rows::no_permission,
                                        rows::invalid_parameter};

constexpr Parameter set_details_parameters[] = {
    money::account_id<&SetHostDetails::account_id>(), host_id<&SetHostDetails::host_id>(),
    money::text<&SetHostDetails::plan>("Plan", plan_words, "elb_plan_small")};

constexpr Parameter remove_details_parameters[] = {money::account_id<&RemoveHostDetails::account_id>(),
                                                   host_id<&RemoveHostDetails::host_id>()};
constexpr ErrorRow remove_details_errors[] = {money::no_such_account, no_instance, no_details,
                                              rows::no_permission, rows::invalid_parameter};

constexpr Parameter add_line_parameters[] = {
    money::account_id<&AddSubscriptionLine::account_id>(),
    host_id<&AddSubscriptionLine::host_id>(),
    money::choice<&AddSubscriptionLine::kind>("Kind", kind_words, "TEMPORARY", kinds, Presence::Required),
    money::time<&AddSubscriptionLine::from_time>("FromTime", money::from_now_words),
    money::time<&AddSubscriptionLine::to_time>(
        "ToTime", {"失效时间,默认长期有效。", "Until when; for good if left out."}),
    money::choice<&AddSubscriptionLine::state>("State", state_words, "VALID", states),
};
constexpr ErrorRow add_line_errors[] = {money::no_such_account, no_instance, too_many_lines,
                                        rows::no_permission, rows::invalid_parameter};
constexpr ResponseField added_line[] = {
    {.name = "LineId", .description = line_id_words, .example = "7312045519028224"}};

constexpr Parameter cancel_line_parameters[] = {
    money::account_id<&CancelSubscriptionLine::account_id>(), host_id<&CancelSubscriptionLine::host_id>(),
    money::id<&CancelSubscriptionLine::line_id>("LineId", line_id_words, "7312045519028224")};
constexpr ErrorRow cancel_line_errors[] = {money::no_such_account, no_instance, no_line, rows::no_permission,
                                           rows::invalid_parameter};

constexpr Parameter describe_parameters[] = {money::account_id<&DescribeHosts::account_id>()};
constexpr ResponseField line_fields[] = {
    {.name = "LineId", .description = line_id_words, .example = "7312045519028224"},
    {.name = "Kind", .description = kind_words, .example = "BASE"},
    {.name = "FromTime", .description = money::from_words, .example = money::from_example},
    {.name = "ToTime",
     .description = {"失效时间,空表示长期有效。", "Until when; empty is for good."},
     .example = money::to_example},
    {.name = "State", .description = state_words, .example = "VALID"},
};
constexpr ResponseField host_fields[] = {
    {.name = "HostId", .description = host_id_words, .example = host_example},
    {.name = "Commodity",
     .description = {"商品代码,没有服务订购时为空。", "The commodity; empty where there is no subscription."},
     .example = "elb_post"},
    {.name = "HasInstance",
     .type = Type::Boolean,
     .description = {"实例是否存在。", "Whether the instance is there."},
     .example = "true"},
    {.name = "Status", .description = status_words, .example = "NORMAL"},
    {.name = "ChangeState", .description = change_words, .example = "NONE"},
    {.name = "LockedUntilTime", .description = locked_words, .example = "2026-01-02T03:04:05Z"},
    {.name = "HasDetails",
     .type = Type::Boolean,
     .description = {"产品侧是否有该实例的信息。", "Whether the product has details of it."},
     .example = "true"},
    {.name = "Plan", .description = plan_words, .example = "elb_plan_small"},
    {.name = "Lines",
     .type = Type::ObjectList,
     .description = {"订购列表。", "Its lines."},
     .fields = line_fields},
};
constexpr ResponseField describe_response[] = {
    {.name = "Hosts",
     .type = Type::ObjectList,
     .description = {"服务订购及实例,最新的订购在前。",
                     "The hosts of the account, the newest subscription first, then those without one."},
     .fields = host_fields},
};
constexpr ErrorRow describe_errors[] = {money::no_such_account, rows::no_permission, rows::invalid_parameter};

}  // namespace

constinit const Action SetHostSubscription::declaration{
    .name = "SetHostSubscription",
    .version = sluice_version,
    .summary = {"为账号记录服务订购;所指的实例可以不存在。仅限运营者。",
                "Records that an account subscribes to a host, which need not be there. For the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:SetHostSubscription", AccessLevel::Create),
    .parameters = set_subscription_parameters,
    .response_example = money::empty_example,
    .errors = set_subscription_errors,
};

constinit const Action RemoveHostSubscription::declaration{
    .name = "RemoveHostSubscription",
    .version = sluice_version,
    .summary = {"删除服务订购;实例保留。仅限运营者。",
                "Takes a subscription away; its instance stays. For the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:RemoveHostSubscription", AccessLevel::Delete),
    .parameters = remove_subscription_parameters,
    .response_example = money::empty_example,
    .errors = remove_subscription_errors,
};

constinit const Action SetHostInstance::declaration{
    .name = "SetHostInstance",
    .version = sluice_version,
    .summary =
        {"新建或修改服务订购的实例:状态、变更状态和独占租约。仅限运营者。",
         "Writes the instance of a host, or changes its status, its change and its exclusive lease. For "
         "the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:SetHostInstance", AccessLevel::Update),
    .parameters = set_instance_parameters,
    .response_example = money::empty_example,
    .errors = set_instance_errors,
};

constinit const Action RemoveHostInstance::declaration{
    .name = "RemoveHostInstance",
    .version = sluice_version,
    .summary = {"删除服务订购的实例及其产品信息和订购。仅限运营者。",
                "Takes the instance of a host away, with its details and lines. For the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:RemoveHostInstance", AccessLevel::Delete),
    .parameters = remove_instance_parameters,
    .response_example = money::empty_example,
    .errors = instance_errors,
};

constinit const Action SetHostDetails::declaration{
    .name = "SetHostDetails",
    .version = sluice_version,
    .summary = {"写入产品侧的实例信息。仅限运营者。",
                "Writes what the product knows of a host. For the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:SetHostDetails", AccessLevel::Update),
    .parameters = set_details_parameters,
    .response_example = money::empty_example,
    .errors = instance_errors,
};

constinit const Action RemoveHostDetails::declaration{
    .name = "RemoveHostDetails",
    .version = sluice_version,
    .summary = {"删除产品侧的实例信息;实例保留。仅限运营者。",
                "Takes away what the product knows of a host; the instance stays. For the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:RemoveHostDetails", AccessLevel::Delete),
    .parameters = remove_details_parameters,
    .response_example = money::empty_example,
    .errors = remove_details_errors,
};

constinit const Action AddSubscriptionLine::declaration{
    .name = "AddSubscriptionLine",
    .version = sluice_version,
    .summary = {"为实例增加订购。BASE 和 RENEWAL 的时间不能重叠,RENEW_CHANGE 最多一个待生效。仅限运营者。",
                "Adds a line to a host. Lines of the kinds BASE and RENEWAL do not overlap, and at most one "
                "RENEW_CHANGE waits. For the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:AddSubscriptionLine", AccessLevel::Create),
    .parameters = add_line_parameters,
    .response = added_line,
    .response_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","LineId":"7312045519028224"})",
    .errors = add_line_errors,
};

constinit const Action CancelSubscriptionLine::declaration{
    .name = "CancelSubscriptionLine",
    .version = sluice_version,
    .summary = {"取消实例的订购。仅限运营者。", "Cancels a line of a host. For the operator."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:CancelSubscriptionLine", AccessLevel::Update),
    .parameters = cancel_line_parameters,
    .response_example = money::empty_example,
    .errors = cancel_line_errors,
};

constinit const Action DescribeHosts::declaration{
    .name = "DescribeHosts",
    .version = sluice_version,
    .summary = {"查询账号的服务订购、实例和订购。仅限运营者。",
                "Lists what an account subscribes to, with instances and lines. For the operator."},
    .ram = money::operators("sluice:DescribeHosts", AccessLevel::List),
    .parameters = describe_parameters,
    .response = describe_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Hosts":[{)"
        R"("HostId":"elbhost-0123456789abcdefghij","Commodity":"elb_post","HasInstance":true,)"
        R"("Status":"NORMAL","ChangeState":"NONE","LockedUntilTime":"","HasDetails":true,"Plan":"",)"
        R"("Lines":[{"LineId":"7312045519028224","Kind":"BASE","FromTime":"2026-01-02T03:04:05Z",)"
        R"("ToTime":"","State":"VALID"}]}]})",
    .errors = describe_errors,
};

}  // namespace sluice::api
