#pragma once
// The turn of a call that waits behind others: it begins, or whoever waits for it gives it up, whichever
// comes first. Thread-safe.

#include <atomic>

namespace sluice::actions {

class Turn {
 public:
  // False if it was given up: nothing may be done then. May be asked again by a unit that runs again.
  bool begin() { return settle(State::Begun); }
  // False if it has begun: its outcome will be told.
  bool give_up() { return settle(State::GivenUp); }

 private:
  enum class State { Waiting, Begun, GivenUp };

  bool settle(State wanted) {
    State before = State::Waiting;
    return state_.compare_exchange_strong(before, wanted) || before == wanted;
  }

  std::atomic<State> state_ = State::Waiting;
};

}  // namespace sluice::actions
