#pragma once
// The sample provider: every seam of the contract over one small state, and able to misbehave on request
// (docs/providers.md). From a request to what is answered and when; no sockets.

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "control/providers/consultation/seam.h"
#include "control/providers/sample/state.h"
#include "platform/base/secret.h"
#include "platform/http/message.h"

namespace sluice::providers {

enum class Behaviour {
  Proper,     // answers by its state
  Slow,       // the same, later
  Wrong,      // answers what is no answer
  Refusing,   // says no: 403
  Failing,    // 500
  Forgetful,  // as if it had lost its state
  Silent,     // never answers
  Closing,    // answers by its state; what it authorises runs out at once
  Mute,       // does what it is asked and never answers
};
std::span<const std::string_view> behaviour_texts();  // in the enum's order: proper, slow, ...
std::optional<Behaviour> parse_behaviour(std::string_view text);

struct Instruction {
  Behaviour behaviour = Behaviour::Proper;
  std::chrono::milliseconds delay{1'000};  // of Slow
  // Of the payment seam: at this step alone, and properly at the others. Nothing: at all of them.
  std::optional<PaymentStep> step = std::nullopt;
};

inline constexpr size_t keys_kept_max = 256;

class Sample {
 public:
  Sample(base::Secret secret, SampleState state) : secret_(std::move(secret)), state_(std::move(state)) {}

  struct Outcome {
    http::Response response;
    base::Duration delay{};
    bool is_silent = false;  // nothing is to be answered at all
  };
  // `now` is what the provider's clock says.
  Outcome answer(const http::Request& request, base::WallTime now);

  void behave(Seam seam, const Instruction& instruction) {
    instructions_[static_cast<size_t>(seam)] = instruction;
  }
  SampleState& state() { return state_; }
  // Genuine questions so far.
  uint64_t asked(Seam seam) const { return asked_[static_cast<size_t>(seam)]; }
  // Of those the ones that were not answered at all, of every seam.
  uint64_t left_unanswered() const { return left_unanswered_; }
  // Their Idempotency-Keys, the last ones.
  const std::deque<std::string>& keys() const { return keys_; }

 private:
  Outcome answer_seam(Seam seam, const http::Request& request);
  http::Response take_instruction(const std::string& body);

  const base::Secret secret_;
  SampleState state_;
  std::array<Instruction, seam_count> instructions_;
  std::array<uint64_t, seam_count> asked_{};
  uint64_t left_unanswered_ = 0;
  std::deque<std::string> keys_;
};

}  // namespace sluice::providers
