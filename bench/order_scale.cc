// Whether a create becomes slower with the orders that are there: one server with an order or two, one with a
// great many orders of the same account and with ten transfers of money each, take turns. Every create pays a
// deposit.
//
//   order_scale WORK_DIRECTORY ORDERS ROUNDS SECONDS_PER_ROUND

#include <cstdlib>
#include <filesystem>
#include <future>
#include <memory>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "bench/api_load.h"
#include "bench/deposits.h"
#include "bench/recorded_creates.h"
#include "control/plane/data_files.h"
#include "tests/support/sluice_server.h"

namespace {

using namespace sluice;

constexpr size_t clients = 64;
constexpr int64_t transfers_per_order = 10;
constexpr int64_t orders_per_unit = 20'000;
constexpr int block_min = 64, block_max = 255;  // 10.64.0.0/16 and up: a network of its own for every round

// A server with an account that has paid for one balancer.
class Shop {
 public:
  explicit Shop(std::string directory) : directory_(std::move(directory)) {
    start();
    e2e::Api api = server_->api();
    bench::charge_deposits(api);
    const bench::Site site = make_site(block_min - 1);
    api.make_balancer(site.network, site.vswitch);
  }

  // The one order and its transfer again and again, older than itself; what accounts have paid and got is as
  // much more.
  void multiply_orders(int64_t count) {
    stop();
    {
      const auto database = bench::open_empty(directory_ + "/" + control::database_file);
      for (int64_t done = 0; done < count; done += orders_per_unit) {
        write(*database, done, std::min(orders_per_unit, count - done));
      }
    }
    start();
  }

  double creates_per_second(int round, bench::Seconds duration) {
    const bench::Site site = make_site(block_min + round);
    return bench::load(server_->endpoint(), bench::creates(server_->endpoint(), site), clients, duration)
        .per_second();
  }

  int64_t database_mib() const {
    return static_cast<int64_t>(std::filesystem::file_size(directory_ + "/" + control::database_file)) >> 20;
  }
  void stop() {
    if (server_->terminate() != 0) bench::give_up("the server did not stop well");
    server_.reset();
  }

 private:
  void start() {
    server_ = std::make_unique<e2e::SluiceServer>(e2e::ServerSettings{.data_dir = directory_});
    if (!server_->ready()) bench::give_up("the server did not start");
  }

  bench::Site make_site(int block) {
    e2e::Api api = server_->api();
    const std::string cidr = fmt::format("10.{}.0.0/16", block);
    bench::Site site{.network = api.make_network(cidr), .vswitch = {}};
    site.vswitch = api.make_vswitch(site.network, cidr);
    return site;
  }

  static void write(storage::Database& database, int64_t first, int64_t count) {
    std::promise<std::optional<storage::Failure>> settled;
    database.submit_write(
        [first, count](storage::Transaction& tx) {
          insert_orders(tx, first, count);
          return storage::Verdict::Keep;
        },
        [&](std::optional<storage::Failure> failure) { settled.set_value(failure); });
    if (const auto failure = settled.get_future().get()) bench::give_up(failure->message);
  }

  // Order number i of them has the key i + 1: keys of real ones are far above.
  static void insert_orders(storage::Transaction& tx, int64_t first, int64_t count) {
    tx.execute(
        "WITH RECURSIVE n (i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?) "
        "INSERT INTO orders SELECT n.i + 1, o.account_key, o.actor, o.type, o.commodity, o.host_key, "
        "o.ens_region_id, o.spec, o.quote, o.currency, o.payable, o.deposit_left, o.payer_key, "
        "o.relation_version, o.pay_until_ms, o.state, o.outcome, o.resource_id, o.created_ms "
        "FROM n, (SELECT * FROM orders ORDER BY key DESC LIMIT 1) o",
        {first, first + count});
    tx.execute(
        "WITH RECURSIVE n (i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?), "
        "s (j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM s WHERE j + 1 < ?) "
        "INSERT INTO ledger_transfers SELECT n.i + 1, s.j, 0, t.debit_key, t.credit_key, t.amount, t.state, "
        "t.created_ms FROM n, s, (SELECT * FROM ledger_transfers WHERE source_key = (SELECT MAX(key) FROM "
        "orders) LIMIT 1) t",
        {first, first + count, transfers_per_order});
    for (const char* side : {"debit", "credit"}) {
      tx.execute(
          fmt::format("UPDATE ledger_accounts SET {0}s_posted = {0}s_posted + ? * t.amount FROM (SELECT * "
                      "FROM ledger_transfers WHERE source_key = (SELECT MAX(key) FROM orders) LIMIT 1) t "
                      "WHERE ledger_accounts.key = t.{0}_key",
                      side),
          {count * transfers_per_order});
    }
  }

  const std::string directory_;
  std::unique_ptr<e2e::SluiceServer> server_;
};

}  // namespace

int main(int argc, char** argv) {
  const int64_t orders = argc == 5 ? std::atoll(argv[2]) : 0;
  const int rounds = argc == 5 ? std::atoi(argv[3]) : 0;
  const bench::Seconds duration(argc == 5 ? std::atof(argv[4]) : 0);
  if (orders <= 0 || rounds <= 0 || rounds > block_max - block_min || duration.count() <= 0) {
    bench::give_up("usage: order_scale WORK_DIRECTORY ORDERS ROUNDS SECONDS_PER_ROUND");
  }
  GTEST_FLAG_SET(throw_on_failure, true);

  Shop small(std::string(argv[1]) + "/small-shop");
  Shop large(std::string(argv[1]) + "/large-shop");
  large.multiply_orders(orders);
  const int64_t mib = large.database_mib();
  std::vector<double> with_few, with_many, ratios;
  for (int round = 0; round < rounds; ++round) {
    with_few.push_back(small.creates_per_second(round, duration));
    with_many.push_back(large.creates_per_second(round, duration));
    ratios.push_back(with_many.back() / with_few.back());
  }
  small.stop();
  large.stop();
  bench::print_row(
      fmt::format("durable CreateLoadBalancer with a deposit, {} orders and {} ledger transfers there",
                  orders, orders * transfers_per_order),
      fmt::format("{:.0f}/s, {} clients, a database of {} MiB", bench::median(with_many), clients, mib),
      fmt::format("{:.0f}/s with a new database: {:.2f} times (by round {:.2f} to {:.2f})",
                  bench::median(with_few), bench::median(ratios), bench::percentile(ratios, 0),
                  bench::percentile(ratios, 1)));
}
