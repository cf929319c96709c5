#include "contract/api/ens/describe_instances.h"

#include "contract/api/paging.h"
#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr std::string_view statuses[] = {"Creating",     "Running",  "Stopped",   "Expired",
                                         "Starting",     "Stopping", "Releasing", "ImageDownloading",
                                         "Transferring", "Resetting"};

constexpr std::string_view orders[] = {"asc", "desc"};

constexpr Parameter order_by_fields[] = {
    {.name = "InstanceNameSort",
     .description = {"按实例名称排序。", "By name."},
     .example = "asc",
     .constraint = {.one_of = orders},
     .assign = bind<&DescribeInstances::OrderBy::instance_name_sort>},
    {.name = "ExpireTimeSort",
     .description = {"按到期时间排序。", "By time of expiry."},
     .example = "asc",
     .constraint = {.one_of = orders},
     .assign = bind<&DescribeInstances::OrderBy::expire_time_sort>},
    {.name = "CreationTimeSort",
     .description = {"按创建时间排序。", "By time of creation."},
     .example = "desc",
     .constraint = {.one_of = orders},
     .assign = bind<&DescribeInstances::OrderBy::creation_time_sort>},
};

constexpr std::string_view instance_resource_types[] = {"EnsInstance", "EnsService", "BuildMachine",
                                                        "EnsPostPaidInstance"};

constexpr std::string_view service_statuses[] = {"Enabled", "Disabled"};

