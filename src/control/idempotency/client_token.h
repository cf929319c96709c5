#pragma once
// ClientToken: the same token with the same parameters answers as the first time and does nothing twice.
//
// A record is made in the transaction of the call it stands for, under a unique key, so token, effect and
// answer exist together or not at all, whichever process made them; and writers take turns, so that callers
// with the same token find the first one's answer. Only a success leaves a record, so a refused call releases
// its token by leaving nothing.
//
// A record answers as long as its maker says, by default 10 minutes, and is kept on for a day as what the
// account can look up (token_ledger): which token made what, who came again, what differed.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/api/action.h"
#include "contract/api/parameter_set.h"
#include "platform/base/clock.h"
#include "platform/json/json.h"
#include "platform/storage/transaction.h"

namespace sluice::idempotency {

inline constexpr std::string_view token_parameter = "ClientToken";
inline constexpr std::chrono::seconds validity_default{600}, validity_min{1}, validity_max{7 * 24 * 3600};
// For how long a record can be looked up, counted from when it was made; never less than its validity.
inline constexpr std::chrono::hours kept_for{24};
inline constexpr int64_t old_records_per_call_max = 4;  // each new row clears away a few old ones
// Of one token: who came again. Later ones are answered as well and not noted.
inline constexpr int64_t uses_per_token_max = 100;

// How a token that comes with other parameters is refused: as the page of CreateLoadBalancer has it, or as
// other products do.
enum class Mismatch { InvalidParameter, IdempotentParameterMismatch };

// Scope (main account, action, token) and what the call asked for.
struct Claim {
  int64_t account_key;
  std::string action;
  std::string token;
  // SHA-256 of action, version and the sorted business parameters, hex.
  std::string fingerprint;
  json::Value parameters;  // those, by name; a secret one as its hash
};

// The fingerprint covers the parameters the action declares, as received, but the token itself; what
// signatures, formats and clients add is left out, so a retry may differ in it.
Claim make_claim(int64_t account_key, const api::Action& action, std::string_view token,
                 const api::ParameterSet& parameters);

// Names of the parameters that two calls with one token do not share.
std::vector<std::string> differing_parameters(const json::Value& first, const json::Value& second);

// The newest record of a claim's scope. It answers while it is valid.
struct Record {
  int64_t key;
  std::string fingerprint;
  json::Value parameters;
  json::Value answer;
  base::WallTime expires;
};
std::optional<Record> find(storage::Transaction& tx, const Claim& claim);

// Who called, when.
struct Use {
  std::string access_key_id;
  std::string request_id;
  base::WallTime now;       // business time
  base::WallTime received;  // real time
};

// What the call came to: its answer, and the id in it of what was made.
struct Result {
  const json::Value& answer;
  std::string_view resource_id;
};

// `key` is new, and so becomes the record's; `expired` is what find() had, if anything.
void record(storage::Transaction& tx, int64_t key, const Claim& claim, const std::optional<Record>& expired,
            const Use& use, const Result& result, std::chrono::seconds validity);

enum class Outcome { Replayed, Refused };
std::string_view to_string(Outcome outcome);

// Notes that a token came again. `key` is new. What differed is empty for a replay.
void note_use(storage::Transaction& tx, int64_t key, const Record& record, const Use& use, Outcome outcome,
              const std::vector<std::string>& differing, std::chrono::seconds validity);

}  // namespace sluice::idempotency
