#include "control/schema/schema.h"

#include <algorithm>
#include <string>

#include "control/schema/billing.h"
#include "control/schema/commerce.h"
#include "control/schema/steps_outside.h"

namespace sluice::schema {
namespace {

// Conventions: `key` is a time-ordered integer and the primary key; the public id is a unique index; times
// are milliseconds since the Unix epoch; IPv4 addresses are integers in host byte order; flags are 0 or 1.
constexpr std::string_view foundation = R"sql(
CREATE TABLE counters (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
);

CREATE TABLE accounts (
  key        INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  is_operator INTEGER NOT NULL,
  created_ms INTEGER NOT NULL
);

CREATE TABLE access_keys (
  key           INTEGER PRIMARY KEY,
  access_key_id TEXT NOT NULL UNIQUE,
  account_key   INTEGER NOT NULL REFERENCES accounts (key),
  sealed_secret TEXT NOT NULL,
  active        INTEGER NOT NULL,
  drawn         INTEGER NOT NULL,
  created_ms    INTEGER NOT NULL
);

CREATE TABLE client_tokens (
  key         INTEGER PRIMARY KEY,
  account_key INTEGER NOT NULL,
  action      TEXT NOT NULL,
  token       TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  answer      TEXT NOT NULL,
  expires_ms  INTEGER NOT NULL,
  UNIQUE (account_key, action, token)
);
CREATE INDEX client_tokens_by_expiry ON client_tokens (expires_ms);

CREATE TABLE ens_regions (
  ens_region_id TEXT PRIMARY KEY,
  name          TEXT NOT NULL,
  en_name       TEXT NOT NULL,
  area          TEXT NOT NULL,
  province      TEXT NOT NULL,
  node_id       TEXT NOT NULL
);

CREATE TABLE instance_types (
  instance_type TEXT PRIMARY KEY,
  cpu           INTEGER NOT NULL,
  memory_mib    INTEGER NOT NULL
);

CREATE TABLE images (
  image_id TEXT PRIMARY KEY,
  os_name  TEXT NOT NULL
);

CREATE TABLE networks (
  key           INTEGER PRIMARY KEY,
  network_id    TEXT NOT NULL UNIQUE,
  account_key   INTEGER NOT NULL,
  ens_region_id TEXT NOT NULL,
  cidr_base     INTEGER NOT NULL,
  cidr_prefix   INTEGER NOT NULL,
  name          TEXT NOT NULL,
  description   TEXT NOT NULL,
  tags          TEXT NOT NULL,
  created_ms    INTEGER NOT NULL
);
CREATE INDEX networks_by_account ON networks (account_key, key);

CREATE TABLE vswitches (
  key           INTEGER PRIMARY KEY,
  vswitch_id    TEXT NOT NULL UNIQUE,
  account_key   INTEGER NOT NULL,
  network_key   INTEGER NOT NULL REFERENCES networks (key),
  ens_region_id TEXT NOT NULL,
  cidr_base     INTEGER NOT NULL,
  cidr_prefix   INTEGER NOT NULL,
  next_address  INTEGER NOT NULL,
  name          TEXT NOT NULL,
  description   TEXT NOT NULL,
  tags          TEXT NOT NULL,
  created_ms    INTEGER NOT NULL
);
CREATE INDEX vswitches_by_account ON vswitches (account_key, key);
CREATE INDEX vswitches_by_network ON vswitches (network_key);

CREATE TABLE private_addresses (
  network_key INTEGER NOT NULL REFERENCES networks (key),
  address     INTEGER NOT NULL,
  vswitch_key INTEGER NOT NULL REFERENCES vswitches (key),
  owner_key   INTEGER NOT NULL,
  PRIMARY KEY (network_key, address)
) WITHOUT ROWID;
CREATE INDEX private_addresses_by_vswitch ON private_addresses (vswitch_key);

CREATE TABLE served_addresses (
  node_id     TEXT NOT NULL,
  served      INTEGER NOT NULL,
  network_key INTEGER NOT NULL REFERENCES networks (key),
  address     INTEGER NOT NULL,
  PRIMARY KEY (node_id, served),
  UNIQUE (network_key, address)
) WITHOUT ROWID;

CREATE TABLE instances (
  key           INTEGER PRIMARY KEY,
  instance_id   TEXT NOT NULL UNIQUE,
  account_key   INTEGER NOT NULL,
  ens_region_id TEXT NOT NULL,
  network_key   INTEGER NOT NULL REFERENCES networks (key),
  vswitch_key   INTEGER NOT NULL REFERENCES vswitches (key),
  address       INTEGER NOT NULL,
  status        TEXT NOT NULL,
  instance_type TEXT NOT NULL,
  image_id      TEXT NOT NULL,
  name          TEXT NOT NULL,
  host_name     TEXT NOT NULL,
  system_disk_mib INTEGER NOT NULL,
  tags          TEXT NOT NULL,
  created_ms    INTEGER NOT NULL
);
CREATE INDEX instances_by_account ON instances (account_key, key);
CREATE INDEX instances_by_vswitch ON instances (vswitch_key);

CREATE TABLE load_balancers (
  key              INTEGER PRIMARY KEY,
  load_balancer_id TEXT NOT NULL UNIQUE,
  account_key      INTEGER NOT NULL,
  ens_region_id    TEXT NOT NULL,
  network_key      INTEGER NOT NULL REFERENCES networks (key),
  vswitch_key      INTEGER NOT NULL REFERENCES vswitches (key),
  address          INTEGER NOT NULL,
  spec             TEXT NOT NULL,
  name             TEXT NOT NULL,
  billing_cycle    TEXT NOT NULL,
  active           INTEGER NOT NULL,
  created_ms       INTEGER NOT NULL
);
CREATE INDEX load_balancers_by_account ON load_balancers (account_key, key);
CREATE INDEX load_balancers_by_vswitch ON load_balancers (vswitch_key);

CREATE TABLE listeners (
  key               INTEGER PRIMARY KEY,
  load_balancer_key INTEGER NOT NULL REFERENCES load_balancers (key),
  port              INTEGER NOT NULL,
  protocol          TEXT NOT NULL,
  wanted_running    INTEGER NOT NULL,
  served_port       INTEGER NOT NULL,
  description       TEXT NOT NULL,
  settings          TEXT NOT NULL,
  created_ms        INTEGER NOT NULL,
  UNIQUE (load_balancer_key, port, protocol)
);

CREATE TABLE backend_servers (
  key               INTEGER PRIMARY KEY,
  load_balancer_key INTEGER NOT NULL REFERENCES load_balancers (key),
  instance_key      INTEGER NOT NULL REFERENCES instances (key),
  port              INTEGER NOT NULL,
  weight            INTEGER NOT NULL,
  UNIQUE (load_balancer_key, instance_key)
);
CREATE INDEX backend_servers_by_instance ON backend_servers (instance_key);

CREATE TABLE desired_state (
  load_balancer_id TEXT PRIMARY KEY,
  node_id          TEXT NOT NULL,
  revision         INTEGER NOT NULL UNIQUE,
  is_gone          INTEGER NOT NULL,
  message          TEXT NOT NULL
) WITHOUT ROWID;
)sql";

// Desired state by the balancer's key rather than its random id, so that rows of new balancers go to the end.
// What is gone has no key any more; its revision, negative, is as unique.
constexpr std::string_view desired_state_by_key = R"sql(
CREATE TABLE desired_state_by_key (
  load_balancer_key INTEGER PRIMARY KEY,
  node_id           TEXT NOT NULL,
  revision          INTEGER NOT NULL UNIQUE,
  is_gone           INTEGER NOT NULL,
  message           TEXT NOT NULL
);
INSERT INTO desired_state_by_key (load_balancer_key, node_id, revision, is_gone, message)
  SELECT COALESCE(load_balancers.key, -desired_state.revision), desired_state.node_id,
         desired_state.revision, desired_state.is_gone, desired_state.message
    FROM desired_state
    LEFT JOIN load_balancers ON load_balancers.load_balancer_id = desired_state.load_balancer_id
   ORDER BY 1;
DROP TABLE desired_state;
ALTER TABLE desired_state_by_key RENAME TO desired_state;
CREATE INDEX desired_state_gone ON desired_state (node_id, revision) WHERE is_gone = 1;
)sql";

