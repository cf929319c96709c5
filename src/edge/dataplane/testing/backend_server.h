#pragma once
// An HTTP backend on a thread of its own, for tests of data planes that run on threads.
//
// It answers every request with its name as the body, except:
//   /bytes/N     N bytes of pattern()
//   /upload      the number of bytes of the request's body, and whether they were pattern()
// Bodies are taken and made as they stream, in pieces.

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "platform/base/clock.h"
#include "platform/base/ip.h"
#include "platform/io/loop.h"

namespace sluice::edgetest {

// What large bodies are made of: the byte at this offset.
inline char pattern(uint64_t offset) {
  return static_cast<char>('!' + offset % 89);
}

class BackendServer {
 public:
  // Port 0 picks a free one.
  BackendServer(std::string name, const base::Endpoint& local);
  ~BackendServer();

  const base::Endpoint& endpoint() const { return endpoint_; }
  // Connections and requests so far.
  int accepted() const { return accepted_; }
  int requests() const { return requests_; }
  // The status of every response from now on.
  void set_status(int status) { status_ = status; }
  // Closes idle connections after each response without saying so, as impolite servers do.
  void close_after_response(bool on) { close_after_response_ = on; }

 private:
  friend class BackendConnection;
  class Listener;

  const std::string name_;
  base::SystemClock clock_;
  io::Loop loop_;
  base::Endpoint endpoint_;
  std::atomic<int> accepted_{0};
  std::atomic<int> requests_{0};
  std::atomic<int> status_{200};
  std::atomic<bool> close_after_response_{false};
  std::unique_ptr<Listener> listener_;
  std::thread thread_;
};

}  // namespace sluice::edgetest
