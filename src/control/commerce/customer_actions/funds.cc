#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "control/commerce/arguments/arguments.h"
#include "control/commerce/collection/collect.h"
#include "control/commerce/customer/customer_store.h"
#include "control/commerce/customer_actions/handlers.h"
#include "control/commerce/refusal/hint.h"

namespace sluice::commerce {
namespace {

using actions::invalid;
using actions::refuse;

using Found = base::Result<FundAccount, api::Error>;

Found find_fund(Transaction& tx, const api::Action& action, std::string_view account_id) {
  const auto account = find_account(tx, account_id);
  if (!account) return refuse(action, "AccountNotFound");
  auto fund = find_fund_account(tx, account->key);
  if (!fund) return refuse(action, "FundAccountNotFound", "OpenCustomer makes one");
  return *std::move(fund);
}

Found find_open_fund(Transaction& tx, const api::Action& action, std::string_view account_id) {
  auto fund = find_fund(tx, action, account_id);
  if (fund && fund->status == FundStatus::Closed) {
    return refuse(action, "IncorrectFundAccountStatus", fund->id + " is CLOSED; that is for good");
  }
  return fund;
}

json::Value to_json(const Collected& collected, const Currency& currency, base::WallTime now) {
  return {{"BillId", std::to_string(collected.bill.key)},
          {"Amount", format_amount(collected.amount, currency)},
          {"State", shown_state(collected.bill, now)}};
}

// What of the fund account stands in the ledger, whatever it is.
constexpr AccountKind kinds_of_funds[] = {AccountKind::Cash, AccountKind::Credit, AccountKind::Deposit,
                                          AccountKind::Arrears};

bool is_settled(Transaction& tx, const FundAccount& fund) {
  for (const AccountKind kind : kinds_of_funds) {
    for (const LedgerAccount& account : list_ledger_accounts(tx, kind, fund.id)) {
      const bool is_even = account.debits_posted == account.credits_posted;
      if (!is_even || account.debits_pending != 0 || account.credits_pending != 0) return false;
    }
  }
  return count_unpaid_bills(tx, fund.account_key) == 0;
}

// One limit of the request, in the currency that the owner settles in.
base::Result<void, api::Error> set_limit(Transaction& tx, const FundAccount& fund, std::string_view parameter,
                                         const std::optional<std::string>& text,
                                         std::optional<Minor>& limit) {
  if (!text) return {};
  if (*text == none_word) {
    limit.reset();
    return {};
  }
  const api::Action& action = api::ModifyFundAccount::declaration;
  const auto customer = find_customer(tx, fund.account_key);
  const Currency* const currency = customer ? find_currency(customer->settle_currency) : nullptr;
  if (currency == nullptr) {
    return invalid(
        action, parameter,
        fmt::format("the account settles in no currency that limits can be in; accepted: {}", none_word));
  }
  const auto amount = read_amount(action, parameter, *text, *currency, 0);
  if (!amount) return base::Unexpected{amount.error()};
  limit = *amount;
  return {};
}

base::Result<void, api::Error> set_limits(Transaction& tx, FundAccount& fund,
                                          const api::ModifyFundAccount& request) {
  PaymentLimits& limits = fund.limits;
  const std::tuple<std::string_view, const std::optional<std::string>*, std::optional<Minor>*> each[] = {
      {"PerPaymentMax", &request.per_payment_max, &limits.per_payment},
      {"PerDayMax", &request.per_day_max, &limits.per_day},
      {"PerMonthMax", &request.per_month_max, &limits.per_month},
      {"UnsecuredMax", &request.unsecured_max, &limits.unsecured}};
  for (const auto& [parameter, text, limit] : each) {
    if (auto done = set_limit(tx, fund, parameter, *text, *limit); !done) return done;
  }
  return {};
}

// What the ledger holds of a fund account in one currency.
struct Book {
  std::optional<LedgerAccount> cash, credit, deposit;
};

json::Value to_json(Transaction& tx, const FundAccount& fund, const std::string& code, const Book& book) {
  const Currency& currency = *find_currency(code);
  const LedgerAccount cash = book.cash.value_or(LedgerAccount{});
  const LedgerAccount credit = book.credit.value_or(LedgerAccount{});
  const LedgerAccount deposit = book.deposit.value_or(LedgerAccount{});
  const Minor unpaid = unpaid_amount(tx, fund.account_key, code);
  const Minor lendable = book.credit && !fund.credit_suspended ? available(credit) : 0;
  const auto print = [&](Minor amount) { return format_amount(amount, currency); };
  return {{"Currency", code},
          {"HasBook", book.cash.has_value()},
          {"Available", print((book.cash ? available(cash) : 0) + lendable - unpaid)},
          {"Cash", print(cash.credits_posted - cash.debits_posted)},
          {"CashHeld", print(cash.debits_pending)},
          {"CreditLimit", print(credit.credit_limit)},
          {"CreditUsed", print(credit.debits_posted - credit.credits_posted)},
          {"CreditHeld", print(credit.debits_pending)},
          {"Deposit", print(deposit.credits_posted - deposit.debits_posted)},
          {"Unpaid", print(unpaid)}};
}

json::Value books_of(Transaction& tx, const FundAccount& fund) {
  std::map<std::string, Book> books;
  for (const LedgerAccount& account : list_ledger_accounts(tx, AccountKind::Cash, fund.id)) {
    books[account.name.ledger].cash = account;
  }
  for (const LedgerAccount& account : list_ledger_accounts(tx, AccountKind::Credit, fund.id)) {
    books[account.name.ledger].credit = account;
  }
  for (const LedgerAccount& account : list_ledger_accounts(tx, AccountKind::Deposit, fund.id)) {
    books[account.name.ledger].deposit = account;
  }
  for (const LedgerAccount& account : list_ledger_accounts(tx, AccountKind::Arrears, fund.id)) {
    books.try_emplace(account.name.ledger);
  }
  json::Value list = json::Value::array();
  for (const auto& [currency, book] : books) list.push_back(to_json(tx, fund, currency, book));
  return list;
}

json::Value to_json(Transaction& tx, const FundAccount& fund) {
  const auto customer = find_customer(tx, fund.account_key);
  const Currency* const currency = customer ? find_currency(customer->settle_currency) : nullptr;
  const auto print = [&](const std::optional<Minor>& limit) {
    return limit && currency != nullptr ? format_amount(*limit, *currency) : std::string();
  };
  return {{"AccountId", account_id_of(tx, fund.account_key)},
          {"FundAccountId", fund.id},
          {"Status", to_text(fund.status)},
          {"PayMode", to_text(fund.pay_mode)},
          {"PerPaymentMax", print(fund.limits.per_payment)},
          {"PerDayMax", print(fund.limits.per_day)},
          {"PerMonthMax", print(fund.limits.per_month)},
          {"UnsecuredMax", print(fund.limits.unsecured)},
          {"CombinePayments", fund.combines_payments},
          {"GroupSizeMax", fund.group_size_max},
          {"GroupOrders", fund.group_orders},
          {"CreditSuspended", fund.credit_suspended},
          {"Books", books_of(tx, fund)}};
}

}  // namespace

Answer recharge_fund_account(const CustomerActions& actions, Transaction& tx, const Call& call,
                             const api::RechargeFundAccount& request) {
  const api::Action& action = api::RechargeFundAccount::declaration;
  const auto currency = read_currency(action, "Currency", request.currency);
  if (!currency) return base::Unexpected{currency.error()};
  const auto amount = read_amount(action, "Amount", request.amount, **currency, 1);
  if (!amount) return base::Unexpected{amount.error()};
  const auto fund = find_open_fund(tx, action, request.account_id);
  if (!fund) return base::Unexpected{fund.error()};
  storage::KeySource& keys = actions.environment.keys;
  const int64_t recharge_key = keys.next();
  recharge(tx, keys, recharge_key, *fund, request.currency, request.channel, *amount, call.now);
  json::Value paid = json::Value::array();
  std::set<int64_t> accounts = {fund->account_key};
  for (const Collected& collected : collect_all(tx, keys, *fund, request.currency, call.now)) {
    paid.push_back(to_json(collected, **currency, call.now));
    accounts.insert(collected.bill.account_key);
  }
  for (const int64_t account_key : accounts) settle_arrears(tx, actions.instances, account_key, call.now);
  const auto cash = find_ledger_account(tx, {AccountKind::Cash, fund->id, request.currency});
  return json::Value{{"RechargeId", std::to_string(recharge_key)},
                     {"FundAccountId", fund->id},
                     {"Currency", request.currency},
                     {"CashAvailable", format_amount(available(*cash), **currency)},
                     {"PaidBills", std::move(paid)}};
}

Answer modify_fund_account(Transaction& tx, const Call&, const api::ModifyFundAccount& request) {
  const api::Action& action = api::ModifyFundAccount::declaration;
  auto found = find_open_fund(tx, action, request.account_id);
  if (!found) return base::Unexpected{found.error()};
  FundAccount fund = *std::move(found);
  if (request.status) {
    fund.status = to_fund_status(*request.status);
    if (fund.status == FundStatus::Closed && !is_settled(tx, fund)) {
      return refuse(action, "FundAccountNotSettled",
                    "DescribeFundAccounts and DescribeBills show what is left");
    }
  }
  if (request.pay_mode) fund.pay_mode = *parse_pay_mode(*request.pay_mode);
  if (auto done = set_limits(tx, fund, request); !done) return base::Unexpected{done.error()};
  if (request.combine_payments && *request.combine_payments != fund.combines_payments) {
    fund.combines_payments = *request.combine_payments;
    fund.group_orders = 0;
  }
  if (request.group_size_max) fund.group_size_max = *request.group_size_max;
  update_fund_account(tx, fund);
  return json::Value::object();
}

Answer set_credit_line(const CustomerActions& actions, Transaction& tx, const Call&,
                       const api::SetCreditLine& request) {
  const api::Action& action = api::SetCreditLine::declaration;
  const auto currency = read_currency(action, "Currency", request.currency);
  if (!currency) return base::Unexpected{currency.error()};
  auto found = find_open_fund(tx, action, request.account_id);
  if (!found) return base::Unexpected{found.error()};
  FundAccount fund = *std::move(found);
  if (request.limit) {
    const auto limit = read_amount(action, "Limit", *request.limit, **currency, 0);
    if (!limit) return base::Unexpected{limit.error()};
    set_credit_limit(tx,
                     open_ledger_account(tx, {AccountKind::Credit, fund.id, request.currency},
                                         actions.environment.keys.next()),
                     *limit);
  }
  if (request.suspended) {
    fund.credit_suspended = *request.suspended;
    update_fund_account(tx, fund);
  }
  return json::Value::object();
}

Answer describe_fund_accounts(Transaction& tx, const Call&, const api::DescribeFundAccounts& request) {
  std::vector<FundAccount> funds;
  int64_t total = 0;
  if (request.account_id) {
    const auto account = find_account(tx, *request.account_id);
    auto fund = account ? find_fund_account(tx, account->key) : std::nullopt;
    total = fund ? 1 : 0;
    if (fund && request.page_number == 1) funds.push_back(*std::move(fund));
  } else {
    total = count_fund_accounts(tx);
    funds = list_fund_accounts(tx, {request.page_number, request.page_size});
  }
  json::Value list = json::Value::array();
  for (const FundAccount& fund : funds) list.push_back(to_json(tx, fund));
  return json::Value{{"TotalCount", total},
                     {"PageNumber", request.page_number},
                     {"PageSize", request.page_size},
                     {"FundAccounts", std::move(list)}};
}

}  // namespace sluice::commerce
