#include "control/commerce/bills/bill_store.h"

#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

// Unpaid ones are asked for as the partial index bills_unpaid has it: state IN ('ISSUED', 'OVERDUE').

// In the order of the enum.
constexpr std::string_view states[] = {"ISSUED", "OVERDUE", "PAID", "WRITTEN_OFF"};

constexpr std::string_view select =
    "SELECT key, account_key, host_key, resource_id, cycle, description, currency, amount, paid, due_ms, "
    "state, "
    "created_ms FROM bills ";

Bill to_bill(const storage::Row& row) {
  return {.key = row.integer(0),
          .account_key = row.integer(1),
          .host_key = row.integer(2),
          .resource_id = std::string(row.text(3)),
          .cycle = std::string(row.text(4)),
          .description = std::string(row.text(5)),
          .currency = std::string(row.text(6)),
          .amount = row.integer(7),
          .paid = row.integer(8),
          .due = base::from_unix_ms(row.integer(9)),
          .state = to_bill_state(row.text(10)),
          .created = base::from_unix_ms(row.integer(11))};
}

std::string select_where(std::string_view condition) {
  std::string sql(select);
  return sql.append("WHERE ").append(condition);
}

bool exists(storage::Transaction& tx, std::string_view sql, std::initializer_list<storage::Value> values) {
  bool found = false;
  tx.query(sql, values, [&](const storage::Row&) { found = true; });
  return found;
}

}  // namespace

std::string_view to_text(BillState state) {
  return base::word_of(states, state);
}

BillState to_bill_state(std::string_view text) {
  return base::enum_of<BillState>(states, text);
}

bool insert_bill(storage::Transaction& tx, const Bill& bill) {
  return tx.execute(
             "INSERT INTO bills (key, account_key, host_key, resource_id, cycle, description, currency, "
             "amount, paid, "
             "due_ms, state, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
             "ON CONFLICT (resource_id, cycle) DO NOTHING",
             {bill.key, bill.account_key, bill.host_key, bill.resource_id, bill.cycle, bill.description,
              bill.currency, bill.amount, bill.paid, base::to_unix_ms(bill.due), to_text(bill.state),
              base::to_unix_ms(bill.created)}) == 1;
}

std::optional<Bill> find_bill(storage::Transaction& tx, int64_t account_key, int64_t bill_key) {
  std::optional<Bill> found;
  tx.query(select_where("key = ? AND account_key = ?"), {bill_key, account_key},
           [&](const storage::Row& row) { found = to_bill(row); });
  return found;
}

std::vector<Bill> list_unpaid_bills(storage::Transaction& tx, int64_t account_key) {
  std::vector<Bill> bills;
  tx.query(select_where("account_key = ? AND state IN ('ISSUED', 'OVERDUE') ORDER BY key"), {account_key},
           [&](const storage::Row& row) { bills.push_back(to_bill(row)); });
  return bills;
}

void update_bill(storage::Transaction& tx, const Bill& bill) {
  tx.execute("UPDATE bills SET paid = ?, state = ? WHERE key = ?",
             {bill.paid, to_text(bill.state), bill.key});
}

Minor unpaid_amount(storage::Transaction& tx, int64_t account_key) {
  Minor amount = 0;
  tx.query(
      "SELECT COALESCE(SUM(amount - paid), 0) FROM bills WHERE account_key = ? AND state IN ('ISSUED', "
      "'OVERDUE')",
      {account_key}, [&](const storage::Row& row) { amount = row.integer(0); });
  return amount;
}

bool is_in_arrears(storage::Transaction& tx, int64_t account_key) {
  return exists(tx,
                "SELECT 1 FROM bills WHERE account_key = ? AND state IN ('ISSUED', 'OVERDUE') AND "
                "state = 'OVERDUE' LIMIT 1",
                {account_key});
}

bool has_unpaid_bill_for_host(storage::Transaction& tx, int64_t account_key, int64_t host_key) {
  return exists(
      tx,
      "SELECT 1 FROM bills WHERE account_key = ? AND host_key = ? AND state IN ('ISSUED', 'OVERDUE') LIMIT 1",
      {account_key, host_key});
}

}  // namespace sluice::commerce