constexpr Parameter parameters[] = {
    {.name = "EnsRegionId",
     .names = Names::Region,
     .description = words::ens_region_id,
     .example = "cn-beijing-cmcc",
     .assign = bind<&DescribeInstances::ens_region_id>},
    {.name = "InstanceId",
     .names = Names::Instance,
     .description = words::instance_id,
     .example = "i-5iqczfxps7csjrxeca****",
     .assign = bind<&DescribeInstances::instance_id>},
    {.name = "EnsRegionIds",
     .type = Type::StringList,
     .serialization = Serialization::Json,
     .names = Names::Region,
     .description = words::ens_region_ids,
     .example = R"(["cn-suzhou-telecom","cn-chengdu-telecom"])",
     .constraint = {.items_max = 100},
     .assign = bind<&DescribeInstances::ens_region_ids>},
    {.name = "InstanceIds",
     .type = Type::StringList,
     .serialization = Serialization::Json,
     .names = Names::Instance,
     .description = {"实例 ID 列表,最多 100 个。空列表不匹配任何实例。",
                     "Instances to look at, at most 100; an empty list matches none."},
     .example = R"(["i-5iqczfxps7csjrxeca07****","i-5iqczfxps7csjrxeca08****"])",
     .constraint = {.items_max = 100},
     .assign = bind<&DescribeInstances::instance_ids>},
    {.name = "InstanceName",
     .names = Names::Instance,
     .description = words::instance_name,
     .example = "TestName",
     .assign = bind<&DescribeInstances::instance_name>},
    {.name = "ImageId",
     .names = Names::Shared,
     .description = words::image_id,
     .example = "centos_6_08_64_20G_alibase_****",
     .assign = bind<&DescribeInstances::image_id>},
    page_number<&DescribeInstances::page_number>(),
    page_size<&DescribeInstances::page_size>(100),
    {.name = "Status",
     .description = words::instance_status,
     .example = "Running",
     .constraint = {.one_of = statuses},
     .assign = bind<&DescribeInstances::status>},
    {.name = "OrderByParams",
     .type = Type::Object,
     .serialization = Serialization::Json,
     .description = {"排序方式,取值为 asc(升序)或 desc(降序)。",
                     "Order of the answer: asc or desc by each key."},
     .example = R"({"InstanceNameSort":"asc","ExpireTimeSort":"asc","CreationTimeSort":"desc"})",
     .fields = order_by_fields,
     .assign = bind<&DescribeInstances::order_by>},
    {.name = "EnsServiceId",
     .names = Names::Absent,
     .description = {"边缘服务 ID。", "The edge service the instances belong to."},
     .example = "ens-20190730202316s****",
     .assign = bind<&DescribeInstances::ens_service_id>},
    {.name = "InstanceResourceType",
     .description = words::instance_resource_type,
     .example = "EnsService",
     .constraint = {.one_of = instance_resource_types},
     .assign = bind<&DescribeInstances::instance_resource_type>},
    {.name = "SearchKey",
     .names = Names::Instance,
     .description = {"搜索关键字,匹配 IP 地址、实例名称或实例 ID。",
                     "Text to find in addresses, names and ids."},
     .example = "Joshua",
     .assign = bind<&DescribeInstances::search_key>},
    {.name = "NetworkId",
     .names = Names::Network,
     .description = words::network_id,
     .example = "n-2zeuphj08tt7q3brd****",
     .assign = bind<&DescribeInstances::network_id>},
    {.name = "VSwitchId",
     .names = Names::VSwitch,
     .description = words::vswitch_id,
     .example = "vsw-2zeh0r1pabwtg6wcs****",
     .assign = bind<&DescribeInstances::vswitch_id>},
    {.name = "SecurityGroupId",
     .names = Names::Absent,
     .description = words::security_group_id,
     .example = "sg-5kyicq2kfcapxrdds6tar7jqb",
     .assign = bind<&DescribeInstances::security_group_id>},
    {.name = "IntranetIp",
     .names = Names::Address,
     .description = {"实例的私网 IP 地址。", "The instance's private address."},
     .example = "47.100.XX.XX",
     .assign = bind<&DescribeInstances::intranet_ip>},
    {.name = "Tags",
     .type = Type::ObjectList,
     .serialization = Serialization::Json,
     .description = {"标签列表,最多 20 个。", "Tags that the instances must have, at most 20."},
     .example = R"([{"Key":"team","Value":"edge"}])",
     .constraint = {.items_max = 20},
     .fields = tag_fields,
     .assign = bind<&DescribeInstances::tags>},
    {.name = "InstanceType",
     .names = Names::Shared,
     .description = words::instance_type,
     .example = "ens.se1.tiny",
     .assign = bind<&DescribeInstances::instance_type>},
    {.name = "ServiceStatus",
     .type = Type::StringList,
     .serialization = Serialization::Json,
     .description = {"服务状态列表。取值:Enabled、Disabled。", "States of the service: Enabled, Disabled."},
     .example = R"(["Enabled"])",
     .constraint = {.one_of = service_statuses},
     .assign = bind<&DescribeInstances::service_statuses>},
    {.name = "EipAddresses",
     .type = Type::StringList,
     .serialization = Serialization::Json,
     .names = Names::Absent,
     .description = {"弹性公网 IP 地址列表,最多 20 个。", "Elastic public addresses, at most 20."},
     .example = R"(["203.0.113.10"])",
     .constraint = {.items_min = 1, .items_max = 20},
     .assign = bind<&DescribeInstances::eip_addresses>},
    {.name = "VpdId",
     .names = Names::Absent,
     .description = words::vpd_id,
     .example = "vpd-****",
     .since = Since::Later,
     .assign = bind<&DescribeInstances::vpd_id>},
    {.name = "VpdVSwitchId",
     .names = Names::Absent,
     .description = words::vpd_vswitch_id,
     .example = "vpdsw-****",
     .since = Since::Later,
     .assign = bind<&DescribeInstances::vpd_vswitch_id>},
};

constexpr ResponseField data_disk_fields[] = {
    {.name = "device_type", .description = words::disk_device_type, .example = "pangu"},
    {.name = "disk_type", .description = words::disk_kind, .example = "system"},
    {.name = "Size", .type = Type::Integer, .description = words::disk_size_mib, .example = "51200"},
    {.name = "DiskName", .description = words::disk_name, .example = "DiskName"},
    {.name = "uuid", .description = words::disk_uuid, .example = "d-5itef1wtxj961mbff8xe9****"},
    {.name = "storage", .type = Type::Integer, .description = words::disk_size_mib, .example = "20480"},
    {.name = "DiskId", .description = words::disk_id, .example = "d-5ip4c2dhmas0vjd5u1r****"},
    {.name = "Category", .description = words::disk_category, .example = "file"},
    {.name = "name", .description = words::disk_name, .example = "name"},
    {.name = "DiskSize", .type = Type::Integer, .description = words::disk_size_gib, .example = "100"},
    {.name = "EncryptKeyId",
     .description = words::disk_key_id,
     .example = "0e478b7a-4262-4802-b8cb-00d3fxxxxx"},
    {.name = "Encrypted", .type = Type::Boolean, .description = words::disk_encrypted, .example = "true"},
};

