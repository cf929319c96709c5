#include "errors/steps.h"

#include <algorithm>

namespace sluice::app::errors {
namespace {

std::vector<Step> begin() {
  std::vector<Step> steps;
  steps.push_back(Act{.call = {Who::Operator, "DescribeEnsRegions", {}},
                      .keep = {{"region", "EnsRegions/EnsRegions/0/EnsRegionId"}}});
  Act account = partner();
  account.call.parameters = {{"AccountName", "sluice-errors-{run}"}};
  account.keep = {{"customer", "Account/AccountId"}, {"customer_key", "AccessKey/AccessKeyId"}};
  account.key_of = Who::Customer;
  for (Call& call : account.undo) {
    for (auto& [name, value] : call.parameters) {
      if (value == "{partner}") value = "{customer}";
      if (value == "{partner_key}") value = "{customer_key}";
    }
  }
  steps.push_back(account);
  steps.push_back(Act{.call = {Who::Customer,
                               "CreateNetwork",
                               {{"EnsRegionId", "{region}"}, {"CidrBlock", "192.168.0.0/16"}}},
                      .undo = {{Who::Customer, "DeleteNetwork", {{"NetworkId", "{network}"}}}},
                      .keep = {{"network", "NetworkId"}}});
  steps.push_back(Act{
      .call = {Who::Customer,
               "CreateVSwitch",
               {{"EnsRegionId", "{region}"}, {"NetworkId", "{network}"}, {"CidrBlock", "192.168.2.0/24"}}},
      .undo = {{Who::Customer, "DeleteVSwitch", {{"VSwitchId", "{vswitch}"}}}},
      .keep = {{"vswitch", "VSwitchId"}}});
  return steps;
}

}  // namespace

const std::vector<Step>& steps_before() {
  static const std::vector<Step> steps = begin();
  return steps;
}

base::FormPairs order_parameters() {
  return {{"EnsRegionId", "{region}"},
          {"LoadBalancerSpec", "elb.s1.small"},
          {"PayType", "PostPaid"},
          {"NetworkId", "{network}"},
          {"VSwitchId", "{vswitch}"}};
}

base::FormPairs with(base::FormPairs parameters, const base::FormPairs& changes) {
  for (const auto& [name, value] : changes) {
    const auto same = std::ranges::find(parameters, name, &base::FormPairs::value_type::first);
    if (same == parameters.end()) {
      parameters.emplace_back(name, value);
    } else {
      same->second = value;
    }
  }
  return parameters;
}

Act operate(std::string action, base::FormPairs parameters, std::vector<Call> undo) {
  return {.call = {Who::Operator, std::move(action), std::move(parameters)}, .undo = std::move(undo)};
}

Act modify_customer(std::string name, std::string value, std::string back) {
  return operate("ModifyCustomer", {{"AccountId", "{customer}"}, {name, std::move(value)}},
                 {{Who::Operator, "ModifyCustomer", {{"AccountId", "{customer}"}, {name, std::move(back)}}}});
}

Act modify_fund_account(std::string account, std::string name, std::string value, std::string back) {
  return operate("ModifyFundAccount", {{"AccountId", account}, {name, std::move(value)}},
                 {{Who::Operator, "ModifyFundAccount", {{"AccountId", account}, {name, std::move(back)}}}});
}

Act put_term(std::string kind, std::string name, std::string document) {
  return operate("PutTerm", {{"Kind", kind}, {"Document", std::move(document)}},
                 {{Who::Operator, "DeleteTerm", {{"Kind", kind}, {"Name", std::move(name)}}}});
}

Act recharge(std::string account, std::string amount, std::string currency) {
  return operate("RechargeFundAccount", {{"AccountId", std::move(account)},
                                         {"Currency", std::move(currency)},
                                         {"Amount", std::move(amount)},
                                         {"Channel", "sluice-errors"}});
}

Act bill(std::string amount, std::string due_time) {
  return operate("CreateBill",
                 {{"AccountId", "{customer}"},
                  {"ResourceId", "sluice-errors-{run}"},
                  {"Cycle", "sluice-errors"},
                  {"Currency", "USD"},
                  {"Amount", amount},
                  {"DueTime", std::move(due_time)}},
                 {recharge("{customer}", amount).call});
}

Act record_order(std::string type, const std::vector<const char*>& ends, std::string name) {
  Act act = operate(
      "RecordOrder",
      {{"AccountId", "{customer}"}, {"OrderType", std::move(type)}, {"Currency", "USD"}, {"Amount", "1.00"}});
  for (const char* const state : ends) {
    act.undo.push_back({Who::Operator,
                        "AdvanceOrder",
                        {{"AccountId", "{customer}"}, {"OrderId", "{" + name + "}"}, {"State", state}}});
  }
  act.keep = {{std::move(name), "OrderId"}};
  return act;
}

Act pay_order(const std::string& name) {
  return {.call = {Who::Customer, "PayOrder", {{"OrderId", "{" + name + "}"}}}};
}

Act host_instance(std::string id) {
  const base::FormPairs which = {{"AccountId", "{customer}"}, {"HostId", std::move(id)}};
  return operate("SetHostInstance", which, {{Who::Operator, "RemoveHostInstance", which}});
}

Act payment_method(const char* kind, base::FormPairs settings) {
  const base::FormPairs which = {
      {"AccountId", "{customer}"}, {"Kind", kind}, {"Reference", "sluice-errors-{run}"}};
  return operate("SetPaymentMethod", with(which, settings), {{Who::Operator, "RemovePaymentMethod", which}});
}

Act pay_by(const char* mode) {
  return modify_fund_account("{customer}", "PayMode", mode, "BALANCE");
}

Act own_balancer(base::FormPairs changes) {
  return {.call = {Who::Customer, "CreateLoadBalancer", with(order_parameters(), changes)},
          .undo = {{Who::Customer, "DeleteLoadBalancer", {{"LoadBalancerId", "{own_balancer}"}}}},
          .keep = {{"own_balancer", "LoadBalancerId"}}};
}

Act partner() {
  const auto become = [](const char* status) {
    return Call{Who::Operator, "ModifyCustomer", {{"AccountId", "{partner}"}, {"Status", status}}};
  };
  return {.call = {Who::Operator, "CreateAccount", {{"AccountName", "sluice-errors-{run}-partner"}}},
          .undo = {become("CLOSING"),
                   become("CLOSED"),
                   {Who::Operator,
                    "DeleteAccountAccessKey",
                    {{"AccountId", "{partner}"}, {"AccountAccessKeyId", "{partner_key}"}}}},
          .keep = {{"partner", "Account/AccountId"}, {"partner_key", "AccessKey/AccessKeyId"}},
          .key_of = Who::Partner};
}

Act reseller(const char* quota, const char* currency) {
  return operate("SetResellerRelation",
                 {{"AccountId", "{customer}"},
                  {"ResellerAccountId", "{partner}"},
                  {"Currency", currency},
                  {"QuotaLimit", quota}},
                 {{Who::Operator, "RemoveResellerRelation", {{"AccountId", "{customer}"}}}});
}

Act files_that_may_not_grow() {
  const auto limit = [](const char* bytes) { return Call{Who::Machine, "limit", {{"bytes", bytes}}}; };
  return {.call = limit("0"), .undo = {limit("none")}};
}

Act misbehave(std::string seam, std::string behaviour, std::string step) {
  const auto behave = [&](std::string how) {
    return Call{Who::Provider, "behave", {{"seam", seam}, {"behaviour", std::move(how)}}};
  };
  Act act{.call = behave(std::move(behaviour)), .undo = {behave("proper")}};
  if (!step.empty()) act.call.parameters.emplace_back("step", std::move(step));
  return act;
}

Amend with_deposit() {
  return {"Commodity", "elb_post", {{"Deposit", R"({"Rule": "Cycles", "Cycles": 1})"}}};
}

std::vector<Step> user_with(std::string statements) {
  const base::FormPairs user = {{"UserName", "alice"}};
  std::vector<Step> steps = {
      Act{.call = {Who::Customer, "CreateUser", user}, .undo = {{Who::Customer, "DeleteUser", user}}},
      Act{.call = {Who::Customer, "CreateAccessKey", user},
          .undo = {{Who::Customer,
                    "DeleteAccessKey",
                    {{"UserName", "alice"}, {"UserAccessKeyId", "{user_key}"}}}},
          .keep = {{"user_key", "AccessKey/AccessKeyId"}},
          .key_of = Who::User}};
  if (statements.empty()) return steps;
  const base::FormPairs attachment = {
      {"PolicyType", "Custom"}, {"PolicyName", "orders"}, {"UserName", "alice"}};
  steps.push_back(
      Act{.call = {Who::Customer,
                   "CreatePolicy",
                   {{"PolicyName", "orders"},
                    {"PolicyDocument", R"({"Version":"1","Statement":[)" + std::move(statements) + "]}"}}},
          .undo = {{Who::Customer, "DeletePolicy", {{"PolicyName", "orders"}}}}});
  steps.push_back(Act{.call = {Who::Customer, "AttachPolicyToUser", attachment},
                      .undo = {{Who::Customer, "DetachPolicyFromUser", attachment}}});
  return steps;
}

}  // namespace sluice::app::errors
