#include "control/commerce/stock/holds.h"

#include "contract/api/values.h"

namespace sluice::commerce {
namespace {

int64_t count(storage::Transaction& tx, std::string_view sql, std::initializer_list<storage::Value> values) {
  int64_t count = 0;
  tx.query(sql, values, [&](const storage::Row& row) { count = row.integer(0); });
  return count;
}

}  // namespace

void insert_hold(storage::Transaction& tx, const OrderHold& hold) {
  tx.execute(
      "INSERT INTO order_holds (order_key, account_key, ens_region_id, spec, cycle, group_key, "
      "opened_host) VALUES (?, ?, ?, ?, ?, ?, ?)",
      {hold.order_key, hold.account_key, hold.ens_region_id, hold.spec, hold.cycle, hold.group_key,
       hold.opened_host ? 1 : 0});
}

std::optional<OrderHold> find_hold(storage::Transaction& tx, int64_t order_key) {
  std::optional<OrderHold> found;
  tx.query(
      "SELECT order_key, account_key, ens_region_id, spec, cycle, group_key, opened_host FROM order_holds "
      "WHERE order_key = ?",
      {order_key}, [&](const storage::Row& row) {
        found = OrderHold{.order_key = row.integer(0),
                          .account_key = row.integer(1),
                          .ens_region_id = std::string(row.text(2)),
                          .spec = std::string(row.text(3)),
                          .cycle = std::string(row.text(4)),
                          .group_key = row.integer(5),
                          .opened_host = row.integer(6) != 0};
      });
  return found;
}

void delete_hold(storage::Transaction& tx, int64_t order_key) {
  tx.execute("DELETE FROM order_holds WHERE order_key = ?", {order_key});
}

int64_t count_held(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec) {
  return count(tx, "SELECT COUNT(*) FROM order_holds WHERE ens_region_id = ? AND spec = ?",
               {ens_region_id, spec});
}

int64_t count_held_by(storage::Transaction& tx, int64_t account_key, std::string_view ens_region_id) {
  if (ens_region_id == api::values::every_region) {
    return count(tx, "SELECT COUNT(*) FROM order_holds WHERE account_key = ? AND ens_region_id <> ''",
                 {account_key});
  }
  return count(tx, "SELECT COUNT(*) FROM order_holds WHERE account_key = ? AND ens_region_id = ?",
               {account_key, ens_region_id});
}

}  // namespace sluice::commerce
