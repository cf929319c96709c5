// From the answer of StartLoadBalancerListener to the first byte of a backend's answer through that listener.
// Listeners of both kinds take turns; the client tries to connect again until the listener is there.
//
//   first_byte WORK_DIRECTORY LISTENERS

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/figures.h"
#include "platform/base/unique_fd.h"
#include "platform/io/sockaddr.h"
#include "tests/support/echo_backend.h"
#include "tests/support/sluice_server.h"

namespace {

using namespace sluice;

constexpr size_t listeners_per_balancer = 10;
constexpr uint16_t first_port = 20'000;
constexpr std::chrono::microseconds between_attempts{20};
constexpr std::chrono::seconds patience{10};

struct Waited {
  double milliseconds;
  int attempts;
};

// One GET on a connection of its own; nothing if no byte of an answer came.
bool answers(const base::Endpoint& at) {
  const base::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_in address = io::to_sockaddr(at);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return false;
  constexpr std::string_view request = "GET / HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n";
  constexpr std::string_view expected = "HTTP/1.1 200 ";
  if (::send(socket.get(), request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(request.size())) {
    return false;
  }
  std::array<char, expected.size()> first{};
  const ssize_t received = ::recv(socket.get(), first.data(), first.size(), MSG_WAITALL);
  return received == static_cast<ssize_t>(first.size()) &&
         std::string_view(first.data(), first.size()) == expected;
}

Waited wait_for_first_byte(const base::Endpoint& at) {
  const bench::Stopwatch watch;
  for (int attempts = 1;; ++attempts) {
    if (answers(at)) return {bench::milliseconds(watch.elapsed()), attempts};
    if (watch.elapsed() > patience) bench::give_up("nothing came through " + base::format_endpoint(at));
    std::this_thread::sleep_for(between_attempts);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const size_t listeners = argc == 3 ? std::strtoul(argv[2], nullptr, 10) : 0;
  if (listeners == 0) bench::give_up("usage: first_byte WORK_DIRECTORY LISTENERS");
  GTEST_FLAG_SET(throw_on_failure, true);

  const e2e::SluiceServer server({.data_dir = std::string(argv[1]) + "/first-byte"});
  if (!server.ready()) bench::give_up("the server did not start");
  e2e::Api api = server.api();
  const std::string network = api.make_network(e2e::own_block());
  std::string vswitch_cidr = e2e::own_block();
  vswitch_cidr.replace(vswitch_cidr.find("/16"), 3, "/20");
  const std::string vswitch = api.make_vswitch(network, vswitch_cidr);
  const std::string instance = api.make_instance(vswitch);
  const e2e::EchoBackend backend(api.served_address(network, api.address_of_instance(instance)), instance);

  std::vector<double> waited_ms;
  size_t at_once = 0;
  std::string balancer;
  base::Endpoint listener;
  for (size_t i = 0; i < listeners; ++i) {
    if (i % listeners_per_balancer == 0) {
      balancer = api.make_balancer(network, vswitch);
      api.add_backend(balancer, instance);
      listener.address = api.served_address(network, api.address_of_balancer(balancer));
    }
    listener.port = static_cast<uint16_t>(first_port + i);
    api.make_listener(balancer, i % 2 == 0 ? "http" : "tcp", listener.port, backend.port());
    api.start_listener(balancer, listener.port);
    const Waited waited = wait_for_first_byte(listener);
    waited_ms.push_back(waited.milliseconds);
    at_once += waited.attempts == 1;
  }
  bench::print_row(
      "StartLoadBalancerListener answered to first byte through it",
      fmt::format("p50 {:.2f} ms, p99 {:.2f} ms, worst {:.2f} ms ({} listeners; {} at the first attempt)",
                  bench::median(waited_ms), bench::percentile(waited_ms, 0.99),
                  bench::percentile(waited_ms, 1.0), listeners, at_once),
      "p99 < 20 ms");
}
