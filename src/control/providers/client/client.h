#pragma once
// Puts questions to the providers that are set, all of them on one loop.

#include <memory>

#include "control/providers/client/seam_client.h"
#include "control/providers/client/settings.h"
#include "control/providers/client/transport.h"
#include "control/providers/consultation/asker.h"
#include "platform/io/loop.h"

namespace sluice::providers {

class Client final : public Asker {
 public:
  // To be made and destroyed on the loop's thread. What is under way when it goes is told nothing.
  Client(io::Loop& loop, const Settings& settings, const Transport& transport = send_over_http);
  ~Client();

  // Any thread; `told` is called on the loop. A seam without a provider is not heard.
  void ask(std::vector<Question> questions, std::string call, base::MonotonicTime deadline,
           Told told) override;

  // On the loop. Null: the seam has no provider.
  const SeamClient* find(Seam seam) const;

 private:
  struct State;
  io::Loop& loop_;
  const std::shared_ptr<State> state_;
};

}  // namespace sluice::providers
