#include "errors/run.h"

#include <algorithm>
#include <future>

#include <fmt/format.h>

#include "control/providers/contract/reply.h"
#include "errors/fill_in.h"
#include "errors/show.h"
#include "errors/steps.h"
#include "platform/base/random.h"
#include "platform/http/client.h"

namespace sluice::app::errors {
namespace {

constexpr std::string_view parts[] = {"set-up", "cause", "call", "clean-up"};
constexpr std::string_view versioned_kinds[] = {"PricingPlan", "ExchangeRate"};
constexpr std::string_view replaced_parameter = "ReplacedTermId";
constexpr std::string_view run_characters = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr size_t run_length = 10;
// At an order that is under way.
constexpr int looks_max = 500;
constexpr std::chrono::milliseconds look_again_after{10};

std::string text_of(const json::Value& value, std::string_view name) {
  return std::string(json::find_text(value, name).value_or(""));
}

// A name that no other run has, here or elsewhere.
std::string draw_run() {
  return base::SystemRandom().text(run_length, run_characters);
}

bool has_versions(std::string_view kind) {
  return std::ranges::find(versioned_kinds, kind) != std::end(versioned_kinds);
}

class Run {
 public:
  Run(Service& service, const std::function<void(const Taken&)>& on_step,
      const std::function<bool()>& interrupted)
      : service_(service), on_step_(on_step), interrupted_(interrupted), known_{{"run", draw_run()}} {}

  Outcome carry_out(const Recipe& recipe) {
    if (take(Part::SetUp, steps_before()) && take(Part::Cause, recipe.steps)) be_told(recipe);
    take_back();
    return std::move(outcome_);
  }

 private:
  bool take(Part part, const std::vector<Step>& steps) {
    return std::ranges::all_of(steps, [&](const Step& step) {
      return std::visit([&](const auto& each) { return take(part, each); }, step);
    });
  }

  bool take(Part part, const Act& act) {
    const auto answer = call(part, fill_in(act.call, known_));
    if (!answer) return false;
    for (const Kept& kept : act.keep) {
      const auto value = json::find_text_at(answer->value, kept.path);
      if (!value) return give_up(fmt::format("the answer to {} has no {}", act.call.action, kept.path));
      known_[kept.name] = std::string(*value);
    }
    std::vector<Call> undo;
    for (const Call& each : act.undo) undo.push_back(fill_in(each, known_));
    undo_.push_back(std::move(undo));
    if (!act.key_of) return true;
    const auto id = json::find_text_at(answer->value, "AccessKey/AccessKeyId");
    const auto secret = json::find_text_at(answer->value, "AccessKey/AccessKeySecret");
    if (!id || !secret) return give_up(fmt::format("the answer to {} has no key", act.call.action));
    const auto given =
        service_.give_key(*act.key_of, Credentials{std::string(*id), base::Secret(std::string(*secret))});
    return given || give_up(given.error());
  }

  bool take(Part part, const Amend& amend) {
    const std::string name = fill_in(amend.name, known_);
    const auto terms = find_terms(part, amend.kind, name);
    if (!terms) return false;
    if (terms->size() > 1) return give_up(fmt::format("there are several {} {}", amend.kind, name));
    const std::string before = terms->empty() ? "{}" : text_of(terms->front(), "Document");
    if (!terms->empty()) newest_[amend.kind] = text_of(terms->front(), "TermId");
    const auto amended = amend_document(before, fill_in(amend.members, known_));
    if (!amended) return give_up(fmt::format("the {} {}: {}", amend.kind, name, amended.error()));
    if (!call(part, put(amend.kind, *amended, !terms->empty()))) return false;
    undo_.push_back({terms->empty()
                         ? Call{Who::Operator, "DeleteTerm", {{"Kind", amend.kind}, {"Name", name}}}
                         : put(amend.kind, before, true)});
    return true;
  }

  bool take(Part part, const TakeAway& away) {
    const auto terms = find_terms(part, away.kind, away.name);
    if (!terms) return false;
    if (!call(part, {Who::Operator, "DeleteTerm", {{"Kind", away.kind}, {"Name", away.name}}})) return false;
    std::vector<Call> undo;
    for (const json::Value& term : *terms) undo.push_back(put(away.kind, text_of(term, "Document"), false));
    undo_.push_back(std::move(undo));
    return true;
  }

