#include "contract/api/bss/renew_instance.h"

#include "contract/api/bss/answer.h"
#include "contract/api/ens/create_load_balancer_errors.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "InstanceId",
     .presence = Presence::Required,
     .names = Names::AnyId,
     .description = {"实例 ID。", "The host."},
     .example = "elbhost-0123456789abcdefghij",
     .constraint = {.length_max = 64},
     .assign = bind<&RenewInstance::instance_id>},
    bss::months<&RenewInstance::renew_period>("RenewPeriod",
                                              {"续费时长,单位为月。可取值由商品决定。",
                                               "How many months more; the commodity says how many can be "
                                               "bought at once."}),
    bss::client_token<&RenewInstance::client_token>(),
};

}  // namespace

constinit const Action RenewInstance::declaration{
    .name = "RenewInstance",
    .version = bss_version,
    .summary = {"续费预付费实例,并自动支付。",
                "Prolongs the time of a host that is paid in advance, and pays for it."},
    .effect = Effect::Write,
    .idempotency = Idempotency::ClientToken,
    .created_id = "Data/OrderId",
    .ram = {.action = "bss:RenewInstance", .access_level = AccessLevel::Update, .places_order = true},
    .parameters = parameters,
    .response = bss::order_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Success":true,"Code":"Success",)"
        R"("Message":"Successful!","Data":{"OrderId":"7312045519028224"}})",
    .errors = create_load_balancer_errors,
};

}  // namespace sluice::api
