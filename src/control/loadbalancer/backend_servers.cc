#include <fmt/format.h>

#include "control/compute/instance_store.h"
#include "control/loadbalancer/backend_store.h"
#include "control/loadbalancer/desired_state.h"
#include "control/loadbalancer/handlers.h"

namespace sluice::loadbalancer {
namespace {

using actions::invalid;
using actions::refuse;

constexpr size_t backends_per_balancer_max = 200;  // not published; a named limit of this service
constexpr std::string_view running = "Running";
constexpr std::string_view only_backend_type = "ens";

// The whole group as it is now, in the wrapper that all three calls answer with.
json::Value show_group(Transaction& tx, const LoadBalancer& balancer) {
  json::Value list = json::Value::array();
  for (const Backend& backend : list_backends(tx, balancer.key)) {
    list.push_back({{"ServerId", backend.server_id},
                    {"Weight", backend.weight},
                    {"Type", "ens"},
                    {"Ip", base::format_ipv4(backend.address)},
                    {"Port", backend.port}});
  }
  return {{"BackendServers", {{"BackendServer", std::move(list)}}}};
}

}  // namespace

Answer add_backend_servers(const actions::Environment& environment, Transaction& tx, const Call& call,
                           const api::AddBackendServers& request) {
  const api::Action& action = api::AddBackendServers::declaration;
  const auto balancer = find_load_balancer(tx, call.caller.account_key, request.load_balancer_id);
  if (!balancer) return refuse(action, "LoadBalancerNotFound");
  for (const auto& wanted : request.backend_servers) {
    if (wanted.type != only_backend_type) {
      return refuse(action, "InvalidParameter.EniType", fmt::format("received {}; served: ens", wanted.type));
    }
    const auto instance = compute::find_instance(tx, call.caller.account_key, wanted.server_id);
    if (!instance)
      return refuse(action, "InstanceNotFound", fmt::format("there is no instance {}", wanted.server_id));
    if (instance->network_key != balancer->network_key) {
      return refuse(action, "InvalidParameter.Mismatch",
                    fmt::format("instance {} is in network {}, the balancer in {}", wanted.server_id,
                                instance->network_id.get(), balancer->network_id.get()));
    }
    if (instance->status != running) {
      return refuse(action, "IncorrectInstanceStatus",
                    fmt::format("instance {} is {}", wanted.server_id, instance->status));
    }
    if (wanted.ip && *wanted.ip != base::format_ipv4(instance->address)) {
      return invalid(action, "BackendServers",
                     fmt::format("{} has the address {}, received Ip {}", wanted.server_id,
                                 base::format_ipv4(instance->address), *wanted.ip));
    }
    put_backend(tx, {.key = environment.keys.next(),
                     .load_balancer_key = balancer->key,
                     .instance_key = instance->key,
                     .port = static_cast<uint16_t>(wanted.port),
                     .weight = wanted.weight});
  }
  if (list_backends(tx, balancer->key).size() > backends_per_balancer_max) {
    return refuse(action, "QuotaExceed.BackendServer",
                  fmt::format("a balancer has at most {} backend servers", backends_per_balancer_max));
  }
  publish(tx, *balancer);
  return show_group(tx, *balancer);
}

Answer remove_backend_servers(Transaction& tx, const Call& call, const api::RemoveBackendServers& request) {
  const auto balancer = find_load_balancer(tx, call.caller.account_key, request.load_balancer_id);
  if (!balancer) return refuse(api::RemoveBackendServers::declaration, "LoadBalancerNotFound");
  // No error is documented for a server that is not attached: it is gone already, which is what was asked
  // for.
  for (const auto& unwanted : request.backend_servers) {
    const auto instance = compute::find_instance(tx, call.caller.account_key, unwanted.server_id);
    if (instance) delete_backend(tx, balancer->key, instance->key);
  }
  publish(tx, *balancer);
  return show_group(tx, *balancer);
}

Answer set_backend_servers(Transaction& tx, const Call& call, const api::SetBackendServers& request) {
  const api::Action& action = api::SetBackendServers::declaration;
  const auto balancer = find_load_balancer(tx, call.caller.account_key, request.load_balancer_id);
  if (!balancer) return refuse(action, "LoadBalancerNotFound");
  for (const auto& wanted : request.backend_servers) {
    const auto instance = compute::find_instance(tx, call.caller.account_key, wanted.server_id);
    if (!instance || !set_backend_weight(tx, balancer->key, instance->key, wanted.weight)) {
      return refuse(action, "BackendServerNotFound",
                    fmt::format("{} is not a backend of {}", wanted.server_id, request.load_balancer_id));
    }
  }
  publish(tx, *balancer);
  return show_group(tx, *balancer);
}

}  // namespace sluice::loadbalancer
