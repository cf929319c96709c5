// A stolen key is taken away from a busy server: from sending UpdateAccessKey until a call with that key has
// been refused, over HTTP, while other keys keep the server at work with reads and durable creates.
//
//   key_revocation WORK_DIRECTORY SECONDS

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "bench/api_load.h"
#include "contract/api/catalogue.h"
#include "contract/model/ids.h"
#include "contract/signature/signer.h"
#include "platform/base/clock.h"
#include "platform/base/random.h"
#include "tests/support/sluice_server.h"

namespace {

using namespace sluice;

constexpr size_t clients = 64;
constexpr const char* user_name = "robbed";

struct Key {
  std::string id;
  base::Secret secret;
};

http::Request describe_with(const Key& key, const base::Endpoint& server) {
  base::SystemRandom random;
  auto call = signature::sign_acs3({.action = "DescribeNetworks",
                                    .version = std::string(api::ens_version),
                                    .parameters = {},
                                    .access_key_id = key.id,
                                    .secret = key.secret,
                                    .time = base::SystemClock{}.wall(),
                                    .nonce = model::mint_request_id(random).get(),
                                    .host = base::format_endpoint(server)},
                                   signature::Placement::PostQuery);
  return {.method = std::move(call.method),
          .target = std::move(call.target),
          .headers = std::move(call.headers),
          .body = std::move(call.body)};
}

e2e::Reply expect_ok(e2e::Reply reply) {
  if (!reply.ok()) bench::give_up(reply.body);
  return reply;
}

// Creates and reads by turns.
bench::MakeRequest work(const base::Endpoint& server, const bench::Site& site) {
  return [create = bench::creates(server, site), describe = bench::describes(server),
          count = size_t{0}]() mutable { return ++count % 2 == 0 ? create() : describe(); };
}

}  // namespace

int main(int argc, char** argv) {
  const bench::Seconds duration(argc == 3 ? std::atof(argv[2]) : 0);
  if (duration.count() <= 0) bench::give_up("usage: key_revocation WORK_DIRECTORY SECONDS");
  GTEST_FLAG_SET(throw_on_failure, true);
  e2e::SluiceServer server({.data_dir = std::string(argv[1]) + "/key-revocation"});
  if (!server.ready()) bench::give_up("the server did not start");
  e2e::Api owner = server.api(), thief = server.api();
  const std::string network = owner.make_network("10.0.0.0/8");
  const bench::Site site{network, owner.make_vswitch(network, "10.1.0.0/16")};
  expect_ok(owner.call("CreateUser", {{"UserName", user_name}}));
  expect_ok(owner.call(
      "AttachPolicyToUser",
      {{"UserName", user_name}, {"PolicyType", "System"}, {"PolicyName", "AliyunENSReadOnlyAccess"}}));
  const e2e::Reply made = expect_ok(owner.call("CreateAccessKey", {{"UserName", user_name}}));
  const Key key{made.value["AccessKey"]["AccessKeyId"].get<std::string>(),
                base::Secret(made.value["AccessKey"]["AccessKeySecret"].get<std::string>())};
  const auto set_status = [&](const char* status) {
    expect_ok(owner.call("UpdateAccessKey",
                         {{"UserName", user_name}, {"UserAccessKeyId", key.id}, {"Status", status}}));
  };

  std::atomic<bool> busy{true};
  bench::LoadResult load;
  std::thread others([&] {
    load = bench::load(server.endpoint(), work(server.endpoint(), site), clients, duration);
    busy = false;
  });
  std::vector<double> times_ms;
  do {
    expect_ok(thief.send(describe_with(key, server.endpoint())));
    const bench::Stopwatch watch;
    set_status("Inactive");
    const e2e::Reply refused = thief.send(describe_with(key, server.endpoint()));
    times_ms.push_back(bench::milliseconds(watch.elapsed()));
    if (refused.code() != "InvalidAccessKeyId.Inactive")
      bench::give_up("a key served after it was taken away");
    set_status("Active");
  } while (busy);
  others.join();
  bench::print_row(
      fmt::format("UpdateAccessKey sent to its key refused, {} busy clients", clients),
      fmt::format("p50 {:.1f} ms, p99 {:.1f} ms, worst {:.1f} ms ({} times)", bench::median(times_ms),
                  bench::percentile(times_ms, 0.99), std::ranges::max(times_ms), times_ms.size()),
      fmt::format("< 100 ms; {:.0f} calls/s of others, half of them creates", load.per_second()));
  if (server.terminate() != 0) bench::give_up("the server did not stop well");
}
