#pragma once
// One process of the service, of which there may be several on one database: it does something only when it
// is told to.

#include <memory>

#include "control/plane/testing/test_cloud.h"
#include "platform/storage/testing/stepped_database.h"
#include "tests/simulation/draw.h"

namespace sluice::simulation {

class Worker {
 public:
  // On fresh data, or on those of another one. It works by itself until hold().
  Worker(control::Options options, std::unique_ptr<base::Random> random);
  Worker(const Worker& beside, std::unique_ptr<base::Random> random);

  // From here on it works when it is told to.
  void hold();
  bool runs() const { return cloud_.is_open() && !is_paused_; }
  bool is_open() const { return cloud_.is_open(); }
  void pause(bool is_paused) { is_paused_ = is_paused; }

  // One of the things that it could do now, if there is any.
  void step(Draw& draw);
  // Whether storage has anything to do for it.
  bool has_work() const;
  // Everything, until nothing is left that another turn would not bring.
  void work_off();
  // What the service does every few seconds.
  void tick();

  void kill();
  // False if storage cannot be opened.
  bool start();

  control::TestCloud& cloud() { return cloud_; }

 private:
  // The plane opens its database by itself, and this is how it is got hold of.
  using Opened = std::shared_ptr<storage::SteppedDatabase*>;
  static control::OpenDatabase open_stepped(Opened opened);
  static control::Options stepped(control::Options options, Opened opened);

  const Opened database_ = std::make_shared<storage::SteppedDatabase*>(nullptr);
  control::TestCloud cloud_;
  bool is_paused_ = false;
};

}  // namespace sluice::simulation
