#include "control/providers/client/client.h"

#include <array>

namespace sluice::providers {
struct Client::State {
  // The replies to the questions that are asked together.
  struct Round {
    std::vector<Reply> replies;
    size_t left;
    Told told;

    void take(size_t index, Reply reply) {
      replies[index] = std::move(reply);
      come_one_nearer();
    }
    void come_one_nearer() {
      if (--left == 0) told(std::move(replies));
    }
  };

  std::array<std::unique_ptr<SeamClient>, seam_count> seams;

  void ask(std::vector<Question> questions, const std::string& call, base::MonotonicTime deadline,
           Told told) {
    // One more than there are questions, so that it is not told before all of them are asked.
    const auto round = std::make_shared<Round>(
        Round{std::vector<Reply>(questions.size()), questions.size() + 1, std::move(told)});
    for (size_t i = 0; i < questions.size(); ++i) {
      SeamClient* const seam = seams[static_cast<size_t>(questions[i].seam)].get();
      if (seam == nullptr) {
        round->come_one_nearer();
        continue;
      }
      seam->ask(std::move(questions[i]), call, deadline,
                [round, i](Reply reply) { round->take(i, std::move(reply)); });
    }
    round->come_one_nearer();
  }
};

Client::Client(io::Loop& loop, const Settings& settings, const Transport& transport)
    : loop_(loop), state_(std::make_shared<State>()) {
  for (size_t i = 0; i < seam_count; ++i) {
    if (!settings.seams[i]) continue;
    state_->seams[i] =
        std::make_unique<SeamClient>(loop, static_cast<Seam>(i), *settings.seams[i], transport);
  }
}

// Posted questions may still hold the state for a while, on this thread; the seams are gone with the client.
Client::~Client() {
  for (auto& seam : state_->seams) seam.reset();
}

void Client::ask(std::vector<Question> questions, std::string call, base::MonotonicTime deadline, Told told) {
  loop_.post([state = std::weak_ptr(state_), questions = std::move(questions), call = std::move(call),
              deadline, told = std::move(told)]() mutable {
    if (const auto held = state.lock()) {
      held->ask(std::move(questions), call, deadline, std::move(told));
    }
  });
}

const SeamClient* Client::find(Seam seam) const {
  return state_->seams[static_cast<size_t>(seam)].get();
}

}  // namespace sluice::providers
