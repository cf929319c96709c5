#include <algorithm>

#include <fmt/format.h>

#include "control/commerce/arguments/arguments.h"
#include "control/commerce/customer/customer_store.h"
#include "control/commerce/hosts/host_store.h"
#include "control/commerce/order_actions/handlers.h"

namespace sluice::commerce {
namespace {

using actions::invalid;
using actions::refuse;

base::Result<HostInstance, api::Error> find_instance(Transaction& tx, const api::Action& action,
                                                     std::string_view account_id, std::string_view host_id) {
  const auto account = find_account(tx, account_id);
  if (!account) return refuse(action, "AccountNotFound");
  auto host = find_host(tx, account->key, host_id);
  if (!host) return refuse(action, "HostInstanceNotFound");
  return *std::move(host);
}

// A time of 0 is none.
std::string print_time(base::WallTime time) {
  return time == base::WallTime{} ? std::string() : base::format_iso8601(time);
}

json::Value to_json(const SubscriptionLine& line) {
  return {{"LineId", std::to_string(line.key)},
          {"Kind", to_text(line.kind)},
          {"FromTime", base::format_iso8601(line.from)},
          {"ToTime", line.to ? base::format_iso8601(*line.to) : ""},
          {"State", to_text(line.state)}};
}

json::Value to_json(Transaction& tx, std::string_view host_id, std::string_view commodity,
                    const HostInstance* host) {
  json::Value lines = json::Value::array();
  std::optional<std::string> plan;
  if (host != nullptr) {
    plan = find_host_details(tx, host->key);
    for (const SubscriptionLine& line : list_lines(tx, host->key)) lines.push_back(to_json(line));
  }
  return {{"HostId", host_id},
          {"Commodity", commodity},
          {"HasInstance", host != nullptr},
          {"Status", host == nullptr ? std::string_view() : to_text(host->status)},
          {"ChangeState", host == nullptr ? std::string_view() : to_text(host->change)},
          {"LockedUntilTime", host == nullptr ? std::string() : print_time(host->locked_until)},
          {"HasDetails", plan.has_value()},
          {"Plan", plan.value_or("")},
          {"Lines", std::move(lines)}};
}

}  // namespace

Answer set_host_instance(const Engine& engine, Transaction& tx, const Call& call,
                         const api::SetHostInstance& request) {
  const api::Action& action = api::SetHostInstance::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  if (!find_customer(tx, account->key)) return refuse(action, "CustomerNotFound");
  const auto owner = find_owner_of_host(tx, request.host_id);
  if (owner && *owner != account->key) {
    return invalid(action, "HostId",
                   "received that of another account; accepted: one of its own, or a new one");
  }
  HostInstance host{
      .key = engine.keys.next(), .id = request.host_id, .account_key = account->key, .created = call.now};
  if (owner) host = *find_host(tx, account->key, request.host_id);
  if (request.status) host.status = to_host_status(*request.status);
  if (request.change_state) host.change = to_host_change(*request.change_state);
  if (request.locked_until_time) {
    const auto locked_until = read_time(action, "LockedUntilTime", *request.locked_until_time);
    if (!locked_until) return base::Unexpected{locked_until.error()};
    host.locked_until = locked_until->value_or(base::WallTime{});
  }
  if (owner) {
    update_host(tx, host);
    return json::Value::object();
  }
  if (list_hosts(tx, account->key).size() >= hosts_max) {
    return refuse(action, "TooManyHosts", fmt::format("at most {}", hosts_max));
  }
  insert_host(tx, host);
  return json::Value::object();
}

Answer remove_host_instance(Transaction& tx, const Call&, const api::RemoveHostInstance& request) {
  const auto host =
      find_instance(tx, api::RemoveHostInstance::declaration, request.account_id, request.host_id);
  if (!host) return base::Unexpected{host.error()};
  delete_host_details(tx, host->key);
  delete_host_instance(tx, host->key);
  return json::Value::object();
}

Answer set_host_details(Transaction& tx, const Call&, const api::SetHostDetails& request) {
  const auto host = find_instance(tx, api::SetHostDetails::declaration, request.account_id, request.host_id);
  if (!host) return base::Unexpected{host.error()};
  put_host_details(tx, host->key, unless_none(request.plan.value_or("")));
  return json::Value::object();
}

Answer remove_host_details(Transaction& tx, const Call&, const api::RemoveHostDetails& request) {
  const api::Action& action = api::RemoveHostDetails::declaration;
  const auto host = find_instance(tx, action, request.account_id, request.host_id);
  if (!host) return base::Unexpected{host.error()};
  if (!find_host_details(tx, host->key)) return refuse(action, "HostDetailsNotFound");
  delete_host_details(tx, host->key);
  return json::Value::object();
}

Answer describe_hosts(Transaction& tx, const Call&, const api::DescribeHosts& request) {
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(api::DescribeHosts::declaration, "AccountNotFound");
  std::vector<HostInstance> hosts = list_hosts(tx, account->key);
  json::Value list = json::Value::array();
  for (const Subscription& subscription : list_subscriptions(tx, account->key)) {
    const auto host = std::ranges::find(hosts, subscription.host_id, &HostInstance::id);
    const bool is_there = host != hosts.end();
    list.push_back(to_json(tx, subscription.host_id, subscription.commodity, is_there ? &*host : nullptr));
    if (is_there) hosts.erase(host);
  }
  for (const HostInstance& host : hosts) list.push_back(to_json(tx, host.id, "", &host));
  return json::Value{{"Hosts", std::move(list)}};
}

}  // namespace sluice::commerce