constexpr ResponseField instance_data_disk_fields[] = {
    {.name = "DataDisk",
     .type = Type::ObjectList,
     .description = words::data_disks,
     .fields = data_disk_fields},
};

constexpr ResponseField public_ip_address_fields[] = {
    {.name = "Ip", .description = words::ip_address, .example = "119.147.xx.xx"},
    {.name = "GateWay", .description = words::gateway, .example = "119.147.xx.xx"},
    {.name = "Isp", .description = words::isp, .example = "unicom"},
};

constexpr ResponseField public_ip_addresses_fields[] = {
    {.name = "PublicIpAddress",
     .type = Type::ObjectList,
     .description = words::public_addresses,
     .fields = public_ip_address_fields},
};

constexpr ResponseField private_ip_address_fields[] = {
    {.name = "Ip", .description = words::ip_address, .example = "119.147.xx.xx"},
    {.name = "GateWay", .description = words::gateway, .example = "119.147.xx.xx"},
    {.name = "Isp", .description = words::isp, .example = "cmcc"},
};

constexpr ResponseField private_ip_addresses_fields[] = {
    {.name = "PrivateIpAddress",
     .type = Type::ObjectList,
     .description = words::private_addresses,
     .fields = private_ip_address_fields},
};

constexpr ResponseField security_group_ids_fields[] = {
    {.name = "SecurityGroupId",
     .type = Type::StringList,
     .description = words::security_group_id,
     .example = "sg-5kyicq2kfcapxrdds6ta****"},
};

constexpr ResponseField inner_ip_address_fields[] = {
    {.name = "IpAddress",
     .type = Type::StringList,
     .description = words::ip_address,
     .example = "10.170.xx.xx"},
};

constexpr ResponseField instance_public_ip_address_fields[] = {
    {.name = "IpAddress",
     .type = Type::StringList,
     .description = words::ip_address,
     .example = "119.147.xx.xx"},
};

constexpr ResponseField system_disk_fields[] = {
    {.name = "device_type", .description = words::disk_device_type, .example = "pangu"},
    {.name = "disk_type", .description = words::disk_kind, .example = "system"},
    {.name = "Size", .type = Type::Integer, .description = words::disk_size_mib, .example = "51200"},
    {.name = "DiskName", .description = words::disk_name, .example = "DiskName"},
    {.name = "uuid", .description = words::disk_uuid, .example = "d-5ip4c2dhmas0rn7rt0p96****"},
    {.name = "storage", .type = Type::Integer, .description = words::disk_size_mib, .example = "20480"},
    {.name = "DiskId", .description = words::disk_id, .example = "d-5ip4c2dhmas0rn7rt0p9****"},
    {.name = "Category", .description = words::disk_category, .example = "file"},
    {.name = "name", .description = words::disk_name, .example = "DiskName"},
};

constexpr ResponseField network_attributes_private_ip_address_fields[] = {
    {.name = "IpAddress",
     .type = Type::StringList,
     .description = words::ip_address,
     .example = "172.17.**.**"},
};

constexpr ResponseField network_attributes_fields[] = {
    {.name = "NetworkId", .description = words::network_id, .example = "n-2zeuphj08tt7q3brd****"},
    {.name = "VSwitchId", .description = words::vswitch_id, .example = "vsw-2zeh0r1pabwtg6wcs****"},
    {.name = "PrivateIpAddress",
     .type = Type::Object,
     .description = words::private_addresses,
     .fields = network_attributes_private_ip_address_fields},
};

constexpr ResponseField tags_fields[] = {
    {.name = "TagValue", .description = words::tag_value, .example = "value1"},
    {.name = "TagKey", .description = words::tag_key, .example = "key1"},
};