  // In the place of the one there is; of what has versions, that is the newest that this run knows.
  static Call put(const std::string& kind, const std::string& document, bool replaces) {
    Call call{Who::Operator, "PutTerm", {{"Kind", kind}, {"Document", document}, {"AcceptFaults", "true"}}};
    if (replaces && has_versions(kind)) call.parameters.emplace_back(replaced_parameter, kind);
    return call;
  }

  std::optional<json::Value> find_terms(Part part, const std::string& kind, const std::string& name) {
    const auto answer = call(part, {Who::Operator, "DescribeTerms", {{"Kind", kind}, {"Name", name}}});
    if (!answer) return std::nullopt;
    const json::Value* const terms = json::find_array(answer->value, "Terms");
    return terms == nullptr ? json::Value::array() : *terms;
  }

  // By the call itself, which is not to go well.
  void be_told(const Recipe& recipe) {
    const Call telling = fill_in(telling_call(recipe), known_);
    if (recipe.sent == Sent::Once) {
      const auto answer = send(Part::Call, telling);
      if (!answer) return;
      outcome_.told = *answer;
      return take_back_later(recipe, *answer);
    }
    auto first = std::async(std::launch::async, [&] { return service_.send_beside(telling); });
    const bool is_paying = await_paying(first);
    if (is_paying && recipe.sent == Sent::Twice) {
      outcome_.told = send(Part::Call, telling);
    } else if (is_paying) {
      take(Part::Cause, recipe.meanwhile);
    }
    const auto answer = first.get();
    if (!answer) {
      give_up(fmt::format("{}: {}", telling.action, answer.error()));
      return;
    }
    if (recipe.sent == Sent::Meanwhile) outcome_.told = *answer;
    outcome_.steps.push_back({Part::Call, telling, *answer});
    on_step_(outcome_.steps.back());
    take_back_later(recipe, *answer);
  }

  // What the call has made in spite of all.
  void take_back_later(const Recipe& recipe, const Service::Answer& answer) {
    if (!answer.ok() || recipe.action != create_action) return;
    undo_.push_back({{Who::Customer,
                      "DeleteLoadBalancer",
                      {{"LoadBalancerId", text_of(answer.value, "LoadBalancerId")}}}});
  }

  // Until the order of the call that is under way is being paid. False: the call ended before, or it takes
  // too long.
  bool await_paying(const std::future<base::Result<Service::Answer, std::string>>& first) {
    const Call look = fill_in(
        Call{Who::Operator, "DescribeOrders", {{"AccountId", "{customer}"}, {"State", "PAYING"}}}, known_);
    for (int i = 0; i < looks_max; ++i) {
      const auto told = service_.send(look);
      if (told && told->ok() && json::find_integer(told->value, "TotalCount") == 1) return true;
      if (first.wait_for(look_again_after) == std::future_status::ready) return false;
    }
    return give_up("its order does not come to be paid");
  }

  // The last step first.
  void take_back() {
    is_ending_ = true;
    for (auto calls = undo_.rbegin(); calls != undo_.rend(); ++calls) {
      for (const Call& each : *calls) {
        const auto answer = send(Part::CleanUp, each);
        if (answer && answer->ok()) continue;
        outcome_.left.push_back(fmt::format("{}: {}", call_text(each.action, each.parameters),
                                            answer ? answer->code : "no answer"));
      }
    }
  }

  // With success.
  std::optional<Service::Answer> call(Part part, const Call& call) {
    auto answer = send(part, call);
    if (answer && !answer->ok()) {
      give_up(fmt::format("{} was refused: {} {}", call.action, answer->code, answer->message));
      return std::nullopt;
    }
    return answer;
  }

