// Whether strangers' connections cost those who work anything: the latency of a few busy clients alone,
// beside thousands of idle connections, and beside slow ones that send a byte now and then as well.
//
//   idle_and_slow WORK_DIRECTORY ROUNDS SECONDS_PER_ROUND

#include <atomic>
#include <cstdlib>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "bench/api_load.h"
#include "platform/io/sockaddr.h"
#include "tests/support/sluice_server.h"

namespace {

using namespace sluice;

constexpr size_t busy_clients = 8;
constexpr size_t idle_connections = 10'000, slow_connections = 1'000;
constexpr size_t connections_per_address = 500;  // the server takes 1,024 from one
constexpr uint32_t first_address = 0x7F010001;   // 127.1.0.1 and up
constexpr std::chrono::milliseconds drip_interval{100};
constexpr size_t drips_before_closing = 90;  // the server gives a head 10 s: those who are cut off come again
constexpr std::string_view slow_head = "GET /?Action=DescribeLoadBalancers&PageSize=";

base::UniqueFd connect_from(const base::Endpoint& server, size_t number) {
  base::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const uint32_t address = first_address + static_cast<uint32_t>(number / connections_per_address);
  const sockaddr_in local = io::to_sockaddr({base::Ipv4{address}, 0});
  const sockaddr_in remote = io::to_sockaddr(server);
  if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&local), sizeof local) != 0 ||
      ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&remote), sizeof remote) != 0) {
    bench::give_up(fmt::format("connection {}: errno {}", number, errno));
  }
  return socket;
}

// Connections that say nothing.
class Idle {
 public:
  Idle(const base::Endpoint& server, size_t count) {
    for (size_t i = 0; i < count; ++i) sockets_.push_back(connect_from(server, i));
  }
  // How many the server has not closed.
  size_t open() const {
    size_t count = 0;
    char byte = 0;
    for (const base::UniqueFd& socket : sockets_) {
      count += ::recv(socket.get(), &byte, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN;
    }
    return count;
  }

 private:
  std::vector<base::UniqueFd> sockets_;
};

// Each sends a byte of a request in every interval, from a thread of its own.
class Slow {
 public:
  Slow(const base::Endpoint& server, size_t count) : server_(server) {
    for (size_t i = 0; i < count; ++i) clients_.push_back({connect_from(server, idle_connections + i), 0});
    thread_ = std::jthread([this](const std::stop_token& stop) { drip(stop); });
  }
  size_t came_again() const { return came_again_; }

 private:
  struct Client {
    base::UniqueFd socket;
    size_t sent;
  };

  void drip(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      for (size_t i = 0; i < clients_.size(); ++i) {
        Client& client = clients_[i];
        const char byte = client.sent < slow_head.size() ? slow_head[client.sent] : '1';
        const bool sent = ::send(client.socket.get(), &byte, 1, MSG_NOSIGNAL | MSG_DONTWAIT) == 1;
        if (sent && ++client.sent < drips_before_closing) continue;
        ++came_again_;
        client = {connect_from(server_, idle_connections + i), 0};
      }
      std::this_thread::sleep_for(drip_interval);
    }
  }

  const base::Endpoint server_;
  std::vector<Client> clients_;
  std::atomic<size_t> came_again_ = 0;
  std::jthread thread_;
};

struct Series {
  std::vector<double> p50_ms, p99_ms, per_second;
  void add(const bench::LoadResult& result) {
    p50_ms.push_back(bench::median(result.latencies_ms));
    p99_ms.push_back(bench::percentile(result.latencies_ms, 0.99));
    per_second.push_back(result.per_second());
  }
  std::string figure() const {
    return fmt::format("p50 {:.2f} ms, p99 {:.2f} ms, {:.0f}/s", bench::median(p50_ms), bench::median(p99_ms),
                       bench::median(per_second));
  }
};

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc == 4 ? std::atoi(argv[2]) : 0;
  const bench::Seconds duration(argc == 4 ? std::atof(argv[3]) : 0);
  if (rounds <= 0 || duration.count() <= 0) {
    bench::give_up("usage: idle_and_slow WORK_DIRECTORY ROUNDS SECONDS_PER_ROUND");
  }
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  GTEST_FLAG_SET(throw_on_failure, true);
  e2e::SluiceServer server({.data_dir = std::string(argv[1]) + "/idle-and-slow"});
  if (!server.ready()) bench::give_up("the server did not start");
  const auto busy = [&] {
    return bench::load(server.endpoint(), bench::describes(server.endpoint()), busy_clients, duration);
  };
  const double resident_before = static_cast<double>(server.memory_kib("VmRSS"));

  Series alone, beside_idle, beside_slow;
  size_t still_open = idle_connections, came_again = 0;
  double resident_most = 0;
  for (int round = 0; round < rounds; ++round) {
    alone.add(busy());
    const Idle idle(server.endpoint(), idle_connections);
    beside_idle.add(busy());
    const Slow slow(server.endpoint(), slow_connections);
    beside_slow.add(busy());
    resident_most = std::max(resident_most, static_cast<double>(server.memory_kib("VmRSS")));
    still_open = std::min(still_open, idle.open());
    came_again += slow.came_again();
  }
  bench::print_row(fmt::format("{} busy clients alone", busy_clients), alone.figure(), "");
  bench::print_row(fmt::format("the same beside {} idle connections", idle_connections), beside_idle.figure(),
                   fmt::format("{} of them open at the end", still_open));
  bench::print_row(fmt::format("and beside {} slow ones as well", slow_connections), beside_slow.figure(),
                   fmt::format("{} bytes of a request a second each; {} came again; {:.1f} KiB a connection",
                               1000 / drip_interval.count(), came_again,
                               (resident_most - resident_before) / (idle_connections + slow_connections)));
  bench::print_row("descriptors that a process may have here", fmt::format("{}", limit.rlim_max),
                   "the API takes three fifths, 12,000 at most");
  if (server.terminate() != 0) bench::give_up("the server did not stop well");
}
