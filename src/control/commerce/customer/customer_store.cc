#include "control/commerce/customer/customer_store.h"

#include "platform/json/json.h"

namespace sluice::commerce {
namespace {

std::string print_flags(const std::vector<std::string>& flags) {
  return json::print(json::Value(flags));
}

std::vector<std::string> parse_flags(std::string_view text) {
  std::vector<std::string> flags;
  const auto parsed = json::parse(text);
  if (!parsed) return flags;
  for (const json::Value& flag : *parsed) flags.push_back(flag.get<std::string>());
  return flags;
}

// As stored: a limit that is not there is -1.
int64_t to_column(const std::optional<Minor>& limit) {
  return limit.value_or(-1);
}
std::optional<Minor> to_limit(int64_t column) {
  return column < 0 ? std::nullopt : std::optional(column);
}
// A time that is not there is 0.
int64_t to_column(const std::optional<base::WallTime>& time) {
  return time ? base::to_unix_ms(*time) : 0;
}
std::optional<base::WallTime> to_time(int64_t column) {
  return column == 0 ? std::nullopt : std::optional(base::from_unix_ms(column));
}

}  // namespace

void insert_customer(storage::Transaction& tx, const Customer& customer) {
  tx.execute(
      "INSERT INTO commerce_accounts (account_key, site, status, selling_party, real_name, basic_info, "
      "postpay_opened, risk_level, flags, settle_currency, discount, tax_required, tax_address, "
      "tax_jurisdiction, tax_rate, auto_use_coupon, pinned_coupon, pinned_card, created_ms, updated_ms) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {customer.account_key,
       customer.site,
       to_text(customer.status),
       customer.selling_party,
       to_text(customer.real_name),
       int64_t{customer.basic_info_complete},
       int64_t{customer.postpay_opened},
       to_text(customer.risk_level),
       print_flags(customer.flags),
       customer.settle_currency,
       customer.discount,
       int64_t{customer.tax.required},
       customer.tax.address,
       customer.tax.jurisdiction,
       customer.tax.rate,
       int64_t{customer.preference.auto_use_coupon},
       customer.preference.pinned_coupon,
       customer.preference.pinned_card,
       base::to_unix_ms(customer.created),
       base::to_unix_ms(customer.created)});
}

std::optional<Customer> find_customer(storage::Transaction& tx, int64_t account_key) {
  std::optional<Customer> found;
  tx.query(
      "SELECT site, status, selling_party, real_name, basic_info, postpay_opened, risk_level, flags, "
      "settle_currency, discount, tax_required, tax_address, tax_jurisdiction, tax_rate, auto_use_coupon, "
      "pinned_coupon, pinned_card, created_ms FROM commerce_accounts WHERE account_key = ?",
      {account_key}, [&](const storage::Row& row) {
        found = Customer{.account_key = account_key,
                         .site = std::string(row.text(0)),
                         .status = to_customer_status(row.text(1)),
                         .selling_party = std::string(row.text(2)),
                         .real_name = to_real_name(row.text(3)),
                         .basic_info_complete = row.integer(4) != 0,
                         .postpay_opened = row.integer(5) != 0,
                         .risk_level = to_risk_level(row.text(6)),
                         .flags = parse_flags(row.text(7)),
                         .settle_currency = std::string(row.text(8)),
                         .discount = row.integer(9),
                         .tax = {.required = row.integer(10) != 0,
                                 .address = std::string(row.text(11)),
                                 .jurisdiction = std::string(row.text(12)),
                                 .rate = row.integer(13)},
                         .preference = {.auto_use_coupon = row.integer(14) != 0,
                                        .pinned_coupon = std::string(row.text(15)),
                                        .pinned_card = std::string(row.text(16))},
                         .created = base::from_unix_ms(row.integer(17))};
      });
  return found;
}

void update_customer(storage::Transaction& tx, const Customer& customer, base::WallTime now) {
  tx.execute(
      "UPDATE commerce_accounts SET site = ?, status = ?, selling_party = ?, real_name = ?, basic_info = ?, "
      "postpay_opened = ?, risk_level = ?, flags = ?, settle_currency = ?, discount = ?, tax_required = ?, "
      "tax_address = ?, tax_jurisdiction = ?, tax_rate = ?, auto_use_coupon = ?, pinned_coupon = ?, "
      "pinned_card = ?, updated_ms = ? WHERE account_key = ?",
      {customer.site, to_text(customer.status), customer.selling_party, to_text(customer.real_name),
       int64_t{customer.basic_info_complete}, int64_t{customer.postpay_opened}, to_text(customer.risk_level),
       print_flags(customer.flags), customer.settle_currency, customer.discount,
       int64_t{customer.tax.required}, customer.tax.address, customer.tax.jurisdiction, customer.tax.rate,
       int64_t{customer.preference.auto_use_coupon}, customer.preference.pinned_coupon,
       customer.preference.pinned_card, base::to_unix_ms(now), customer.account_key});
}

void delete_customer(storage::Transaction& tx, int64_t account_key) {
  tx.execute("DELETE FROM commerce_accounts WHERE account_key = ?", {account_key});
  tx.execute("DELETE FROM fund_accounts WHERE account_key = ?", {account_key});
  tx.execute("DELETE FROM pay_relations WHERE account_key = ?", {account_key});
  tx.execute("DELETE FROM trusteeships WHERE child_key = ?", {account_key});
  tx.execute("DELETE FROM reseller_relations WHERE end_user_key = ?", {account_key});
}

