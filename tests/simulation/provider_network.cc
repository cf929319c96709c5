#include "tests/simulation/provider_network.h"

#include <utility>

#include "platform/io/timer.h"

namespace sluice::simulation {
namespace {

constexpr std::string_view secret = "the secret of both sides";
constexpr uint64_t one_is_lost_in = 12, one_is_doubled_in = 12;

base::Secret shared_secret() {
  return base::Secret(std::string(secret));
}

}  // namespace

// Whoever waits for an answer.
class ProviderNetwork::Line {
 public:
  Line(io::Loop& loop, base::Duration timeout, providers::OnAnswer on_answer)
      : loop_(loop),
        on_answer_(std::move(on_answer)),
        timeout_(loop, [this] { end(base::Unexpected<std::string>{"no answer: timed out"}); }) {
    timeout_.arm(timeout);
  }
  // The answer arrives in a turn of the loop, if anybody waits for it then.
  static void bring(const std::weak_ptr<Line>& line, http::Response answer) {
    const auto held = line.lock();
    if (held == nullptr) return;
    held->loop_.post([line, answer = std::move(answer)] {
      if (const auto waiting = line.lock()) waiting->end(answer);
    });
  }

 private:
  void end(base::Result<http::Response, std::string> outcome) {
    timeout_.disarm();
    if (const auto on_answer = std::exchange(on_answer_, nullptr)) on_answer(std::move(outcome));
  }

  io::Loop& loop_;
  providers::OnAnswer on_answer_;
  io::Timer timeout_;
};

ProviderNetwork::ProviderNetwork(const base::Clock& clock)
    : clock_(clock), provider_(shared_secret(), providers::default_sample_state()) {}

providers::ProviderSettings ProviderNetwork::settings() const {
  return {.server = {},
          .host = "provider",
          .prefix = "",
          .secret = shared_secret(),
          .deadline = std::chrono::milliseconds(1000),
          .attempts = 2};
}

providers::Transport ProviderNetwork::transport() {
  class Held final : public providers::Sent {
   public:
    explicit Held(std::shared_ptr<Line> line) : line_(std::move(line)) {}

   private:
    const std::shared_ptr<Line> line_;
  };
  return [this](io::Loop& loop, const providers::ProviderSettings&, const http::Request& request,
                base::Duration timeout, providers::OnAnswer on_answer) -> std::unique_ptr<providers::Sent> {
    auto line = std::make_shared<Line>(loop, timeout, std::move(on_answer));
    messages_.push_back({line, request, std::nullopt});
    return std::make_unique<Held>(std::move(line));
  };
}

void ProviderNetwork::arrive(Message& message) {
  providers::Sample::Outcome outcome = provider_.answer(message.request, clock_.wall());
  if (!outcome.is_silent) message.answer = std::move(outcome.response);
}

void ProviderNetwork::step(Draw& draw) {
  if (messages_.empty()) return;
  const auto at = messages_.begin() + static_cast<std::ptrdiff_t>(draw.below(messages_.size()));
  if (!is_reliable_ && draw.one_in(one_is_lost_in)) {
    messages_.erase(at);
    return;
  }
  if (at->answer) {
    Line::bring(at->line, *std::move(at->answer));
    messages_.erase(at);
    return;
  }
  Message again{{}, at->request, std::nullopt};
  const bool is_doubled = !is_reliable_ && draw.one_in(one_is_doubled_in);
  arrive(*at);
  if (!at->answer) messages_.erase(at);
  if (is_doubled) messages_.push_back(std::move(again));
}

}  // namespace sluice::simulation
