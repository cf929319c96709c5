#pragma once
// Signals as events of a loop. The signals must be blocked in every thread (block_signals() before the first
// one starts), so that only the loop sees them.

#include <functional>
#include <initializer_list>

#include "platform/base/unique_fd.h"
#include "platform/io/loop.h"

namespace sluice::io {

void block_signals(std::initializer_list<int> signals);

class SignalWatcher final : private EventSource {
 public:
  SignalWatcher(Loop& loop, std::initializer_list<int> signals, std::function<void(int signal)> on_signal);
  ~SignalWatcher();

 private:
  void on_events(uint32_t epoll_events) override;

  Loop& loop_;
  base::UniqueFd fd_;
  std::function<void(int)> on_signal_;
};

}  // namespace sluice::io
