#include "tests/wire/wire_server.h"

#include <atomic>
#include <future>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sqlite3.h>
#include <sys/socket.h>

#include "control/gateway/http_front.h"
#include "platform/base/log.h"
#include "platform/io/testing.h"
#include "platform/xml/xml.h"

namespace sluice::wire {
namespace {

// Failing on demand is what happens here; it needs no report.
std::string quiet_disk_name() {
  static std::atomic<int> count{0};
  base::configure_log(base::LogFormat::Text, base::LogLevel::Off);
  return "wire-" + std::to_string(++count);
}

control::Options on_disk(control::Options options, const storage::LossyVfs& disk) {
  options.vfs = disk.name();
  return options;
}

}  // namespace

bool Client::send_byte_by_byte(std::string_view bytes) {
  const int on = 1;
  ::setsockopt(connection_.fd(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (!connection_.send(bytes.substr(i, 1))) return false;
  }
  return true;
}

Answer Client::receive(bool to_head) {
  Answer answer;
  auto response = connection_.receive_response(to_head);
  if (!response) return answer;
  answer.status = response->status;
  answer.head = std::move(response->head);
  answer.body = std::move(response->body);
  http::ResponseHead head;
  http::parse_response_head(answer.head, {}, to_head, head);
  for (const http::Header& header : head.headers()) answer.headers.emplace_back(header.name, header.value);
  if (answer.header("content-type").starts_with("text/xml")) {
    if (auto document = xml::parse(answer.body)) {
      answer.xml_root = std::move(document->root_name);
      answer.value = std::move(document->value);
    }
  } else if (auto value = json::parse(answer.body)) {
    answer.value = *std::move(value);
  }
  return answer;
}

WireServer::WireServer(std::vector<control::TestCloud::OtherKey> others, control::Options options,
                       base::WallTime now)
    : disk_(quiet_disk_name()), cloud_(on_disk(std::move(options), disk_), now), loop_(cloud_.clock()) {
  for (const auto& key : others) cloud_.add_account(key);
  if (!others.empty()) cloud_.restart();
  serve();
}

void WireServer::serve() {
  gateway_ = cloud_.plane().make_gateway(loop_);
  base::UniqueFd listening = io::listen_on_loopback();
  endpoint_ = io::local_endpoint(listening.get());
  server_ = std::make_unique<http::Server>(loop_, std::move(listening), http::ServerOptions{},
                                           gateway::make_handler(*gateway_, random_),
                                           gateway::make_refusal(random_));
  thread_ = std::thread([this] { loop_.run(); });
}

WireServer::~WireServer() {
  loop_.stop();
  thread_.join();
  server_.reset();
  gateway_.reset();
  cloud_.close();  // what is under way ends before the loop it reports to
}

void WireServer::pass(base::Duration time) {
  cloud_.clock().advance(time);
  // Two turns: timers run at the end of one.
  for (int turn = 0; turn < 2; ++turn) {
    const auto turned = std::make_shared<std::promise<void>>();
    loop_.post([turned] { turned->set_value(); });
    turned->get_future().wait();
  }
}

Answer WireServer::exchange(std::string_view bytes, bool to_head) {
  Client client(endpoint_);
  client.send(bytes);  // may fail at its end: a refusal comes early
  return client.receive(to_head);
}

void WireServer::fail_disk() {
  disk_.inject({.operation = storage::LossyVfs::Operation::Sync, .code = SQLITE_IOERR_FSYNC});
}

void WireServer::heal_disk() {
  disk_.heal();
}

}  // namespace sluice::wire
