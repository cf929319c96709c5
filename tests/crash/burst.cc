#include "tests/crash/burst.h"

#include <condition_variable>
#include <latch>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

namespace sluice::crash {

Burst send_at_once(const base::Endpoint& server, const std::vector<Asked>& asked,
                   std::chrono::nanoseconds instant, const std::function<void()>& at_instant) {
  Burst burst{.answers = std::vector<Answer>(asked.size())};
  std::latch connected(static_cast<std::ptrdiff_t>(asked.size()) + 1);
  std::mutex mutex;
  std::condition_variable answered;
  size_t under_way = asked.size();  // guarded by mutex

  std::vector<std::jthread> threads;
  threads.reserve(asked.size());
  for (size_t i = 0; i < asked.size(); ++i) {
    threads.emplace_back([&, i] {
      http::Client client(server);
      const auto connection = client.send({.target = "/healthz"});
      EXPECT_TRUE(connection) << connection.error();
      const http::Request request = e2e::signed_call(server, asked[i].action, asked[i].parameters);
      connected.arrive_and_wait();
      e2e::Reply reply = e2e::to_reply(client.send(request));
      burst.answers[i] = {reply.status, std::move(reply.body), std::move(reply.value)};
      const std::lock_guard lock(mutex);
      if (--under_way == 0) answered.notify_one();
    });
  }
  connected.arrive_and_wait();
  const auto start = std::chrono::steady_clock::now();
  {
    std::unique_lock lock(mutex);
    answered.wait_until(lock, start + instant, [&] { return under_way == 0; });
  }
  burst.duration = std::chrono::steady_clock::now() - start;
  at_instant();
  return burst;
}

}  // namespace sluice::crash