constexpr ResponseField instance_tags_fields[] = {
    {.name = "Tags", .type = Type::ObjectList, .description = words::tags, .fields = tags_fields},
};

constexpr ResponseField private_ip_set_fields[] = {
    {.name = "PrivateIpAddress", .description = words::private_ip_address, .example = "10.75.66.***"},
    {.name = "Primary",
     .type = Type::Boolean,
     .description = {"是否为主私网 IP 地址。", "Whether it is the primary one."},
     .example = "true"},
};

constexpr ResponseField private_ip_sets_fields[] = {
    {.name = "PrivateIpSet",
     .type = Type::ObjectList,
     .description = words::private_addresses,
     .fields = private_ip_set_fields},
};

constexpr ResponseField ipv6_set_fields[] = {
    {.name = "Ipv6Address",
     .description = {"IPv6 地址。", "The IPv6 address."},
     .example = "2408:4005:396:3200:****:6609:821e:df7a"},
};

constexpr ResponseField ipv6_sets_fields[] = {
    {.name = "Ipv6Set",
     .type = Type::ObjectList,
     .description = {"IPv6 地址列表。", "IPv6 addresses."},
     .fields = ipv6_set_fields},
};

constexpr ResponseField network_interfaces_fields[] = {
    {.name = "Type",
     .description = {"网卡类型。取值:Primary(主网卡)、Secondary(辅助网卡)。",
                     "Kind of interface: Primary or Secondary."},
     .example = "Secondary"},
    {.name = "MacAddress", .description = {"MAC 地址。", "The MAC address."}, .example = "00:16:3e:4f:5f:ca"},
    {.name = "PrimaryIpAddress",
     .description = {"网卡的主私网 IP 地址。", "The interface's primary private address."},
     .example = "10.75.66.***"},
    {.name = "NetworkInterfaceId",
     .description = words::network_interface_id,
     .example = "eni-0wlonoy6jo8532gfzuama****"},
    {.name = "PrivateIpSets",
     .type = Type::Object,
     .description = words::private_addresses,
     .fields = private_ip_sets_fields},
    {.name = "Ipv6Sets",
     .type = Type::Object,
     .description = {"IPv6 地址列表。", "IPv6 addresses."},
     .fields = ipv6_sets_fields},
    {.name = "VpdId", .description = words::vpd_id, .example = "vpd-****"},
    {.name = "VpdVSwitchId", .description = words::vpd_vswitch_id, .example = "vpdsw-****"},
};

constexpr ResponseField instance_network_interfaces_fields[] = {
    {.name = "NetworkInterfaces",
     .type = Type::ObjectList,
     .description = words::network_interfaces,
     .fields = network_interfaces_fields},
};

