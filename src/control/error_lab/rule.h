#pragma once
// An error or a delay that is armed, and what it does to one call. Values.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/api/action.h"
#include "contract/api/error.h"

namespace sluice::error_lab {

enum class Instant {
  BeforeCommit,     // the call is not run at all
  AfterCommit,      // it is, and answered with the error
  AnswerNeverSent,  // it is, and the connection closes without a word
};

struct Match {
  std::string name;  // of a parameter, as it is sent
  std::string value;
};

struct Rule {
  std::string id;
  const api::Action* action = nullptr;
  Instant instant = Instant::BeforeCommit;
  std::optional<api::Error> error;  // none: it only delays; never of AnswerNeverSent
  std::chrono::milliseconds delay{0};
  std::vector<Match> matches;
  std::string account_id;  // empty: everybody's calls
  int64_t nth = 1;         // from this matching call on
  int64_t times = 1;       // so often at most
  int64_t probability_percent = 100;
  uint64_t seed = 0;
};

// What happens to one call.
struct Strike {
  std::string rule_id;
  Instant instant = Instant::BeforeCommit;
  std::optional<api::Error> error;
  std::chrono::milliseconds delay{0};
};

// How it stands in the audit trail, beside what the call itself came to: the error, and which rule it was of.
api::Error noted(const Strike& strike);

// 0 to 99, the n-th draw of a seed, n counted from 0: SplitMix64's output modulo 100.
int64_t draw_percent(uint64_t seed, uint64_t n);

}  // namespace sluice::error_lab
