#include "tests/simulation/invariants.h"

#include <algorithm>

#include <fmt/format.h>

#include "control/commerce/ledger/ledger.h"
#include "tests/simulation/bills_of.h"

namespace sluice::simulation {
namespace {

using storage::Row;
using storage::Transaction;
using storage::Value;
using Paid = providers::PaymentAnswer::Status;

int64_t number(Transaction& tx, std::string_view sql, std::initializer_list<Value> values = {}) {
  int64_t value = 0;
  tx.query(sql, values, [&](const Row& row) { value = row.integer(0); });
  return value;
}

void expect(Faults& faults, int64_t found, int64_t expected, const std::string& what) {
  if (found != expected) faults.push_back(fmt::format("{}: {} instead of {}", what, found, expected));
}

int64_t account_key(Transaction& tx, const Customer& customer) {
  return number(tx, "SELECT key FROM accounts WHERE account_id = ?", {std::string_view(customer.account_id)});
}

int64_t live(Transaction& tx, const Customer& customer) {
  return number(tx, "SELECT COUNT(*) FROM load_balancers WHERE account_key = ?", {account_key(tx, customer)});
}

// Orders that have made something, whether it is still there or not.
int64_t made(Transaction& tx, const Customer& customer) {
  return number(tx,
                "SELECT COUNT(*) FROM orders WHERE account_key = ? AND type <> 'Refund' AND "
                "state = 'COMPLETED' AND outcome = 'SUCCESS'",
                {account_key(tx, customer)});
}

// What the customer's orders that have ended well have cost, and what refunds have given back.
struct Spent {
  commerce::Minor paid = 0, refunded = 0;
};
Spent spent_on_plans(Transaction& tx, const Customer& customer) {
  const auto sum = [&](std::string_view condition) {
    return number(tx,
                  "SELECT COALESCE(SUM(ABS(payable)), 0) FROM orders WHERE account_key = ? AND "
                  "state = 'COMPLETED' AND outcome = 'SUCCESS' AND " +
                      std::string(condition),
                  {account_key(tx, customer)});
  };
  return {sum("type <> 'Refund'"), sum("type = 'Refund'")};
}

bool is_there(Transaction& tx, const std::string& balancer) {
  return number(tx, "SELECT COUNT(*) FROM load_balancers WHERE load_balancer_id = ?",
                {std::string_view(balancer)}) > 0;
}

// Credits less debits, posted.
commerce::Minor balance(Transaction& tx, std::string_view kind, std::string_view owner) {
  return number(tx,
                "SELECT COALESCE(SUM(credits_posted - debits_posted), 0) FROM ledger_accounts WHERE kind = ? "
                "AND (owner = ? OR ? = '')",
                {kind, owner, owner});
}

struct Order {
  std::string balancer;
  base::WallTime created;
  std::optional<base::WallTime> deleted;
};

std::vector<Order> orders_of(Transaction& tx, const Customer& customer) {
  std::vector<Order> orders;
  tx.query(
      "SELECT o.resource_id, o.created_ms, COALESCE((SELECT a.time_ms FROM audit_changes a WHERE "
      "a.action = 'DeleteLoadBalancer' AND a.outcome = 'Done' AND "
      "instr(a.parameters, o.resource_id) > 0), 0) "
      "FROM orders o WHERE o.account_key = ? AND o.state = 'COMPLETED' AND o.outcome = 'SUCCESS'",
      {account_key(tx, customer)}, [&](const Row& row) {
        Order order{std::string(row.text(0)), base::from_unix_ms(row.integer(1)), std::nullopt};
        if (row.integer(2) != 0) order.deleted = base::from_unix_ms(row.integer(2));
        orders.push_back(std::move(order));
      });
  return orders;
}

std::map<std::string, commerce::Minor> bills_for(Transaction& tx, const std::string& balancer) {
  std::map<std::string, commerce::Minor> bills;
  tx.query("SELECT cycle, amount FROM bills WHERE resource_id = ?", {std::string_view(balancer)},
           [&](const Row& row) { bills.emplace(row.text(0), row.integer(1)); });
  return bills;
}

std::string in_words(const std::map<std::string, commerce::Minor>& bills) {
  std::string words;
  for (const auto& [cycle, amount] : bills)
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ", cycle, amount);
  return "(" + words + ")";
}

// Of what was locked for a while: more than a month costs, but for what each bill is rounded by.
bool costs_too_much(const std::map<std::string, commerce::Minor>& bills, commerce::Minor price) {
  constexpr size_t month_characters = 7;  // 2026-08, of 2026-08/21 as well
  std::map<std::string, commerce::Minor> months;
  for (const auto& [cycle, amount] : bills) months[cycle.substr(0, month_characters)] += amount - 1;
  return std::ranges::any_of(months, [&](const auto& month) { return month.second > price; });
}

// Of a customer that can pay, each balancer's bills to the cent; of one that cannot, no more than them.
void check_amounts(Transaction& tx, const Customer& customer, base::WallTime now, Faults& faults) {
  for (const Order& order : orders_of(tx, customer)) {
    const auto expected = bills_of(customer.price, order.created, order.deleted, now);
    const auto bills = bills_for(tx, order.balancer);
    const bool is_wrong = customer.is_poor ? costs_too_much(bills, customer.price) : bills != expected;
    if (is_wrong) {
      faults.push_back(fmt::format("{}'s {} is billed {} instead of {}", customer.name, order.balancer,
                                   in_words(bills), in_words(expected)));
    }
  }
}

// Whoever owes something is where the timeline says he is.
void check_arrears(Transaction& tx, const Customer& customer, const commerce::Timeline& timeline,
                   base::WallTime now, Faults& faults) {
  int64_t oldest = 0;
  tx.query("SELECT due_ms FROM bills WHERE account_key = ? AND state = 'ISSUED' ORDER BY due_ms LIMIT 1",
           {account_key(tx, customer)}, [&](const Row& row) { oldest = row.integer(0); });
  const bool owes = oldest != 0;
  const base::WallTime due = base::from_unix_ms(oldest);
  const bool must_be_locked = owes && now >= due + timeline.lock;
  const bool is_over = owes && now >= due + timeline.release;
  // What was locked for an older bill stays so until nothing is owed.
  const int64_t locked =
      number(tx, "SELECT COUNT(*) FROM load_balancers WHERE account_key = ? AND locked = 1",
             {account_key(tx, customer)});
  const bool may_be_locked = owes && locked == live(tx, customer);
  if (must_be_locked || !may_be_locked) {
    expect(faults, locked, must_be_locked ? live(tx, customer) : 0, customer.name + "'s locked balancers");
  }
  if (is_over) expect(faults, live(tx, customer), 0, customer.name + "'s balancers after the end");
  if (!customer.is_poor) expect(faults, owes ? 1 : 0, 0, customer.name + "'s unpaid bills");
}

}  // namespace

void check_ledger(Transaction& tx, Faults& faults) {
  for (const std::string& fault : commerce::find_ledger_faults(tx)) faults.push_back("the ledger: " + fault);
}

bool is_something_unfinished(Transaction& tx) {
  return number(tx, "SELECT COUNT(*) FROM unfinished_calls") > 0 ||
         number(tx, "SELECT COUNT(*) FROM channel_orders WHERE wanted <> ''") > 0;
}

void check_everything_ended(Transaction& tx, Faults& faults) {
  check_ledger(tx, faults);
  expect(faults, number(tx, "SELECT COUNT(*) FROM unfinished_calls"), 0, "calls that do not end");
  expect(faults,
         number(tx, "SELECT COUNT(*) FROM orders WHERE state NOT IN ('COMPLETED', 'CANCELLED', 'FAILED')"), 0,
         "orders that do not end");
  expect(faults, number(tx, "SELECT COUNT(*) FROM order_holds"), 0, "what ended orders hold");
  expect(faults, number(tx, "SELECT COALESCE(SUM(debits_pending + credits_pending), 0) FROM ledger_accounts"),
         0, "money that ended orders hold");
}

void check_what_was_told(Transaction& tx, const Clients& clients, Faults& faults) {
  // Each balancer has the order that made it.
  expect(faults,
         number(tx,
                "SELECT COUNT(*) FROM load_balancers l JOIN orders o ON o.key = l.order_key AND "
                "o.resource_id = l.load_balancer_id AND o.state = 'COMPLETED' AND o.outcome = 'SUCCESS'"),
         number(tx, "SELECT COUNT(*) FROM load_balancers"), "balancers with an order");
  for (const Customer& customer : clients.customers()) {
    const Clients::Told& told = clients.told(customer);
    for (const std::string& balancer : told.made) {
      if (customer.buys_plans) break;
      const bool may_be_gone = told.to_go.contains(balancer) || customer.is_poor;
      if (!may_be_gone && !is_there(tx, balancer)) {
        faults.push_back(customer.name + "'s " + balancer + " was told of, and is not there");
      }
      if (told.gone.contains(balancer) && is_there(tx, balancer)) {
        faults.push_back(customer.name + "'s " + balancer + " was told to be deleted, and is there");
      }
    }
    const int64_t tokens = number(tx,
                                  "SELECT COUNT(*) FROM client_tokens WHERE account_key = ? AND "
                                  "action IN ('CreateLoadBalancer', 'CreateInstance', 'RenewInstance')",
                                  {account_key(tx, customer)});
    const int64_t without_token = made(tx, customer) - tokens;
    if (without_token < told.made_without_token ||
        without_token > told.made_without_token + told.perhaps_without_token) {
      faults.push_back(
          fmt::format("{} has {} things that no token made; told of {}, not told what became of {}",
                      customer.name, without_token, told.made_without_token, told.perhaps_without_token));
    }
    for (const auto& [token, balancer] : told.by_token) {
      expect(faults,
             number(tx,
                    "SELECT COUNT(*) FROM client_tokens WHERE account_key = ? AND token = ? AND "
                    "resource_id = ?",
                    {account_key(tx, customer), std::string_view(token), std::string_view(balancer)}),
             1, customer.name + "'s token " + token + " with " + balancer);
    }
  }
}

void check_limits(Transaction& tx, const Clients& clients, Faults& faults) {
  const int64_t all = number(tx, "SELECT COUNT(*) FROM load_balancers");
  expect(faults, number(tx, "SELECT COUNT(*) FROM private_addresses"), all, "private addresses");
  expect(faults, number(tx, "SELECT COUNT(*) FROM served_addresses"), all, "served addresses");
  expect(faults, number(tx, "SELECT COALESCE(SUM(reserved), 0) FROM stocks"), 0, "stock that is reserved");
  for (const Customer& customer : clients.customers()) {
    if (customer.buys_plans) continue;
    const int64_t own = live(tx, customer);
    expect(faults, number(tx, "SELECT used FROM stocks WHERE spec = ?", {std::string_view(customer.spec)}),
           own, customer.name + "'s stock");
    expect(faults, number(tx, "SELECT live FROM quotas WHERE account_key = ?", {account_key(tx, customer)}),
           own, customer.name + "'s quota");
  }
}

void check_plans(Transaction& tx, const Clients& clients, Faults& faults) {
  for (const Customer& customer : clients.customers()) {
    if (!customer.buys_plans) continue;
    const Spent spent = spent_on_plans(tx, customer);
    const int64_t account = account_key(tx, customer);
    expect(faults, spent.paid, made(tx, customer) * customer.price, customer.name + "'s plans");
    expect(faults, balance(tx, "REVENUE", "elb_plan"), spent.paid - spent.refunded, "income of plans");
    if (!customer.pays_by_card) {
      expect(faults, balance(tx, "CASH", customer.fund()), customer.recharged - spent.paid + spent.refunded,
             customer.name + "'s cash");
    }
    expect(faults, number(tx, "SELECT COUNT(*) FROM host_instances WHERE account_key = ?", {account}),
           number(tx,
                  "SELECT COUNT(*) FROM orders WHERE account_key = ? AND type = 'Buy' AND "
                  "state = 'COMPLETED' AND outcome = 'SUCCESS'",
                  {account}),
           customer.name + "'s hosts");
    expect(faults,
           number(tx,
                  "SELECT COUNT(DISTINCT l.order_key) FROM subscription_lines l JOIN host_instances h ON "
                  "h.key = l.host_key WHERE h.account_key = ? AND l.order_key <> 0",
                  {account}),
           made(tx, customer), customer.name + "'s times of hosts");
  }
}

void check_charges(Transaction& tx, const Clients& clients, providers::Sample& provider, Faults& faults) {
  int64_t by_card = 0;
  commerce::Minor charged = 0, given_back = 0;
  for (const Customer& customer : clients.customers()) {
    const int64_t ordered = made(tx, customer), own = live(tx, customer);
    if (!customer.buys_plans) {
      expect(faults, balance(tx, "DEPOSIT", customer.fund()), own * customer.price,
             customer.name + "'s deposits");
      const commerce::Minor spent = customer.pays_by_card ? 0 : own * customer.price;
      expect(faults, balance(tx, "CASH", customer.fund()), customer.recharged - spent,
             customer.name + "'s cash");
    }
    if (!customer.pays_by_card) continue;
    by_card += ordered;
    charged += ordered * customer.price;
    given_back +=
        customer.buys_plans ? spent_on_plans(tx, customer).refunded : (ordered - own) * customer.price;
  }
  const auto at_provider = [&](Paid status) {
    return static_cast<int64_t>(provider.state().payments.count(status));
  };
  expect(faults, number(tx, "SELECT COUNT(*) FROM channel_orders WHERE state = 'CAPTURED'"), by_card,
         "payments that were captured");
  expect(faults, at_provider(Paid::Captured), by_card, "payments that the provider has captured");
  expect(faults, at_provider(Paid::Authorised), 0, "payments that the provider holds");
  expect(faults, -balance(tx, "CHANNEL", ""), charged, "what the provider owes");
  expect(faults, balance(tx, "REFUND_OUT", ""), given_back, "what goes back to cards");
}

void check_bills(Transaction& tx, const Clients& clients, const commerce::Timeline& timeline,
                 base::WallTime now, Faults& faults) {
  for (const Customer& customer : clients.customers()) {
    if (customer.buys_plans) continue;
    check_amounts(tx, customer, now, faults);
    check_arrears(tx, customer, timeline, now, faults);
    const commerce::Minor paid = number(tx, "SELECT COALESCE(SUM(paid), 0) FROM bills WHERE account_key = ?",
                                        {account_key(tx, customer)});
    const Clients::Told& told = clients.told(customer);
    const commerce::Minor least = customer.recharged + told.recharges * recharge_amount;
    const commerce::Minor had =
        balance(tx, "CASH", customer.fund()) + balance(tx, "DEPOSIT", customer.fund()) + paid;
    if (had < least || had > least + told.perhaps_recharges * recharge_amount) {
      faults.push_back(fmt::format("{} had {}; told of {}, not told what became of {} recharges",
                                   customer.name, had, least, told.perhaps_recharges));
    }
  }
}

}  // namespace sluice::simulation
