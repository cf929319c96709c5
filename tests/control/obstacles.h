#pragma once
// What keeps a create back: brought about by the operator's and the customer's actions, and taken away by
// them.

#include <functional>
#include <span>

#include "market.h"

namespace sluice::control {

struct Obstacle {
  const char* name;
  api::OrderError error;
  void (*put)(Market&);
  void (*take_away)(Market&);
};

// Brought about, told exactly, taken back; and then the create passes.
inline void expect_kept_back(Market& m, const Obstacle& obstacle) {
  obstacle.put(m);
  expect_row(m.create(), obstacle.error);
  m.expect_sound_ledger();
  obstacle.take_away(m);
  const Reply created = m.create();
  EXPECT_TRUE(created.ok()) << created.body;
  m.expect_sound_ledger();
}

// All at once: the first is told, and when it is taken away the next.
inline void expect_in_turn(Market& m, std::span<const Obstacle> in_order,
                           const std::function<Reply()>& create) {
  for (const Obstacle& obstacle : in_order) obstacle.put(m);
  for (const Obstacle& obstacle : in_order) {
    SCOPED_TRACE(obstacle.name);
    expect_row(create(), obstacle.error);
    obstacle.take_away(m);
  }
  const Reply created = create();
  EXPECT_TRUE(created.ok()) << created.body;
}

}  // namespace sluice::control
