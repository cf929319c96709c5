#include <algorithm>

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

bool has_tags(const Instance& instance, const std::vector<api::Tag>& wanted) {
  const json::Value tags = network::show_tags(instance.tags);
  return std::ranges::all_of(wanted, [&](const api::Tag& tag) {
    return std::ranges::any_of(tags, [&](const json::Value& has) {
      return has["Key"] == tag.key && (tag.value.empty() || has["Value"] == tag.value);
    });
  });
}

// What no instance here has: a filter on it matches nothing.
bool asks_for_something_absent(const api::DescribeInstances& request) {
  return request.ens_service_id || request.security_group_id || request.vpd_id || request.vpd_vswitch_id ||
         !request.eip_addresses.empty();
}

void sort(std::vector<Instance>& instances, const api::DescribeInstances::OrderBy& order) {
  const auto by = [&](const std::optional<std::string>& direction, auto member) {
    if (!direction) return;
    const bool ascending = *direction == "asc";
    std::ranges::stable_sort(instances, [&](const Instance& a, const Instance& b) {
      return ascending ? a.*member < b.*member : b.*member < a.*member;
    });
  };
  by(order.creation_time_sort, &Instance::created);
  by(order.instance_name_sort, &Instance::name);  // the first key of several: sorted last
}

bool is_wanted(const Instance& instance, const api::DescribeInstances& request) {
  const std::string address = base::format_ipv4(instance.address);
  const auto contains = [&](std::string_view text) {
    return text.find(*request.search_key) != std::string_view::npos;
  };
  return actions::matches(request.ens_region_id, instance.ens_region_id.get()) &&
         actions::matches(request.instance_id, instance.id.get()) &&
         actions::matches(request.instance_name, instance.name) &&
         actions::matches(request.image_id, instance.image_id) &&
         actions::matches(request.instance_type, instance.instance_type) &&
         actions::matches(request.status, instance.status) &&
         actions::matches(request.network_id, instance.network_id.get()) &&
         actions::matches(request.vswitch_id, instance.vswitch_id.get()) &&
         actions::matches(request.intranet_ip, address) &&
         actions::matches(request.instance_resource_type, resource_type) &&
         has_tags(instance, request.tags) &&
         actions::matches(request.ens_region_ids, instance.ens_region_id.get()) &&
         (!request.search_key || contains(instance.id.get()) || contains(instance.name) || contains(address));
}

}  // namespace

actions::Answer describe_instances(storage::Transaction& tx, const actions::Call& call,
                                   const api::DescribeInstances& request) {
  std::vector<Instance> instances = list_instances(tx, call.caller.account_key);
  // An empty list of ids is a real filter: nothing matches it.
  if (request.instance_ids) {
    std::erase_if(instances, [&](const Instance& instance) {
      return std::ranges::find(*request.instance_ids, instance.id.get()) == request.instance_ids->end();
    });
  }
  if (asks_for_something_absent(request)) instances.clear();
  std::erase_if(instances, [&](const Instance& instance) { return !is_wanted(instance, request); });
  if (request.order_by) sort(instances, *request.order_by);
  json::Value page = actions::page_of(instances, request.page_number, request.page_size,
                                      [&](const Instance& instance) { return to_json(tx, instance); });
  return json::Value{{"Code", 0},
                     {"TotalCount", instances.size()},
                     {"PageNumber", request.page_number},
                     {"PageSize", request.page_size},
                     {"Instances", {{"Instance", std::move(page)}}}};
}

}  // namespace sluice::compute
