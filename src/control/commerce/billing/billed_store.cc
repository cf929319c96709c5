#include "control/commerce/billing/billed_store.h"

namespace sluice::commerce {
namespace {

constexpr std::string_view select =
    "SELECT order_key, account_key, resource_id, from_ms, next_ms, locked_ms, resumed FROM billed_instances ";

std::optional<base::WallTime> time_of(int64_t ms) {
  return ms == 0 ? std::nullopt : std::optional(base::from_unix_ms(ms));
}

int64_t ms_of(const std::optional<base::WallTime>& time) {
  return time ? base::to_unix_ms(*time) : 0;
}

Billed to_billed(const storage::Row& row) {
  return {.order_key = row.integer(0),
          .account_key = row.integer(1),
          .resource_id = std::string(row.text(2)),
          .from = base::from_unix_ms(row.integer(3)),
          .next = time_of(row.integer(4)),
          .locked = time_of(row.integer(5)),
          .resumed = row.integer(6) != 0};
}

std::vector<Billed> read(storage::Transaction& tx, std::string_view condition,
                         std::initializer_list<storage::Value> values) {
  std::vector<Billed> all;
  tx.query(std::string(select).append(condition), values,
           [&](const storage::Row& row) { all.push_back(to_billed(row)); });
  return all;
}

}  // namespace

void insert_billed(storage::Transaction& tx, const Billed& billed) {
  tx.execute(
      "INSERT INTO billed_instances (order_key, account_key, resource_id, from_ms, next_ms, locked_ms, "
      "resumed) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)",
      {billed.order_key, billed.account_key, billed.resource_id, base::to_unix_ms(billed.from),
       ms_of(billed.next), ms_of(billed.locked), int64_t{billed.resumed}});
}

void update_billed(storage::Transaction& tx, const Billed& billed) {
  tx.execute(
      "UPDATE billed_instances SET from_ms = ?, next_ms = ?, locked_ms = ?, resumed = ? WHERE order_key = ?",
      {base::to_unix_ms(billed.from), ms_of(billed.next), ms_of(billed.locked), int64_t{billed.resumed},
       billed.order_key});
}

void delete_billed(storage::Transaction& tx, int64_t order_key) {
  tx.execute("DELETE FROM billed_instances WHERE order_key = ?", {order_key});
}

std::optional<Billed> find_billed(storage::Transaction& tx, int64_t order_key) {
  auto found = read(tx, "WHERE order_key = ?", {order_key});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Billed> list_billed(storage::Transaction& tx, int64_t account_key) {
  return read(tx, "WHERE account_key = ? ORDER BY order_key", {account_key});
}

std::vector<Billed> list_next_billed(storage::Transaction& tx, int64_t most, std::string_view without) {
  return read(tx,
              "WHERE next_ms > 0 AND next_ms = (SELECT MIN(next_ms) FROM billed_instances WHERE next_ms > 0 "
              "AND account_key NOT "
              "IN (SELECT value FROM json_each(?))) AND account_key NOT IN (SELECT value FROM json_each(?)) "
              "ORDER BY order_key LIMIT ?",
              {without, without, most});
}

}  // namespace sluice::commerce