void insert_fund_account(storage::Transaction& tx, const FundAccount& fund) {
  tx.execute(
      "INSERT INTO fund_accounts (account_key, fund_account_id, status, pay_mode, per_payment_max, "
      "per_day_max, per_month_max, unsecured_max, combine_payments, group_size_max, group_orders, "
      "credit_suspended, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {fund.account_key, fund.id, to_text(fund.status), to_text(fund.pay_mode),
       to_column(fund.limits.per_payment), to_column(fund.limits.per_day), to_column(fund.limits.per_month),
       to_column(fund.limits.unsecured), int64_t{fund.combines_payments}, fund.group_size_max,
       fund.group_orders, int64_t{fund.credit_suspended}, base::to_unix_ms(fund.created)});
}

std::optional<FundAccount> find_fund_account(storage::Transaction& tx, int64_t account_key) {
  std::optional<FundAccount> found;
  tx.query(
      "SELECT fund_account_id, status, pay_mode, per_payment_max, per_day_max, per_month_max, unsecured_max, "
      "combine_payments, group_size_max, group_orders, credit_suspended, created_ms FROM fund_accounts WHERE "
      "account_key = "
      "?",
      {account_key}, [&](const storage::Row& row) {
        found = FundAccount{.account_key = account_key,
                            .id = std::string(row.text(0)),
                            .status = to_fund_status(row.text(1)),
                            .pay_mode = *parse_pay_mode(row.text(2)),
                            .limits = {.per_payment = to_limit(row.integer(3)),
                                       .per_day = to_limit(row.integer(4)),
                                       .per_month = to_limit(row.integer(5)),
                                       .unsecured = to_limit(row.integer(6))},
                            .combines_payments = row.integer(7) != 0,
                            .group_size_max = row.integer(8),
                            .group_orders = row.integer(9),
                            .credit_suspended = row.integer(10) != 0,
                            .created = base::from_unix_ms(row.integer(11))};
      });
  return found;
}

void update_fund_account(storage::Transaction& tx, const FundAccount& fund) {
  tx.execute(
      "UPDATE fund_accounts SET status = ?, pay_mode = ?, per_payment_max = ?, per_day_max = ?, "
      "per_month_max = ?, unsecured_max = ?, combine_payments = ?, group_size_max = ?, group_orders = ?, "
      "credit_suspended = ? "
      "WHERE account_key = ?",
      {to_text(fund.status), to_text(fund.pay_mode), to_column(fund.limits.per_payment),
       to_column(fund.limits.per_day), to_column(fund.limits.per_month), to_column(fund.limits.unsecured),
       int64_t{fund.combines_payments}, fund.group_size_max, fund.group_orders,
       int64_t{fund.credit_suspended}, fund.account_key});
}

void put_pay_relation(storage::Transaction& tx, const PayRelation& relation) {
  tx.execute(
      "INSERT INTO pay_relations (account_key, payer_key, from_ms, to_ms) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (account_key) DO UPDATE SET payer_key = excluded.payer_key, from_ms = excluded.from_ms, "
      "to_ms = excluded.to_ms",
      {relation.account_key, relation.payer_key, base::to_unix_ms(relation.from), to_column(relation.to)});
}

void put_trusteeship(storage::Transaction& tx, const Trusteeship& trusteeship) {
  tx.execute(
      "INSERT INTO trusteeships (child_key, parent_key, state, version) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (child_key) DO UPDATE SET parent_key = excluded.parent_key, state = excluded.state, "
      "version = excluded.version",
      {trusteeship.child_key, trusteeship.parent_key, to_text(trusteeship.state), trusteeship.version});
}

void put_reseller_relation(storage::Transaction& tx, const ResellerRelation& relation) {
  tx.execute(
      "INSERT INTO reseller_relations (end_user_key, reseller_key, currency, mode, status) "
      "VALUES (?, ?, ?, ?, ?) ON CONFLICT (end_user_key) DO UPDATE SET reseller_key = excluded.reseller_key, "
      "currency = excluded.currency, mode = excluded.mode, status = excluded.status",
      {relation.end_user_key, relation.reseller_key, relation.currency, relation.by_url ? "URL" : "QUOTA",
       relation.frozen ? "FROZEN" : "ACTIVE"});
}

Payers find_payers(storage::Transaction& tx, int64_t account_key) {
  Payers payers;
  // One row, whichever of the three there are.
  tx.query(
      "SELECT p.payer_key, p.from_ms, p.to_ms, t.parent_key, t.state, t.version, r.reseller_key, r.currency, "
      "r.mode, r.status FROM (SELECT ? AS account_key) a "
      "LEFT JOIN pay_relations p ON p.account_key = a.account_key "
      "LEFT JOIN trusteeships t ON t.child_key = a.account_key "
      "LEFT JOIN reseller_relations r ON r.end_user_key = a.account_key",
      {account_key}, [&](const storage::Row& row) {
        if (!row.is_null(0)) {
          payers.pay_relation = PayRelation{.account_key = account_key,
                                            .payer_key = row.integer(0),
                                            .from = base::from_unix_ms(row.integer(1)),
                                            .to = to_time(row.integer(2))};
        }
        if (!row.is_null(3)) {
          payers.trusteeship = Trusteeship{.child_key = account_key,
                                           .parent_key = row.integer(3),
                                           .state = to_trusteeship_state(row.text(4)),
                                           .version = row.integer(5)};
        }
        if (!row.is_null(6)) {
          payers.reseller = ResellerRelation{.end_user_key = account_key,
                                             .reseller_key = row.integer(6),
                                             .currency = std::string(row.text(7)),
                                             .by_url = row.text(8) == "URL",
                                             .frozen = row.text(9) == "FROZEN"};
        }
      });
  return payers;
}

}  // namespace sluice::commerce
