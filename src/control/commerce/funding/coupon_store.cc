#include "control/commerce/funding/coupon_store.h"

#include "control/commerce/funding/entity_steps.h"

namespace sluice::commerce {
namespace {

constexpr std::string_view select_coupon =
    "SELECT c.key, c.coupon_no, c.account_key, c.ledger_key, c.template, c.currency, c.nominal, c.from_ms, "
    "c.to_ms, c.cancelled, c.reserved_for, c.rule, c.created_ms, a.credits_posted - a.debits_posted, "
    "a.debits_pending FROM coupons c JOIN ledger_accounts a ON a.key = c.ledger_key ";

// Rules are checked before they are stored; one that cannot be read any more restricts to nothing at all.
CouponRule to_rule(std::string_view text, std::string_view currency_code) {
  const Currency* const currency = find_currency(currency_code);
  auto rule = currency == nullptr ? base::Result<CouponRule, DocumentError>(base::Unexpected{DocumentError{}})
                                  : parse_coupon_rule(text, *currency);
  if (rule) return *std::move(rule);
  return {.products = {.mode = ProductScope::Mode::Only}};
}

Coupon to_coupon(const storage::Row& row) {
  return {.key = row.integer(0),
          .no = std::string(row.text(1)),
          .account_key = row.integer(2),
          .ledger_key = row.integer(3),
          .promotion = std::string(row.text(4)),
          .currency = std::string(row.text(5)),
          .nominal = row.integer(6),
          .from = base::from_unix_ms(row.integer(7)),
          .to = base::from_unix_ms(row.integer(8)),
          .is_cancelled = row.integer(9) != 0,
          .reserved_for = row.integer(10),
          .rule = to_rule(row.text(11), row.text(5)),
          .created = base::from_unix_ms(row.integer(12)),
          .balance = {.posted = row.integer(13), .held = row.integer(14)}};
}

}  // namespace

AccountName promotion_account(const Coupon& coupon) {
  return {AccountKind::Promotion, coupon.promotion, coupon.currency};
}

base::Result<void, TransferRefused> issue_coupon(storage::Transaction& tx, const Coupon& coupon,
                                                 int64_t promotion_key, base::WallTime now) {
  open_ledger_account(tx, {AccountKind::Coupon, coupon.no, coupon.currency}, coupon.ledger_key);
  tx.execute(
      "INSERT INTO coupons (key, coupon_no, account_key, ledger_key, template, currency, nominal, from_ms, "
      "to_ms, cancelled, reserved_for, rule, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)",
      {coupon.key, coupon.no, coupon.account_key, coupon.ledger_key, coupon.promotion, coupon.currency,
       coupon.nominal, base::to_unix_ms(coupon.from), base::to_unix_ms(coupon.to),
       print_coupon_rule(coupon.rule, *find_currency(coupon.currency)), base::to_unix_ms(now)});
  const Transfer grant{.id = {coupon.key, issue_step, 1},
                       .debit_key = promotion_key,
                       .credit_key = coupon.ledger_key,
                       .amount = coupon.nominal,
                       .phase = Phase::Posted,
                       .created = now};
  return record_transfers(tx, {&grant, 1});
}

std::optional<Coupon> find_coupon(storage::Transaction& tx, std::string_view no) {
  std::optional<Coupon> found;
  tx.query(std::string(select_coupon) + "WHERE c.coupon_no = ?", {no},
           [&](const storage::Row& row) { found = to_coupon(row); });
  return found;
}

std::vector<Coupon> list_coupons(storage::Transaction& tx, const storage::Where& where,
                                 const storage::Page& page) {
  std::vector<Coupon> coupons;
  storage::query_page(tx, select_coupon, where, "c.account_key, c.to_ms, c.key", page,
                      [&](const storage::Row& row) { coupons.push_back(to_coupon(row)); });
  return coupons;
}

int64_t count_coupons(storage::Transaction& tx, const storage::Where& where) {
  return storage::count_rows(tx, "coupons c", where);
}

std::vector<Coupon> list_coupons_to_plan_with(storage::Transaction& tx, int64_t account_key,
                                              std::string_view currency, base::WallTime now) {
  std::vector<Coupon> coupons;
  const int64_t now_ms = base::to_unix_ms(now);
  tx.query(
      std::string(select_coupon) +
          "WHERE c.account_key = ? AND c.to_ms > ? AND c.from_ms <= ? AND c.currency = ? AND c.cancelled "
          "= 0 AND c.reserved_for = 0 AND a.credits_posted - a.debits_posted > a.debits_pending ORDER BY "
          "c.to_ms, c.key LIMIT ?",
      {account_key, now_ms, now_ms, currency, planned_coupons_max},
      [&](const storage::Row& row) { coupons.push_back(to_coupon(row)); });
  return coupons;
}

void cancel_coupon(storage::Transaction& tx, int64_t key) {
  tx.execute("UPDATE coupons SET cancelled = 1 WHERE key = ?", {key});
}

bool reserve_coupon(storage::Transaction& tx, int64_t key, int64_t order_key) {
  return tx.execute("UPDATE coupons SET reserved_for = ? WHERE key = ? AND reserved_for IN (0, ?)",
                    {order_key, key, order_key}) == 1;
}

void end_coupon_reservation(storage::Transaction& tx, int64_t key, int64_t order_key) {
  tx.execute("UPDATE coupons SET reserved_for = 0 WHERE key = ? AND reserved_for = ?", {key, order_key});
}

base::Result<void, TransferRefused> take_back(storage::Transaction& tx, const Coupon& coupon,
                                              base::WallTime now) {
  const auto promotion = find_ledger_account(tx, promotion_account(coupon));
  const auto account = find_ledger_account(tx, coupon.ledger_key);
  return record_transfers(tx, take_back_transfers(coupon.key, *account, promotion->key, now));
}

}  // namespace sluice::commerce
