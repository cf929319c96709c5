#include "contract/api/ens/create_load_balancer.h"

#include "contract/api/ens/create_load_balancer_errors.h"
#include "contract/api/formats.h"
#include "contract/api/values.h"

namespace sluice::api {
namespace {

constexpr std::string_view pay_types[] = {"PostPaid"};
constexpr std::string_view billing_cycles[] = {"Hour", "Month"};

constexpr Parameter parameters[] = {
    {.name = "EnsRegionId",
     .presence = Presence::Required,
     .names = Names::Region,
     .description = {"ENS 节点 ID。", "The ENS node (edge region) the balancer is created on."},
     .example = "cn-chengdu-telecom",
     .assign = bind<&CreateLoadBalancer::ens_region_id>},
    {.name = "LoadBalancerSpec",
     .presence = Presence::Required,
     .names = Names::Shared,
     .description = {"负载均衡实例的规格。", "The size of the balancer."},
     .example = "elb.s2.medium",
     // Which sizes exist is the commodity's question: one that is well-formed but not on sale is
     // CommodityInvalidItemCode.
     .constraint = {.accepts = is_load_balancer_spec, .accepted = load_balancer_spec_text},
     .assign = bind<&CreateLoadBalancer::load_balancer_spec>},
    {.name = "LoadBalancerName",
     .names = Names::New,
     .description = {"负载均衡实例的名称,长度为 1~80 "
                     "个英文或中文字符。不指定该参数时,由系统随机分配一个实例名称。 说明\n"
                     "不能以 http:// 和https:// 开头。\n",
                     "The name of the balancer, 1 to 80 letters or Chinese characters. Without it the system "
                     "chooses one. "
                     "It must not start with http:// or https://."},
     .example = "gcs-pre-websocket-eslb-telecom",
     .constraint = {.length_min = 1, .length_max = 80, .accepts = is_not_url, .accepted = not_url_text},
     .assign = bind<&CreateLoadBalancer::load_balancer_name>},
    {.name = "PayType",
     .presence = Presence::Required,
     .description = {"付费类型。PostPaid(目前只支持此种):按量付费。",
                     "How it is paid: PostPaid (pay as you go) only."},
     .example = "PostPaid",
     .constraint = {.one_of = pay_types},
     .assign = bind<&CreateLoadBalancer::pay_type>},
    {.name = "NetworkId",
     .presence = Presence::Required,
     .names = Names::Network,
     .description = {"创建的边缘负载均衡(ELB)实例的网络 ID。", "The network the balancer is created in."},
     .example = "n-5sax03dh2eyagujgsn7z9****",
     .assign = bind<&CreateLoadBalancer::network_id>},
    {.name = "VSwitchId",
     .presence = Presence::Required,
     .names = Names::VSwitch,
     .description = {"专有网络实例的所属的交换机 ID。", "The vSwitch that gives the balancer its address."},
     .example = "vsw-5s78haoys9oylle6ln71m****",
     .assign = bind<&CreateLoadBalancer::vswitch_id>},
    {.name = "ClientToken",
     .names = Names::ClientToken,
     .description =
         {"保证请求幂等性,避免多次重试带来重复操作的问题。\n",
          "Makes the call idempotent, so that retries do not create twice: up to 64 ASCII characters."},
     .example = "26C28756-2586-17AF-B802-0DC50D8FDEBB",
     .constraint = {.length_max = 64, .accepts = is_ascii, .accepted = ascii_text},
     .assign = bind<&CreateLoadBalancer::client_token>},
    {.name = "BillingCycle",
     .description = {"计费周期,按小时或按月。", "Billing cycle: hourly or monthly."},
     .example = "Month",
     .default_value = "Month",
     .constraint = {.one_of = billing_cycles},
     .since = Since::Later,
     .assign = bind<&CreateLoadBalancer::billing_cycle>},
    {.name = "LoadBalancerType",
     .description = {"负载均衡类型。", "Kind of balancer."},
     .example = "CLB",
     .default_value = "CLB",
     .constraint = {.one_of = values::load_balancer_types},
     .since = Since::Later,
     .assign = bind<&CreateLoadBalancer::load_balancer_type>},
};

constexpr ResponseField response[] = {
    {.name = "LoadBalancerId",
     .description = {"负载均衡实例 ID。", "The balancer's id."},
     .example = "lb-5s7crik3yo3bp03gqrbp5****"},
    {.name = "VSwitchId",
     .description = {"交换机 ID。", "The vSwitch."},
     .example = "vsw-5savh5ngxh8sbj14bu7n****"},
    {.name = "LoadBalancerName",
     .description = {"负载均衡实例名称。", "The balancer's name."},
     .example = "gcs-pre-websocket-****"},
    {.name = "NetworkId",
     .description = {"网络 ID。", "The network."},
     .example = "n-5sax03dh2eyagujgsn7z9****"},
};

constexpr Text error_codes_changed{"OpenAPI 错误码发生变更", "Error codes changed"};
constexpr HistoryEntry history[] = {{"2025-01-10", error_codes_changed},
                                    {"2024-08-19", error_codes_changed},
                                    {"2023-12-21", error_codes_changed}};

}  // namespace

constinit const Action CreateLoadBalancer::declaration{
    .name = "CreateLoadBalancer",
    .summary = {"创建边缘负载均衡(ELB)实例。", "Creates an edge load balancer in a vSwitch of a network."},
    .effect = Effect::Write,
    .idempotency = Idempotency::ClientToken,
    .created_id = "LoadBalancerId",
    .rate_limits = {.api_per_second = 100, .user_per_second = 5},
    .ram = {.action = "ens:CreateLoadBalancer", .access_level = AccessLevel::Create, .places_order = true},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"1ECC937A-AE0E-4626-BE51-DED1D6D1C888",)"
        R"("LoadBalancerId":"lb-5s7crik3yo3bp03gqrbp5****","VSwitchId":"vsw-5savh5ngxh8sbj14bu7n****",)"
        R"("LoadBalancerName":"gcs-pre-websocket-****","NetworkId":"n-5sax03dh2eyagujgsn7z9****"})",
    .errors = create_load_balancer_errors,  // NOLINT(cppcoreguidelines-interfaces-global-init): constinit
    .history = history,
};

}  // namespace sluice::api
