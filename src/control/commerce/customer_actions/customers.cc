#include <algorithm>

#include <fmt/format.h>

#include "control/commerce/arguments/arguments.h"
#include "control/commerce/bills/bill_store.h"
#include "control/commerce/customer/open_customer.h"
#include "control/commerce/customer_actions/handlers.h"
#include "control/commerce/ledger/ledger.h"
#include "control/commerce/orders/order_store.h"
#include "control/commerce/refusal/hint.h"

namespace sluice::commerce {
namespace {

using actions::invalid;
using actions::refuse;
using Done = base::Result<void, api::Error>;

Done set_status(const CustomerActions& actions, Transaction& tx, Customer& customer, CustomerStatus to,
                base::WallTime now) {
  const api::Action& action = api::ModifyCustomer::declaration;
  if (to == customer.status) return {};
  const auto refused = [&](std::string why) {
    return refuse(action, "IncorrectCustomerStatus", std::move(why));
  };
  if (!may_become(customer.status, to)) {
    return refused(fmt::format("it is {} and was to be {}; possible now: {}", to_text(customer.status),
                               to_text(to), possible_after(customer.status)));
  }
  if (to == CustomerStatus::Closing || to == CustomerStatus::Closed) {
    if (const int64_t live = actions.count_live(tx, customer.account_key); live > 0) {
      return refused(fmt::format("the account has {} load balancers; delete them first", live));
    }
    if (const int64_t open = count_open_orders(tx, customer.account_key, now); open > 0) {
      return refused(fmt::format("the account has {} orders that are not finished", open));
    }
    if (has_unpaid_bill(tx, customer.account_key)) {
      return refused("the account has a bill that is not paid; DescribeBills shows it");
    }
  }
  customer.status = to;
  return {};
}

bool has_limits(const FundAccount& fund) {
  return fund.limits.per_payment || fund.limits.per_day || fund.limits.per_month || fund.limits.unsecured;
}

// Any code that is written like one: what can be settled in it is asked when something is.
Done set_settle_currency(Transaction& tx, Customer& customer, const std::string& text) {
  const std::string code = unless_none(text);
  if (code == customer.settle_currency) return {};
  const bool is_code =
      code.empty() ||
      (code.size() == 3 && code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos);
  const api::Action& action = api::ModifyCustomer::declaration;
  if (!is_code) {
    return invalid(action, "SettleCurrency",
                   fmt::format("received {}; accepted: three capital letters (ISO 4217), or {}", shown(text),
                               none_word));
  }
  const auto fund = find_fund_account(tx, customer.account_key);
  if (fund && has_limits(*fund)) {
    return invalid(action, "SettleCurrency",
                   fmt::format("the fund account has limits in {}; take them away first (ModifyFundAccount)",
                               customer.settle_currency));
  }
  customer.settle_currency = code;
  return {};
}

Done set_flags(Customer& customer, const std::vector<std::string>& flags) {
  if (flags.empty()) return {};
  const bool clears = flags.size() == 1 && flags.front() == none_word;
  if (!clears && std::find(flags.begin(), flags.end(), none_word) != flags.end()) {
    return invalid(
        api::ModifyCustomer::declaration, "Flags",
        fmt::format("received {} beside others; accepted: flags, or {} alone", none_word, none_word));
  }
  customer.flags = clears ? std::vector<std::string>() : flags;
  return {};
}

Done set_shares(Customer& customer, const api::ModifyCustomer& request) {
  const api::Action& action = api::ModifyCustomer::declaration;
  if (request.discount) {
    const auto share = read_share(action, "Discount", *request.discount);
    if (!share) return base::Unexpected{share.error()};
    customer.discount = *share;
  }
  if (request.tax_rate) {
    const auto share = read_share(action, "TaxRate", *request.tax_rate);
    if (!share) return base::Unexpected{share.error()};
    customer.tax.rate = *share;
  }
  return {};
}

// What needs no question.
void set_plain(Customer& customer, const api::ModifyCustomer& request) {
  if (request.site) customer.site = *request.site;
  if (request.real_name) customer.real_name = to_real_name(*request.real_name);
  if (request.basic_info_complete) customer.basic_info_complete = *request.basic_info_complete;
  if (request.postpay_opened) customer.postpay_opened = *request.postpay_opened;
  if (request.risk_level) customer.risk_level = to_risk_level(*request.risk_level);
  if (request.selling_party) customer.selling_party = unless_none(*request.selling_party);
  if (request.tax_required) customer.tax.required = *request.tax_required;
  if (request.tax_address) customer.tax.address = unless_none(*request.tax_address);
  if (request.tax_jurisdiction) customer.tax.jurisdiction = unless_none(*request.tax_jurisdiction);
  if (request.auto_use_coupon) customer.preference.auto_use_coupon = *request.auto_use_coupon;
  if (request.pinned_coupon) customer.preference.pinned_coupon = unless_none(*request.pinned_coupon);
  if (request.pinned_card) customer.preference.pinned_card = unless_none(*request.pinned_card);
}

std::string print(Minor amount, const std::string& currency) {
  const Currency* const known = find_currency(currency);
  return known == nullptr ? std::to_string(amount) : format_amount(amount, *known);
}

json::Value to_json(Transaction& tx, const std::string& account_id, const ResellerRelation& relation) {
  const auto quota =
      find_ledger_account(tx, {AccountKind::Quota, account_id, quota_ledger(relation.currency)});
  const Minor left = quota ? available(*quota) : 0;
  return {{"ResellerAccountId", account_id_of(tx, relation.reseller_key)},
          {"Currency", relation.currency},
          {"QuotaLimit", print(relation.quota_limit, relation.currency)},
          {"QuotaConsumed", print(relation.quota_limit - left, relation.currency)},
          {"Mode", relation.by_url ? "URL" : "QUOTA"},
          {"Status", relation.frozen ? "FROZEN" : "ACTIVE"}};
}

json::Value to_json(Transaction& tx, const Customer& customer, base::WallTime now) {
  const std::string account_id = account_id_of(tx, customer.account_key);
  json::Value flags = json::Value::array();
  for (const std::string& flag : customer.flags) flags.push_back(flag);
  json::Value value{{"AccountId", account_id},
                    {"Status", to_text(customer.status)},
                    {"Site", customer.site},
                    {"RealName", to_text(customer.real_name)},
                    {"BasicInfoComplete", customer.basic_info_complete},
                    {"PostpayOpened", customer.postpay_opened},
                    {"RiskLevel", to_text(customer.risk_level)},
                    {"SellingParty", customer.selling_party},
                    {"Flags", std::move(flags)},
                    {"SettleCurrency", customer.settle_currency},
                    {"Discount", format_scaled(customer.discount)},
                    {"TaxRequired", customer.tax.required},
                    {"TaxAddress", customer.tax.address},
                    {"TaxJurisdiction", customer.tax.jurisdiction},
                    {"TaxRate", format_scaled(customer.tax.rate)},
                    {"AutoUseCoupon", customer.preference.auto_use_coupon},
                    {"PinnedCoupon", customer.preference.pinned_coupon},
                    {"PinnedCard", customer.preference.pinned_card},
                    {"InArrears", is_in_arrears(tx, customer.account_key, now)},
                    {"CreationTime", base::format_iso8601(customer.created)}};
  const Payers payers = find_payers(tx, customer.account_key);
  if (const auto& relation = payers.pay_relation) {
    value["PayRelation"] = {{"PayerAccountId", account_id_of(tx, relation->payer_key)},
                            {"FromTime", base::format_iso8601(relation->from)},
                            {"ToTime", relation->to ? base::format_iso8601(*relation->to) : ""}};
  }
  if (const auto& trusteeship = payers.trusteeship) {
    value["Trusteeship"] = {{"ParentAccountId", account_id_of(tx, trusteeship->parent_key)},
                            {"State", to_text(trusteeship->state)},
                            {"Version", trusteeship->version}};
  }
  if (payers.reseller) value["Reseller"] = to_json(tx, account_id, *payers.reseller);
  return value;
}

}  // namespace

Answer open_customer(Transaction& tx, const Call& call, const api::OpenCustomer& request) {
  const api::Action& action = api::OpenCustomer::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  if (find_customer(tx, account->key)) return refuse(action, "CustomerAlreadyExists");
  open_customer(tx, account->key, account->account_id.get(), call.now);
  return json::Value::object();
}

Answer modify_customer(const CustomerActions& actions, Transaction& tx, const Call& call,
                       const api::ModifyCustomer& request) {
  const api::Action& action = api::ModifyCustomer::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  auto customer = find_customer(tx, account->key);
  if (!customer) return refuse(action, "CustomerNotFound", "OpenCustomer makes one");
  set_plain(*customer, request);
  if (auto done = set_shares(*customer, request); !done) return base::Unexpected{done.error()};
  if (auto done = set_flags(*customer, request.flags); !done) return base::Unexpected{done.error()};
  if (request.settle_currency) {
    if (auto done = set_settle_currency(tx, *customer, *request.settle_currency); !done) {
      return base::Unexpected{done.error()};
    }
  }
  if (request.status) {
    if (auto done = set_status(actions, tx, *customer, to_customer_status(*request.status), call.now);
        !done) {
      return base::Unexpected{done.error()};
    }
  }
  update_customer(tx, *customer, call.now);
  return json::Value::object();
}

Answer describe_customers(Transaction& tx, const Call& call, const api::DescribeCustomers& request) {
  std::vector<Customer> customers;
  int64_t total = 0;
  if (request.account_id) {
    const auto account = find_account(tx, *request.account_id);
    auto customer = account ? find_customer(tx, account->key) : std::nullopt;
    total = customer ? 1 : 0;
    if (customer && request.page_number == 1) customers.push_back(*std::move(customer));
  } else {
    total = count_customers(tx);
    customers = list_customers(tx, {request.page_number, request.page_size});
  }
  json::Value list = json::Value::array();
  for (const Customer& customer : customers) list.push_back(to_json(tx, customer, call.now));
  return json::Value{{"TotalCount", total},
                     {"PageNumber", request.page_number},
                     {"PageSize", request.page_size},
                     {"Customers", std::move(list)}};
}

Answer delete_customer(Transaction& tx, const Call&, const api::DeleteCustomer& request) {
  const api::Action& action = api::DeleteCustomer::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  if (!find_customer(tx, account->key)) return refuse(action, "CustomerNotFound");
  delete_customer(tx, account->key);
  return json::Value::object();
}

}  // namespace sluice::commerce
