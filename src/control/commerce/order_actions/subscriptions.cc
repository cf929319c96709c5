#include <algorithm>

#include <fmt/format.h>

#include "control/commerce/arguments/arguments.h"
#include "control/commerce/customer/customer_store.h"
#include "control/commerce/hosts/host_store.h"
#include "control/commerce/order_actions/handlers.h"
#include "control/commerce/refusal/hint.h"

namespace sluice::commerce {
namespace {

using actions::invalid;
using actions::refuse;

std::optional<Subscription> find_subscription(Transaction& tx, int64_t account_key,
                                              std::string_view host_id) {
  for (Subscription& subscription : list_subscriptions(tx, account_key)) {
    if (subscription.host_id == host_id) return std::move(subscription);
  }
  return std::nullopt;
}

// What an account is entitled to without a pause: a time has one of these.
bool is_entitlement(LineKind kind) {
  return kind == LineKind::Base || kind == LineKind::Renewal;
}

bool overlap(const SubscriptionLine& a, const SubscriptionLine& b) {
  return (!a.to || b.from < *a.to) && (!b.to || a.from < *b.to);
}

// Beside the lines that there are.
base::Result<void, api::Error> check_line(const std::vector<SubscriptionLine>& lines,
                                          const SubscriptionLine& line, base::WallTime now) {
  const api::Action& action = api::AddSubscriptionLine::declaration;
  if (line.to && *line.to <= line.from) {
    return invalid(action, "ToTime", "accepted: a time after " + base::format_iso8601(line.from));
  }
  for (const SubscriptionLine& other : lines) {
    if (other.state == LineState::Cancelled || line.state == LineState::Cancelled) continue;
    if (is_entitlement(line.kind) && is_entitlement(other.kind) && overlap(line, other)) {
      return invalid(
          action, "FromTime",
          fmt::format("its time overlaps that of the line {}, which is {}", other.key, to_text(other.kind)));
    }
    if (line.kind == LineKind::RenewChange && other.kind == LineKind::RenewChange && yet_to_come(line, now) &&
        yet_to_come(other, now)) {
      return invalid(action, "Kind", fmt::format("the line {} waits, and one RENEW_CHANGE may", other.key));
    }
  }
  return {};
}

}  // namespace

Answer set_host_subscription(const Engine& engine, Transaction& tx, const Call& call,
                             const api::SetHostSubscription& request) {
  const api::Action& action = api::SetHostSubscription::declaration;
  if (engine.terms.at(tx)->find_commodity(request.commodity) == nullptr) {
    return invalid(action, "Commodity",
                   fmt::format("received {}; accepted: the code of a commodity", shown(request.commodity)));
  }
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  if (!find_customer(tx, account->key)) return refuse(action, "CustomerNotFound");
  const auto owner = find_owner_of_host(tx, request.host_id);
  if (owner && *owner != account->key) {
    return invalid(action, "HostId",
                   "received that of another account; accepted: one of its own, or a new one");
  }
  if (find_subscription(tx, account->key, request.host_id)) {
    return refuse(action, "HostSubscriptionAlreadyExists");
  }
  if (list_subscriptions(tx, account->key).size() >= hosts_max) {
    return refuse(action, "TooManyHosts", fmt::format("at most {}", hosts_max));
  }
  insert_subscription(tx, {.key = engine.keys.next(),
                           .account_key = account->key,
                           .commodity = request.commodity,
                           .host_id = request.host_id,
                           .created = call.now});
  return json::Value::object();
}

Answer remove_host_subscription(Transaction& tx, const Call&, const api::RemoveHostSubscription& request) {
  const api::Action& action = api::RemoveHostSubscription::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  const auto subscription = find_subscription(tx, account->key, request.host_id);
  if (!subscription) return refuse(action, "HostSubscriptionNotFound");
  delete_subscription(tx, subscription->key);
  return json::Value::object();
}

Answer add_subscription_line(const Engine& engine, Transaction& tx, const Call& call,
                             const api::AddSubscriptionLine& request) {
  const api::Action& action = api::AddSubscriptionLine::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  const auto host = find_host(tx, account->key, request.host_id);
  if (!host) return refuse(action, "HostInstanceNotFound");
  SubscriptionLine line{.key = engine.keys.next(),
                        .host_key = host->key,
                        .kind = to_line_kind(request.kind),
                        .from = request.from_time ? *base::parse_iso8601(*request.from_time) : call.now};
  if (request.to_time) line.to = base::parse_iso8601(*request.to_time);
  line.state = call.now < line.from ? LineState::ToBeValid : LineState::Valid;
  if (request.state) line.state = to_line_state(*request.state);
  const auto lines = list_lines(tx, host->key);
  if (auto fine = check_line(lines, line, call.now); !fine) return base::Unexpected{fine.error()};
  if (lines.size() >= lines_max) {
    return refuse(action, "TooManySubscriptionLines", fmt::format("at most {}", lines_max));
  }
  insert_line(tx, line);
  return json::Value{{"LineId", std::to_string(line.key)}};
}

Answer cancel_subscription_line(Transaction& tx, const Call&, const api::CancelSubscriptionLine& request) {
  const api::Action& action = api::CancelSubscriptionLine::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  const auto host = find_host(tx, account->key, request.host_id);
  if (!host) return refuse(action, "HostInstanceNotFound");
  if (!cancel_line(tx, host->key, read_key(request.line_id))) {
    return refuse(action, "SubscriptionLineNotFound");
  }
  return json::Value::object();
}

}  // namespace sluice::commerce
