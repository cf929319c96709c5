#include "platform/io/signals.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace sluice::io {
namespace {

sigset_t set_of(std::initializer_list<int> signals) {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : signals) sigaddset(&set, signal);
  return set;
}

}  // namespace

void block_signals(std::initializer_list<int> signals) {
  const sigset_t set = set_of(signals);
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

SignalWatcher::SignalWatcher(Loop& loop, std::initializer_list<int> signals,
                             std::function<void(int)> on_signal)
    : loop_(loop), on_signal_(std::move(on_signal)) {
  const sigset_t set = set_of(signals);
  fd_.reset(::signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC));
  loop_.watch(fd_.get(), EPOLLIN, *this);
}

SignalWatcher::~SignalWatcher() {
  loop_.unwatch(fd_.get(), *this);
}

void SignalWatcher::on_events(uint32_t) {
  signalfd_siginfo info;
  if (::read(fd_.get(), &info, sizeof info) != static_cast<ssize_t>(sizeof info)) return;
  const auto on_signal = on_signal_;
  on_signal(static_cast<int>(info.ssi_signo));
}

}  // namespace sluice::io
