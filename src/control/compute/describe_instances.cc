#include "control/actions/listing.h"
#include "control/compute/handlers.h"
#include "control/compute/instance_store.h"
#include "control/network/tags.h"
#include "control/regions/region_store.h"

namespace sluice::compute {
namespace {

constexpr std::string_view resource_type = "EnsPostPaidInstance";
constexpr std::string_view no_expiry = "2999-12-31T16:00:00Z";  // pay as you go does not end

json::Value to_json(storage::Transaction& tx, const Instance& instance) {
  const std::string address = base::format_ipv4(instance.address);
  const auto type = regions::find_instance_type(tx, instance.instance_type);
  json::Value tags = json::Value::array();
  for (const json::Value& tag : network::show_tags(instance.tags)) {
    tags.push_back({{"TagKey", tag["TagKey"]}, {"TagValue", tag["TagValue"]}});
  }
  return {{"InstanceId", instance.id.get()},
          {"InstanceName", instance.name},
          {"HostName", instance.host_name},
          {"Status", instance.status},
          {"EnsRegionId", instance.ens_region_id.get()},
          {"SpecName", instance.instance_type},
          {"InstanceTypeFamily", "x86_vm"},
          {"InstanceResourceType", resource_type},
          {"ImageId", instance.image_id},
          {"OSName", regions::find_image_os(tx, instance.image_id).value_or("")},
          {"Cpu", std::to_string(type ? type->cpu : 0)},
          {"Memory", type ? type->memory_mib : 0},
          {"Disk", instance.system_disk_mib},
          {"CreationTime", base::format_iso8601(instance.created)},
          {"ExpiredTime", no_expiry},
          {"InternetMaxBandwidthIn", 0},
          {"InternetMaxBandwidthOut", 0},
          {"DataDisk", {{"DataDisk", json::Value::array()}}},
          {"SystemDisk", {{"Size", instance.system_disk_mib}, {"disk_type", "system"}}},
          {"PublicIpAddresses", {{"PublicIpAddress", json::Value::array()}}},
          {"PrivateIpAddresses",
           {{"PrivateIpAddress", json::Value::array({{{"Ip", address}, {"GateWay", ""}, {"Isp", ""}}})}}},
          {"InnerIpAddress", {{"IpAddress", json::Value::array({address})}}},
          {"PublicIpAddress", {{"IpAddress", json::Value::array()}}},
          {"SecurityGroupIds", {{"SecurityGroupId", json::Value::array()}}},
          {"NetworkAttributes",
           {{"NetworkId", instance.network_id.get()},
            {"VSwitchId", instance.vswitch_id.get()},
            {"PrivateIpAddress", {{"IpAddress", json::Value::array({address})}}}}},
          {"Tags", {{"Tags", std::move(tags)}}},
          {"SpotStrategy", "NoSpot"},
          {"NetworkInterfaces", {{"NetworkInterfaces", json::Value::array()}}}};
}

// What no instance here has: a filter on it matches nothing.
bool asks_for_something_absent(const api::DescribeInstances& request) {
  return request.ens_service_id || request.security_group_id || request.vpd_id || request.vpd_vswitch_id ||
         !request.eip_addresses.empty();
}

// A private address as text; instances keep it as an integer.
constexpr std::string_view address_text =
    "(i.address >> 24) || '.' || (i.address >> 16 & 255) || '.' || (i.address >> 8 & 255) || '.' || "
    "(i.address & 255)";

storage::Where wanted(const actions::Call& call, const api::DescribeInstances& request) {
  storage::Where where;
  where.equals("i.account_key", call.caller.account_key)
      .equals_if_sent("i.ens_region_id", request.ens_region_id)
      .is_one_of_if_sent("i.ens_region_id", request.ens_region_ids)
      .equals_if_sent("i.instance_id", request.instance_id)
      .equals_if_sent("i.name", request.instance_name)
      .equals_if_sent("i.image_id", request.image_id)
      .equals_if_sent("i.instance_type", request.instance_type)
      .equals_if_sent("i.status", request.status)
      .equals_if_sent(address_text, request.intranet_ip)
      .refers_to_if_sent("i.network_key", "networks", "network_id", request.network_id)
      .refers_to_if_sent("i.vswitch_key", "vswitches", "vswitch_id", request.vswitch_id);
  for (const api::Tag& tag : request.tags) {
    const std::string_view key = tag.key, value = tag.value;
    where.holds(
        "EXISTS (SELECT 1 FROM json_each(i.tags) t WHERE json_extract(t.value, '$.Key') = ? "
        "AND (? = '' OR json_extract(t.value, '$.Value') = ?))",
        {key, value, value});
  }
  if (request.search_key) {
    const std::string_view part = *request.search_key;
    where.holds("instr(i.instance_id, ?) OR instr(i.name, ?) OR instr(" + std::string(address_text) + ", ?)",
                {part, part, part});
  }
  // An empty list of ids is a real filter: nothing matches it.
  if (request.instance_ids && request.instance_ids->empty()) where.never();
  if (request.instance_ids) where.is_one_of_if_sent("i.instance_id", *request.instance_ids);
  if (!actions::matches(request.instance_resource_type, resource_type)) where.never();
  if (asks_for_something_absent(request)) where.never();
  return where;
}

std::string order_of(const std::optional<api::DescribeInstances::OrderBy>& wanted) {
  std::string order;
  const auto by = [&](const std::optional<std::string>& direction, std::string_view column) {
    if (direction) order.append(column).append(*direction == "asc" ? " ASC, " : " DESC, ");
  };
  if (wanted) {
    by(wanted->instance_name_sort, "i.name");
    by(wanted->creation_time_sort, "i.created_ms");
  }
  return order + "i.key DESC";
}

}  // namespace

actions::Answer describe_instances(storage::Transaction& tx, const actions::Call& call,
                                   const api::DescribeInstances& request) {
  const storage::Where where = wanted(call, request);
  json::Value page = json::Value::array();
  for (const Instance& instance :
       list_instances(tx, where, order_of(request.order_by), {request.page_number, request.page_size})) {
    page.push_back(to_json(tx, instance));
  }
  return json::Value{{"Code", 0},
                     {"TotalCount", count_instances(tx, where)},
                     {"PageNumber", request.page_number},
                     {"PageSize", request.page_size},
                     {"Instances", {{"Instance", std::move(page)}}}};
}

}  // namespace sluice::compute
