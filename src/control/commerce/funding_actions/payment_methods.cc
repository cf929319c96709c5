#include <fmt/format.h>

#include "control/commerce/arguments/arguments.h"
#include "control/commerce/customer/customer_store.h"
#include "control/commerce/funding/method_store.h"
#include "control/commerce/funding_actions/handlers.h"
#include "control/commerce/refusal/hint.h"

namespace sluice::commerce {
namespace {

using actions::invalid;
using actions::refuse;
using Done = base::Result<void, api::Error>;

std::optional<PaymentMethod> find_method(Transaction& tx, int64_t account_key, std::string_view kind,
                                         std::string_view reference) {
  for (PaymentMethod& method : list_methods(tx, account_key)) {
    if (to_text(method.kind) == kind && method.reference == reference) return std::move(method);
  }
  return std::nullopt;
}

Done set_state(PaymentMethod& method, const std::string& status) {
  const MethodState state = to_method_state(status);
  if (!fits(method.kind, state)) {
    return invalid(api::SetPaymentMethod::declaration, "Status",
                   fmt::format("received {}; accepted: {}", status,
                               method.kind == MethodKind::Card ? "ACTIVE, INVALID or REVOKED of a card"
                                                               : "PENDING, ACTIVE, SUSPENDED or TERMINATED "
                                                                 "of an agreement"));
  }
  method.state = state;
  return {};
}

Done set_expiry(PaymentMethod& method, const std::string& text) {
  const api::Action& action = api::SetPaymentMethod::declaration;
  const auto expiry = read_time(action, "ExpiryTime", text);
  if (!expiry) return base::Unexpected{expiry.error()};
  if (*expiry && method.kind != MethodKind::Card) {
    return invalid(action, "ExpiryTime", fmt::format("received {}; accepted of an agreement: NONE", text));
  }
  method.expiry = *expiry;
  return {};
}

Done set_most(PaymentMethod& method, const std::string& settled_in, const std::string& text) {
  const api::Action& action = api::SetPaymentMethod::declaration;
  if (text == none_word) {
    method.per_payment_max.reset();
    return {};
  }
  const Currency* const currency = find_currency(settled_in);
  if (currency == nullptr) {
    return invalid(action, "PerPaymentMax", "the account settles in no currency; accepted: NONE");
  }
  const auto most = read_amount(action, "PerPaymentMax", text, *currency, 0);
  if (!most) return base::Unexpected{most.error()};
  method.per_payment_max = *most;
  return {};
}

json::Value to_json(const PaymentMethod& method, const Currency* currency) {
  const auto print = [&](Minor amount) {
    return currency == nullptr ? std::to_string(amount) : format_amount(amount, *currency);
  };
  return {{"Kind", to_text(method.kind)},
          {"Reference", method.reference},
          {"Brand", method.brand},
          {"ExpiryTime", method.expiry ? base::format_iso8601(*method.expiry) : ""},
          {"Status", to_text(method.state)},
          {"PerPaymentMax", method.per_payment_max ? print(*method.per_payment_max) : ""},
          {"CreationTime", base::format_iso8601(method.created)}};
}

}  // namespace

Answer set_method(KeySource& keys, Transaction& tx, const Call& call, const api::SetPaymentMethod& request) {
  const api::Action& action = api::SetPaymentMethod::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  const auto customer = find_customer(tx, account->key);
  if (!customer) return refuse(action, "CustomerNotFound");
  const auto found = find_method(tx, account->key, request.kind, request.reference);
  PaymentMethod method = found.value_or(PaymentMethod{.key = keys.next(),
                                                      .account_key = account->key,
                                                      .kind = to_method_kind(request.kind),
                                                      .reference = request.reference,
                                                      .created = call.now});
  if (request.brand) method.brand = unless_none(*request.brand);
  if (request.status) {
    if (auto done = set_state(method, *request.status); !done) return base::Unexpected{done.error()};
  }
  if (request.expiry_time) {
    if (auto done = set_expiry(method, *request.expiry_time); !done) return base::Unexpected{done.error()};
  }
  if (request.per_payment_max) {
    if (auto done = set_most(method, customer->settle_currency, *request.per_payment_max); !done) {
      return base::Unexpected{done.error()};
    }
  }
  if (found) {
    update_method(tx, method);
  } else if (!insert_method(tx, method)) {
    return refuse(action, "TooManyPaymentMethods", fmt::format("at most {}", payment_methods_max));
  }
  return json::Value::object();
}

Answer remove_method(Transaction& tx, const Call&, const api::RemovePaymentMethod& request) {
  const api::Action& action = api::RemovePaymentMethod::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  const auto method = find_method(tx, account->key, request.kind, request.reference);
  if (!method) return refuse(action, "PaymentMethodNotFound");
  delete_method(tx, method->key);
  return json::Value::object();
}

Answer describe_methods(Transaction& tx, const Call&, const api::DescribePaymentMethods& request) {
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(api::DescribePaymentMethods::declaration, "AccountNotFound");
  const auto customer = find_customer(tx, account->key);
  const Currency* const currency = customer ? find_currency(customer->settle_currency) : nullptr;
  json::Value list = json::Value::array();
  for (const PaymentMethod& method : list_methods(tx, account->key)) {
    list.push_back(to_json(method, currency));
  }
  return json::Value{{"PaymentMethods", std::move(list)}};
}

}  // namespace sluice::commerce
