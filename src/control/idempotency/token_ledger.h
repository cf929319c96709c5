#pragma once
// What an account can look up about its ClientTokens: the records that client_token keeps, read only. Called
// inside units of work.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "control/idempotency/client_token.h"
#include "platform/storage/where.h"

namespace sluice::idempotency {

struct LedgerEntry {
  int64_t key;
  int64_t account_key;
  std::string account_id;
  std::string action;
  std::string token;
  bool replaced;  // by a later record of the same token
  std::string fingerprint;
  json::Value parameters;
  std::string resource_id;
  std::string access_key_id;
  std::string request_id;
  base::WallTime made;
  base::WallTime expires;
};

struct Retry {
  std::string outcome;
  json::Value differing;  // an array of names
  std::string access_key_id;
  std::string request_id;
  base::WallTime used;
};

// Conditions are about the columns of client_tokens, as `t`. The newest first.
std::vector<LedgerEntry> list_entries(storage::Transaction& tx, const storage::Where& where,
                                      const storage::Page& page);
int64_t count_entries(storage::Transaction& tx, const storage::Where& where);

std::vector<Retry> retries_of(storage::Transaction& tx, int64_t token_key);

// The last call of the account before this one with the same parameters and another token, if it came at most
// `within` earlier.
struct Similar {
  std::string token;
  std::string resource_id;
  base::WallTime made;
};
std::optional<Similar> similar_before(storage::Transaction& tx, const LedgerEntry& entry,
                                      std::chrono::seconds within);

}  // namespace sluice::idempotency
