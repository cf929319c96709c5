#pragma once
// ClientToken: the same token with the same parameters answers as the first time and does nothing twice.
//
// A record is made in the transaction of the call it stands for, so token, effect and answer exist together
// or not at all, and one writer makes callers with the same token take turns: the second one finds the first
// one's answer. Only a success leaves a record, so a refused call releases its token by leaving nothing.
// Records live as long as their maker says, by default 10 minutes.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "contract/api/action.h"
#include "contract/api/parameter_set.h"
#include "platform/base/clock.h"
#include "platform/json/json.h"
#include "platform/storage/transaction.h"

namespace sluice::idempotency {

inline constexpr std::string_view token_parameter = "ClientToken";
inline constexpr std::chrono::seconds validity_default{600}, validity_min{1}, validity_max{7 * 24 * 3600};
inline constexpr int64_t expired_records_per_call_max = 16;  // each new record clears away a few old ones

// Scope (main account, action, token) and what the call asked for.
struct Claim {
  int64_t account_key;
  std::string action;
  std::string token;
  std::string fingerprint;  // SHA-256 of action, version and the sorted business parameters, hex
};

// The fingerprint covers the parameters the action declares, as received, but the token itself; what
// signatures, formats and clients add is left out, so a retry may differ in it.
Claim make_claim(int64_t account_key, const api::Action& action, std::string_view token,
                 const api::ParameterSet& parameters);

struct Record {
  std::string fingerprint;
  json::Value answer;
};

std::optional<Record> find(storage::Transaction& tx, const Claim& claim, base::WallTime now);
void record(storage::Transaction& tx, int64_t key, const Claim& claim, const json::Value& answer,
            base::WallTime now, std::chrono::seconds validity);

}  // namespace sluice::idempotency
