// What the API answers in a second with few and with many clients: a signed Describe of a short list, and
// durable creates, each in turns with the nearest calls of a peer, if there is one.
//
//   api_calls WORK_DIRECTORY ROUNDS SECONDS_PER_ROUND [PEER_HOST:PORT PEER_SUBNET]
//
// The peer is a moto server, which imitates another cloud's API (Elastic Load Balancing v2): it keeps all in
// memory, forgets it with its process, and checks no signature.

#include <cstdlib>
#include <optional>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "bench/api_load.h"
#include "tests/support/sluice_server.h"

namespace {

using namespace sluice;

constexpr size_t client_counts[] = {1, 8, 64};
constexpr int balancers_listed = 10;
constexpr int first_block = 64;

struct Peer {
  base::Endpoint endpoint;
  std::string subnet;
};

http::Request peer_request(const std::string& form) {
  return {.method = "POST",
          .target = "/",
          .headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"},
                      {"Authorization",
                       "AWS4-HMAC-SHA256 Credential=test/20260102/us-east-1/elasticloadbalancing/"
                       "aws4_request, SignedHeaders=host, Signature=0"}},
          .body = form + "&Version=2015-12-01"};
}

bench::MakeRequest peer_describes() {
  return [] { return peer_request("Action=DescribeLoadBalancers&PageSize=10"); };
}

bench::MakeRequest peer_creates(const Peer& peer) {
  return [peer, made = std::make_shared<size_t>(0)] {
    return peer_request(fmt::format(
        "Action=CreateLoadBalancer&Name=balancer-{}&Subnets.member.1={}&Type=network", ++*made, peer.subnet));
  };
}

// The rounds of one kind of call, with one number of clients.
struct Series {
  std::vector<double> per_second, latencies_ms;

  void add(const bench::LoadResult& result) {
    per_second.push_back(result.per_second());
    latencies_ms.insert(latencies_ms.end(), result.latencies_ms.begin(), result.latencies_ms.end());
  }
  std::string figure() const {
    return fmt::format("{:.0f}/s, p50 {:.2f} ms, p99 {:.2f} ms", bench::median(per_second),
                       bench::median(latencies_ms), bench::percentile(latencies_ms, 0.99));
  }
};

void measure(std::string_view what, const base::Endpoint& server,
             const std::function<bench::MakeRequest()>& ours, std::string_view peers_call,
             const std::optional<Peer>& peer, const bench::MakeRequest& theirs, int rounds,
             bench::Seconds duration) {
  for (const size_t clients : client_counts) {
    Series our_series, their_series;
    for (int round = 0; round < rounds; ++round) {
      our_series.add(bench::load(server, ours(), clients, duration));
      if (peer) their_series.add(bench::load(peer->endpoint, theirs, clients, duration));
    }
    std::string beside;
    if (peer) {
      beside = fmt::format("{:.0f} times moto's {}: {}",
                           bench::median(our_series.per_second) / bench::median(their_series.per_second),
                           peers_call, their_series.figure());
    }
    bench::print_row(fmt::format("{}, {} client{}", what, clients, clients == 1 ? "" : "s"),
                     our_series.figure(), beside);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bool with_peer = argc == 6;
  const int rounds = argc == 4 || with_peer ? std::atoi(argv[2]) : 0;
  const bench::Seconds duration(rounds > 0 ? std::atof(argv[3]) : 0);
  if (duration.count() <= 0) {
    bench::give_up("usage: api_calls WORK_DIRECTORY ROUNDS SECONDS_PER_ROUND [PEER_HOST:PORT PEER_SUBNET]");
  }
  std::optional<Peer> peer;
  if (with_peer) {
    const auto endpoint = base::parse_endpoint(argv[4]);
    if (!endpoint) bench::give_up(std::string("the peer's address: received ") + argv[4]);
    peer = Peer{*endpoint, argv[5]};
  }
  GTEST_FLAG_SET(throw_on_failure, true);
  e2e::SluiceServer server({.data_dir = std::string(argv[1]) + "/api-calls"});
  if (!server.ready()) bench::give_up("the server did not start");
  e2e::Api api = server.api();
  // A /16 of its own for every round, as one has too few addresses for all.
  const std::string network = api.make_network("10.0.0.0/8");
  int blocks = 0;
  const auto new_site = [&] {
    return bench::Site{network,
                       api.make_vswitch(network, fmt::format("10.{}.0.0/16", first_block + blocks++))};
  };
  const bench::MakeRequest their_creates = peer ? peer_creates(*peer) : bench::MakeRequest();
  const bench::Site first_site = new_site();
  for (int i = 0; i < balancers_listed; ++i) {
    api.make_balancer(network, first_site.vswitch);
    if (peer) bench::load(peer->endpoint, their_creates, 1, bench::Seconds(0));  // one call
  }

  measure(
      "signed DescribeLoadBalancers", server.endpoint(), [&] { return bench::describes(server.endpoint()); },
      "DescribeLoadBalancers", peer, peer_describes(), rounds, duration);
  measure(
      "durable CreateLoadBalancer", server.endpoint(),
      [&] { return bench::creates(server.endpoint(), new_site()); }, "CreateLoadBalancer (in memory)", peer,
      their_creates, rounds, duration);
  if (server.terminate() != 0) bench::give_up("the server did not stop well");
}
