#pragma once
// The tables of the business clock and of billing; of this module only.

#include <string_view>

namespace sluice::schema {

// `billed_instances` has a row for each resource that bills are made out for: it is unbilled from `from_ms`
// on, and the next bill is made at `next_ms`; 0: it is locked since `locked_ms` and costs nothing. What is
// next for an unpaid bill (`step`) happens at `next_ms`; 0: nothing does, as for bills that were there
// before.
inline constexpr std::string_view billing = R"sql(
CREATE TABLE business_clock (
  only     INTEGER PRIMARY KEY CHECK (only = 1),
  ahead_ms INTEGER NOT NULL
);
INSERT INTO business_clock VALUES (1, 0);

CREATE TABLE billed_instances (
  order_key   INTEGER PRIMARY KEY,
  account_key INTEGER NOT NULL,
  resource_id TEXT NOT NULL,
  from_ms     INTEGER NOT NULL,
  next_ms     INTEGER NOT NULL,
  locked_ms   INTEGER NOT NULL,
  resumed     INTEGER NOT NULL
);
CREATE INDEX billed_instances_by_account ON billed_instances (account_key);
CREATE INDEX billed_instances_next ON billed_instances (next_ms, order_key) WHERE next_ms > 0;

ALTER TABLE bills ADD COLUMN step INTEGER NOT NULL DEFAULT 0;
ALTER TABLE bills ADD COLUMN next_ms INTEGER NOT NULL DEFAULT 0;
CREATE INDEX bills_next ON bills (next_ms, key) WHERE state = 'ISSUED' AND next_ms > 0;

ALTER TABLE load_balancers ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;
)sql";

}  // namespace sluice::schema
