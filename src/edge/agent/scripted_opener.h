#pragma once
// For tests: opens real sockets, except where the test says with which errno that fails.

#include <map>
#include <mutex>
#include <vector>

#include "edge/agent/socket_opener.h"

namespace sluice::agent {

class ScriptedOpener final : public SocketOpener {
 public:
  base::Result<base::UniqueFd, int> open(const base::Endpoint& local) override {
    {
      std::lock_guard lock(mutex_);
      asked_.push_back(local);
      const auto at = errors_.find(local);
      if (at != errors_.end()) return base::Unexpected{int{at->second}};
      if (local.port != 0 && local.port < 1024 && no_privileges_) return base::Unexpected{EACCES};
    }
    return system_.open(local);
  }

  void fail(const base::Endpoint& local, int error) {
    std::lock_guard lock(mutex_);
    errors_[local] = error;
  }
  void heal(const base::Endpoint& local) {
    std::lock_guard lock(mutex_);
    errors_.erase(local);
  }
  void take_privileges_away() {
    std::lock_guard lock(mutex_);
    no_privileges_ = true;
  }
  std::vector<base::Endpoint> asked() {
    std::lock_guard lock(mutex_);
    return asked_;
  }

 private:
  SystemSocketOpener system_;
  std::mutex mutex_;
  std::map<base::Endpoint, int> errors_;  // guarded by mutex_, like what follows
  bool no_privileges_ = false;
  std::vector<base::Endpoint> asked_;
};

}  // namespace sluice::agent
