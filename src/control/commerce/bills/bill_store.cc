#include "control/commerce/bills/bill_store.h"

#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

// Unpaid ones are asked for as the partial indexes have it: state = 'ISSUED'.

// In the order of the enum.
constexpr std::string_view states[] = {"ISSUED", "PAID", "WRITTEN_OFF"};

constexpr std::string_view select =
    "SELECT b.key, b.account_key, b.payer_key, b.host_key, b.resource_id, b.cycle, b.description, "
    "b.currency, "
    "b.amount, b.paid, b.due_ms, b.state, b.created_ms, b.step, b.next_ms FROM bills b ";

Bill to_bill(const storage::Row& row) {
  Bill bill{.key = row.integer(0),
            .account_key = row.integer(1),
            .payer_key = row.integer(2),
            .host_key = row.integer(3),
            .resource_id = std::string(row.text(4)),
            .cycle = std::string(row.text(5)),
            .description = std::string(row.text(6)),
            .currency = std::string(row.text(7)),
            .amount = row.integer(8),
            .paid = row.integer(9),
            .due = base::from_unix_ms(row.integer(10)),
            .state = to_bill_state(row.text(11)),
            .created = base::from_unix_ms(row.integer(12)),
            .step = row.integer(13)};
  if (row.integer(14) != 0) bill.step_at = base::from_unix_ms(row.integer(14));
  return bill;
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

int64_t single(storage::Transaction& tx, std::string_view sql, std::initializer_list<storage::Value> values) {
  int64_t value = 0;
  tx.query(sql, values, [&](const storage::Row& row) { value = row.integer(0); });
  return value;
}

}  // namespace

std::string_view to_text(BillState state) {
  return base::word_of(states, state);
}

BillState to_bill_state(std::string_view text) {
  return base::enum_of<BillState>(states, text);
}

bool is_overdue(const Bill& bill, base::WallTime now) {
  return bill.state == BillState::Issued && bill.due <= now;
}

std::string_view shown_state(const Bill& bill, base::WallTime now) {
  return is_overdue(bill, now) ? "OVERDUE" : to_text(bill.state);
}

bool insert_bill(storage::Transaction& tx, const Bill& bill) {
  const int64_t payer_key = bill.payer_key == 0 ? bill.account_key : bill.payer_key;
  return tx.execute(
             "INSERT INTO bills (key, account_key, payer_key, host_key, resource_id, cycle, description, "
             "currency, amount, paid, due_ms, state, created_ms) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (resource_id, cycle) DO NOTHING",
             {bill.key, bill.account_key, payer_key, bill.host_key, bill.resource_id, bill.cycle,
              bill.description, bill.currency, bill.amount, bill.paid, base::to_unix_ms(bill.due),
              to_text(bill.state), base::to_unix_ms(bill.created)}) == 1;
}

std::optional<Bill> find_bill(storage::Transaction& tx, int64_t account_key, int64_t bill_key) {
  std::optional<Bill> found;
  tx.query(select_where("b.key = ? AND b.account_key = ?"), {bill_key, account_key},
           [&](const storage::Row& row) { found = to_bill(row); });
  return found;
}

std::vector<Bill> list_bills(storage::Transaction& tx, const storage::Where& where,
                             const storage::Page& page) {
  std::vector<Bill> bills;
  storage::query_page(tx, select, where, "b.key DESC", page,
                      [&](const storage::Row& row) { bills.push_back(to_bill(row)); });
  return bills;
}

int64_t count_bills(storage::Transaction& tx, const storage::Where& where) {
  return storage::count_rows(tx, "bills b", where);
}

std::vector<Bill> list_unpaid_bills(storage::Transaction& tx, int64_t payer_key, std::string_view currency) {
  std::vector<Bill> bills;
  tx.query(select_where("b.payer_key = ? AND b.currency = ? AND b.state = 'ISSUED' ORDER BY b.key"),
           {payer_key, currency}, [&](const storage::Row& row) { bills.push_back(to_bill(row)); });
  return bills;
}

int64_t count_unpaid_bills(storage::Transaction& tx, int64_t payer_key) {
  return single(tx, "SELECT COUNT(*) FROM bills WHERE payer_key = ? AND state = 'ISSUED'", {payer_key});
}

std::optional<Bill> find_next_bill(storage::Transaction& tx, std::string_view without) {
  std::optional<Bill> found;
  tx.query(select_where("b.state = 'ISSUED' AND b.next_ms > 0 AND b.account_key NOT IN (SELECT value FROM "
                        "json_each(?)) ORDER BY b.next_ms, b.key LIMIT 1"),
           {without}, [&](const storage::Row& row) { found = to_bill(row); });
  return found;
}

void update_bill(storage::Transaction& tx, const Bill& bill) {
  tx.execute("UPDATE bills SET paid = ?, state = ?, step = ?, next_ms = ? WHERE key = ?",
             {bill.paid, to_text(bill.state), bill.step, bill.step_at ? base::to_unix_ms(*bill.step_at) : 0,
              bill.key});
}

Minor unpaid_amount(storage::Transaction& tx, int64_t payer_key, std::string_view currency) {
  return single(
      tx,
      "SELECT COALESCE(SUM(amount - paid), 0) FROM bills WHERE payer_key = ? AND currency = ? AND state = "
      "'ISSUED'",
      {payer_key, currency});
}

bool is_in_arrears(storage::Transaction& tx, int64_t account_key, base::WallTime now) {
  const int64_t now_ms = base::to_unix_ms(now);
  return exists(tx,
                "SELECT 1 WHERE EXISTS (SELECT 1 FROM bills WHERE account_key = ? AND state = 'ISSUED' AND "
                "due_ms <= ?) OR EXISTS (SELECT 1 FROM bills WHERE payer_key = ? AND state = 'ISSUED' AND "
                "due_ms <= ?)",
                {account_key, now_ms, account_key, now_ms});
}

bool has_unpaid_bill(storage::Transaction& tx, int64_t account_key) {
  return exists(tx, "SELECT 1 FROM bills WHERE account_key = ? AND state = 'ISSUED' LIMIT 1", {account_key});
}

bool has_unpaid_bill_for_host(storage::Transaction& tx, int64_t account_key, int64_t host_key) {
  return exists(tx, "SELECT 1 FROM bills WHERE account_key = ? AND host_key = ? AND state = 'ISSUED' LIMIT 1",
                {account_key, host_key});
}

}  // namespace sluice::commerce
