#include "contract/api/ens/describe_load_balancers.h"

#include "contract/api/paging.h"
#include "contract/api/rows.h"
#include "contract/api/values.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "EnsRegionId",
     .names = Names::Region,
     .description = words::ens_region_id,
     .example = "cn-guangzhou-10",
     .assign = bind<&DescribeLoadBalancers::ens_region_id>},
    {.name = "ServerId",
     .names = Names::Instance,
     .description = {"后端服务器 ID。", "A backend that the balancers must have."},
     .example = "i-5f67ffjc004wwz0t****",
     .assign = bind<&DescribeLoadBalancers::server_id>},
    {.name = "LoadBalancerStatus",
     .description = words::load_balancer_status,
     .example = "InActive",
     .constraint = {.one_of = values::load_balancer_statuses},
     .assign = bind<&DescribeLoadBalancers::load_balancer_status>},
    {.name = "LoadBalancerId",
     .names = Names::LoadBalancer,
     .description = words::load_balancer_id,
     .example = "lb-5q73cv04zeyh43lh74lp4****",
     .assign = bind<&DescribeLoadBalancers::load_balancer_id>},
    {.name = "LoadBalancerName",
     .names = Names::LoadBalancer,
     .description = words::load_balancer_name,
     .example = "example",
     .constraint = {.length_max = 128},
     .assign = bind<&DescribeLoadBalancers::load_balancer_name>},
    {.name = "NetworkId",
     .names = Names::Network,
     .description = words::network_id,
     .example = "n-5s9ayrxsd9hszrlt5fgv2****",
     .assign = bind<&DescribeLoadBalancers::network_id>},
    {.name = "VSwitchId",
     .names = Names::VSwitch,
     .description = words::vswitch_id,
     .example = "vsw-5sy773iy25rulsmgskmba****",
     .assign = bind<&DescribeLoadBalancers::vswitch_id>},
    {.name = "Address",
     .names = Names::Address,
     .description = words::load_balancer_address,
     .example = "10.0.XX.XX",
     .assign = bind<&DescribeLoadBalancers::address>},
    {.name = "EnsRegionIds",
     .type = Type::StringList,
     .serialization = Serialization::Repeated,
     .names = Names::Region,
     .description = words::ens_region_ids,
     .example = R"(["cn-chengdu-telecom-4"])",
     .constraint = {.items_max = 100},
     .assign = bind<&DescribeLoadBalancers::ens_region_ids>},
    page_number<&DescribeLoadBalancers::page_number>(),
    page_size<&DescribeLoadBalancers::page_size>(100),
    {.name = "LoadBalancerType",
     .description = words::load_balancer_type,
     .example = "CLB",
     .constraint = {.one_of = values::load_balancer_types},
     .assign = bind<&DescribeLoadBalancers::load_balancer_type>},
};

constexpr ResponseField load_balancer_fields[] = {
    {.name = "LoadBalancerId",
     .description = words::load_balancer_id,
     .example = "lb-5snthcyu1x10g7tywj7iu****"},
    {.name = "LoadBalancerName", .description = words::load_balancer_name, .example = "example"},
    {.name = "LoadBalancerStatus", .description = words::load_balancer_status, .example = "InActive"},
    {.name = "Address", .description = words::load_balancer_address, .example = "10.10.XX.XX"},
    {.name = "EnsRegionId", .description = words::ens_region_id, .example = "cn-wuhan-telecom"},
    {.name = "NetworkId", .description = words::network_id, .example = "n-5rz0rj1caexauilpsjx0w****"},
    {.name = "VSwitchId", .description = words::vswitch_id, .example = "vsw-5rllcjb3ol6duzjdnbm1om****"},
    {.name = "CreateTime", .description = words::created_time, .example = "2021-05-06T11:13:41Z"},
    {.name = "AddressIPVersion", .description = words::address_ip_version, .example = "ipv4"},
    {.name = "PayType", .description = words::pay_type, .example = "PostPaid"},
    {.name = "LoadBalancerType", .description = words::load_balancer_type, .example = "CLB"},
    {.name = "AddressType", .description = words::address_type, .example = "intranet"},
};

constexpr ResponseField load_balancers_fields[] = {
    {.name = "LoadBalancer",
     .type = Type::ObjectList,
     .description = {"负载均衡实例列表。", "The balancers."},
     .fields = load_balancer_fields},
};

constexpr ResponseField response[] = {
    {.name = "PageNumber", .type = Type::Integer, .description = words::page_number_answered, .example = "1"},
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "100"},
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "6"},
    {.name = "LoadBalancers",
     .type = Type::Object,
     .description = {"负载均衡实例列表。", "The balancers."},
     .fields = load_balancers_fields},
};

constexpr ErrorRow errors[] = {
    rows::interface_failed,
    rows::no_permission,
    rows::invalid,
    rows::missing,
    // Not in the action's documented table, but every action answers it.
    rows::invalid_parameter,
};

}  // namespace

constinit const Action DescribeLoadBalancers::declaration{
    .name = "DescribeLoadBalancers",
    .summary = {"查询边缘负载均衡(ELB)实例列表。", "Lists balancers."},
    .rate_limits = {.api_per_second = 100, .user_per_second = 10},
    .ram = {.action = "ens:DescribeLoadBalancers", .access_level = AccessLevel::List},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","PageNumber":1,"PageSize":100,)"
        R"("TotalCount":1,)"
        R"("LoadBalancers":{"LoadBalancer":[{"LoadBalancerId":"lb-5snthcyu1x10g7tywj7iu****",)"
        R"("LoadBalancerName":"example","LoadBalancerStatus":"InActive","Address":"10.10.XX.XX",)"
        R"("EnsRegionId":"cn-wuhan-telecom","NetworkId":"n-5rz0rj1caexauilpsjx0w****",)"
        R"("VSwitchId":"vsw-5rllcjb3ol6duzjdnbm1om****","CreateTime":"2021-05-06T11:13:41Z",)"
        R"("AddressIPVersion":"ipv4","PayType":"PostPaid","LoadBalancerType":"CLB",)"
        R"("AddressType":"intranet"}]}})",
    .errors = errors,
};

}  // namespace sluice::api
