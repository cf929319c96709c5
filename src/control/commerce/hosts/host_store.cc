#include "control/commerce/hosts/host_store.h"

#include "control/commerce/bills/bill_store.h"
#include "control/commerce/orders/order_store.h"

namespace sluice::commerce {
namespace {

HostInstance to_host(const storage::Row& row, int first) {
  return {.key = row.integer(first),
          .id = std::string(row.text(first + 1)),
          .account_key = row.integer(first + 2),
          .status = to_host_status(row.text(first + 3)),
          .change = to_host_change(row.text(first + 4)),
          .locked_until = base::from_unix_ms(row.integer(first + 5)),
          .created = base::from_unix_ms(row.integer(first + 6))};
}

std::string select_hosts_where(std::string_view condition) {
  return std::string(
             "SELECT key, host_id, account_key, status, change_state, locked_to_ms, created_ms FROM "
             "host_instances WHERE ")
      .append(condition);
}

// The account's newest subscription for which the condition holds, and its host.
std::string select_newest_where(std::string_view condition) {
  return std::string(
             "SELECT s.key, s.host_id, s.created_ms, s.commodity, d.host_key, h.key, h.host_id, "
             "h.account_key, h.status, h.change_state, h.locked_to_ms, h.created_ms FROM subscriptions s "
             "LEFT JOIN host_instances h ON h.host_id = s.host_id "
             "LEFT JOIN host_details d ON d.host_key = h.key WHERE s.account_key = ? AND ")
      .append(condition)
      .append(" ORDER BY s.key DESC LIMIT 1");
}

HostFacts read_facts(storage::Transaction& tx, std::string_view select, int64_t account_key,
                     std::string_view value, base::WallTime now) {
  HostFacts facts;
  tx.query(select, {account_key, value}, [&](const storage::Row& row) {
    facts.subscription = Subscription{.key = row.integer(0),
                                      .account_key = account_key,
                                      .commodity = std::string(row.text(3)),
                                      .host_id = std::string(row.text(1)),
                                      .created = base::from_unix_ms(row.integer(2))};
    facts.has_details = !row.is_null(4);
    if (!row.is_null(5)) facts.instance = to_host(row, 5);
  });
  if (!facts.instance) return facts;
  facts.open_orders = list_open_orders_of_host(tx, account_key, facts.instance->key, now);
  facts.has_unsettled_bill = has_unpaid_bill_for_host(tx, account_key, facts.instance->key);
  facts.lines = list_lines(tx, facts.instance->key);
  return facts;
}

}  // namespace

void open_host(storage::Transaction& tx, const Subscription& subscription, const HostInstance& instance) {
  insert_subscription(tx, subscription);
  insert_host(tx, instance);
  put_host_details(tx, instance.key, "");
}

void insert_subscription(storage::Transaction& tx, const Subscription& subscription) {
  tx.execute(
      "INSERT INTO subscriptions (key, account_key, commodity, host_id, created_ms) VALUES (?, ?, ?, ?, ?)",
      {subscription.key, subscription.account_key, subscription.commodity, subscription.host_id,
       base::to_unix_ms(subscription.created)});
}

std::vector<Subscription> list_subscriptions(storage::Transaction& tx, int64_t account_key) {
  std::vector<Subscription> subscriptions;
  tx.query(
      "SELECT key, commodity, host_id, created_ms FROM subscriptions WHERE account_key = ? ORDER BY key DESC",
      {account_key}, [&](const storage::Row& row) {
        subscriptions.push_back({.key = row.integer(0),
                                 .account_key = account_key,
                                 .commodity = std::string(row.text(1)),
                                 .host_id = std::string(row.text(2)),
                                 .created = base::from_unix_ms(row.integer(3))});
      });
  return subscriptions;
}

void delete_subscription(storage::Transaction& tx, int64_t key) {
  tx.execute("DELETE FROM subscriptions WHERE key = ?", {key});
}

void insert_host(storage::Transaction& tx, const HostInstance& instance) {
  tx.execute(
      "INSERT INTO host_instances (key, host_id, account_key, status, change_state, locked_to_ms, "
      "created_ms) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)",
      {instance.key, instance.id, instance.account_key, to_text(instance.status), to_text(instance.change),
       base::to_unix_ms(instance.locked_until), base::to_unix_ms(instance.created)});
}

std::vector<HostInstance> list_hosts(storage::Transaction& tx, int64_t account_key) {
  std::vector<HostInstance> hosts;
  tx.query(select_hosts_where("account_key = ? ORDER BY key"), {account_key},
           [&](const storage::Row& row) { hosts.push_back(to_host(row, 0)); });
  return hosts;
}

void put_host_details(storage::Transaction& tx, int64_t host_key, std::string_view plan) {
  tx.execute(
      "INSERT INTO host_details (host_key, plan) VALUES (?, ?) ON CONFLICT (host_key) DO UPDATE SET plan = "
      "excluded.plan",
      {host_key, plan});
}

std::optional<std::string> find_host_details(storage::Transaction& tx, int64_t host_key) {
  std::optional<std::string> plan;
  tx.query("SELECT plan FROM host_details WHERE host_key = ?", {host_key},
           [&](const storage::Row& row) { plan = std::string(row.text(0)); });
  return plan;
}

HostFacts read_host_facts(storage::Transaction& tx, int64_t account_key, std::string_view commodity,
                          base::WallTime now) {
  static const std::string select = select_newest_where("s.commodity = ?");
  return read_facts(tx, select, account_key, commodity, now);
}

HostFacts read_facts_of_host(storage::Transaction& tx, int64_t account_key, std::string_view host_id,
                             base::WallTime now) {
  static const std::string select = select_newest_where("s.host_id = ?");
  return read_facts(tx, select, account_key, host_id, now);
}

std::optional<HostInstance> find_host(storage::Transaction& tx, int64_t account_key,
                                      std::string_view host_id) {
  std::optional<HostInstance> found;
  tx.query(select_hosts_where("host_id = ? AND account_key = ?"), {host_id, account_key},
           [&](const storage::Row& row) { found = to_host(row, 0); });
  return found;
}

std::optional<HostInstance> find_host(storage::Transaction& tx, int64_t key) {
  std::optional<HostInstance> found;
  tx.query(select_hosts_where("key = ?"), {key}, [&](const storage::Row& row) { found = to_host(row, 0); });
  return found;
}

std::optional<int64_t> find_owner_of_host(storage::Transaction& tx, std::string_view host_id) {
  std::optional<int64_t> owner;
  tx.query("SELECT account_key FROM host_instances WHERE host_id = ?", {host_id},
           [&](const storage::Row& row) { owner = row.integer(0); });
  return owner;
}

int64_t count_live_hosts(storage::Transaction& tx, int64_t account_key, std::string_view commodity) {
  int64_t count = 0;
  tx.query(
      "SELECT COUNT(*) FROM subscriptions s JOIN host_instances h ON h.host_id = s.host_id WHERE "
      "s.account_key "
      "= ? AND s.commodity = ? AND h.status <> 'RELEASED'",
      {account_key, commodity}, [&](const storage::Row& row) { count = row.integer(0); });
  return count;
}

bool has_pending_change(storage::Transaction& tx, int64_t account_key) {
  bool found = false;
  tx.query(
      "SELECT 1 FROM subscriptions s JOIN host_instances h ON h.host_id = s.host_id WHERE s.account_key = ? "
      "AND (h.change_state <> 'NONE' OR EXISTS (SELECT 1 FROM subscription_lines l WHERE l.host_key = h.key "
      "AND l.kind = 'RENEW_CHANGE' AND l.state = 'TO_BE_VALID')) LIMIT 1",
      {account_key}, [&](const storage::Row&) { found = true; });
  return found;
}

void update_host(storage::Transaction& tx, const HostInstance& host) {
  tx.execute("UPDATE host_instances SET status = ?, change_state = ?, locked_to_ms = ? WHERE key = ?",
             {to_text(host.status), to_text(host.change), base::to_unix_ms(host.locked_until), host.key});
}

void delete_host_instance(storage::Transaction& tx, int64_t host_key) {
  tx.execute("DELETE FROM subscription_lines WHERE host_key = ?", {host_key});
  tx.execute("DELETE FROM host_instances WHERE key = ?", {host_key});
}

void delete_host_details(storage::Transaction& tx, int64_t host_key) {
  tx.execute("DELETE FROM host_details WHERE host_key = ?", {host_key});
}

void insert_line(storage::Transaction& tx, const SubscriptionLine& line) {
  tx.execute(
      "INSERT INTO subscription_lines (key, host_key, order_key, kind, from_ms, to_ms, state) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)",
      {line.key, line.host_key, line.order_key, to_text(line.kind), base::to_unix_ms(line.from),
       line.to ? base::to_unix_ms(*line.to) : 0, to_text(line.state)});
}

std::vector<SubscriptionLine> list_lines(storage::Transaction& tx, int64_t host_key) {
  std::vector<SubscriptionLine> lines;
  tx.query(
      "SELECT key, kind, from_ms, to_ms, state, order_key FROM subscription_lines WHERE host_key = ? "
      "ORDER BY key",
      {host_key}, [&](const storage::Row& row) {
        SubscriptionLine line{.key = row.integer(0),
                              .host_key = host_key,
                              .order_key = row.integer(5),
                              .kind = to_line_kind(row.text(1)),
                              .from = base::from_unix_ms(row.integer(2)),
                              .state = to_line_state(row.text(4))};
        if (row.integer(3) != 0) line.to = base::from_unix_ms(row.integer(3));
        lines.push_back(line);
      });
  return lines;
}

void change_owner_of_host(storage::Transaction& tx, int64_t host_key, int64_t account_key) {
  tx.execute("UPDATE host_instances SET account_key = ? WHERE key = ?", {account_key, host_key});
}

void update_line(storage::Transaction& tx, const SubscriptionLine& line) {
  tx.execute("UPDATE subscription_lines SET from_ms = ?, to_ms = ?, state = ? WHERE key = ? AND host_key = ?",
             {base::to_unix_ms(line.from), line.to ? base::to_unix_ms(*line.to) : 0, to_text(line.state),
              line.key, line.host_key});
}

bool cancel_line(storage::Transaction& tx, int64_t host_key, int64_t line_key) {
  return tx.execute("UPDATE subscription_lines SET state = 'CANCELLED' WHERE key = ? AND host_key = ?",
                    {line_key, host_key}) == 1;
}

}  // namespace sluice::commerce
