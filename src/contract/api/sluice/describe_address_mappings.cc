#include "contract/api/sluice/describe_address_mappings.h"

#include "contract/api/formats.h"
#include "contract/api/paging.h"
#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "EnsRegionId",
     .names = Names::Region,
     .description = words::ens_region_id,
     .example = "cn-chengdu-telecom",
     .assign = bind<&DescribeAddressMappings::ens_region_id>},
    {.name = "NetworkId",
     .names = Names::Network,
     .description = words::network_id,
     .example = "n-5sax03dh2eyagujgsn7z9****",
     .assign = bind<&DescribeAddressMappings::network_id>},
    {.name = "PrivateIpAddress",
     .names = Names::Address,
     .description = words::private_ip_address,
     .example = "192.168.2.5",
     .constraint = {.accepts = is_ipv4, .accepted = ipv4_text},
     .assign = bind<&DescribeAddressMappings::private_ip_address>},
    page_number<&DescribeAddressMappings::page_number>(),
    page_size<&DescribeAddressMappings::page_size>(100),
};

constexpr ResponseField port_fields[] = {
    {.name = "Protocol", .description = words::listener_protocol_answered, .example = "http"},
    {.name = "Port",
     .type = Type::Integer,
     .description = {"私网地址上的端口。", "The port at the private address."},
     .example = "80"},
    {.name = "ServedPort", .type = Type::Integer, .description = words::served_port, .example = "20080"},
};

constexpr ResponseField mapping_fields[] = {
    {.name = "NodeId", .description = words::node_id, .example = "local"},
    {.name = "EnsRegionId", .description = words::ens_region_id, .example = "cn-chengdu-telecom"},
    {.name = "NetworkId", .description = words::network_id, .example = "n-5sax03dh2eyagujgsn7z9****"},
    {.name = "PrivateIpAddress", .description = words::private_ip_address, .example = "192.168.2.5"},
    {.name = "ServedAddress",
     .description = {"节点上实际提供服务的地址。", "The address that really serves it on the node."},
     .example = "127.168.2.5"},
    {.name = "Ports",
     .type = Type::ObjectList,
     .description = {"监听端口与实际端口的对应关系,没有监听的地址为空。",
                     "Ports of listeners and where they are served; empty for an address without listeners."},
     .fields = port_fields},
};

constexpr ResponseField response[] = {
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "1"},
    {.name = "PageNumber", .type = Type::Integer, .description = words::page_number_answered, .example = "1"},
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "10"},
    {.name = "AddressMappings",
     .type = Type::ObjectList,
     .description = {"地址映射列表。", "The mappings."},
     .fields = mapping_fields},
};

constexpr ErrorRow errors[] = {rows::no_permission, rows::invalid_parameter};

}  // namespace

constinit const Action DescribeAddressMappings::declaration{
    .name = "DescribeAddressMappings",
    .version = sluice_version,
    .summary = {"查询私网地址在各节点上的实际服务地址和端口。",
                "Lists where private addresses and their ports are really served on the nodes."},
    .ram = {.action = "sluice:DescribeAddressMappings", .access_level = AccessLevel::List},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","TotalCount":1,"PageNumber":1,"PageSize":10,)"
        R"("AddressMappings":[{"NodeId":"local","EnsRegionId":"cn-chengdu-telecom",)"
        R"("NetworkId":"n-5sax03dh2eyagujgsn7z9****","PrivateIpAddress":"192.168.2.5",)"
        R"("ServedAddress":"127.168.2.5","Ports":[{"Protocol":"http","Port":80,"ServedPort":20080}]}]})",
    .errors = errors,
};

}  // namespace sluice::api
