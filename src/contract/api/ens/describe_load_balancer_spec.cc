#include "contract/api/ens/describe_load_balancer_spec.h"

#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "LoadBalancerSpec",
     .names = Names::Shared,
     .description = words::load_balancer_spec,
     .example = "elb.s2.small",
     .assign = bind<&DescribeLoadBalancerSpec::load_balancer_spec>},
};

constexpr ResponseField load_balancer_specs_fields[] = {
    {.name = "DisplayName",
     .description = {"规格的展示名称。", "The size as it is shown to people."},
     .example = "elb.s1.small"},
    {.name = "LoadBalancerSpec", .description = words::load_balancer_spec, .example = "elb.s1.small"},
};

constexpr ResponseField response[] = {
    {.name = "PageNumber",
     .type = Type::Integer,
     .description = words::page_number_answered,
     .example = "10"},
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "100"},
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "7"},
    {.name = "LoadBalancerSpecs",
     .type = Type::ObjectList,
     .description = {"规格列表。", "The sizes."},
     .fields = load_balancer_specs_fields},
};

constexpr ErrorRow errors[] = {
    rows::interface_error,
    rows::no_permission,
    rows::invalid_parameter,
};

}  // namespace

constinit const Action DescribeLoadBalancerSpec::declaration{
    .name = "DescribeLoadBalancerSpec",
    .summary = {"查询边缘负载均衡(ELB)实例的规格。", "Lists the sizes of balancers."},
    .ram = {.action = "ens:DescribeLoadBalancerSpec", .access_level = AccessLevel::Get},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","PageNumber":1,"PageSize":100,)"
        R"("TotalCount":1,"LoadBalancerSpecs":[{"DisplayName":"elb.s1.small",)"
        R"("LoadBalancerSpec":"elb.s1.small"}]})",
    .errors = errors,
};

}  // namespace sluice::api
