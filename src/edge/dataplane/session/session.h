#pragma once
// One client connection on one worker, of whichever kind. Owned by its Service.

#include "platform/io/loop.h"

namespace sluice::session {

class Service;

class Session : public io::Mortal {
 public:
  explicit Session(Service& service) : service_(service) {}

  // The listener was stopped or removed.
  virtual void on_listener_stopped() = 0;
  // The process is stopping: finish what is under way, begin nothing new.
  virtual void on_drain() = 0;
  // Ends at once.
  virtual void close() = 0;

 protected:
  // Takes this session off its service and has the loop destroy it after this turn. The caller has closed its
  // sockets and timers, so that nothing calls back any more; nothing may follow but return.
  void end();

  Service& service_;

 private:
  friend class Service;
  Session* next_ = nullptr;
  Session* previous_ = nullptr;
};

}  // namespace sluice::session
