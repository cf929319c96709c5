// The data plane driven by a recorded stream of desired state (testdata/desired_state.jsonl), with nothing of
// the control plane linked. Only port numbers are filled in here, as tests use free ones.

#include <fstream>

#include "edge/agent/agent_test_fixture.h"

namespace sluice::agent {
namespace {

class RecordedStream : public DataPlane {
 protected:
  RecordedStream() {
    std::ifstream file(SLUICE_SOURCE_DIR "/src/edge/agent/testdata/desired_state.jsonl");
    for (std::string line; std::getline(file, line);) {
      fill_in(line, "@HTTP_PORT@", http_port_);
      fill_in(line, "@TCP_PORT@", tcp_port_);
      fill_in(line, "@FIRST_PORT@", first_.endpoint().port);
      fill_in(line, "@SECOND_PORT@", second_.endpoint().port);
      stream_.push_back(line);
    }
  }

  static void fill_in(std::string& line, std::string_view placeholder, uint16_t port) {
    for (size_t at = line.find(placeholder); at != std::string::npos; at = line.find(placeholder)) {
      line.replace(at, placeholder.size(), std::to_string(port));
    }
  }
  // Sends the stream up to this revision and waits until it is in force.
  void advance_to(size_t revision) {
    std::vector<std::string> messages;
    while (sent_ < revision) messages.push_back(stream_.at(sent_++));
    agent_->apply(messages);
    ASSERT_TRUE(reports_.wait_applied(static_cast<int64_t>(revision)));
  }
  std::map<std::string, int> served(int requests) {
    std::map<std::string, int> by_name;
    BlockingClient client(web_);
    for (int i = 0; i < requests; ++i) {
      const auto response = client.get("/");
      ++by_name[response ? response->body : "nobody"];
    }
    return by_name;
  }

  BackendServer first_{"first", {*base::parse_ipv4("127.77.9.2"), 0}};
  BackendServer second_{"second", {*base::parse_ipv4("127.77.9.3"), 0}};
  const base::Ipv4 web_address_ = *base::parse_ipv4("127.77.9.1");
  const base::Ipv4 db_address_ = *base::parse_ipv4("127.77.9.4");
  const uint16_t http_port_ = free_port(web_address_);
  const uint16_t tcp_port_ = free_port(db_address_);
  const base::Endpoint web_{web_address_, http_port_};
  const base::Endpoint db_{db_address_, tcp_port_};
  std::vector<std::string> stream_;
  size_t sent_ = 0;
};

TEST_F(RecordedStream, DrivesTheWholeDataPlane) {
  ASSERT_EQ(stream_.size(), 7u);
  start({.node_id = "node-1", .workers = 1});

  advance_to(1);  // lb-web: HTTP, weights 100 and 50
  EXPECT_EQ(served(30), (std::map<std::string, int>{{"first", 20}, {"second", 10}}));
  EXPECT_FALSE(BlockingClient(db_));

  advance_to(2);  // lb-db: TCP
  EXPECT_EQ(get_once(db_)->body, "first");

  advance_to(3);  // the second web backend has weight 0
  EXPECT_EQ(served(30), (std::map<std::string, int>{{"first", 30}}));

  advance_to(4);  // lb-db is stopped
  EXPECT_EQ(reports_.wait_state("lb-db", tcp_port_, ListenerState::Stopped).revision, 4);
  EXPECT_FALSE(BlockingClient(db_));
  EXPECT_EQ(get_once(web_)->body, "first");

  advance_to(5);  // and started with another backend
  EXPECT_EQ(get_once(db_)->body, "second");

  advance_to(6);  // lb-web is inactive
  EXPECT_FALSE(BlockingClient(web_));

  advance_to(7);  // and gone
  EXPECT_FALSE(reports_.knows("lb-web", http_port_));
  EXPECT_EQ(get_once(db_)->body, "second");
}

TEST_F(RecordedStream, RestartFromTheWholeStreamEndsInTheSameState) {
  start();
  advance_to(7);
  EXPECT_FALSE(BlockingClient(web_));
  EXPECT_EQ(get_once(db_)->body, "second");
  // A second delivery of everything changes nothing.
  BlockingClient held(db_);
  ASSERT_EQ(held.get("/")->body, "second");
  agent_->apply(stream_);
  sent_ = 0;
  while (agent_->figures().messages_outdated < stream_.size()) std::this_thread::yield();
  EXPECT_EQ(held.get("/")->body, "second");
}

}  // namespace
}  // namespace sluice::agent
