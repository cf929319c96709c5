#pragma once
// The API on a loopback socket, on a clock that the test owns: the real HTTP server, gateway and control
// plane on a thread of their own, a disk that fails on demand, and the test's thread as the client.

#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "control/plane/testing/test_cloud.h"
#include "edge/dataplane/testing/blocking_client.h"
#include "platform/http/server.h"
#include "platform/storage/testing/lossy_vfs.h"

namespace sluice::wire {

// One answer as it came, and its body read in the format that its Content-Type names.
struct Answer {
  int status = 0;  // 0: none came
  std::string head;
  http::Headers headers;
  std::string body;
  std::string xml_root;  // of an XML body
  json::Value value;

  bool is_xml() const { return !xml_root.empty(); }
  std::string_view header(std::string_view name) const { return http::find_header(headers, name); }
  std::string text(std::string_view member) const {
    return std::string(json::find_text(value, member).value_or(""));
  }
  std::string code() const { return text("Code"); }
};

class Client {
 public:
  explicit Client(const base::Endpoint& server) : connection_(server) {}

  bool send(std::string_view bytes) { return connection_.send(bytes); }
  // One segment per byte.
  bool send_byte_by_byte(std::string_view bytes);
  // The next answer; interim answers count as well. `to_head`: it has no body.
  Answer receive(bool to_head = false);
  // True once the server has ended the connection and sent nothing before.
  bool ended() { return connection_.receive_all().empty(); }

 private:
  edgetest::BlockingClient connection_;
};

class WireServer {
 public:
  // All in one: the operator's key is that of TestCloud, each of the others belongs to an account of its own.
  explicit WireServer(std::vector<control::TestCloud::OtherKey> others = {}, control::Options options = {},
                      base::WallTime now = *base::parse_iso8601(control::TestCloud::started_at));
  ~WireServer();

  const base::Endpoint& endpoint() const { return endpoint_; }
  std::string host() const { return base::format_endpoint(endpoint_); }
  base::WallTime now() { return cloud_.clock().wall(); }
  // Lets time pass for the server; timers that are due have run when it returns.
  void pass(base::Duration time);

  // One answer over a connection of its own.
  Answer exchange(std::string_view bytes, bool to_head = false);

  // The same plane without a socket, to set things up and to look at them.
  control::TestCloud& cloud() { return cloud_; }
  // From here on no change reaches the disk.
  void fail_disk();
  void heal_disk();

 private:
  void serve();

  storage::LossyVfs disk_;
  control::TestCloud cloud_;
  base::SystemRandom random_;
  io::Loop loop_;
  base::Endpoint endpoint_;
  std::unique_ptr<gateway::Gateway> gateway_;
  std::unique_ptr<http::Server> server_;
  std::thread thread_;
};

}  // namespace sluice::wire
