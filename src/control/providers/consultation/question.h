#pragma once
// What is asked of a provider and what came back. Values; what is in them is the contract's business.

#include <compare>
#include <string>

#include "control/providers/consultation/seam.h"

namespace sluice::providers {

// Two questions are the same if their texts are: one whose inputs have changed is another one.
struct Question {
  Seam seam = Seam::Pricing;
  std::string body;  // JSON
  auto operator<=>(const Question&) const = default;
};

struct Reply {
  enum class Kind {
    Answered,  // body says what
    Refused,   // 4xx: a definite no, with a reason of the provider's own
    Unheard,   // nobody knows: no answer in time, an error of the provider's, or one that cannot be read
  };
  Kind kind = Kind::Unheard;
  std::string body;  // JSON, of Answered
  std::string why;   // of the others, a sentence for the log and the hint
  bool operator==(const Reply&) const = default;
};

}  // namespace sluice::providers
