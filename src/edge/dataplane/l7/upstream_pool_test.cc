#include "edge/dataplane/l7/upstream_pool.h"

#include <gtest/gtest.h>

#include "edge/dataplane/l7/limits.h"
#include "edge/dataplane/testing/harness.h"

namespace sluice::l7 {
namespace {

using edgetest::Harness;
using edgetest::Peer;
using edgetest::test_address;
using edgetest::TestBackend;

class IdleConnections : public ::testing::Test {
 protected:
  IdleConnections() { keep_only({backend_.endpoint(), other_.endpoint()}); }

  void keep_only(const std::vector<base::Endpoint>& backends) {
    pool_.retain(Harness::listener({}, backends)->pool);
  }
  std::unique_ptr<UpstreamConnection> connect(TestBackend& backend) {
    return std::make_unique<UpstreamConnection>(pool_, backend.endpoint(), io::dial(backend.endpoint()));
  }
  // A connection that waits in the pool; its other end.
  Peer idle(TestBackend& backend) {
    pool_.put(connect(backend));
    return harness_.accept(backend);
  }

  Harness harness_;
  UpstreamPool pool_{harness_.loop()};
  TestBackend backend_{test_address(2)};
  TestBackend other_{test_address(3)};
};

TEST_F(IdleConnections, TheOneUsedLastIsTakenFirstAndOnlyForItsBackend) {
  Peer first = idle(backend_);
  auto last = connect(backend_);
  UpstreamConnection* const expected = last.get();
  Peer second = harness_.accept(backend_);
  pool_.put(std::move(last));
  EXPECT_EQ(pool_.take(other_.endpoint()), nullptr);
  const auto taken = pool_.take(backend_.endpoint());
  EXPECT_EQ(taken.get(), expected);
  EXPECT_NE(pool_.take(backend_.endpoint()), nullptr);
  EXPECT_EQ(pool_.take(backend_.endpoint()), nullptr);
}

TEST_F(IdleConnections, OneThatTheBackendClosesIsGoneAtOnce) {
  Peer server = idle(backend_);
  server.close();
  EXPECT_TRUE(harness_.until([&] { return pool_.idle_count() == 0; }));
}

TEST_F(IdleConnections, OneOnWhichTheBackendSpeaksUnaskedIsClosed) {
  Peer server = idle(backend_);
  server.send("HTTP/1.1 408 Request Timeout\r\n\r\n");
  EXPECT_TRUE(harness_.ends(server));
  EXPECT_EQ(pool_.idle_count(), 0u);
}

TEST_F(IdleConnections, AreClosedAfterTheirTime) {
  Peer server = idle(backend_);
  harness_.pass(upstream_idle_time_max / 2);
  Peer later = idle(backend_);
  harness_.pass(upstream_idle_time_max * 3 / 4);
  EXPECT_TRUE(harness_.ends(server));
  EXPECT_EQ(pool_.idle_count(), 1u);
  harness_.pass(upstream_idle_time_max);
  EXPECT_TRUE(harness_.ends(later));
}

TEST_F(IdleConnections, AreBoundedPerBackend) {
  std::vector<Peer> servers;
  for (size_t i = 0; i < upstream_idle_max + 3; ++i) servers.push_back(idle(backend_));
  servers.push_back(idle(other_));
  EXPECT_EQ(pool_.idle_count(), upstream_idle_max + 1);
}

TEST_F(IdleConnections, ToABackendThatLeavesThePoolAreClosedAndNotTakenBack) {
  Peer leaving = idle(backend_);
  auto in_use = connect(backend_);
  Peer in_use_server = harness_.accept(backend_);
  Peer staying = idle(other_);
  keep_only({other_.endpoint()});
  EXPECT_TRUE(harness_.ends(leaving));
  pool_.put(std::move(in_use));
  EXPECT_TRUE(harness_.ends(in_use_server));
  EXPECT_EQ(pool_.idle_count(), 1u);
  EXPECT_FALSE(staying.ended());
}

}  // namespace
}  // namespace sluice::l7
