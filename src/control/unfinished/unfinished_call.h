#pragma once
// Calls that have committed something before they can be answered, since they have somebody outside do
// something (docs/decisions/0018-steps-outside.md). A row is there from the first commit of such a call to
// its last one, with all that is needed to go on with it in another process: what was asked, by whom, and
// under which ClientToken.
//
// A call belongs to whoever has its lease, under the epoch at which he took it. Whoever takes a call over
// raises the epoch, and a unit of work that comes with an older one changes nothing. Called inside units of
// work.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/api/parameter_set.h"
#include "contract/model/ids.h"
#include "control/audit/decision.h"
#include "control/identity/caller.h"
#include "platform/base/clock.h"
#include "platform/base/ip.h"
#include "platform/storage/transaction.h"

namespace sluice::unfinished {

// Longer than a call may take: what is under way is not taken over (commerce fact sheet, 5).
inline constexpr std::chrono::seconds lease{30};

struct UnfinishedCall {
  int64_t work = 0;  // the key of what it has begun: of its order
  int64_t epoch = 0;
  std::string version, action;
  api::ParameterSet parameters;
  identity::Caller caller;
  model::RequestId request_id;
  base::WallTime received{};  // real time
  // For the event of the audit trail that its end will be:
  base::Ipv4 source;
  bool over_tls = false;
  std::string user_agent;
  audit::Decision decision;
  // Empty: it came without one, and nobody can come back for its answer.
  std::string token;
  std::string fingerprint;  // of its parameters (idempotency::Claim)
};

// `now` is real time, here and below: leases are about processes.
void record(storage::Transaction& tx, const UnfinishedCall& call, base::WallTime now);
// Each false, and then nothing was changed, if somebody else has taken the call over, or ended it.
bool renew(storage::Transaction& tx, int64_t work, int64_t epoch, base::WallTime now);
bool end(storage::Transaction& tx, int64_t work, int64_t epoch);

struct WithToken {
  int64_t work = 0;
  std::string fingerprint;
};
std::optional<WithToken> find_by_token(storage::Transaction& tx, int64_t account_key, std::string_view action,
                                       std::string_view token);

// For whoever knows that no other process works on these data: all leases are over.
void end_leases(storage::Transaction& tx);
// Those whose lease is over, the oldest first, under a new epoch and a lease of their own.
std::vector<UnfinishedCall> take_over(storage::Transaction& tx, base::WallTime now, int64_t count_max);
int64_t count(storage::Transaction& tx);

}  // namespace sluice::unfinished
