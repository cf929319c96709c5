#include "control/commerce/funding/method_store.h"

namespace sluice::commerce {
namespace {

constexpr std::string_view select_method =
    "SELECT key, account_key, kind, reference, brand, expiry_ms, status, per_payment_max, created_ms FROM "
    "payment_methods ";

PaymentMethod to_method(const storage::Row& row) {
  // A time of 0 is none, a limit below 0 is none.
  const int64_t expiry = row.integer(5);
  const Minor most = row.integer(7);
  return {.key = row.integer(0),
          .account_key = row.integer(1),
          .kind = to_method_kind(row.text(2)),
          .reference = std::string(row.text(3)),
          .brand = std::string(row.text(4)),
          .expiry = expiry == 0 ? std::nullopt : std::optional(base::from_unix_ms(expiry)),
          .state = to_method_state(row.text(6)),
          .per_payment_max = most < 0 ? std::nullopt : std::optional(most),
          .created = base::from_unix_ms(row.integer(8))};
}

}  // namespace

bool insert_method(storage::Transaction& tx, const PaymentMethod& method) {
  return tx.execute(
             "INSERT INTO payment_methods (key, account_key, kind, reference, brand, expiry_ms, status, "
             "per_payment_max, created_ms) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE (SELECT COUNT(*) FROM "
             "payment_methods WHERE account_key = ?) < ?",
             {method.key, method.account_key, to_text(method.kind), method.reference, method.brand,
              method.expiry ? base::to_unix_ms(*method.expiry) : 0, to_text(method.state),
              method.per_payment_max.value_or(-1), base::to_unix_ms(method.created), method.account_key,
              payment_methods_max}) == 1;
}

std::optional<PaymentMethod> find_method(storage::Transaction& tx, int64_t key) {
  std::optional<PaymentMethod> found;
  tx.query(std::string(select_method) + "WHERE key = ?", {key},
           [&](const storage::Row& row) { found = to_method(row); });
  return found;
}

std::vector<PaymentMethod> list_methods(storage::Transaction& tx, int64_t account_key) {
  std::vector<PaymentMethod> methods;
  tx.query(std::string(select_method) + "WHERE account_key = ? ORDER BY key LIMIT ?",
           {account_key, payment_methods_max},
           [&](const storage::Row& row) { methods.push_back(to_method(row)); });
  return methods;
}

void update_method(storage::Transaction& tx, const PaymentMethod& method) {
  tx.execute(
      "UPDATE payment_methods SET brand = ?, expiry_ms = ?, status = ?, per_payment_max = ? WHERE key = ?",
      {method.brand, method.expiry ? base::to_unix_ms(*method.expiry) : 0, to_text(method.state),
       method.per_payment_max.value_or(-1), method.key});
}

bool delete_method(storage::Transaction& tx, int64_t key) {
  return tx.execute("DELETE FROM payment_methods WHERE key = ?", {key}) == 1;
}

}  // namespace sluice::commerce