constexpr ResponseField instance_fields[] = {
    {.name = "CreationTime", .description = words::created_time, .example = "2019-07-26T06:40:43Z"},
    {.name = "Status", .description = words::instance_status, .example = "Running"},
    {.name = "SpecName", .description = words::instance_type, .example = "ens.sn1.stiny"},
    {.name = "InstanceTypeFamily",
     .description = {"实例规格族。", "The family of the size."},
     .example = "x86_vm"},
    {.name = "InstanceResourceType", .description = words::instance_resource_type, .example = "EnsService"},
    {.name = "HostName", .description = words::host_name, .example = "testHostName"},
    {.name = "InstanceId", .description = words::instance_id, .example = "i-instanc****"},
    {.name = "InternetMaxBandwidthIn",
     .type = Type::Integer,
     .description = {"公网入方向带宽峰值,单位为 Mbit/s。", "Public bandwidth limit inwards, in Mbit/s."},
     .example = "40"},
    {.name = "InternetMaxBandwidthOut",
     .type = Type::Integer,
     .description = words::bandwidth_out,
     .example = "100"},
    {.name = "EnsRegionId", .description = words::ens_region_id, .example = "cn-hangzhou-telecom"},
    {.name = "Cpu", .description = {"CPU 核数。", "Virtual processors."}, .example = "2"},
    {.name = "ExpiredTime",
     .description = {"到期时间,ISO 8601 格式的 UTC 时间。", "When it expires, in UTC."},
     .example = "2119-07-13T02:38:57Z"},
    {.name = "InstanceName", .description = words::instance_name, .example = "i-5itef0f28t17bcdw9deu6meub"},
    {.name = "Disk",
     .type = Type::Integer,
     .description = {"磁盘总大小,单位为 MiB。", "Size of all disks in MiB."},
     .example = "71680"},
    {.name = "OSName",
     .description = {"操作系统名称。", "The operating system."},
     .example = "centos 6.8 x86_64"},
    {.name = "Memory",
     .type = Type::Integer,
     .description = {"内存大小,单位为 MB。", "Memory in MB."},
     .example = "2048"},
    {.name = "ImageId", .description = words::image_id, .example = "m-****"},
    {.name = "DataDisk",
     .type = Type::Object,
     .description = words::data_disks,
     .fields = instance_data_disk_fields},
    {.name = "PublicIpAddresses",
     .type = Type::Object,
     .description = words::public_addresses,
     .fields = public_ip_addresses_fields},
    {.name = "PrivateIpAddresses",
     .type = Type::Object,
     .description = words::private_addresses,
     .fields = private_ip_addresses_fields},
    {.name = "SecurityGroupIds",
     .type = Type::Object,
     .description = {"安全组 ID 列表。", "Security groups."},
     .fields = security_group_ids_fields},
    {.name = "InnerIpAddress",
     .type = Type::Object,
     .description = words::private_addresses,
     .fields = inner_ip_address_fields},
    {.name = "PublicIpAddress",
     .type = Type::Object,
     .description = words::public_addresses,
     .fields = instance_public_ip_address_fields},
    {.name = "SystemDisk",
     .type = Type::Object,
     .description = words::system_disk,
     .fields = system_disk_fields},
    {.name = "NetworkAttributes",
     .type = Type::Object,
     .description = {"专有网络属性。", "Where the instance is connected."},
     .fields = network_attributes_fields},
    {.name = "Tags", .type = Type::Object, .description = words::tags, .fields = instance_tags_fields},
    {.name = "AutoReleaseTime", .description = words::auto_release_time, .example = "2023-06-28T14:38:52Z"},
    {.name = "SpotStrategy", .description = words::spot_strategy, .example = "NoSpot"},
    {.name = "KeyPairName", .description = words::key_pair_name, .example = "terraform-example"},
    {.name = "NetworkInterfaces",
     .type = Type::Object,
     .description = words::network_interfaces,
     .fields = instance_network_interfaces_fields},
    {.name = "ServiceStatus",
     .description = {"服务状态。", "The state of the service."},
     .example = "Deleting"},
    {.name = "DeletionProtection",
     .type = Type::Boolean,
     .description = words::deletion_protection,
     .example = "false"},
};

constexpr ResponseField instances_fields[] = {
    {.name = "Instance",
     .type = Type::ObjectList,
     .description = {"实例列表。", "The instances."},
     .fields = instance_fields},
};

constexpr ResponseField response[] = {
    {.name = "Code", .type = Type::Integer, .description = words::business_code, .example = "0"},
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "60"},
    {.name = "PageNumber", .type = Type::Integer, .description = words::page_number_answered, .example = "1"},
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "2"},
    {.name = "Instances",
     .type = Type::Object,
     .description = {"实例列表。", "The instances."},
     .fields = instances_fields},
};

constexpr ErrorRow errors[] = {
    {400, "MissingParameter",
     "The input parameter domainName that is mandatory for processing this request is not supplied.",
     "缺少必填参数"},
    rows::instance_id_not_found,
    rows::no_permission,
    rows::call_interface,
    rows::invalid_parameter,
};

constexpr std::string_view resource_types[] = {"acs:ens:*:{#accountId}:instance/{#InstanceId}"};

}  // namespace

