#pragma once
// The tables of the commerce engine; of this module only.

#include <string_view>

namespace sluice::schema {

// Amounts are counts of their currency's minor units, rates and shares of 10^-8; a time of 0 is none.
//
// `terms` is what holds for all orders (commodities, plans, rules, rates), one document a row, read whole
// into memory; `terms_revision` says whether it has changed since. A row of `stocks` or `quotas` is there
// only where something is limited, and counts what is live from then on. An order's number is its key.
inline constexpr std::string_view commerce = R"sql(
CREATE TABLE ledger_accounts (
  key             INTEGER PRIMARY KEY,
  kind            TEXT NOT NULL,
  owner           TEXT NOT NULL,
  ledger          TEXT NOT NULL,
  credit_limit    INTEGER NOT NULL,
  debits_pending  INTEGER NOT NULL,
  debits_posted   INTEGER NOT NULL,
  credits_pending INTEGER NOT NULL,
  credits_posted  INTEGER NOT NULL,
  UNIQUE (kind, owner, ledger)
);

CREATE TABLE ledger_transfers (
  source_key INTEGER NOT NULL,
  step       INTEGER NOT NULL,
  leg        INTEGER NOT NULL,
  debit_key  INTEGER NOT NULL REFERENCES ledger_accounts (key),
  credit_key INTEGER NOT NULL REFERENCES ledger_accounts (key),
  amount     INTEGER NOT NULL,
  state      INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  PRIMARY KEY (source_key, step, leg)
) WITHOUT ROWID;

CREATE TABLE terms (
  key        INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,
  name       TEXT NOT NULL,
  document   TEXT NOT NULL,
  created_ms INTEGER NOT NULL
);
CREATE INDEX terms_by_name ON terms (kind, name);

CREATE TABLE terms_revision (
  only     INTEGER PRIMARY KEY CHECK (only = 1),
  revision INTEGER NOT NULL
);
INSERT INTO terms_revision VALUES (1, 0);

CREATE TABLE commerce_accounts (
  account_key      INTEGER PRIMARY KEY,
  site             TEXT NOT NULL,
  status           TEXT NOT NULL,
  selling_party    TEXT NOT NULL,
  real_name        TEXT NOT NULL,
  basic_info       INTEGER NOT NULL,
  postpay_opened   INTEGER NOT NULL,
  risk_level       TEXT NOT NULL,
  flags            TEXT NOT NULL,
  settle_currency  TEXT NOT NULL,
  discount         INTEGER NOT NULL,
  tax_required     INTEGER NOT NULL,
  tax_address      TEXT NOT NULL,
  tax_jurisdiction TEXT NOT NULL,
  tax_rate         INTEGER NOT NULL,
  auto_use_coupon  INTEGER NOT NULL,
  pinned_coupon    TEXT NOT NULL,
  pinned_card      TEXT NOT NULL,
  created_ms       INTEGER NOT NULL,
  updated_ms       INTEGER NOT NULL
);

CREATE TABLE fund_accounts (
  account_key          INTEGER PRIMARY KEY,
  fund_account_id      TEXT NOT NULL UNIQUE,
  status               TEXT NOT NULL,
  pay_mode             TEXT NOT NULL,
  per_payment_max      INTEGER NOT NULL,
  per_day_max          INTEGER NOT NULL,
  per_month_max        INTEGER NOT NULL,
  unsecured_max        INTEGER NOT NULL,
  combine_payments     INTEGER NOT NULL,
  group_size_max       INTEGER NOT NULL,
  group_orders         INTEGER NOT NULL,
  credit_suspended     INTEGER NOT NULL,
  created_ms           INTEGER NOT NULL
);

CREATE TABLE pay_relations (
  account_key INTEGER PRIMARY KEY,
  payer_key   INTEGER NOT NULL,
  from_ms     INTEGER NOT NULL,
  to_ms       INTEGER NOT NULL
);

CREATE TABLE trusteeships (
  child_key  INTEGER PRIMARY KEY,
  parent_key INTEGER NOT NULL,
  state      TEXT NOT NULL,
  version    INTEGER NOT NULL
);
CREATE INDEX trusteeships_by_parent ON trusteeships (parent_key);

CREATE TABLE reseller_relations (
  end_user_key INTEGER PRIMARY KEY,
  reseller_key INTEGER NOT NULL,
  currency     TEXT NOT NULL,
  quota_limit  INTEGER NOT NULL,
  mode         TEXT NOT NULL,
  status       TEXT NOT NULL
);

CREATE TABLE coupons (
  key          INTEGER PRIMARY KEY,
  coupon_no    TEXT NOT NULL UNIQUE,
  account_key  INTEGER NOT NULL,
  ledger_key   INTEGER NOT NULL REFERENCES ledger_accounts (key),
  template     TEXT NOT NULL,
  currency     TEXT NOT NULL,
  nominal      INTEGER NOT NULL,
  from_ms      INTEGER NOT NULL,
  to_ms        INTEGER NOT NULL,
  cancelled    INTEGER NOT NULL,
  reserved_for INTEGER NOT NULL,
  rule         TEXT NOT NULL,
  created_ms   INTEGER NOT NULL
);
CREATE INDEX coupons_by_account ON coupons (account_key, to_ms, key);

CREATE TABLE stored_value_cards (
  key         INTEGER PRIMARY KEY,
  card_no     TEXT NOT NULL UNIQUE,
  account_key INTEGER NOT NULL,
  ledger_key  INTEGER NOT NULL REFERENCES ledger_accounts (key),
  currency    TEXT NOT NULL,
  nominal     INTEGER NOT NULL,
  from_ms     INTEGER NOT NULL,
  to_ms       INTEGER NOT NULL,
  status      TEXT NOT NULL,
  products    TEXT NOT NULL,
  created_ms  INTEGER NOT NULL
);
CREATE INDEX stored_value_cards_by_account ON stored_value_cards (account_key, to_ms, key);

CREATE TABLE payment_methods (
  key             INTEGER PRIMARY KEY,
  account_key     INTEGER NOT NULL,
  kind            TEXT NOT NULL,
  reference       TEXT NOT NULL,
  brand           TEXT NOT NULL,
  expiry_ms       INTEGER NOT NULL,
  status          TEXT NOT NULL,
  per_payment_max INTEGER NOT NULL,
  created_ms      INTEGER NOT NULL
);
CREATE INDEX payment_methods_by_account ON payment_methods (account_key, key);

CREATE TABLE stocks (
  ens_region_id TEXT NOT NULL,
  spec          TEXT NOT NULL,
  total         INTEGER NOT NULL,
  reserved      INTEGER NOT NULL,
  used          INTEGER NOT NULL,
  PRIMARY KEY (ens_region_id, spec)
) WITHOUT ROWID;

CREATE TABLE quotas (
  account_key   INTEGER NOT NULL,
  ens_region_id TEXT NOT NULL,
  most          INTEGER NOT NULL,
  live          INTEGER NOT NULL,
  PRIMARY KEY (account_key, ens_region_id)
) WITHOUT ROWID;

CREATE TABLE subscriptions (
  key         INTEGER PRIMARY KEY,
  account_key INTEGER NOT NULL,
  commodity   TEXT NOT NULL,
  host_id     TEXT NOT NULL,
  created_ms  INTEGER NOT NULL
);
CREATE INDEX subscriptions_by_account ON subscriptions (account_key, commodity, key);

CREATE TABLE host_instances (
  key          INTEGER PRIMARY KEY,
  host_id      TEXT NOT NULL UNIQUE,
  account_key  INTEGER NOT NULL,
  status       TEXT NOT NULL,
  change_state TEXT NOT NULL,
  locked_to_ms INTEGER NOT NULL,
  created_ms   INTEGER NOT NULL
);

CREATE TABLE host_details (
  host_key INTEGER PRIMARY KEY,
  plan     TEXT NOT NULL
);

CREATE TABLE subscription_lines (
  key      INTEGER PRIMARY KEY,
  host_key INTEGER NOT NULL REFERENCES host_instances (key),
  kind     TEXT NOT NULL,
  from_ms  INTEGER NOT NULL,
  to_ms    INTEGER NOT NULL,
  state    TEXT NOT NULL
);
CREATE INDEX subscription_lines_by_host ON subscription_lines (host_key, key);

CREATE TABLE orders (
  key              INTEGER PRIMARY KEY,
  account_key      INTEGER NOT NULL,
  actor            TEXT NOT NULL,
  type             TEXT NOT NULL,
  commodity        TEXT NOT NULL,
  host_key         INTEGER NOT NULL,
  ens_region_id    TEXT NOT NULL,
  spec             TEXT NOT NULL,
  quote            TEXT NOT NULL,
  currency         TEXT NOT NULL,
  payable          INTEGER NOT NULL,
  deposit_left     INTEGER NOT NULL,
  payer_key        INTEGER NOT NULL,
  relation_version INTEGER NOT NULL,
  pay_until_ms     INTEGER NOT NULL,
  state            TEXT NOT NULL,
  outcome          TEXT NOT NULL,
  resource_id      TEXT NOT NULL,
  created_ms       INTEGER NOT NULL
);
CREATE INDEX orders_by_account ON orders (account_key, key);
CREATE INDEX orders_open ON orders (account_key, key) WHERE state NOT IN ('COMPLETED', 'CANCELLED', 'FAILED');
CREATE INDEX orders_paid ON orders (payer_key, created_ms) WHERE payable > 0;

CREATE TABLE bills (
  key         INTEGER PRIMARY KEY,
  account_key INTEGER NOT NULL,
  payer_key   INTEGER NOT NULL,
  host_key    INTEGER NOT NULL,
  resource_id TEXT NOT NULL,
  cycle       TEXT NOT NULL,
  description TEXT NOT NULL,
  currency    TEXT NOT NULL,
  amount      INTEGER NOT NULL,
  paid        INTEGER NOT NULL,
  due_ms      INTEGER NOT NULL,
  state       TEXT NOT NULL,
  created_ms  INTEGER NOT NULL,
  UNIQUE (resource_id, cycle)
);
CREATE INDEX bills_by_account ON bills (account_key, key);
CREATE INDEX bills_unpaid ON bills (account_key, due_ms) WHERE state = 'ISSUED';
CREATE INDEX bills_unpaid_by_payer ON bills (payer_key, key) WHERE state = 'ISSUED';

ALTER TABLE load_balancers ADD COLUMN order_key INTEGER NOT NULL DEFAULT 0;

-- Accounts that were there before could buy, and go on as they were.
INSERT INTO commerce_accounts
  SELECT key, 'INTL', 'NORMAL', '', 'COMPANY', 1, 1, 'LOW', '[]', 'USD', 100000000, 0, '', '', 0, 1, '', '',
         created_ms, created_ms
    FROM accounts;
INSERT INTO fund_accounts
  SELECT key, 'fa-' || account_id, 'VALID', 'BALANCE', -1, -1, -1, -1, 0, 20, 0, 0, created_ms FROM accounts;

CREATE TABLE risk_counters (
  rule        TEXT NOT NULL,
  subject     TEXT NOT NULL,
  window_from INTEGER NOT NULL,
  count       INTEGER NOT NULL,
  PRIMARY KEY (rule, subject, window_from)
) WITHOUT ROWID;
)sql";

}  // namespace sluice::schema
