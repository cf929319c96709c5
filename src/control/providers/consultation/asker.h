#pragma once
// Whoever puts questions to providers.

#include <functional>
#include <string>
#include <vector>

#include "control/providers/consultation/question.h"
#include "platform/base/clock.h"

namespace sluice::providers {

class Asker {
 public:
  using Told = std::function<void(std::vector<Reply>)>;

  // Asks them all at once and calls `told` once, later, with a reply for each in their order; at `deadline`
  // the latest, by when what is missing is Unheard. The same `call` and question always go out under the same
  // Idempotency-Key. Any thread; `told` is called on the asker's own.
  virtual void ask(std::vector<Question> questions, std::string call, base::MonotonicTime deadline,
                   Told told) = 0;

 protected:
  ~Asker() = default;
};

}  // namespace sluice::providers