  std::optional<Service::Answer> send(Part part, Call call) {
    if (!is_ending_ && interrupted_()) {
      give_up("interrupted");
      return std::nullopt;
    }
    for (auto& [name, value] : call.parameters) {
      if (name == replaced_parameter) value = newest_[value];
    }
    auto answer = service_.send(call);
    if (!answer) {
      give_up(fmt::format("{}: {}", call.action, answer.error()));
      return std::nullopt;
    }
    if (call.action == "PutTerm" && answer->ok()) {
      newest_[call.parameters.front().second] = text_of(answer->value, "TermId");
    }
    outcome_.steps.push_back({part, std::move(call), *answer});
    on_step_(outcome_.steps.back());
    return *std::move(answer);
  }

  bool give_up(std::string why) {
    if (outcome_.trouble.empty() && !is_ending_) outcome_.trouble = std::move(why);
    return false;
  }

  Service& service_;
  const std::function<void(const Taken&)>& on_step_;
  const std::function<bool()>& interrupted_;
  std::map<std::string, std::string> known_;
  std::map<std::string, std::string> newest_;  // ids of documents, by kind
  std::vector<std::vector<Call>> undo_;
  bool is_ending_ = false;
  Outcome outcome_;
};

}  // namespace

std::string_view to_text(Part part) {
  return parts[static_cast<size_t>(part)];
}

base::Result<Service, std::string> Service::open(const ServiceOptions& options,
                                                 std::optional<Credentials> operator_key) {
  Service service(options);
  auto given = service.give_key(Who::Operator, std::move(operator_key));
  if (!given) return base::Unexpected{std::move(given).error()};
  return service;
}

base::Result<void, std::string> Service::give_key(Who who, std::optional<Credentials> key) {
  auto client = ApiClient::open(options_, key);
  if (!client) return base::Unexpected{std::move(client).error()};
  clients_.erase(who);
  clients_.emplace(who, *std::move(client));
  keys_[who] = std::move(key);
  return {};
}

void Service::give_provider(ProviderPlace place, base::Secret secret) {
  outside_ = Outside{std::move(place), std::move(secret)};
}

base::Result<http::Response, std::string> Service::deliver(const Call& call) {
  if (call.who != Who::Provider) {
    const auto client = clients_.find(call.who);
    if (client == clients_.end()) {
      return base::Unexpected{fmt::format("the {} has no key", to_text(call.who))};
    }
    return client->second.send_in_turn(call.action, call.parameters);
  }
  if (!outside_) return base::Unexpected{std::string("the service has no provider")};
  json::Value body = json::Value::object();
  for (const auto& [name, value] : call.parameters) body[name] = value;
  const http::Request request = signed_request(outside_->place, providers::behave_path, json::print(body),
                                               outside_->secret, base::SystemClock{}.wall());
  return http::fetch(outside_->place.server, request, {.exchange_timeout = provider_answer_max});
}

base::Result<Service::Answer, std::string> Service::send(const Call& call) {
  if (call.who == Who::Machine) {
    if (!limit_) return base::Unexpected{std::string("the machine of the service is not here")};
    const auto limited = limit_(call.parameters.front().second);
    if (!limited) return base::Unexpected{limited.error()};
    return Answer{.http_status = 200, .value = json::Value::object()};
  }
  const auto response = deliver(call);
  if (!response) return base::Unexpected{response.error()};
  return read(*response);
}

base::Result<Service::Answer, std::string> Service::send_beside(const Call& call) const {
  auto client = ApiClient::open(options_, keys_.at(call.who));
  if (!client) return base::Unexpected{std::move(client).error()};
  const auto response = client->send_in_turn(call.action, call.parameters);
  if (!response) return base::Unexpected{response.error()};
  return read(*response);
}

base::Result<Service::Answer, std::string> Service::read(const http::Response& response) {
  auto value = json::parse(response.body);
  if (!value) return base::Unexpected{fmt::format("the answer cannot be read: {}", value.error().message)};
  Answer answer;
  answer.http_status = response.status;
  answer.request_id = text_of(*value, "RequestId");
  if (!answer.ok()) {
    answer.code = text_of(*value, "Code");
    answer.message = text_of(*value, "Message");
  }
  answer.value = *std::move(value);
  return answer;
}

Outcome carry_out(Service& service, const Recipe& recipe, const std::function<void(const Taken&)>& on_step,
                  const std::function<bool()>& interrupted) {
  return Run(service, on_step, interrupted).carry_out(recipe);
}

}  // namespace sluice::app::errors
