#include "bench/api_load.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include <sys/socket.h>

#include "contract/model/ids.h"
#include "platform/base/clock.h"
#include "platform/base/random.h"
#include "platform/http/head.h"
#include "platform/http/message_text.h"
#include "platform/http/response_reader.h"
#include "platform/io/listen.h"
#include "platform/io/sockaddr.h"
#include "platform/io/stream.h"
#include "tests/support/api.h"

namespace sluice::bench {
namespace {

constexpr size_t read_bytes_max = 16 * 1024;

base::UniqueFd connect_to(const base::Endpoint& server) {
  base::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_in address = io::to_sockaddr(server);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    give_up("cannot connect to " + base::format_endpoint(server));
  }
  io::set_no_delay(socket.get());
  return socket;
}

bool closes(const http::Response& response) {
  return std::ranges::any_of(response.headers, [](const auto& header) {
    return http::equal_ignoring_case(header.first, "connection") &&
           http::equal_ignoring_case(header.second, "close");
  });
}

// What all clients of one run share.
struct Run {
  Run(const base::Endpoint& to, const MakeRequest& make, Seconds how_long)
      : server(to), make_request(make), duration(how_long) {}

  const base::Endpoint server;
  const MakeRequest& make_request;
  const Seconds duration;
  base::SystemClock clock;
  io::Loop loop{clock};
  Stopwatch watch;
  size_t clients_under_way = 0;
  LoadResult result;
};

class Client final : private io::StreamHandler {
 public:
  explicit Client(Run& run) : run_(run) {
    ++run_.clients_under_way;
    call();
  }

 private:
  void call() {
    started_ = Stopwatch();
    const http::Request request = run_.make_request();
    if (!stream_) stream_.emplace(run_.loop, connect_to(run_.server), static_cast<io::StreamHandler&>(*this));
    out_ = http::format_request_head(request, base::format_endpoint(run_.server)) + request.body;
    const iovec part{out_.data(), out_.size()};
    stream_->write({&part, 1});
  }

  void on_write(ssize_t result) override {
    if (result < 0) give_up(std::string("sending: ") + std::strerror(static_cast<int>(-result)));
    reader_.emplace(false, http::ResponseLimits{});
    stream_->read(in_);
  }

  void on_read(ssize_t result) override {
    if (result <= 0) give_up(std::string("receiving: ") + std::strerror(static_cast<int>(-result)));
    const auto state = reader_->feed({in_.data(), static_cast<size_t>(result)});
    if (state == http::ResponseReader::State::Failed) give_up(reader_->error());
    if (state == http::ResponseReader::State::More) return stream_->read(in_);
    const http::Response response = reader_->take();
    if (response.status != 200) give_up(response.body);
    if (closes(response)) stream_.reset();  // a peer's habit
    run_.result.latencies_ms.push_back(milliseconds(started_.elapsed()));
    if (run_.watch.elapsed() < run_.duration) return call();
    if (--run_.clients_under_way == 0) run_.loop.stop();
  }

  Run& run_;
  std::optional<io::Stream> stream_;
  Stopwatch started_;
  std::string out_;
  std::optional<http::ResponseReader> reader_;
  std::array<char, read_bytes_max> in_;
};

}  // namespace

LoadResult load(const base::Endpoint& server, const MakeRequest& make_request, size_t clients,
                Seconds duration) {
  Run run(server, make_request, duration);
  const Seconds cpu_before = cpu_time();
  std::vector<std::unique_ptr<Client>> all;
  for (size_t i = 0; i < clients; ++i) all.push_back(std::make_unique<Client>(run));
  run.loop.run();
  run.result.elapsed = run.watch.elapsed();
  run.result.client_cpu = cpu_time() - cpu_before;
  run.result.calls = run.result.latencies_ms.size();
  return std::move(run.result);
}

MakeRequest creates(const base::Endpoint& server, const Site& site) {
  return [server, site, random = std::make_shared<base::SystemRandom>()] {
    auto parameters = e2e::balancer_parameters(site.network, site.vswitch);
    parameters.emplace_back("ClientToken", model::mint_request_id(*random).get());
    return e2e::signed_call(server, "CreateLoadBalancer", std::move(parameters));
  };
}

MakeRequest describes(const base::Endpoint& server) {
  return [server] { return e2e::signed_call(server, "DescribeLoadBalancers", {}); };
}

}  // namespace sluice::bench
