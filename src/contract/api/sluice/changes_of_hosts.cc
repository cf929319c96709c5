#include "contract/api/sluice/changes_of_hosts.h"

#include "contract/api/bss/answer.h"
#include "contract/api/ens/create_load_balancer_errors.h"
#include "contract/api/sluice/money_parameters.h"

namespace sluice::api {
namespace {

constexpr std::string_view host_example = "elbhost-0123456789abcdefghij";

constexpr Parameter temp_upgrade_parameters[] = {
    {.name = "InstanceId",
     .presence = Presence::Required,
     .names = Names::AnyId,
     .description = {"实例 ID。", "The host."},
     .example = host_example,
     .constraint = {.length_max = 64},
     .assign = bind<&TempUpgradeInstance::instance_id>},
    {.name = "Plan",
     .presence = Presence::Required,
     .names = Names::Shared,
     .description = {"临时使用的套餐,价格须高于当前套餐。",
                     "The plan for that time, which costs more than its own."},
     .example = "elb.plan.50",
     .constraint = {.length_max = 64},
     .assign = bind<&TempUpgradeInstance::plan>},
    money::time<&TempUpgradeInstance::from_time>(
        "FromTime", {"开始时间(UTC),默认立即开始。", "When it begins, in UTC; at once if it is not said."},
        Presence::Optional, "2099-01-01T00:00:00Z"),
    money::time<&TempUpgradeInstance::to_time>(
        "ToTime",
        {"结束时间(UTC),不晚于实例到期时间。", "When it ends, in UTC; not after the host's own time."},
        Presence::Required, money::to_example),
    bss::client_token<&TempUpgradeInstance::client_token>(),
};
constexpr Parameter transfer_parameters[] = {
    money::account_id<&TransferHost::account_id>(),
    money::id<&TransferHost::host_id>("HostId", {"服务订购的实例 ID。", "The host that is subscribed to."},
                                      host_example, Presence::Required, Names::AnyId),
    money::id<&TransferHost::to_account_id>("ToAccountId", {"接收账号的 ID。", "The account that gets it."},
                                            "1234567890123456", Presence::Required, Names::AnyId),
};
}  // namespace

constinit const Action TempUpgradeInstance::declaration{
    .name = "TempUpgradeInstance",
    .version = sluice_version,
    .summary =
        {"在一段时间内临时升级预付费实例的套餐,并自动支付差价。",
         "Gives a host that is paid in advance a larger plan for a while, and pays the difference for that "
         "time."},
    .effect = Effect::Write,
    .idempotency = Idempotency::ClientToken,
    .created_id = "OrderId",
    .ram = {.action = "sluice:TempUpgradeInstance",
            .access_level = AccessLevel::Update,
            .places_order = true},
    .parameters = temp_upgrade_parameters,
    .response = bss::order_fields,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","OrderId":"7312045519028224"})",
    .errors = create_load_balancer_errors,
};

constinit const Action TransferHost::declaration{
    .name = "TransferHost",
    .version = sluice_version,
    .summary = {"将预付费实例过户给另一个账号。", "Gives a host that is paid in advance to another account."},
    .effect = Effect::Write,
    .ram = money::operators("sluice:TransferHost", AccessLevel::Update),
    .parameters = transfer_parameters,
    .response = bss::order_fields,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","OrderId":"7312045519028224"})",
    .errors = create_load_balancer_errors,
};

}  // namespace sluice::api