// What a vSwitch has handed out and got back, in the order it came, so that a nearly full vSwitch need not be
// searched. vswitches.next_address only moves forward from here on; what lies behind it and is free was given
// back.
constexpr std::string_view returned_addresses = R"sql(
CREATE TABLE returned_addresses (
  vswitch_key INTEGER NOT NULL REFERENCES vswitches (key),
  address     INTEGER NOT NULL,
  returned    INTEGER NOT NULL,
  PRIMARY KEY (vswitch_key, address)
) WITHOUT ROWID;
CREATE UNIQUE INDEX returned_addresses_in_order ON returned_addresses (vswitch_key, returned);
WITH RECURSIVE behind (vswitch_key, network_key, address, stop) AS (
  SELECT key, network_key, cidr_base + 2, MIN(next_address, cidr_base + (1 << (32 - cidr_prefix)) - 1)
    FROM vswitches
  UNION ALL
  SELECT vswitch_key, network_key, address + 1, stop FROM behind WHERE address + 1 < stop
)
INSERT INTO returned_addresses (vswitch_key, address, returned)
  SELECT vswitch_key, address, address FROM behind
   WHERE address < stop
     AND NOT EXISTS (SELECT 1 FROM private_addresses
                      WHERE private_addresses.network_key = behind.network_key
                        AND private_addresses.address = behind.address);
)sql";

