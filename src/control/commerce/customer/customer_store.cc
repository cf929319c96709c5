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

constexpr std::string_view select_customer =
    "SELECT account_key, site, status, selling_party, real_name, basic_info, postpay_opened, risk_level, "
    "flags, settle_currency, discount, tax_required, tax_address, tax_jurisdiction, tax_rate, "
    "auto_use_coupon, pinned_coupon, pinned_card, created_ms FROM commerce_accounts ";

Customer to_customer(const storage::Row& row) {
  return {.account_key = row.integer(0),
          .site = std::string(row.text(1)),
          .status = to_customer_status(row.text(2)),
          .selling_party = std::string(row.text(3)),
          .real_name = to_real_name(row.text(4)),
          .basic_info_complete = row.integer(5) != 0,
          .postpay_opened = row.integer(6) != 0,
          .risk_level = to_risk_level(row.text(7)),
          .flags = parse_flags(row.text(8)),
          .settle_currency = std::string(row.text(9)),
          .discount = row.integer(10),
          .tax = {.required = row.integer(11) != 0,
                  .address = std::string(row.text(12)),
                  .jurisdiction = std::string(row.text(13)),
                  .rate = row.integer(14)},
          .preference = {.auto_use_coupon = row.integer(15) != 0,
                         .pinned_coupon = std::string(row.text(16)),
                         .pinned_card = std::string(row.text(17))},
          .created = base::from_unix_ms(row.integer(18))};
}

constexpr std::string_view select_fund =
    "SELECT account_key, fund_account_id, status, pay_mode, per_payment_max, per_day_max, per_month_max, "
    "unsecured_max, combine_payments, group_size_max, group_orders, credit_suspended, created_ms FROM "
    "fund_accounts ";

FundAccount to_fund(const storage::Row& row) {
  return {.account_key = row.integer(0),
          .id = std::string(row.text(1)),
          .status = to_fund_status(row.text(2)),
          .pay_mode = *parse_pay_mode(row.text(3)),
          .limits = {.per_payment = to_limit(row.integer(4)),
                     .per_day = to_limit(row.integer(5)),
                     .per_month = to_limit(row.integer(6)),
                     .unsecured = to_limit(row.integer(7))},
          .combines_payments = row.integer(8) != 0,
          .group_size_max = row.integer(9),
          .group_orders = row.integer(10),
          .credit_suspended = row.integer(11) != 0,
          .created = base::from_unix_ms(row.integer(12))};
}

std::string of_account(std::string_view select) {
  std::string sql(select);
  return sql.append("WHERE account_key = ?");
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
  tx.query(of_account(select_customer), {account_key},
           [&](const storage::Row& row) { found = to_customer(row); });
  return found;
}

std::vector<Customer> list_customers(storage::Transaction& tx, const storage::Page& page) {
  std::vector<Customer> customers;
  storage::query_page(tx, select_customer, {}, "account_key", page,
                      [&](const storage::Row& row) { customers.push_back(to_customer(row)); });
  return customers;
}

int64_t count_customers(storage::Transaction& tx) {
  return storage::count_rows(tx, "commerce_accounts", {});
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
  tx.query(of_account(select_fund), {account_key}, [&](const storage::Row& row) { found = to_fund(row); });
  return found;
}

std::vector<FundAccount> list_fund_accounts(storage::Transaction& tx, const storage::Page& page) {
  std::vector<FundAccount> funds;
  storage::query_page(tx, select_fund, {}, "account_key", page,
                      [&](const storage::Row& row) { funds.push_back(to_fund(row)); });
  return funds;
}

int64_t count_fund_accounts(storage::Transaction& tx) {
  return storage::count_rows(tx, "fund_accounts", {});
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

bool delete_pay_relation(storage::Transaction& tx, int64_t account_key) {
  return tx.execute("DELETE FROM pay_relations WHERE account_key = ?", {account_key}) > 0;
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
      "INSERT INTO reseller_relations (end_user_key, reseller_key, currency, quota_limit, mode, status) "
      "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (end_user_key) DO UPDATE SET reseller_key = "
      "excluded.reseller_key, currency = excluded.currency, quota_limit = excluded.quota_limit, mode = "
      "excluded.mode, status = excluded.status",
      {relation.end_user_key, relation.reseller_key, relation.currency, relation.quota_limit,
       relation.by_url ? "URL" : "QUOTA", relation.frozen ? "FROZEN" : "ACTIVE"});
}

bool delete_reseller_relation(storage::Transaction& tx, int64_t end_user_key) {
  return tx.execute("DELETE FROM reseller_relations WHERE end_user_key = ?", {end_user_key}) > 0;
}

bool is_trustee(storage::Transaction& tx, int64_t account_key) {
  bool found = false;
  tx.query("SELECT 1 FROM trusteeships WHERE parent_key = ? AND state = 'ACTIVE' LIMIT 1", {account_key},
           [&](const storage::Row&) { found = true; });
  return found;
}

Payers find_payers(storage::Transaction& tx, int64_t account_key) {
  Payers payers;
  // One row, whichever of the three there are.
  tx.query(
      "SELECT p.payer_key, p.from_ms, p.to_ms, t.parent_key, t.state, t.version, r.reseller_key, r.currency, "
      "r.mode, r.status, r.quota_limit FROM (SELECT ? AS account_key) a "
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
                                             .quota_limit = row.integer(10),
                                             .by_url = row.text(8) == "URL",
                                             .frozen = row.text(9) == "FROZEN"};
        }
      });
  return payers;
}

}  // namespace sluice::commerce
