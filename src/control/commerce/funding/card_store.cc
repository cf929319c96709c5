#include "control/commerce/funding/card_store.h"

#include "control/commerce/funding/entity_steps.h"

namespace sluice::commerce {
namespace {

constexpr std::string_view select_card =
    "SELECT c.key, c.card_no, c.account_key, c.ledger_key, c.currency, c.nominal, c.from_ms, c.to_ms, "
    "c.status, c.products, c.created_ms, a.credits_posted - a.debits_posted, a.debits_pending FROM "
    "stored_value_cards c JOIN ledger_accounts a ON a.key = c.ledger_key ";

// As with a coupon's rule, what cannot be read any more pays for nothing.
ProductScope to_scope(std::string_view text) {
  auto scope = parse_product_scope(text);
  if (scope) return *std::move(scope);
  return {.mode = ProductScope::Mode::Only};
}

StoredValueCard to_card(const storage::Row& row) {
  return {.key = row.integer(0),
          .no = std::string(row.text(1)),
          .account_key = row.integer(2),
          .ledger_key = row.integer(3),
          .currency = std::string(row.text(4)),
          .nominal = row.integer(5),
          .from = base::from_unix_ms(row.integer(6)),
          .to = base::from_unix_ms(row.integer(7)),
          .state = to_card_state(row.text(8)),
          .products = to_scope(row.text(9)),
          .created = base::from_unix_ms(row.integer(10)),
          .balance = {.posted = row.integer(11), .held = row.integer(12)}};
}

}  // namespace

base::Result<void, TransferRefused> issue_card(storage::Transaction& tx, const StoredValueCard& card,
                                               int64_t paid_from_key, base::WallTime now) {
  open_ledger_account(tx, {AccountKind::Card, card.no, card.currency}, card.ledger_key);
  tx.execute(
      "INSERT INTO stored_value_cards (key, card_no, account_key, ledger_key, currency, nominal, from_ms, "
      "to_ms, status, products, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {card.key, card.no, card.account_key, card.ledger_key, card.currency, card.nominal,
       base::to_unix_ms(card.from), base::to_unix_ms(card.to), to_text(card.state),
       print_product_scope(card.products), base::to_unix_ms(now)});
  const Transfer sale{.id = {card.key, issue_step, 1},
                      .debit_key = paid_from_key,
                      .credit_key = card.ledger_key,
                      .amount = card.nominal,
                      .phase = Phase::Posted,
                      .created = now};
  return record_transfers(tx, {&sale, 1});
}

std::optional<StoredValueCard> find_card(storage::Transaction& tx, std::string_view no) {
  std::optional<StoredValueCard> found;
  tx.query(std::string(select_card) + "WHERE c.card_no = ?", {no},
           [&](const storage::Row& row) { found = to_card(row); });
  return found;
}

std::vector<StoredValueCard> list_cards(storage::Transaction& tx, const storage::Where& where,
                                        const storage::Page& page) {
  std::vector<StoredValueCard> cards;
  storage::query_page(tx, select_card, where, "c.account_key, c.to_ms, c.key", page,
                      [&](const storage::Row& row) { cards.push_back(to_card(row)); });
  return cards;
}

int64_t count_cards(storage::Transaction& tx, const storage::Where& where) {
  return storage::count_rows(tx, "stored_value_cards c", where);
}

std::vector<StoredValueCard> list_cards_to_plan_with(storage::Transaction& tx, int64_t account_key,
                                                     std::string_view currency, base::WallTime now) {
  std::vector<StoredValueCard> cards;
  const int64_t now_ms = base::to_unix_ms(now);
  tx.query(std::string(select_card) +
               "WHERE c.account_key = ? AND c.to_ms > ? AND c.from_ms <= ? AND c.currency = ? AND c.status = "
               "'ACTIVE' AND a.credits_posted - a.debits_posted > a.debits_pending ORDER BY c.to_ms, c.key "
               "LIMIT ?",
           {account_key, now_ms, now_ms, currency, planned_cards_max},
           [&](const storage::Row& row) { cards.push_back(to_card(row)); });
  return cards;
}

bool set_card_state(storage::Transaction& tx, int64_t key, CardState state) {
  return tx.execute("UPDATE stored_value_cards SET status = ? WHERE key = ? AND status <> 'CANCELLED'",
                    {to_text(state), key}) == 1;
}

base::Result<void, TransferRefused> take_back(storage::Transaction& tx, const StoredValueCard& card,
                                              int64_t to_key, base::WallTime now) {
  const auto account = find_ledger_account(tx, card.ledger_key);
  return record_transfers(tx, take_back_transfers(card.key, *account, to_key, now));
}

}  // namespace sluice::commerce