// Of requests that changed something; a digest is two integers. In the order of the requests' timestamps.
constexpr std::string_view used_nonces = R"sql(
CREATE TABLE used_nonces (
  request_ms INTEGER NOT NULL,
  high       INTEGER NOT NULL,
  low        INTEGER NOT NULL,
  PRIMARY KEY (request_ms, high, low)
) WITHOUT ROWID;
)sql";

// A record stays when its token has been taken over by a later one, and can be looked up for a while: what
// was asked, by whom, and who came again. Old ones leave by their keys, which grow with time.
constexpr std::string_view client_token_ledger = R"sql(
CREATE TABLE client_token_ledger (
  key           INTEGER PRIMARY KEY,
  account_key   INTEGER NOT NULL,
  action        TEXT NOT NULL,
  token         TEXT NOT NULL,
  succeeded_by  INTEGER NOT NULL,
  fingerprint   TEXT NOT NULL,
  parameters    TEXT NOT NULL,
  answer        TEXT NOT NULL,
  resource_id   TEXT NOT NULL,
  access_key_id TEXT NOT NULL,
  request_id    TEXT NOT NULL,
  made_ms       INTEGER NOT NULL,
  expires_ms    INTEGER NOT NULL,
  UNIQUE (account_key, action, token, succeeded_by)
);
INSERT INTO client_token_ledger (key, account_key, action, token, succeeded_by, fingerprint, parameters,
                                 answer, resource_id, access_key_id, request_id, made_ms, expires_ms)
  SELECT key, account_key, action, token, 0, fingerprint, '{}', answer, '', '', '',
         key / 2097152 + 1577836800000, expires_ms -- the time that the key was drawn (storage::KeySource)
    FROM client_tokens;
DROP TABLE client_tokens;
ALTER TABLE client_token_ledger RENAME TO client_tokens;
CREATE INDEX client_tokens_by_content ON client_tokens (account_key, action, fingerprint, key);

CREATE TABLE client_token_uses (
  key           INTEGER PRIMARY KEY,
  token_key     INTEGER NOT NULL,
  outcome       TEXT NOT NULL,
  differing     TEXT NOT NULL,
  access_key_id TEXT NOT NULL,
  request_id    TEXT NOT NULL,
  used_ms       INTEGER NOT NULL
);
CREATE INDEX client_token_uses_by_token ON client_token_uses (token_key);
)sql";

