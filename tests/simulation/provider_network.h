#pragma once
// The payment provider and the network between him and the service: what is sent to him arrives, or is lost,
// or arrives twice, now or long after whoever sent it has given up; and so does what he answers. Nothing
// happens by itself: each step is one thing that happens to one message.

#include <memory>
#include <optional>
#include <vector>

#include "control/providers/client/transport.h"
#include "control/providers/sample/sample.h"
#include "platform/base/clock.h"
#include "tests/simulation/draw.h"

namespace sluice::simulation {

class ProviderNetwork {
 public:
  explicit ProviderNetwork(const base::Clock& clock);

  // How a process of the service sends. Outlived by the network.
  providers::Transport transport();
  providers::ProviderSettings settings() const;

  bool is_idle() const { return messages_.empty(); }
  void step(Draw& draw);
  // From here on messages are neither lost nor sent twice.
  void become_reliable() { is_reliable_ = true; }
  void become_unreliable() { is_reliable_ = false; }

  providers::Sample& provider() { return provider_; }

 private:
  class Line;
  struct Message {
    std::weak_ptr<Line> line;  // gone: nobody waits for its answer
    http::Request request;
    std::optional<http::Response> answer;  // he has it, and this is on its way back
  };
  void arrive(Message& message);

  const base::Clock& clock_;
  providers::Sample provider_;
  std::vector<Message> messages_;
  bool is_reliable_ = true;
};

}  // namespace sluice::simulation
