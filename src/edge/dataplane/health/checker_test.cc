#include "edge/dataplane/health/checker.h"

#include <gtest/gtest.h>

#include "edge/dataplane/testing/harness.h"

namespace sluice::health {
namespace {

using edgetest::Harness;
using edgetest::Peer;
using edgetest::test_address;
using edgetest::TestBackend;
using nodelink::HealthCheckKind;

constexpr int interval_s = 2;
constexpr base::Duration interval = std::chrono::seconds(interval_s);

class Checks : public ::testing::Test {
 protected:
  CheckTarget tcp(TestBackend& backend) {
    return {backend.endpoint(),
            {.kind = HealthCheckKind::Tcp,
             .interval_s = interval_s,
             .timeout_s = 5,
             .healthy_threshold = 2,
             .unhealthy_threshold = 3}};
  }
  CheckTarget http(TestBackend& backend) {
    CheckTarget target = tcp(backend);
    target.settings.kind = HealthCheckKind::Http;
    return target;
  }
  // Time passes until the next check of every target has begun and, if it can end by itself, has ended.
  void round() { harness_.pass(interval); }

  Harness harness_;
  TestBackend backend_{test_address(2)};
  std::vector<std::string> told_;
  Checker checker_{harness_.loop(), [this](const std::string& owner) { told_.push_back(owner); }};
};

TEST_F(Checks, BackendIsHealthyUntilItsChecksHaveFailed) {
  backend_.stop();
  const CheckTarget target = tcp(backend_);
  checker_.set_targets("lb-a", {target});
  EXPECT_TRUE(checker_.healthy(target));
  round();
  round();
  EXPECT_TRUE(checker_.healthy(target));
  EXPECT_TRUE(told_.empty());
  round();
  EXPECT_FALSE(checker_.healthy(target));
  EXPECT_EQ(told_, std::vector<std::string>{"lb-a"});
}

TEST_F(Checks, ReachableBackendStaysHealthyAndIsCheckedOncePerInterval) {
  checker_.set_targets("lb-a", {tcp(backend_)});
  for (int i = 0; i < 5; ++i) round();
  int connections = 0;
  while (backend_.accept()) ++connections;
  EXPECT_EQ(connections, 5);
  EXPECT_TRUE(checker_.healthy(tcp(backend_)));
}

TEST_F(Checks, HttpCheckJudgesTheStatus) {
  struct Row {
    const char* response;
    bool passes;
  };
  const Row rows[] = {
      {"HTTP/1.1 200 OK\r\n\r\n", true},
      {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", true},
      {"HTTP/1.0 200 OK\r\nContent-Length: 10\r\n\r\n", true},
      {"HTTP/1.1 302 Found\r\n\r\n", false},
      {"HTTP/1.1 503 Service Unavailable\r\n\r\n", false},
      {"220 mail.example.com\r\n", false},
  };
  uint8_t host = 10;
  for (const Row& row : rows) {
    TestBackend backend(test_address(host++));
    CheckTarget target = http(backend);
    target.settings.unhealthy_threshold = 1;
    checker_.set_targets("lb-a", {target});
    round();
    Peer server = harness_.accept(backend);
    EXPECT_TRUE(harness_.read_until(server, "\r\n\r\n").starts_with("HEAD / HTTP/1.1\r\n"));
    server.send(row.response);
    harness_.ends(server);
    EXPECT_EQ(checker_.healthy(target), row.passes) << row.response;
  }
}

TEST_F(Checks, HttpCheckThatIsNotAnsweredFailsAfterItsTimeout) {
  CheckTarget target = http(backend_);
  target.settings.unhealthy_threshold = 1;
  checker_.set_targets("lb-a", {target});
  round();
  Peer server = harness_.accept(backend_);
  harness_.read_until(server, "\r\n\r\n");
  server.send("HTTP/1.1 20");
  harness_.pass(timeout_of(target.settings) - std::chrono::milliseconds(100));
  EXPECT_TRUE(checker_.healthy(target));
  EXPECT_FALSE(backend_.accept()) << "no second check while one is under way";
  harness_.pass(std::chrono::milliseconds(200));
  EXPECT_FALSE(checker_.healthy(target));
}

TEST_F(Checks, BackendRecovers) {
  const CheckTarget target = http(backend_);
  checker_.set_targets("lb-a", {target});
  for (const std::string status : {"500", "500", "500", "200", "200"}) {
    round();
    Peer server = harness_.accept(backend_);
    harness_.read_until(server, "\r\n\r\n");
    server.send("HTTP/1.1 " + status + " X\r\n\r\n");
    harness_.ends(server);
  }
  EXPECT_TRUE(checker_.healthy(target));
  EXPECT_EQ(told_.size(), 2u);
}

TEST_F(Checks, EqualChecksOfSeveralOwnersAreOne) {
  backend_.stop();
  checker_.set_targets("lb-a", {tcp(backend_)});
  checker_.set_targets("lb-b", {tcp(backend_), tcp(backend_)});
  EXPECT_EQ(checker_.check_count(), 1u);
  for (int i = 0; i < 3; ++i) round();
  EXPECT_EQ(told_, (std::vector<std::string>{"lb-a", "lb-b"}));
  checker_.set_targets("lb-a", {});
  EXPECT_EQ(checker_.check_count(), 1u);
  EXPECT_FALSE(checker_.healthy(tcp(backend_)));
  checker_.set_targets("lb-b", {});
  EXPECT_EQ(checker_.check_count(), 0u);
  EXPECT_TRUE(checker_.healthy(tcp(backend_))) << "what is not checked counts as healthy";
}

TEST_F(Checks, ChangingTheSettingsKeepsTheHealthThatIsKnown) {
  backend_.stop();
  checker_.set_targets("lb-a", {tcp(backend_)});
  for (int i = 0; i < 3; ++i) round();
  CheckTarget changed = tcp(backend_);
  changed.settings.healthy_threshold = 5;
  checker_.set_targets("lb-a", {changed});
  EXPECT_EQ(checker_.check_count(), 1u);
  EXPECT_FALSE(checker_.healthy(changed));
}

TEST_F(Checks, FirstRunsAreSpreadOverTheInterval) {
  std::vector<CheckTarget> targets;
  for (uint16_t port = 1; port <= 100; ++port) {
    targets.push_back(tcp(backend_));
    targets.back().endpoint.port = port;  // nothing listens there
  }
  checker_.set_targets("lb-a", targets);
  const auto started = [&] { return checker_.runs(); };
  uint64_t before = 0;
  for (int tenth = 0; tenth < 10; ++tenth) {
    harness_.pass(interval / 10);
    const uint64_t in_this_tenth = started() - before;
    before = started();
    EXPECT_GE(in_this_tenth, 5u);
    EXPECT_LE(in_this_tenth, 15u);
  }
}

TEST_F(Checks, NoMoreThanTheBoundRunAtATimeAndTheOthersGetTheirTurn) {
  const size_t count = Checker::checks_in_flight_max + 20;
  std::vector<CheckTarget> targets;
  for (size_t i = 0; i < count; ++i) {
    targets.push_back(http(backend_));
    targets.back().settings.uri = "/" + std::to_string(i);
  }
  checker_.set_targets("lb-a", targets);
  round();
  EXPECT_EQ(checker_.in_flight(), Checker::checks_in_flight_max);
  std::vector<Peer> servers;
  for (size_t i = 0; i < 30; ++i) {
    servers.push_back(harness_.accept(backend_));
    harness_.read_until(servers.back(), "\r\n\r\n");
    servers.back().send("HTTP/1.1 200 OK\r\n\r\n");
  }
  ASSERT_TRUE(harness_.until([&] { return checker_.runs() == count; }));
  checker_.set_targets("lb-a", {});
  EXPECT_EQ(checker_.in_flight(), 0u);
}

}  // namespace
}  // namespace sluice::health