// Who acts for an account, and under which policies. A key without a user is the account's own (0). Policies
// are attached to the key of a user or a role, which no two of them share. `identity_changes` says which
// accounts to read again, for those who keep them in memory: revisions grow with every change.
constexpr std::string_view ram = R"sql(
ALTER TABLE access_keys ADD COLUMN user_key INTEGER NOT NULL DEFAULT 0;
CREATE INDEX access_keys_by_account ON access_keys (account_key, user_key);

CREATE TABLE ram_users (
  key          INTEGER PRIMARY KEY,
  account_key  INTEGER NOT NULL REFERENCES accounts (key),
  user_id      TEXT NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  display_name TEXT NOT NULL,
  mobile_phone TEXT NOT NULL,
  email        TEXT NOT NULL,
  comments     TEXT NOT NULL,
  created_ms   INTEGER NOT NULL,
  updated_ms   INTEGER NOT NULL,
  UNIQUE (account_key, name)
);

CREATE TABLE ram_roles (
  key           INTEGER PRIMARY KEY,
  account_key   INTEGER NOT NULL REFERENCES accounts (key),
  role_id       TEXT NOT NULL UNIQUE,
  name          TEXT NOT NULL,
  description   TEXT NOT NULL,
  trust_policy  TEXT NOT NULL,
  session_max_s INTEGER NOT NULL,
  created_ms    INTEGER NOT NULL,
  updated_ms    INTEGER NOT NULL,
  UNIQUE (account_key, name)
);

CREATE TABLE ram_policies (
  key             INTEGER PRIMARY KEY,
  account_key     INTEGER NOT NULL REFERENCES accounts (key),
  name            TEXT NOT NULL,
  description     TEXT NOT NULL,
  default_version INTEGER NOT NULL,
  newest_version  INTEGER NOT NULL,
  created_ms      INTEGER NOT NULL,
  updated_ms      INTEGER NOT NULL,
  UNIQUE (account_key, name)
);

CREATE TABLE ram_policy_versions (
  policy_key INTEGER NOT NULL REFERENCES ram_policies (key),
  version    INTEGER NOT NULL,
  document   TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  PRIMARY KEY (policy_key, version)
) WITHOUT ROWID;

CREATE TABLE ram_attachments (
  principal_key INTEGER NOT NULL,
  policy_type   TEXT NOT NULL,
  policy_name   TEXT NOT NULL,
  account_key   INTEGER NOT NULL REFERENCES accounts (key),
  attached_ms   INTEGER NOT NULL,
  PRIMARY KEY (principal_key, policy_type, policy_name)
) WITHOUT ROWID;
CREATE INDEX ram_attachments_by_policy ON ram_attachments (account_key, policy_type, policy_name);

CREATE TABLE identity_changes (
  account_key INTEGER PRIMARY KEY REFERENCES accounts (key),
  revision    INTEGER NOT NULL UNIQUE
);
)sql";

