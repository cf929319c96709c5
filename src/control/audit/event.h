#pragma once
// What is kept of a call: who, from where, what, why he was let in or kept out, what became of it and how
// long that took. Values; all text in them is bounded, and none of it is a secret.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "contract/api/action.h"
#include "contract/api/error.h"
#include "contract/model/ids.h"
#include "control/audit/decision.h"
#include "control/identity/caller.h"
#include "platform/base/clock.h"
#include "platform/base/ip.h"
#include "platform/base/random.h"

namespace sluice::audit {

enum class Outcome {
  Done,              // a change that was made
  Replayed,          // the answer of an earlier call with its ClientToken
  Refused,           // not done, for another reason than permission
  Denied,            // no permission
  NotAuthenticated,  // who called is claimed and not proved
  Others,            // refusals of more kinds than are told apart (Refusals)
};
std::string_view to_string(Outcome outcome);
std::optional<Outcome> parse_outcome(std::string_view name);

// Of an event: 48 bits of its time and 62 random ones, so that an id says where its event lies. Written as a
// UUID of version 7 (RFC 9562).
using EventId = base::Strong<struct EventIdTag, std::string>;
EventId event_id(base::WallTime time, uint64_t random);
struct EventIdParts {
  base::WallTime time;
  uint64_t random;
};
std::optional<EventIdParts> parse_event_id(std::string_view text);

inline constexpr uint64_t event_random_max = (uint64_t{1} << 62) - 1;
inline constexpr size_t user_agent_characters_max = 128;
inline constexpr size_t access_key_characters_max = 64;  // of one that is claimed
inline constexpr size_t message_characters_max = 256;

struct Event {
  base::WallTime time{};    // when the request came
  uint64_t random = 0;      // of its id
  identity::Caller caller;  // account_key 0: nobody knows whose call it was
  bool of_nobody = false;   // that is so, and the account's is the one that is shown it
  base::Ipv4 source;
  bool over_tls = false;
  std::string user_agent;
  model::RequestId request_id;
  std::string version;
  std::string action;
  std::string parameters = "{}";  // JSON, as parameters_text() makes it
  std::string resources = "[]";   // JSON, as resources_text() makes it
  Decision decision;
  Outcome outcome = Outcome::Done;
  int http_status = 200;
  std::string error_code;
  std::string error_message;  // of a change that was made, without a code: a remark on how it was decided
  int64_t microseconds = 0;   // from arrival until it was written down, or until the refusal was known
  int64_t count = 1;          // of calls that it stands for; of more than one it tells the first
};

// How a request came.
struct Arrival {
  base::WallTime time;
  base::MonotonicTime at;
  base::Ipv4 source;
  bool over_tls = false;
  std::string_view user_agent;
  model::RequestId request_id;
};

// Draws the event's id.
Event make_event(const Arrival& arrival, const api::Action& action, const identity::Caller& caller,
                 base::Random& random);
// The same for a request that proved nothing: `caller` is whose key it named, null if that cannot be told.
Event unproven_event(const Arrival& arrival, const api::Action& action, const identity::Caller* caller,
                     std::string_view access_key_id, base::Random& random);

// What a refusal adds. Of a request that proved nothing no message is kept: it may repeat what was signed,
// secrets included.
void refuse(Event& event, const api::Error& error, base::Duration taken);

int64_t to_microseconds(base::Duration duration);

}  // namespace sluice::audit
