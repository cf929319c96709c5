// How long the bills of a month take, for a great many balancers of one account that can pay them, while
// clients go on creating balancers; and how fast these are meanwhile, beside the same without bills.
//
//   monthly_bills WORK_DIRECTORY BALANCERS SECONDS_OF_CREATES

#include <cstdlib>
#include <future>
#include <memory>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "bench/api_load.h"
#include "bench/recorded_creates.h"
#include "control/plane/data_files.h"
#include "tests/support/sluice_server.h"

namespace {

using namespace sluice;

constexpr size_t clients = 16;
constexpr int64_t rows_per_unit = 20'000;
constexpr const char* month_seconds = "2678400";  // 31 days: the end of one month, and of no second one
constexpr std::chrono::minutes patience{10};

e2e::Reply expect_ok(e2e::Reply reply) {
  if (!reply.ok()) bench::give_up(reply.body);
  return reply;
}

// Orders as the newest one is, each with a balancer to be billed for; number i of them has the key i + 1,
// since keys of real ones are far above.
void insert_billed(storage::Transaction& tx, int64_t first, int64_t count) {
  tx.execute(
      "WITH RECURSIVE n (i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?) "
      "INSERT INTO orders SELECT n.i + 1, o.account_key, o.actor, o.type, o.commodity, o.host_key, "
      "o.ens_region_id, "
      "o.spec, o.quote, o.currency, o.payable, o.deposit_left, o.payer_key, o.relation_version, "
      "o.pay_until_ms, "
      "o.state, o.outcome, 'lb-' || n.i, o.created_ms FROM n, (SELECT * FROM orders ORDER BY key DESC LIMIT "
      "1) o",
      {first, first + count});
  tx.execute(
      "WITH RECURSIVE n (i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?) "
      "INSERT INTO billed_instances SELECT n.i + 1, b.account_key, 'lb-' || n.i, b.from_ms, b.next_ms, 0, 0 "
      "FROM n, (SELECT * FROM billed_instances ORDER BY order_key DESC LIMIT 1) b",
      {first, first + count});
}

void multiply(const std::string& data_dir, int64_t balancers) {
  const auto database = bench::open_empty(data_dir + "/" + control::database_file);
  for (int64_t done = 0; done < balancers; done += rows_per_unit) {
    std::promise<std::optional<storage::Failure>> settled;
    database->submit_write(
        [done, count = std::min(rows_per_unit, balancers - done)](storage::Transaction& tx) {
          insert_billed(tx, done, count);
          return storage::Verdict::Keep;
        },
        [&](std::optional<storage::Failure> failure) { settled.set_value(failure); });
    if (const auto failure = settled.get_future().get()) bench::give_up(failure->message);
  }
}

std::unique_ptr<e2e::SluiceServer> start(const std::string& data_dir) {
  auto server = std::make_unique<e2e::SluiceServer>(
      e2e::ServerSettings{.data_dir = data_dir, .more = {"--billing", "on"}});
  if (!server->ready()) bench::give_up("the server did not start");
  return server;
}

bench::Site make_site(e2e::Api& api, const char* cidr) {
  bench::Site site{.network = api.make_network(cidr), .vswitch = {}};
  site.vswitch = api.make_vswitch(site.network, cidr);
  return site;
}

}  // namespace

int main(int argc, char** argv) {
  const int64_t balancers = argc == 4 ? std::atoll(argv[2]) : 0;
  const bench::Seconds duration(argc == 4 ? std::atof(argv[3]) : 0);
  if (balancers <= 0 || duration.count() <= 0) {
    bench::give_up("usage: monthly_bills WORK_DIRECTORY BALANCERS SECONDS_OF_CREATES");
  }
  GTEST_FLAG_SET(throw_on_failure, true);

  const std::string data_dir = std::string(argv[1]) + "/bills";
  auto server = start(data_dir);
  {
    e2e::Api api = server->api();
    const std::string account = expect_ok(api.call("GetCallerIdentity")).text("AccountId");
    expect_ok(api.call(
        "RechargeFundAccount",
        {{"AccountId", account}, {"Currency", "USD"}, {"Amount", "900000000.00"}, {"Channel", "wire"}}));
    const bench::Site site = make_site(api, "10.64.0.0/16");
    api.make_balancer(site.network, site.vswitch);
  }
  if (server->terminate() != 0) bench::give_up("the server did not stop well");
  multiply(data_dir, balancers);
  server = start(data_dir);

  e2e::Api api = server->api();
  const bench::Site before = make_site(api, "10.65.0.0/16"), meanwhile = make_site(api, "10.66.0.0/16");
  const auto alone =
      bench::load(server->endpoint(), bench::creates(server->endpoint(), before), clients, duration);
  const auto cpu_before = bench::cpu_time_of(server->process().pid());
  auto billed = std::async(std::launch::async, [&] {
    e2e::Api operators(server->endpoint(), {.exchange_timeout = patience});
    const bench::Stopwatch stopwatch;
    expect_ok(operators.call("StepBusinessClock", {{"Seconds", month_seconds}}));
    return stopwatch.elapsed();
  });
  const auto beside =
      bench::load(server->endpoint(), bench::creates(server->endpoint(), meanwhile), clients, duration);
  const bench::Seconds took = billed.get();
  const auto cpu = bench::cpu_time_of(server->process().pid()) - cpu_before;
  const std::string account = api.call("GetCallerIdentity").text("AccountId");
  const auto bills = expect_ok(api.call("DescribeBills", {{"AccountId", account}, {"State", "PAID"}}))
                         .value["TotalCount"]
                         .get<int64_t>();
  // What was created before the step has its month as well.
  if (bills < balancers) bench::give_up(fmt::format("{} of {} bills were made", bills, balancers));
  bench::print_row(
      fmt::format("bills of a month for {} balancers, issued and paid", bills),
      fmt::format("{:.1f} s, {:.0f} a second (server CPU, creates included: {:.1f} s)", took.count(),
                  static_cast<double>(bills) / took.count(), cpu.count()),
      fmt::format("< 60 s for 100,000; meanwhile {:.0f} durable creates/s by {} clients, p99 {:.1f} ms; "
                  "{:.0f}/s, p99 {:.1f} ms without bills",
                  beside.per_second(), clients, bench::percentile(beside.latencies_ms, 0.99),
                  alone.per_second(), bench::percentile(alone.latencies_ms, 0.99)));
  if (server->terminate() != 0) bench::give_up("the server did not stop well");
}