// What was changed and what was refused, two streams of one shape: a row's sequence is its stream's next
// number, so rows are counted by their ends and leave at the front. An event is kept for longer than whose it
// is may exist, so it refers to nothing.
constexpr std::string_view audit_events = R"sql(
CREATE TABLE audit_changes (
  sequence       INTEGER PRIMARY KEY,
  account_key    INTEGER NOT NULL,
  time_ms        INTEGER NOT NULL,
  random         INTEGER NOT NULL,
  outcome        TEXT NOT NULL,
  access_key_id  TEXT NOT NULL,
  caller_kind    INTEGER NOT NULL,
  principal_id   TEXT NOT NULL,
  principal_name TEXT NOT NULL,
  session_name   TEXT NOT NULL,
  source         INTEGER NOT NULL,
  over_tls       INTEGER NOT NULL,
  user_agent     TEXT NOT NULL,
  request_id     TEXT NOT NULL,
  version        TEXT NOT NULL,
  action         TEXT NOT NULL,
  parameters     TEXT NOT NULL,
  resources      TEXT NOT NULL,
  decision       TEXT NOT NULL,
  http_status    INTEGER NOT NULL,
  error_code     TEXT NOT NULL,
  error_message  TEXT NOT NULL,
  microseconds   INTEGER NOT NULL,
  calls          INTEGER NOT NULL
);
CREATE INDEX audit_changes_by_account ON audit_changes (account_key, time_ms);
CREATE TABLE audit_refusals (
  sequence       INTEGER PRIMARY KEY,
  account_key    INTEGER NOT NULL,
  time_ms        INTEGER NOT NULL,
  random         INTEGER NOT NULL,
  outcome        TEXT NOT NULL,
  access_key_id  TEXT NOT NULL,
  caller_kind    INTEGER NOT NULL,
  principal_id   TEXT NOT NULL,
  principal_name TEXT NOT NULL,
  session_name   TEXT NOT NULL,
  source         INTEGER NOT NULL,
  over_tls       INTEGER NOT NULL,
  user_agent     TEXT NOT NULL,
  request_id     TEXT NOT NULL,
  version        TEXT NOT NULL,
  action         TEXT NOT NULL,
  parameters     TEXT NOT NULL,
  resources      TEXT NOT NULL,
  decision       TEXT NOT NULL,
  http_status    INTEGER NOT NULL,
  error_code     TEXT NOT NULL,
  error_message  TEXT NOT NULL,
  microseconds   INTEGER NOT NULL,
  calls          INTEGER NOT NULL
);
CREATE INDEX audit_refusals_by_account ON audit_refusals (account_key, time_ms);
)sql";

// Which of an account's users changed, so that not all of it is read again for one of them. The principal is
// 0 for the account's own keys, -1 for everything.
constexpr std::string_view changes_by_principal = R"sql(
ALTER TABLE identity_changes RENAME TO identity_changes_before;
CREATE TABLE identity_changes (
  account_key   INTEGER NOT NULL REFERENCES accounts (key),
  principal_key INTEGER NOT NULL,
  revision      INTEGER NOT NULL UNIQUE,
  PRIMARY KEY (account_key, principal_key)
) WITHOUT ROWID;
INSERT INTO identity_changes (account_key, principal_key, revision)
  SELECT account_key, -1, revision FROM identity_changes_before;
DROP TABLE identity_changes_before;
)sql";

constexpr storage::Migration steps[] = {
    {1, "foundation", foundation},
    {2, "desired state by key", desired_state_by_key},
    {3, "returned addresses", returned_addresses},
    {4, "used nonces", used_nonces},
    {5, "client token ledger", client_token_ledger},
    {6, "ram", ram},
    {7, "audit events", audit_events},
    {8, "identity changes by principal", changes_by_principal},
    {9, "commerce", commerce},
    {10, "billing", billing},
    {11, "steps outside", steps_outside},
};

constexpr std::string_view tables_with_keys[] = {
    "accounts",
    "access_keys",
    "client_tokens",
    "networks",
    "vswitches",
    "instances",
    "load_balancers",
    "listeners",
    "backend_servers",
    "client_token_uses",
    "ram_users",
    "ram_roles",
    "ram_policies",
    "ledger_accounts",
    "terms",
    "coupons",
    "stored_value_cards",
    "payment_methods",
    "subscriptions",
    "host_instances",
    "subscription_lines",
    "orders",
    "bills",
    "channel_orders",
};

}  // namespace

std::span<const storage::Migration> migrations() {
  return steps;
}

std::span<const std::string_view> keyed_tables() {
  return tables_with_keys;
}

int64_t newest_key(storage::Transaction& tx) {
  int64_t newest = 0;
  const auto read = [&](const storage::Row& row) { newest = std::max(newest, row.integer(0)); };
  for (const std::string_view table : tables_with_keys) {
    tx.query("SELECT COALESCE(MAX(key), 0) FROM " + std::string(table), {}, read);
  }
  // A recharge, a return: what moves money may have no row of its own beside its transfers.
  tx.query("SELECT COALESCE(MAX(source_key), 0) FROM ledger_transfers", {}, read);
  return newest;
}

}  // namespace sluice::schema
