#pragma once
// The way of refused calls into the audit trail: counted in memory, and written down at the end of the second
// in which they came. A crash loses the refusals of one second and those that storage had no room for; a stop
// loses none. One loop.

#include <memory>
#include <optional>

#include "control/audit/refusals.h"
#include "control/audit/trail.h"
#include "platform/io/loop.h"
#include "platform/io/timer.h"

namespace sluice::gateway {

class RefusalLog : public std::enable_shared_from_this<RefusalLog> {
 public:
  RefusalLog(io::Loop& loop, const base::Clock& clock, const audit::Trail& trail)
      : loop_(loop), clock_(clock), trail_(trail) {}

  // `event` is as audit::refuse() left it.
  void note(audit::Event event);
  // Writes down what is there. Nothing is noted any more.
  void stop();

 private:
  void arm();
  void write(std::vector<audit::Event> events);

  io::Loop& loop_;
  const base::Clock& clock_;
  const audit::Trail& trail_;
  audit::Refusals refusals_;
  std::optional<io::Timer> timer_;  // while something waits
  bool stopped_ = false;
};

}  // namespace sluice::gateway
