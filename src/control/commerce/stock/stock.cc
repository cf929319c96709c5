#include "control/commerce/stock/stock.h"

#include "control/commerce/stock/holds.h"

namespace sluice::commerce {
namespace {

Stock to_stock(const storage::Row& row) {
  return {.ens_region_id = std::string(row.text(0)),
          .spec = std::string(row.text(1)),
          .total = row.integer(2),
          .reserved = row.integer(3),
          .used = row.integer(4)};
}

Quota to_quota(const storage::Row& row) {
  return {.ens_region_id = std::string(row.text(0)), .most = row.integer(1), .live = row.integer(2)};
}

}  // namespace

void set_stock(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec, int64_t total,
               int64_t used) {
  tx.execute(
      "INSERT INTO stocks (ens_region_id, spec, total, reserved, used) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (ens_region_id, spec) DO UPDATE SET total = excluded.total",
      {ens_region_id, spec, total, count_held(tx, ens_region_id, spec), used});
}

void remove_stock(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec) {
  tx.execute("DELETE FROM stocks WHERE ens_region_id = ? AND spec = ?", {ens_region_id, spec});
}

std::optional<Stock> find_stock(storage::Transaction& tx, std::string_view ens_region_id,
                                std::string_view spec) {
  std::optional<Stock> found;
  tx.query(
      "SELECT ens_region_id, spec, total, reserved, used FROM stocks WHERE ens_region_id = ? AND spec = ?",
      {ens_region_id, spec}, [&](const storage::Row& row) { found = to_stock(row); });
  return found;
}

std::vector<Stock> list_stocks(storage::Transaction& tx) {
  std::vector<Stock> stocks;
  tx.query("SELECT ens_region_id, spec, total, reserved, used FROM stocks ORDER BY ens_region_id, spec", {},
           [&](const storage::Row& row) { stocks.push_back(to_stock(row)); });
  return stocks;
}

void hold_stock(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec) {
  tx.execute("UPDATE stocks SET reserved = reserved + 1 WHERE ens_region_id = ? AND spec = ?",
             {ens_region_id, spec});
}

void let_go_stock(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec) {
  tx.execute("UPDATE stocks SET reserved = reserved - 1 WHERE ens_region_id = ? AND spec = ?",
             {ens_region_id, spec});
}

void consume_stock(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec) {
  tx.execute(
      "UPDATE stocks SET reserved = reserved - 1, used = used + 1 WHERE ens_region_id = ? AND spec = ?",
      {ens_region_id, spec});
}

void use_stock(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec) {
  tx.execute("UPDATE stocks SET used = used + 1 WHERE ens_region_id = ? AND spec = ?", {ens_region_id, spec});
}

void return_stock(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec) {
  tx.execute("UPDATE stocks SET used = used - 1 WHERE ens_region_id = ? AND spec = ?", {ens_region_id, spec});
}

void set_quota(storage::Transaction& tx, int64_t account_key, std::string_view ens_region_id, int64_t most,
               int64_t live) {
  tx.execute(
      "INSERT INTO quotas (account_key, ens_region_id, most, live) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (account_key, ens_region_id) DO UPDATE SET most = excluded.most",
      {account_key, ens_region_id, most, live + count_held_by(tx, account_key, ens_region_id)});
}

void remove_quota(storage::Transaction& tx, int64_t account_key, std::string_view ens_region_id) {
  tx.execute("DELETE FROM quotas WHERE account_key = ? AND ens_region_id = ?", {account_key, ens_region_id});
}

std::vector<Quota> find_quotas(storage::Transaction& tx, int64_t account_key,
                               std::string_view ens_region_id) {
  std::vector<Quota> quotas;
  tx.query(
      "SELECT ens_region_id, most, live FROM quotas WHERE account_key = ? AND ens_region_id IN (?, ?) "
      "ORDER BY ens_region_id",
      {account_key, ens_region_id, every_region},
      [&](const storage::Row& row) { quotas.push_back(to_quota(row)); });
  return quotas;
}

std::vector<Quota> list_quotas(storage::Transaction& tx, int64_t account_key) {
  std::vector<Quota> quotas;
  tx.query("SELECT ens_region_id, most, live FROM quotas WHERE account_key = ? ORDER BY ens_region_id",
           {account_key}, [&](const storage::Row& row) { quotas.push_back(to_quota(row)); });
  return quotas;
}

void count_live(storage::Transaction& tx, int64_t account_key, std::string_view ens_region_id,
                int64_t change) {
  tx.execute("UPDATE quotas SET live = live + ? WHERE account_key = ? AND ens_region_id IN (?, ?)",
             {change, account_key, ens_region_id, every_region});
}

}  // namespace sluice::commerce
