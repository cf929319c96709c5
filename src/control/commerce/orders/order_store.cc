#include "control/commerce/orders/order_store.h"

namespace sluice::commerce {
namespace {

constexpr std::string_view select =
    "SELECT o.key, o.account_key, o.actor, o.type, o.commodity, o.host_key, o.ens_region_id, o.spec, "
    "o.quote, "
    "o.currency, o.payable, o.deposit_left, o.payer_key, o.relation_version, o.pay_until_ms, o.state, "
    "o.outcome, "
    "o.resource_id, o.created_ms FROM orders o ";

// Open ones are asked for as the partial index orders_open has it.

std::string select_where(std::string_view condition) {
  std::string sql(select);
  return sql.append("WHERE ").append(condition);
}

Order to_order(const storage::Row& row) {
  Order order{.key = row.integer(0),
              .account_key = row.integer(1),
              .actor = std::string(row.text(2)),
              .type = *parse_order_type(row.text(3)),
              .commodity = std::string(row.text(4)),
              .host_key = row.integer(5),
              .ens_region_id = std::string(row.text(6)),
              .spec = std::string(row.text(7)),
              .quote = std::string(row.text(8)),
              .currency = std::string(row.text(9)),
              .payable = row.integer(10),
              .deposit_left = row.integer(11),
              .payer_key = row.integer(12),
              .relation_version = row.integer(13),
              .state = to_order_state(row.text(15)),
              .outcome = std::string(row.text(16)),
              .resource_id = std::string(row.text(17)),
              .created = base::from_unix_ms(row.integer(18))};
  if (row.integer(14) != 0) order.pay_until = base::from_unix_ms(row.integer(14));
  return order;
}

}  // namespace

void insert_order(storage::Transaction& tx, const Order& order) {
  tx.execute(
      "INSERT INTO orders (key, account_key, actor, type, commodity, host_key, ens_region_id, spec, quote, "
      "currency, payable, deposit_left, payer_key, relation_version, pay_until_ms, state, outcome, "
      "resource_id, "
      "created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {order.key, order.account_key, order.actor, to_text(order.type), order.commodity, order.host_key,
       order.ens_region_id, order.spec, order.quote, order.currency, order.payable, order.deposit_left,
       order.payer_key, order.relation_version, order.pay_until ? base::to_unix_ms(*order.pay_until) : 0,
       to_text(order.state), order.outcome, order.resource_id, base::to_unix_ms(order.created)});
}

std::optional<Order> find_order(storage::Transaction& tx, int64_t account_key, int64_t order_key) {
  std::optional<Order> found;
  tx.query(select_where("o.key = ? AND o.account_key = ?"), {order_key, account_key},
           [&](const storage::Row& row) { found = to_order(row); });
  return found;
}

std::vector<Order> list_orders(storage::Transaction& tx, const storage::Where& where,
                               const storage::Page& page) {
  std::vector<Order> orders;
  storage::query_page(tx, select, where, "o.key DESC", page,
                      [&](const storage::Row& row) { orders.push_back(to_order(row)); });
  return orders;
}

int64_t count_orders(storage::Transaction& tx, const storage::Where& where) {
  return storage::count_rows(tx, "orders o", where);
}

bool advance_order(storage::Transaction& tx, const Order& order, OrderState from) {
  return tx.execute(
             "UPDATE orders SET state = ?, outcome = ?, resource_id = ?, deposit_left = ? WHERE key = ? AND "
             "state = ?",
             {to_text(order.state), order.outcome, order.resource_id, order.deposit_left, order.key,
              to_text(from)}) == 1;
}

void set_payer(storage::Transaction& tx, const Order& order) {
  tx.execute("UPDATE orders SET payer_key = ? WHERE key = ?", {order.payer_key, order.key});
}

void set_deposit_left(storage::Transaction& tx, int64_t order_key, Minor left) {
  tx.execute("UPDATE orders SET deposit_left = ? WHERE key = ?", {left, order_key});
}

int64_t count_open_orders(storage::Transaction& tx, int64_t account_key, base::WallTime now) {
  int64_t count = 0;
  tx.query(
      "SELECT COUNT(*) FROM orders o WHERE o.account_key = ? AND o.state NOT IN ('COMPLETED', 'CANCELLED', "
      "'FAILED') AND NOT (o.state = 'UNPAID' AND o.pay_until_ms BETWEEN 1 AND ?)",
      {account_key, base::to_unix_ms(now)}, [&](const storage::Row& row) { count = row.integer(0); });
  return count;
}

std::vector<Order> list_open_orders_of_host(storage::Transaction& tx, int64_t account_key, int64_t host_key,
                                            base::WallTime now) {
  std::vector<Order> orders;
  tx.query(select_where("o.account_key = ? AND o.host_key = ? AND o.state NOT IN ('COMPLETED', 'CANCELLED', "
                        "'FAILED') ORDER BY o.key"),
           {account_key, host_key}, [&](const storage::Row& row) {
             Order order = to_order(row);
             if (!is_expired(order, now)) orders.push_back(std::move(order));
           });
  return orders;
}

}  // namespace sluice::commerce