constinit const Action DescribeInstances::declaration{
    .name = "DescribeInstances",
    .summary = {"查询实例列表。多个过滤条件之间为与的关系。", "Lists instances. Filters narrow each other."},
    .rate_limits = {.api_per_second = 800, .user_per_second = 100},
    .ram = {.action = "ens:DescribeInstances",
            .access_level = AccessLevel::List,
            .resource_types = resource_types},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"Code":0,"PageSize":60,"PageNumber":1,)"
        R"("RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","TotalCount":1,)"
        R"("Instances":{"Instance":[{"CreationTime":"2019-07-26T06:40:43Z","Status":"Running",)"
        R"("SpecName":"ens.sn1.stiny","InstanceTypeFamily":"x86_vm",)"
        R"("InstanceResourceType":"EnsService","HostName":"testHostName",)"
        R"("InstanceId":"i-instanc****","InternetMaxBandwidthIn":40,"InternetMaxBandwidthOut":100,)"
        R"("EnsRegionId":"cn-hangzhou-telecom","Cpu":"2","ExpiredTime":"2119-07-13T02:38:57Z",)"
        R"("InstanceName":"i-5itef0f28t17bcdw9deu6meub","Disk":71680,"OSName":"centos 6.8 x86_64",)"
        R"("Memory":2048,"ImageId":"m-****","DataDisk":{"DataDisk":[{"device_type":"pangu",)"
        R"("disk_type":"system","Size":51200,"DiskName":"DiskName",)"
        R"("uuid":"5431f898-1323-4e64-8ce1-6cad50ed****","storage":20480,)"
        R"("DiskId":"d-5ip4c2dhmas0vjd5u1r****","Category":"file","name":"name","DiskSize":100,)"
        R"("EncryptKeyId":"0e478b7a-4262-4802-b8cb-00d3fxxxxx","Encrypted":true}]},)"
        R"("PublicIpAddresses":{"PublicIpAddress":[{"Ip":"119.147.xx.xx","GateWay":"119.147.xx.xx",)"
        R"("Isp":"unicom"}]},"PrivateIpAddresses":{"PrivateIpAddress":[{"Ip":"119.147.xx.xx",)"
        R"("GateWay":"119.147.xx.xx","Isp":"cmcc"}]},)"
        R"("SecurityGroupIds":{"SecurityGroupId":["sg-5kyicq2kfcapxrdds6ta****"]},)"
        R"("InnerIpAddress":{"IpAddress":["10.170.xx.xx"]},)"
        R"("PublicIpAddress":{"IpAddress":["119.147.xx.xx"]},"SystemDisk":{"device_type":"pangu",)"
        R"("disk_type":"system","Size":51200,"DiskName":"DiskName",)"
        R"("uuid":"5431f898-1323-4e64-8ce1-6cad50ed****","storage":20480,)"
        R"("DiskId":"d-5ip4c2dhmas0rn7rt0p9****","Category":"file","name":"DiskName"},)"
        R"("NetworkAttributes":{"NetworkId":"n-2zeuphj08tt7q3brd****",)"
        R"("VSwitchId":"vsw-2zeh0r1pabwtg6wcs****",)"
        R"("PrivateIpAddress":{"IpAddress":["172.17.**.**"]}},"Tags":{"Tags":[{"TagValue":"value1",)"
        R"("TagKey":"key1"}]},"AutoReleaseTime":"2023-06-28T14:38:52Z","SpotStrategy":"NoSpot",)"
        R"("KeyPairName":"TestKeyPairName",)"
        R"("NetworkInterfaces":{"NetworkInterfaces":[{"Type":"Primary",)"
        R"("MacAddress":"00:16:XXX:XXX:60:0a","PrimaryIpAddress":"10.XXX.XXX.25",)"
        R"("NetworkInterfaceId":"eni-53afk8a0t5lklbi8m7j8iczdg",)"
        R"("PrivateIpSets":{"PrivateIpSet":[{"PrivateIpAddress":"192.XXX.XXX.130",)"
        R"("Primary":true}]},)"
        R"("Ipv6Sets":{"Ipv6Set":[{"Ipv6Address":"2605:340:cdb1:XXXX:XXXX:XXXX:XXXX:e2d6"}]}}]},)"
        R"("ServiceStatus":"Expired","DeletionProtection":true}]}})",
    .errors = errors,
};

}  // namespace sluice::api
