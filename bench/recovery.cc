// How long orders take to end that a killed process has left while a payment provider was charging their
// cards: each is found out about, captured, and its balancer made and kept with its token.
//
//   recovery WORK_DIRECTORY ORDERS

#include <cstdlib>
#include <fstream>
#include <future>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "bench/api_load.h"
#include "bench/deposits.h"
#include "bench/recorded_creates.h"
#include "control/plane/data_files.h"
#include "control/providers/sample/sample_thread.h"
#include "tests/support/eventually.h"
#include "tests/support/sluice_server.h"

namespace {

using namespace sluice;
using providers::Behaviour;
using providers::Sample;
using providers::Seam;

constexpr int64_t rows_per_unit = 20'000;
constexpr const char* secret = "the secret of both sides";

e2e::Reply expect_ok(e2e::Reply reply) {
  if (!reply.ok()) bench::give_up(reply.body);
  return reply;
}

// Orders as the one that is under way, each with its payment, what it holds, and its call under a token of
// its own; number i of them has the key i + 1, since keys of real ones are far above.
void insert_interrupted(storage::Transaction& tx, int64_t first, int64_t count) {
  const auto insert = [&](std::string_view into) {
    tx.execute(std::string("WITH RECURSIVE n (i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?) "
                           "INSERT INTO ")
                   .append(into),
               {first, first + count});
  };
  insert(
      "orders SELECT n.i + 1, o.account_key, o.actor, o.type, o.commodity, o.host_key, o.ens_region_id, "
      "o.spec, o.quote, o.currency, o.payable, o.deposit_left, o.payer_key, o.relation_version, "
      "o.pay_until_ms, o.state, o.outcome, '', o.created_ms "
      "FROM n, (SELECT * FROM orders ORDER BY key DESC LIMIT 1) o");
  insert(
      "channel_orders SELECT n.i + 1, n.i + 1, c.leg, c.method, c.reference, c.amount, c.currency, c.state, "
      "'', '', 0, 0 FROM n, (SELECT * FROM channel_orders ORDER BY key DESC LIMIT 1) c");
  insert(
      "order_holds SELECT n.i + 1, h.account_key, h.ens_region_id, h.spec, h.cycle, h.group_key, "
      "h.opened_host "
      "FROM n, (SELECT * FROM order_holds ORDER BY order_key DESC LIMIT 1) h");
  insert(
      "unfinished_calls SELECT n.i + 1, u.epoch, u.account_key, u.version, u.action, "
      "json_set(u.parameters, '$.ClientToken', 't-' || n.i), u.caller, u.request_id, u.origin, "
      "u.received_ms, "
      "'t-' || n.i, u.fingerprint, 0 "
      "FROM n, (SELECT * FROM unfinished_calls ORDER BY work DESC LIMIT 1) u");
}

void multiply(const std::string& data_dir, int64_t orders) {
  const auto database = bench::open_empty(data_dir + "/" + control::database_file);
  for (int64_t done = 0; done < orders; done += rows_per_unit) {
    std::promise<std::optional<storage::Failure>> settled;
    database->submit_write(
        [done, count = std::min(rows_per_unit, orders - done)](storage::Transaction& tx) {
          insert_interrupted(tx, done, count);
          return storage::Verdict::Keep;
        },
        [&](std::optional<storage::Failure> failure) { settled.set_value(failure); });
    if (const auto failure = settled.get_future().get()) bench::give_up(failure->message);
  }
}

int64_t orders_in(e2e::Api& api, const std::string& account, const char* state) {
  return expect_ok(api.call("DescribeOrders", {{"AccountId", account}, {"State", state}}))
      .value["TotalCount"]
      .get<int64_t>();
}

// What the provider knows of them: he was asked, and said yes.
void authorise(Sample& sample, int64_t orders) {
  for (int64_t key = 1; key <= orders; ++key) {
    sample.state().payments.take(
        {.step = providers::PaymentStep::Authorise, .pay_no = "P" + std::to_string(key)});
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int64_t orders = argc == 3 ? std::atoll(argv[2]) : 0;
  if (orders <= 0 || orders >= static_cast<int64_t>(providers::payments_kept_max)) {
    bench::give_up("usage: recovery WORK_DIRECTORY ORDERS");
  }
  GTEST_FLAG_SET(throw_on_failure, true);
  const base::SystemClock clock;
  const auto provider = providers::SampleThread::start(base::Secret(secret), {}, clock);
  if (!provider) bench::give_up(provider.error());
  const std::string directory(argv[1]), config = directory + "/sluice.toml", data_dir = directory + "/orders";
  std::ofstream(directory + "/secret") << secret;
  std::ofstream(config) << fmt::format(
      "[providers.payment]\nkind = 'http'\nurl = 'http://{}'\nsecret_file = '{}/secret'\ndeadline_ms = "
      "5000\n",
      base::format_endpoint((*provider)->endpoint()), directory);
  const e2e::ServerSettings settings{.data_dir = data_dir, .more = {"--config", config}};

  std::string account;
  {
    e2e::SluiceServer server(settings);
    if (!server.ready()) bench::give_up(server.process().errors());
    e2e::Api api = server.api();
    account = expect_ok(api.call("GetCallerIdentity")).text("AccountId");
    bench::sell_with_deposit(api);
    expect_ok(api.call("SetPaymentMethod", {{"AccountId", account}, {"Kind", "CARD"}, {"Reference", "tok"}}));
    expect_ok(api.call("ModifyFundAccount", {{"AccountId", account}, {"PayMode", "CARD"}}));
    const std::string network = api.make_network("10.64.0.0/14");
    const std::string vswitch = api.make_vswitch(network, "10.64.0.0/16");
    (*provider)->with([](Sample& sample) { sample.behave(Seam::Payment, {.behaviour = Behaviour::Mute}); });
    auto interrupted = std::async(std::launch::async, [&] {
      e2e::Api caller(server.endpoint(), {});
      return caller.call("CreateLoadBalancer", {{"EnsRegionId", std::string(e2e::Api::region)},
                                                {"LoadBalancerSpec", "elb.s1.small"},
                                                {"PayType", "PostPaid"},
                                                {"NetworkId", network},
                                                {"VSwitchId", vswitch},
                                                {"ClientToken", "interrupted"}});
    });
    const bool is_paying = e2e::eventually([&] { return orders_in(api, account, "PAYING") > 0; });
    if (!is_paying) bench::give_up("the order does not come to be paid");
    server.sigkill();
    interrupted.wait();
  }
  multiply(data_dir, orders);
  (*provider)->with([&](Sample& sample) {
    sample.behave(Seam::Payment, {});
    authorise(sample, orders);
  });

  e2e::SluiceServer server(settings);
  if (!server.ready()) bench::give_up(server.process().errors());
  const bench::Stopwatch stopwatch;
  e2e::Api api = server.api();
  const bool have_ended = e2e::eventually([&] { return orders_in(api, account, "COMPLETED") > orders; });
  if (!have_ended) bench::give_up("the orders do not end");
  const bench::Seconds took = stopwatch.elapsed();
  const auto cpu = bench::cpu_time_of(server.process().pid());
  size_t captured = 0;
  (*provider)->with([&](Sample& sample) {
    captured = sample.state().payments.count(providers::PaymentAnswer::Status::Captured);
  });
  if (captured != static_cast<size_t>(orders) + 1) bench::give_up("not every payment was captured once");
  bench::print_row(
      fmt::format("{} orders that were interrupted while their card was charged, ended", orders + 1),
      fmt::format("{:.1f} s, {:.0f} a second (server CPU {:.1f} s)", took.count(),
                  static_cast<double>(orders + 1) / took.count(), cpu.count()),
      "< 10 s for 10,000; two requests to the provider and two commits for each");
  if (server.terminate() != 0) bench::give_up("the server did not stop well");
}
