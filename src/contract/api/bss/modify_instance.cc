#include "contract/api/bss/modify_instance.h"

#include "contract/api/bss/answer.h"
#include "contract/api/ens/create_load_balancer_errors.h"

namespace sluice::api {
namespace {

using Module = ModifyInstance::Module;

constexpr std::string_view modify_types[] = {"Upgrade", "Downgrade"};

constexpr Parameter module_fields[] = {
    {.name = "Code",
     .presence = Presence::Required,
     .names = Names::Shared,
     .description = {"模块代码:spec 为新套餐,method 为计价方式。",
                     "The module: spec, the plan it is to have, or method, how that is paid."},
     .example = "spec",
     .constraint = {.length_max = 64},
     .assign = bind<&Module::code>},
    {.name = "Value",
     .presence = Presence::Required,
     .names = Names::Shared,
     .description = {"模块取值。method 取值:DIFFERENCE(补差价)、VALUE_TRANSFER(剩余价值折算为时长)。",
                     "What it is to be. Of method: DIFFERENCE, which is paid for the time that is left, or "
                     "VALUE_TRANSFER, which makes that time shorter or longer."},
     .example = "elb.plan.50",
     .constraint = {.length_max = 64},
     .assign = bind<&Module::value>},
};

constexpr Parameter parameters[] = {
    {.name = "InstanceId",
     .presence = Presence::Required,
     .names = Names::AnyId,
     .description = {"实例 ID。", "The host."},
     .example = "elbhost-0123456789abcdefghij",
     .constraint = {.length_max = 64},
     .assign = bind<&ModifyInstance::instance_id>},
    {.name = "ModifyType",
     .presence = Presence::Required,
     .description = {"变配类型。取值:Upgrade(升配)、Downgrade(降配)。",
                     "Upgrade to a plan that costs more, or Downgrade to one that costs less."},
     .example = "Upgrade",
     .constraint = {.one_of = modify_types},
     .assign = bind<&ModifyInstance::modify_type>},
    {.name = "Parameter",
     .type = Type::ObjectList,
     .presence = Presence::Required,
     .serialization = Serialization::Repeated,
     .description = {"模块列表,至少包含 spec。升配默认补差价,降配只支持剩余价值折算。",
                     "Its modules, spec at least. An upgrade is by DIFFERENCE where nothing is said, a "
                     "downgrade always by VALUE_TRANSFER."},
     .example = R"([{"Code":"spec","Value":"elb.plan.50"}])",
     .constraint = {.items_min = 1, .items_max = 2},
     .fields = module_fields,
     .assign = bind<&ModifyInstance::modules>},
    bss::client_token<&ModifyInstance::client_token>(),
};

}  // namespace

constinit const Action ModifyInstance::declaration{
    .name = "ModifyInstance",
    .version = bss_version,
    .summary = {"变更预付费实例的套餐,并自动支付差价。",
                "Gives a host that is paid in advance another plan, and pays the difference."},
    .effect = Effect::Write,
    .idempotency = Idempotency::ClientToken,
    .created_id = "Data/OrderId",
    .ram = {.action = "bss:ModifyInstance", .access_level = AccessLevel::Update, .places_order = true},
    .parameters = parameters,
    .response = bss::order_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Success":true,"Code":"Success",)"
        R"("Message":"Successful!","Data":{"OrderId":"7312045519028224"}})",
    .errors = create_load_balancer_errors,
};

}  // namespace sluice::api
