#pragma once
// The tables of what is done outside while an order is under way; of this module only.

#include <string_view>

namespace sluice::schema {

// `channel_orders` has a row for each payment that the payment provider was, or may have been, asked for;
// `wanted` is what still has to be done about it, at `next_ms`: CAPTURED, CLOSED, or nothing. `order_holds`
// has one for each order that was committed before its end: what it holds meanwhile.
inline constexpr std::string_view steps_outside = R"sql(
CREATE TABLE unfinished_calls (
  work           INTEGER PRIMARY KEY,
  epoch          INTEGER NOT NULL,
  account_key    INTEGER NOT NULL,
  version        TEXT NOT NULL,
  action         TEXT NOT NULL,
  parameters     TEXT NOT NULL,
  caller         TEXT NOT NULL,
  request_id     TEXT NOT NULL,
  origin         TEXT NOT NULL,
  received_ms    INTEGER NOT NULL,
  token          TEXT NOT NULL,
  fingerprint    TEXT NOT NULL,
  lease_until_ms INTEGER NOT NULL
);
CREATE UNIQUE INDEX unfinished_calls_by_token ON unfinished_calls (account_key, action, token) WHERE token <> '';
CREATE INDEX unfinished_calls_by_lease ON unfinished_calls (lease_until_ms, work);

CREATE TABLE channel_orders (
  key        INTEGER PRIMARY KEY,
  order_key  INTEGER NOT NULL,
  leg        INTEGER NOT NULL,
  method     TEXT NOT NULL,
  reference  TEXT NOT NULL,
  amount     INTEGER NOT NULL,
  currency   TEXT NOT NULL,
  state      TEXT NOT NULL,
  channel_no TEXT NOT NULL,
  wanted     TEXT NOT NULL,
  attempts   INTEGER NOT NULL,
  next_ms    INTEGER NOT NULL
);
CREATE INDEX channel_orders_by_order ON channel_orders (order_key);
CREATE INDEX channel_orders_next ON channel_orders (next_ms, key) WHERE wanted <> '';

-- The order that has paid a line; 0: it was put there by hand, or before this was kept.
ALTER TABLE subscription_lines ADD COLUMN order_key INTEGER NOT NULL DEFAULT 0;

CREATE TABLE order_holds (
  order_key     INTEGER PRIMARY KEY,
  account_key   INTEGER NOT NULL,
  ens_region_id TEXT NOT NULL,
  spec          TEXT NOT NULL,
  cycle         TEXT NOT NULL,
  group_key     INTEGER NOT NULL,
  opened_host   INTEGER NOT NULL
);
CREATE INDEX order_holds_by_account ON order_holds (account_key, ens_region_id);
CREATE INDEX order_holds_by_spec ON order_holds (ens_region_id, spec);
)sql";

}  // namespace sluice::schema
