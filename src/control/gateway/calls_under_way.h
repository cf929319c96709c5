#pragma once
// The calls that storage has not answered yet, in the order they came. One loop.

#include <cstdint>
#include <functional>
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
    std::unique_ptr<io::Timer> patience;    // of a call that stands behind another one with its token
    std::function<bool()> waits_elsewhere;  // none: it can only wait for storage
  };

  size_t count() const { return waiting_.size(); }
  uint64_t add(Respond respond, base::MonotonicTime now, std::function<bool()> waits_elsewhere = nullptr) {
    waiting_.emplace(++newest_, Waiting{std::move(respond), now, nullptr, std::move(waits_elsewhere)});
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
  // How long the one that came first has been waiting, of those that wait for storage: others wait for a
  // provider, or for what follows their commit.
  base::Duration longest_wait(base::MonotonicTime now) const {
    for (const auto& [id, waiting] : waiting_) {
      if (!waiting.waits_elsewhere || !waiting.waits_elsewhere()) return now - waiting.since;
    }
    return {};
  }

 private:
  uint64_t newest_ = 0;
  std::map<uint64_t, Waiting> waiting_;
};

}  // namespace sluice::gateway
