#include "contract/api/bss/create_instance.h"

#include "contract/api/bss/answer.h"
#include "contract/api/ens/create_load_balancer_errors.h"

namespace sluice::api {
namespace {

using Module = CreateInstance::Module;

constexpr std::string_view subscription_types[] = {"Subscription"};

constexpr Parameter module_fields[] = {
    {.name = "Code",
     .presence = Presence::Required,
     .names = Names::Shared,
     .description = {"模块代码。", "The module."},
     .example = "spec",
     .constraint = {.length_max = 64},
     .assign = bind<&Module::code>},
    {.name = "Value",
     .presence = Presence::Required,
     .names = Names::Shared,
     .description = {"模块取值。", "What it is to be."},
     .example = "elb.plan.10",
     .constraint = {.length_max = 64},
     .assign = bind<&Module::value>},
};

constexpr Parameter parameters[] = {
    {.name = "ProductCode",
     .presence = Presence::Required,
     .names = Names::Shared,
     .description = {"产品代码。", "The product."},
     .example = "elb",
     .constraint = {.length_max = 64},
     .assign = bind<&CreateInstance::product_code>},
    {.name = "SubscriptionType",
     .presence = Presence::Required,
     .description = {"付费方式,仅支持 Subscription(预付费)。", "How it is paid: Subscription, in advance."},
     .example = "Subscription",
     .constraint = {.one_of = subscription_types},
     .assign = bind<&CreateInstance::subscription_type>},
    bss::months<&CreateInstance::period>("Period", {"购买时长,单位为月。可取值由商品决定。",
                                                    "For how many months; the commodity says how many can be "
                                                    "bought at once."}),
    {.name = "Parameter",
     .type = Type::ObjectList,
     .presence = Presence::Required,
     .serialization = Serialization::Repeated,
     .description = {"模块列表,至少包含 spec。", "Its modules, spec at least."},
     .example = R"([{"Code":"spec","Value":"elb.plan.10"}])",
     .constraint = {.items_min = 1, .items_max = 50},
     .fields = module_fields,
     .assign = bind<&CreateInstance::modules>},
    bss::client_token<&CreateInstance::client_token>(),
};

constexpr ResponseField purchase_data[] = {
    {.name = "InstanceId",
     .description = {"实例 ID。", "The host."},
     .example = "elbhost-0123456789abcdefghij"},
    {.name = "OrderId", .description = bss::order_id_words, .example = bss::order_id_example},
};
constexpr ResponseField response[] = {bss::success_field, bss::code_field, bss::message_field,
                                      bss::data(purchase_data)};

}  // namespace

constinit const Action CreateInstance::declaration{
    .name = "CreateInstance",
    .version = bss_version,
    .summary = {"购买预付费实例,并自动支付。", "Buys a plan that is paid in advance, and pays for it."},
    .effect = Effect::Write,
    .idempotency = Idempotency::ClientToken,
    .created_id = "Data/InstanceId",
    .ram = {.action = "bss:CreateInstance", .access_level = AccessLevel::Create, .places_order = true},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","Success":true,"Code":"Success",)"
        R"("Message":"Successful!","Data":{"InstanceId":"elbhost-0123456789abcdefghij",)"
        R"("OrderId":"7312045519028224"}})",
    .errors = create_load_balancer_errors,
};

}  // namespace sluice::api
