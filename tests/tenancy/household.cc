#include "tests/tenancy/household.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "control/commerce/catalogue/default_commodities.h"
#include "control/commerce/orders/order_store.h"
#include "control/schema/schema.h"
#include "platform/base/encoding.h"

namespace sluice::tenancy {
namespace {

constexpr std::string_view policy_document =
    R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"ens:*","Resource":"*"}]})";

std::vector<std::string> together(std::initializer_list<std::vector<std::string>> lists) {
  std::vector<std::string> all;
  for (const auto& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

}  // namespace

Household::Household(TestCloud& cloud, Key key, std::string name, int block)
    : cloud_(cloud), key_(std::move(key)), name_(std::move(name)), block_(block) {
  account_id_ = call("GetCallerIdentity", {}).text("AccountId");
  make_networks();
  make_instances();
  make_balancers();
  make_users();
  make_roles();
  make_account_keys();
  make_orders();
  look_around();
}

std::string Household::block(int third_octet) const {
  return fmt::format("10.{}.{}.0/24", block_, third_octet);
}

std::string Household::free_block() const {
  return block(9);
}

Reply Household::call(std::string_view action, Parameters parameters) {
  Reply reply = cloud_.call_as(key_, action, std::move(parameters));
  if (!reply.ok()) throw std::runtime_error(fmt::format("{} of {}: {}", action, name_, reply.body));
  return reply;
}

std::string Household::make(std::string_view member, std::string_view action, Parameters parameters) {
  return call(action, std::move(parameters)).text(member);
}

void Household::make_networks() {
  const std::string region(TestCloud::region);
  for (const std::string& name : names()) {
    networks_.push_back(make("NetworkId", "CreateNetwork",
                             {{"EnsRegionId", region},
                              {"CidrBlock", fmt::format("10.{}.0.0/16", block_)},
                              {"NetworkName", name},
                              {"Description", name + "'s network"},
                              {"Tag.1.Key", name},
                              {"Tag.1.Value", name}}));
    vswitches_.push_back(make("VSwitchId", "CreateVSwitch",
                              {{"EnsRegionId", region},
                               {"NetworkId", networks_.front()},
                               {"CidrBlock", block(static_cast<int>(networks_.size()))},
                               {"VSwitchName", name},
                               {"Description", name + "'s vSwitch"}}));
  }
}

void Household::make_instances() {
  for (const std::string& name : names()) {
    const Reply reply = call("RunInstances", {{"EnsRegionId", std::string(TestCloud::region)},
                                              {"ScheduleAreaLevel", "Region"},
                                              {"VSwitchId", vswitches_.front()},
                                              {"InstanceName", name},
                                              {"Tag.1.Key", name},
                                              {"Tag.1.Value", name}});
    instances_.push_back(reply.value["InstanceIds"][0].get<std::string>());
  }
}

void Household::make_balancers() {
  for (const size_t which : {0u, 1u}) {
    Parameters parameters = cloud_.balancer_parameters(networks_.front(), vswitches_.front());
    parameters.emplace_back("LoadBalancerName", names()[which]);
    parameters.emplace_back("ClientToken", tokens()[which]);
    balancers_.push_back(make("LoadBalancerId", "CreateLoadBalancer", std::move(parameters)));
  }
  const auto listener = [&](const char* port) {
    return Parameters{{"LoadBalancerId", balancers_.front()},
                      {"ListenerPort", port},
                      {"HealthCheck", "on"},
                      {"Description", name_ + "'s listener"}};
  };
  call("CreateLoadBalancerTCPListener", listener("80"));
  call("CreateLoadBalancerHTTPListener", listener("81"));
  call("CreateLoadBalancerTCPListener", listener("82"));
  call("StartLoadBalancerListener", listener("82"));
  cloud_.plane().take({.node_id = "local",
                       .applied_revision = 1,
                       .listeners = {{.load_balancer_id = balancers_.front(),
                                      .protocol = nodelink::Protocol::Tcp,
                                      .port = 82,
                                      .state = nodelink::ListenerState::Failed,
                                      .reason = name_ + "'s port is taken"}}});
  call("AddBackendServers",
       {{"LoadBalancerId", balancers_.front()}, {"BackendServers.1.ServerId", instances_.front()}});
}

void Household::make_users() {
  for (const std::string& name : names()) {
    const Reply user = call("CreateUser", {{"UserName", name}, {"Comments", name + "'s user"}});
    user_ids_.push_back(std::string(json::find_text(user.value["User"], "UserId").value_or("")));
    call("CreatePolicy", {{"PolicyName", name},
                          {"PolicyDocument", std::string(policy_document)},
                          {"Description", name + "'s policy"}});
  }
  call("AttachPolicyToUser", {{"PolicyType", "Custom"}, {"PolicyName", name_}, {"UserName", name_}});
  const Reply key = call("CreateAccessKey", {{"UserName", name_}});
  user_keys_.push_back(key.value["AccessKey"]["AccessKeyId"].get<std::string>());
}

// Whoever is of the account may assume them, as far as policies let him; the furnished one's policy has a
// second version.
void Household::make_roles() {
  const std::string trust =
      fmt::format(R"({{"Version":"1","Statement":[{{"Effect":"Allow","Action":"sts:AssumeRole",)"
                  R"("Principal":{{"RAM":["acs:ram::{}:root"]}}}}]}})",
                  account_id_);
  for (const std::string& name : names()) {
    const Reply role =
        call("CreateRole",
             {{"RoleName", name}, {"AssumeRolePolicyDocument", trust}, {"Description", name + "'s role"}});
    role_ids_.push_back(role.value["Role"]["RoleId"].get<std::string>());
    role_arns_.push_back(role.value["Role"]["Arn"].get<std::string>());
  }
  call("CreatePolicyVersion", {{"PolicyName", name_}, {"PolicyDocument", std::string(policy_document)}});
  call("AttachPolicyToRole", {{"PolicyType", "Custom"}, {"PolicyName", name_}, {"RoleName", name_}});
  const Reply session =
      call("AssumeRole", {{"RoleArn", role_arns_.front()}, {"RoleSessionName", name_ + "-session"}});
  temporary_keys_.push_back(session.value["Credentials"]["AccessKeyId"].get<std::string>());
}

// Only the operator makes them: one more, which may be taken away.
void Household::make_account_keys() {
  if (is_operators()) {
    const Reply key = call("CreateAccountAccessKey", {{"AccountId", account_id_}});
    root_keys_.push_back(key.value["AccessKey"]["AccessKeyId"].get<std::string>());
  }
  root_keys_.push_back(key_.id);
}

// Unpaid ones that cost nothing, as another system would have left them; recorded by an action, they would be
// among the events of the operator, who is a household too.
void Household::make_orders() {
  cloud_.in_database([&](storage::Transaction& tx) {
    int64_t account_key = 0;
    tx.query("SELECT key FROM accounts WHERE account_id = ?", {std::string_view(account_id_)},
             [&](const storage::Row& row) { account_key = row.integer(0); });
    for (size_t i = 0; i < names().size(); ++i) {
      const commerce::Order order{.key = schema::newest_key(tx) + 1,
                                  .account_key = account_key,
                                  .actor = account_id_,
                                  .commodity = std::string(commerce::elb_post_code),
                                  .currency = "USD",
                                  .payer_key = account_key,
                                  .state = commerce::OrderState::Unpaid,
                                  .created = cloud_.clock().wall()};
      commerce::insert_order(tx, order);
      orders_.push_back(commerce::order_no(order));
    }
  });
}

void Household::look_around() {
  const Reply balancers = call("DescribeLoadBalancers", {});
  for (const json::Value& balancer : balancers.value["LoadBalancers"]["LoadBalancer"]) {
    if (balancer["LoadBalancerName"].get<std::string>().starts_with(name_)) {
      addresses_.push_back(balancer["Address"].get<std::string>());
    }
  }
  const Reply mappings = call("DescribeAddressMappings", {{"NetworkId", networks_.front()}});
  for (const json::Value& mapping : mappings.value["AddressMappings"]) {
    addresses_.push_back(mapping["PrivateIpAddress"].get<std::string>());
    marks_.push_back(mapping["ServedAddress"].get<std::string>());
  }
  std::ranges::sort(addresses_);
  addresses_.erase(std::ranges::unique(addresses_).begin(), addresses_.end());
  markers_.push_back(call("ListUsers", {{"MaxItems", "1"}}).text("Marker"));
  const Reply events = call("LookupEvents", {{"MaxResults", "2"}});
  for (const json::Value& event : events.value["Events"]) {
    event_ids_.push_back(event["eventId"].get<std::string>());
  }
  markers_.push_back(events.text("NextToken"));
  for (const Ids& ids :
       {networks_, vswitches_, instances_, balancers_, addresses_, user_keys_, root_keys_, temporary_keys_,
        user_ids_, role_ids_, event_ids_, orders_, Ids{name_, account_id_}}) {
    marks_.insert(marks_.end(), ids.begin(), ids.end());
  }
}

// No default: what a parameter can name has to be somewhere in a household.
std::vector<std::string> Household::values_for(api::Names kind) const {
  switch (kind) {
    case api::Names::Unsaid:
    case api::Names::Nothing:
    case api::Names::New:
    case api::Names::Shared:
    case api::Names::Absent:
      return {};
    case api::Names::Region:
      return {std::string(TestCloud::region)};
    case api::Names::Network:
      return networks_;
    case api::Names::VSwitch:
      return vswitches_;
    case api::Names::Instance:
      return instances_;
    case api::Names::LoadBalancer:
      return balancers_;
    case api::Names::Address:
      return addresses_;
    case api::Names::AccessKey:
      return user_keys_;
    case api::Names::Tag:
    case api::Names::User:
    case api::Names::Policy:
    case api::Names::Role:
      return names();
    case api::Names::RoleArn:
      return role_arns_;
    case api::Names::ClientToken:
      return tokens();
    case api::Names::Marker:
      return markers_;
    case api::Names::Order:
      return orders_;
    case api::Names::AnyId:
      return together(
          {networks_, vswitches_, instances_, balancers_, user_ids_, role_ids_, event_ids_, orders_});
    case api::Names::Account:
      return {account_id_};
    case api::Names::AccountKey:
      return root_keys_;
  }
  return {};
}

std::vector<std::string> Household::handles_of(api::Names kind) const {
  switch (kind) {
    case api::Names::Network:
    case api::Names::VSwitch:
    case api::Names::LoadBalancer:
      return together({values_for(kind), {name_}});
    case api::Names::Instance:  // may be searched for by address as well
      return together({instances_, {name_}, addresses_});
    case api::Names::User:
      return together({values_for(kind), user_ids_});
    case api::Names::Role:
      return together({values_for(kind), role_ids_});
    case api::Names::AccessKey:
    case api::Names::AccountKey:
      return together({user_keys_, root_keys_, temporary_keys_});
    case api::Names::AnyId:
      return together({values_for(kind), names(), user_keys_, root_keys_, temporary_keys_});
    default:
      return values_for(kind);
  }
}

std::string unknown_like(api::Names kind, std::string_view handle) {
  const auto key = kind == api::Names::Marker ? base::decode_base64(handle) : std::nullopt;
  if (key && std::ranges::all_of(*key, [](char c) { return c >= '0' && c <= '9'; })) {
    return base::base64(std::to_string(std::stoll(*key) + 1));
  }
  if (handle.starts_with("10.")) return "10.250.250.250";
  std::string other(handle);
  char& last = other.back();
  last = last == '9'                  ? '0'
         : last == 'z'                ? 'a'
         : last == 'Z' || last == 'F' ? 'A'
                                      : static_cast<char>(last + 1);
  return other;
}

}  // namespace sluice::tenancy
