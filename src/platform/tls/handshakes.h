#pragma once
// Handshakes of one loop take turns: a few steps, then everybody else on the loop, then a few more, first
// come first served. A step with a signature in it is the most work that a stranger can ask of a loop at
// once, and a crowd that connects together would otherwise hold up all who are connected already.

#include "platform/io/loop.h"

namespace sluice::tls {

class Handshakes final : private io::Completion {
 public:
  // In each of the two laps of completions that a turn of the loop makes.
  static constexpr int steps_per_lap_max = 4;

  // Who waits for a step: once at a time, and no longer than it lives.
  class Waiter {
   public:
    Waiter() = default;
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

   protected:
    ~Waiter() { leave(); }
    // May destroy this waiter and others, not the Handshakes.
    virtual void take_step() = 0;
    bool waiting() const { return next_ != nullptr; }
    void leave();

   private:
    friend class Handshakes;
    Waiter* next_ = nullptr;
    Waiter* previous_ = nullptr;
  };

  explicit Handshakes(io::Loop& loop);
  // Nobody waits any more.
  ~Handshakes();

  void enter(Waiter& waiter);

 private:
  class Queue final : public Waiter {
    void take_step() override {}
  };

  void complete() override;

  io::Loop& loop_;
  Queue queue_;  // sentinel of a circular list
};

}  // namespace sluice::tls
