#include <fmt/format.h>

#include "control/commerce/arguments/arguments.h"
#include "control/commerce/collection/collect.h"
#include "control/commerce/customer/customer_store.h"
#include "control/commerce/customer_actions/handlers.h"
#include "control/commerce/hosts/host_store.h"
#include "control/commerce/refusal/hint.h"

namespace sluice::commerce {
namespace {

using actions::invalid;
using actions::refuse;

json::Value to_json(Transaction& tx, const Bill& bill, base::WallTime now) {
  const Currency* const currency = find_currency(bill.currency);
  const auto print = [&](Minor amount) {
    return currency == nullptr ? std::to_string(amount) : format_amount(amount, *currency);
  };
  return {{"BillId", std::to_string(bill.key)},
          {"AccountId", account_id_of(tx, bill.account_key)},
          {"PayerAccountId", account_id_of(tx, bill.payer_key)},
          {"ResourceId", bill.resource_id},
          {"Cycle", bill.cycle},
          {"Description", bill.description},
          {"Currency", bill.currency},
          {"Amount", print(bill.amount)},
          {"Paid", print(bill.paid)},
          {"DueTime", base::format_iso8601(bill.due)},
          {"State", shown_state(bill, now)},
          {"CreationTime", base::format_iso8601(bill.created)}};
}

// What the bill is for.
base::Result<void, api::Error> set_subject(Transaction& tx, Bill& bill, const api::CreateBill& request) {
  const api::Action& action = api::CreateBill::declaration;
  if (request.resource_id.has_value() == request.host_id.has_value()) {
    return invalid(action, "ResourceId",
                   request.host_id ? "received with HostId; accepted: one of them"
                                   : "received neither it nor HostId; accepted: one of them");
  }
  if (request.resource_id) {
    bill.resource_id = *request.resource_id;
    return {};
  }
  const auto host = find_host(tx, bill.account_key, *request.host_id);
  if (!host) {
    return invalid(
        action, "HostId",
        fmt::format("received {}; accepted: a host subscription of the account", shown(*request.host_id)));
  }
  bill.host_key = host->key;
  bill.resource_id = host->id;
  return {};
}

}  // namespace

Answer create_bill(const CustomerActions& actions, Transaction& tx, const Call& call,
                   const api::CreateBill& request) {
  const api::Action& action = api::CreateBill::declaration;
  const auto currency = read_currency(action, "Currency", request.currency);
  if (!currency) return base::Unexpected{currency.error()};
  const auto amount = read_amount(action, "Amount", request.amount, **currency, 1);
  if (!amount) return base::Unexpected{amount.error()};
  if (actions.terms.at(tx)->find_commodity(request.commodity) == nullptr) {
    return invalid(action, "Commodity",
                   fmt::format("received {}; accepted: the code of a commodity", shown(request.commodity)));
  }
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  if (!find_customer(tx, account->key)) return refuse(action, "CustomerNotFound");
  Bill bill{.account_key = account->key,
            .payer_key = debtor_of(tx, account->key, call.now),
            .cycle = request.cycle,
            .description = request.description,
            .currency = request.currency,
            .amount = *amount,
            .due = *base::parse_iso8601(request.due_time),
            .created = call.now};
  if (auto done = set_subject(tx, bill, request); !done) return base::Unexpected{done.error()};
  const auto fund = find_fund_account(tx, bill.payer_key);
  if (!fund) return refuse(action, "FundAccountNotFound", "nobody is there to owe it");
  if (count_unpaid_bills(tx, bill.payer_key) >= actions.unpaid_bills_max) {
    return refuse(action, "TooManyBills", fmt::format("at most {} may wait", actions.unpaid_bills_max));
  }
  bill.key = actions.environment.keys.next();
  const auto issued = issue_bill(tx, actions.environment.keys, bill, *fund, request.commodity, call.now);
  if (!issued) return refuse(action, "BillAlreadyExists");
  return json::Value{{"Bill", to_json(tx, issued->bill, call.now)}};
}

Answer pay_bill(const CustomerActions& actions, Transaction& tx, const Call& call,
                const api::PayBill& request) {
  const api::Action& action = api::PayBill::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  auto bill = find_bill(tx, account->key, read_key(request.bill_id));
  if (!bill) return refuse(action, "BillNotFound");
  if (bill->state != BillState::Issued) {
    return refuse(action, "IncorrectBillState",
                  fmt::format("it is {}; ISSUED and OVERDUE ones are paid", to_text(bill->state)));
  }
  const auto fund = find_fund_account(tx, bill->payer_key);
  if (!fund) return refuse(action, "FundAccountNotFound");
  const FreeMoney free = free_money(tx, *fund, bill->currency);
  const Currency& currency = *find_currency(bill->currency);
  if (free.cash + free.credit < bill->amount - bill->paid) {
    return refuse(action, "InsufficientBalance",
                  fmt::format("{} are left to pay and {} are free in {}",
                              format_amount(bill->amount - bill->paid, currency),
                              format_amount(free.cash + free.credit, currency), fund->id));
  }
  collect(tx, actions.environment.keys, *bill, *fund, call.now);
  settle_arrears(tx, actions.instances, *bill, call.now);
  return json::Value{{"Bill", to_json(tx, *bill, call.now)}};
}

Answer describe_bills(Transaction& tx, const Call& call, const api::DescribeBills& request) {
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(api::DescribeBills::declaration, "AccountNotFound");
  storage::Where where;
  where.equals("b.account_key", account->key);
  if (request.bill_id) where.equals("b.key", read_key(*request.bill_id));
  if (request.state) {
    const bool is_overdue = *request.state == "OVERDUE", is_issued = *request.state == "ISSUED";
    where.equals("b.state", is_overdue ? std::string_view("ISSUED") : std::string_view(*request.state));
    const int64_t now_ms = base::to_unix_ms(call.now);
    if (is_overdue) where.holds("b.due_ms <= ?", {now_ms});
    if (is_issued) where.holds("b.due_ms > ?", {now_ms});
  }
  json::Value list = json::Value::array();
  for (const Bill& bill : list_bills(tx, where, {request.page_number, request.page_size})) {
    list.push_back(to_json(tx, bill, call.now));
  }
  return json::Value{{"TotalCount", count_bills(tx, where)},
                     {"PageNumber", request.page_number},
                     {"PageSize", request.page_size},
                     {"Bills", std::move(list)}};
}

}  // namespace sluice::commerce
