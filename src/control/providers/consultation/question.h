#pragma once
// What is asked of a provider and what came back. Values; what is in them is the contract's business.

#include <compare>
#include <string>

#include "control/providers/consultation/seam.h"

namespace sluice::providers {

// Two questions are the same if their texts are: one whose inputs have changed is another one.
struct Question {
  Seam seam = Seam::Pricing;
  std::string body;      // JSON
  std::string key = {};  // its Idempotency-Key, where that is the same whoever asks; empty: the call's own
  auto operator<=>(const Question&) const = default;
};

struct Reply {
  enum class Kind {
    Answered,  // body says what
    Refused,   // 4xx: a definite no, with a reason of the provider's own
    Failed,    // nobody knows: an error of the provider's, or an answer that cannot be read
    Unheard,   // nobody knows: no answer in time, or nothing was sent
  };
  Kind kind = Kind::Unheard;
  std::string body;  // JSON, of Answered
  std::string why;   // of the others, a sentence for the log and the hint
  bool operator==(const Reply&) const = default;
};
// Whether it leaves open what the provider knows or has done.
inline bool is_unclear(const Reply& reply) {
  return reply.kind == Reply::Kind::Failed || reply.kind == Reply::Kind::Unheard;
}

}  // namespace sluice::providers
