#pragma once
// The calls that storage has not answered yet, in the order they came. One loop.

#include <cstdint>
#include <map>
#include <memory>

#include "control/gateway/answered.h"
#include "platform/base/clock.h"
#include "platform/io/timer.h"

namespace sluice::gateway {

class CallsUnderWay {
 public:
  struct Waiting {
    Respond respond;
    base::MonotonicTime since;
    std::unique_ptr<io::Timer> patience;  // of a call that stands behind another one with its token
  };

  size_t count() const { return waiting_.size(); }
  uint64_t add(Respond respond, base::MonotonicTime now) {
    waiting_.emplace(++newest_, Waiting{std::move(respond), now, nullptr});
    return newest_;
  }
  // Null once it has been answered.
  Waiting* find(uint64_t id) {
    const auto found = waiting_.find(id);
    return found == waiting_.end() ? nullptr : &found->second;
  }
  void answer(uint64_t id, Answered answered) {
    if (const Respond respond = take(id)) respond(std::move(answered));
  }
  // How it is to be answered, by whoever takes it; null for one that did not wait to the end.
  Respond take(uint64_t id) {
    const auto found = waiting_.find(id);
    if (found == waiting_.end()) return nullptr;
    Respond respond = std::move(found->second.respond);
    waiting_.erase(found);
    return respond;
  }
  // How long the one that came first has been waiting.
  base::Duration longest_wait(base::MonotonicTime now) const {
    return waiting_.empty() ? base::Duration{} : now - waiting_.begin()->second.since;
  }

 private:
  uint64_t newest_ = 0;
  std::map<uint64_t, Waiting> waiting_;
};

}  // namespace sluice::gateway
