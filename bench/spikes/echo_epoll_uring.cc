// The measurement behind docs/decisions/0002-event-loop.md: CPU time per message of one proxy thread on our
// Loop, on bare epoll and on io_uring, in interleaved rounds. The proxy has the first core to itself; client
// and upstream share the second one.
//
//   echo_epoll_uring [ROUNDS] [SECONDS_PER_ROUND]

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <pthread.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/utsname.h>
#include <time.h>

#include "bench/figures.h"
#include "bench/spikes/forwarder.h"
#include "platform/io/listen.h"
#include "platform/io/sockaddr.h"

namespace sluice::spike {

base::UniqueFd dial_upstream(const base::Endpoint& upstream) {
  base::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_in address = io::to_sockaddr(upstream);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    bench::give_up("cannot connect to the upstream");
  }
  io::set_no_delay(socket.get());
  return socket;
}

namespace {

constexpr int connections = 64;
constexpr std::chrono::milliseconds warm_up{300};

struct Workload {
  const char* name;
  size_t request_bytes;
  size_t answer_bytes;
  bool forwarded;
};
constexpr Workload workloads[] = {
    {"echo, 64-byte messages", 64, 64, false},
    {"forward, 64-byte messages", 64, 64, true},
    {"forward, 160-byte request, 1 KiB answer", 160, 1184, true},
};

struct Way {
  const char* name;
  void (*forward)(const Job&);
};
constexpr Way ways[] = {{"Loop and Stream", forward_with_loop},
                        {"bare epoll", forward_with_epoll},
                        {"io_uring", forward_with_uring}};

void pin_to_core(int core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  ::pthread_setaffinity_np(::pthread_self(), sizeof cores, &cores);
}

base::UniqueFd listen() {
  auto socket = io::listen_tcp({base::Ipv4{0x7f000001}, 0});
  if (!socket) bench::give_up("cannot listen");
  return std::move(socket).value();
}

// One end of a connection that counts the bytes it is still owed.
struct Peer {
  base::UniqueFd fd;
  size_t owed;
};

// Receives what is there; true when a whole message of `bytes` is complete.
bool take_message(Peer& peer, size_t bytes, bool& ended) {
  char buffer[buffer_bytes];
  const ssize_t got = ::recv(peer.fd.get(), buffer, std::min(sizeof buffer, peer.owed), 0);
  ended = got <= 0;
  if (ended) return false;
  peer.owed -= static_cast<size_t>(got);
  if (peer.owed > 0) return false;
  peer.owed = bytes;
  return true;
}

void watch(int poller, Peer& peer) {
  epoll_event event{.events = EPOLLIN, .data = {.ptr = &peer}};
  ::epoll_ctl(poller, EPOLL_CTL_ADD, peer.fd.get(), &event);
}

// Answers each request until all connections have ended.
void serve_upstream(int listening_fd, const Workload& workload) {
  pin_to_core(1);
  const std::string answer(workload.answer_bytes, 'a');
  const base::UniqueFd poller(::epoll_create1(EPOLL_CLOEXEC));
  std::vector<Peer> peers(connections);
  Peer listening{base::UniqueFd(::dup(listening_fd)), 0};
  watch(poller.get(), listening);
  int accepted = 0;
  for (int ended = 0; ended < connections;) {
    epoll_event events[64];
    const int count = ::epoll_wait(poller.get(), events, 64, -1);
    for (int i = 0; i < count; ++i) {
      auto& peer = *static_cast<Peer*>(events[i].data.ptr);
      if (&peer == &listening) {
        Peer& fresh = peers[static_cast<size_t>(accepted++)];
        fresh = {base::UniqueFd(::accept(listening_fd, nullptr, nullptr)), workload.request_bytes};
        io::set_no_delay(fresh.fd.get());
        watch(poller.get(), fresh);
        continue;
      }
      bool end = false;
      if (take_message(peer, workload.request_bytes, end))
        ::send(peer.fd.get(), answer.data(), answer.size(), 0);
      if (end) {
        ::epoll_ctl(poller.get(), EPOLL_CTL_DEL, peer.fd.get(), nullptr);
        ++ended;
      }
    }
  }
}

double cpu_seconds_of(std::thread& thread) {
  clockid_t clock;
  timespec time{};
  ::pthread_getcpuclockid(thread.native_handle(), &clock);
  ::clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Sends a request on every connection and the next one whenever an answer is complete.
uint64_t exchange_messages(int poller, const Workload& workload,
                           std::chrono::steady_clock::time_point until) {
  const std::string request(workload.request_bytes, 'r');
  uint64_t messages = 0;
  while (std::chrono::steady_clock::now() < until) {
    epoll_event events[64];
    const int count = ::epoll_wait(poller, events, 64, 100);
    for (int i = 0; i < count; ++i) {
      auto& peer = *static_cast<Peer*>(events[i].data.ptr);
      bool end = false;
      const bool complete = take_message(peer, workload.answer_bytes, end);
      if (end) bench::give_up("the proxy closed a connection");
      if (!complete) continue;
      ++messages;
      ::send(peer.fd.get(), request.data(), request.size(), 0);
    }
  }
  return messages;
}

struct Figures {
  std::vector<double> cpu_us_per_message;
  std::vector<double> messages_per_second;
};

void measure(const Workload& workload, const Way& way, std::chrono::milliseconds time, Figures& figures) {
  const base::UniqueFd upstream_socket = listen();
  const base::UniqueFd proxy_socket = listen();
  Job job{.listening_fd = proxy_socket.get(), .connections = connections, .upstream = {}};
  std::thread upstream;
  if (workload.forwarded) {
    job.upstream = io::local_endpoint(upstream_socket.get());
    upstream = std::thread([&] { serve_upstream(upstream_socket.get(), workload); });
  }
  std::thread proxy([&] {
    pin_to_core(0);
    way.forward(job);
  });
  pin_to_core(1);

  {
    const base::UniqueFd poller(::epoll_create1(EPOLL_CLOEXEC));
    std::vector<Peer> peers;
    peers.reserve(connections);
    const std::string request(workload.request_bytes, 'r');
    for (int i = 0; i < connections; ++i) {
      peers.push_back({dial_upstream(io::local_endpoint(proxy_socket.get())), workload.answer_bytes});
      watch(poller.get(), peers.back());
      ::send(peers.back().fd.get(), request.data(), request.size(), 0);
    }
    using Clock = std::chrono::steady_clock;
    exchange_messages(poller.get(), workload, Clock::now() + warm_up);
    const double cpu_before = cpu_seconds_of(proxy);
    const auto started = Clock::now();
    const auto messages = static_cast<double>(exchange_messages(poller.get(), workload, started + time));
    const double cpu = cpu_seconds_of(proxy) - cpu_before;
    figures.cpu_us_per_message.push_back(cpu * 1e6 / messages);
    figures.messages_per_second.push_back(messages / bench::Seconds(Clock::now() - started).count());
  }
  proxy.join();
  if (upstream.joinable()) upstream.join();
}

std::string summary(const std::vector<double>& values, int digits) {
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return fmt::format("{:.{}f} ({:.{}f}..{:.{}f})", bench::median(values), digits, *low, digits, *high,
                     digits);
}

std::string machine() {
  std::string processor = "unknown processor";
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("model name")) processor = line.substr(line.find(':') + 2);
  }
  utsname system{};
  ::uname(&system);
  return fmt::format("{}, {} cores, Linux {}", processor, std::thread::hardware_concurrency(),
                     system.release);
}

}  // namespace
}  // namespace sluice::spike

int main(int argc, char** argv) {
  using namespace sluice;
  using namespace sluice::spike;
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 9;
  const std::chrono::milliseconds time(argc > 2 ? std::atoi(argv[2]) * 1000 : 2000);
  if (rounds < 1 || time.count() < 1000)
    bench::give_up("usage: echo_epoll_uring [ROUNDS] [SECONDS_PER_ROUND]");
  fmt::print("{}; {} connections, {} interleaved rounds of {} ms: median (min..max)\n\n", machine(),
             connections, rounds, time.count());
  bench::print_row("workload and way", "proxy thread, CPU µs per message", "messages per second");
  bench::print_row("---", "---", "---");
  for (const Workload& workload : workloads) {
    Figures figures[std::size(ways)];
    for (int round = 0; round < rounds; ++round) {
      for (size_t way = 0; way < std::size(ways); ++way) measure(workload, ways[way], time, figures[way]);
    }
    for (size_t way = 0; way < std::size(ways); ++way) {
      bench::print_row(fmt::format("{}: {}", workload.name, ways[way].name),
                       summary(figures[way].cpu_us_per_message, 2),
                       summary(figures[way].messages_per_second, 0));
    }
  }
}
