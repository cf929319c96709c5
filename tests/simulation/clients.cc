#include "tests/simulation/clients.h"

#include <algorithm>

namespace sluice::simulation {
namespace {

using control::Parameters;
using control::Reply;

constexpr int64_t tokens_per_customer = 4;

// The caller cannot know what became of it.
bool is_unknown(const Reply& reply) {
  const std::string code = reply.code();
  return reply.http_status == 503 || code == "SystemOtsSystem" || code == "Processing";
}

// Nothing that a customer, a provider or a disk does may lead to it.
bool is_defect(const Reply& reply) {
  return reply.http_status == 500 || reply.code() == "System.SystemError";
}

// Of a balancer, or what the answer of an order has.
std::string id_in(const Reply& reply, std::string_view member) {
  if (reply.value.contains("LoadBalancerId")) return reply.text("LoadBalancerId");
  return reply.value["Data"][std::string(member)].get<std::string>();
}

const std::string& one_of(Draw& draw, const std::set<std::string>& set) {
  return *std::next(set.begin(), static_cast<std::ptrdiff_t>(draw.below(set.size())));
}

}  // namespace

Clients::Clients(std::vector<Customer> customers, Faults& faults)
    : customers_(std::move(customers)), faults_(faults) {
  for (const Customer& customer : customers_) told_[customer.name];
}

void Clients::call(Draw& draw, Worker& worker) {
  const Customer& customer = customers_[draw.below(customers_.size())];
  const Told& told = told_.at(customer.name);
  if (customer.buys_plans) return call_about_plans(draw, customer, worker);
  if (customer.is_poor && draw.one_in(5)) return recharge(customer, worker);
  const uint64_t kind = told.made.empty() ? 0 : draw.below(8);
  if (kind < 4) {
    const bool has_token = !draw.one_in(3);
    return create(customer, has_token ? "t-" + std::to_string(draw.between(1, tokens_per_customer)) : "",
                  worker);
  }
  about(customer, kind < 6 ? What::Delete : What::Look, one_of(draw, told.made), worker);
}

void Clients::start(Call call, Worker& worker, std::string_view action, Parameters parameters) {
  call.worker = &worker;
  call.reply = call.what == What::Recharge
                   ? worker.cloud().start(action, std::move(parameters))
                   : worker.cloud().start_as(call.customer->key, action, std::move(parameters));
  under_way_.push_back(std::move(call));
}

void Clients::create(const Customer& customer, const std::string& token, Worker& worker) {
  Parameters parameters =
      control::with(worker.cloud().balancer_parameters(customer.network, customer.vswitch),
                    "LoadBalancerSpec", customer.spec);
  if (!token.empty()) {
    parameters.emplace_back("ClientToken", token);
    sent_[customer.name][token];
  }
  start({.customer = &customer, .what = What::Create, .token = token}, worker, "CreateLoadBalancer",
        std::move(parameters));
}

void Clients::about(const Customer& customer, What what, const std::string& balancer, Worker& worker) {
  Told& told = told_.at(customer.name);
  if (what == What::Delete) told.to_go.insert(balancer);
  start({.customer = &customer,
         .what = what,
         .about = balancer,
         .must_be_gone = told.gone.contains(balancer),
         .must_be_there = !customer.is_poor && !told.to_go.contains(balancer)},
        worker, what == What::Delete ? "DeleteLoadBalancer" : "DescribeLoadBalancerAttribute",
        {{"LoadBalancerId", balancer}});
}

void Clients::recharge(const Customer& customer, Worker& worker) {
  start({.customer = &customer, .what = What::Recharge}, worker, "RechargeFundAccount",
        {{"AccountId", customer.account_id},
         {"Currency", "USD"},
         {"Amount", std::to_string(recharge_amount / 100) + ".00"},
         {"Channel", "wire"}});
}

void Clients::call_about_plans(Draw& draw, const Customer& customer, Worker& worker) {
  const Told& told = told_.at(customer.name);
  const uint64_t kind = told.made.empty() ? 0 : draw.below(4);
  if (kind == 3) return refund_plan(draw, customer, one_of(draw, told.made), worker);
  const std::string host = kind == 0 ? "" : one_of(draw, told.made);
  // A token of renewals belongs to one host: the same parameters every time.
  const std::string number = std::to_string(draw.between(1, tokens_per_customer));
  const std::string token = draw.one_in(3) ? "" : host.empty() ? "t-" + number : "r-" + number + host;
  order_plan(customer, host, token, worker);
}

// Another one, or, of a host, more of its time.
void Clients::order_plan(const Customer& customer, const std::string& host, const std::string& token,
                         Worker& worker) {
  Parameters parameters = host.empty() ? Parameters{{"ProductCode", "elb"},
                                                    {"SubscriptionType", "Subscription"},
                                                    {"Period", "1"},
                                                    {"Parameter.1.Code", "spec"},
                                                    {"Parameter.1.Value", customer.spec}}
                                       : Parameters{{"InstanceId", host}, {"RenewPeriod", "1"}};
  if (!token.empty()) {
    parameters.emplace_back("ClientToken", token);
    sent_[customer.name][token] = host;
  }
  start(
      {.customer = &customer, .what = host.empty() ? What::Buy : What::Renew, .token = token, .about = host},
      worker, host.empty() ? "CreateInstance" : "RenewInstance", std::move(parameters));
}

void Clients::refund_plan(Draw& draw, const Customer& customer, const std::string& host, Worker& worker) {
  Parameters parameters = {{"InstanceIds", "[\"" + host + "\"]"}};
  if (draw.one_in(2)) {
    parameters.emplace_back("RefundType", "NO_REASON_5D");
  } else {
    parameters.insert(parameters.end(), {{"RefundType", "PARTIAL"}, {"Amount", "1.00"}});
  }
  start({.customer = &customer, .what = What::Refund, .about = host}, worker, "RefundInstance",
        std::move(parameters));
}

void Clients::send_tokens_again(Draw& draw, const std::vector<std::unique_ptr<Worker>>& workers) {
  for (const Customer& customer : customers_) {
    const auto sent = sent_[customer.name];  // as it is now: each of them is sent again
    for (const auto& [token, host] : sent) {
      Worker& worker = *workers[draw.below(workers.size())];
      customer.buys_plans ? order_plan(customer, host, token, worker) : create(customer, token, worker);
    }
  }
}

void Clients::lose(const Worker& worker) {
  take_answers();
  for (const Call& call : under_way_) {
    if (call.worker == &worker) note_unknown(call);
  }
  std::erase_if(under_way_, [&](const Call& call) { return call.worker == &worker; });
}

void Clients::take_answers() {
  std::vector<Call> answered;
  std::erase_if(under_way_, [&](const Call& call) {
    if (!call.reply->answered()) return false;
    answered.push_back(call);
    return true;
  });
  for (const Call& call : answered) take(call, *call.reply);
}

void Clients::note_unknown(const Call& call) {
  Told& told = told_.at(call.customer->name);
  const bool orders = call.what == What::Create || call.what == What::Buy || call.what == What::Renew;
  if (orders && call.token.empty()) ++told.perhaps_without_token;
  if (call.what == What::Recharge) ++told.perhaps_recharges;
}

void Clients::take(const Call& call, const Reply& reply) {
  constexpr uint64_t prime = 0x100000001b3;
  for (const char c : reply.body) digest_ = (digest_ ^ static_cast<unsigned char>(c)) * prime;
  Told& told = told_.at(call.customer->name);
  if (is_defect(reply)) return fault(call, "is answered with a defect: " + reply.body);
  if (is_unknown(reply)) return note_unknown(call);
  switch (call.what) {
    case What::Create:
    case What::Buy:
    case What::Renew:
      return take_created(call, told, reply);
    case What::Delete:
      if (reply.ok()) told.gone.insert(call.about);
      return;
    case What::Look:
      // Asked for meanwhile, it may be gone by now.
      if (call.must_be_there && !told.to_go.contains(call.about) && !reply.ok()) {
        fault(call, "does not find what was told to be there: " + reply.body);
      }
      if (call.must_be_gone && reply.ok()) fault(call, "finds what was told to be deleted");
      return;
    case What::Recharge:
      if (reply.ok()) ++told.recharges;
      return;
    case What::Refund:
      return;
  }
}

void Clients::take_created(const Call& call, Told& told, const Reply& reply) {
  if (!reply.ok()) return;
  const std::string id = id_in(reply, call.what == What::Renew ? "OrderId" : "InstanceId");
  if (!call.token.empty()) {
    const auto known = told.by_token.find(call.token);
    if (known != told.by_token.end() && known->second != id) {
      return fault(call, "has made " + known->second + " and " + id);
    }
    told.by_token.emplace(call.token, id);
  } else {
    ++told.made_without_token;
  }
  if (call.what != What::Renew) told.made.insert(id);
}

void Clients::fault(const Call& call, const std::string& what) {
  constexpr const char* words[] = {"create", "delete", "look", "recharge", "buy", "renew", "refund"};
  faults_.push_back(call.customer->name + "'s " + words[static_cast<size_t>(call.what)] + " " + call.token +
                    call.about + " " + what);
}

}  // namespace sluice::simulation
