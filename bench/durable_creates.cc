// How many load balancers can be created in a second, each answered only when it is on the disk; beside it,
// in the same rounds, what the disk alone and the storage writer alone can do. Once as they come, free of
// charge until the first bill, and once with a deposit of a month's price each.
//
//   durable_creates WORK_DIRECTORY ROUNDS SECONDS_PER_ROUND

#include <cstdlib>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "bench/api_load.h"
#include "bench/bare_writer.h"
#include "bench/deposits.h"
#include "bench/disk_sync.h"
#include "tests/support/sluice_server.h"

namespace {

using namespace sluice;
using bench::RecordedCreates;

constexpr size_t clients = 64;
constexpr size_t recorded_creates = 10'000;
constexpr int block_min = 64, block_max = 255;  // 10.64.0.0/16 and up: a network of its own for every round

struct Round {
  double syncs_per_second;
  double writer_creates, writer_commits, writer_cpu_us;
  double creates, server_cpu_us, client_cpu_us;
};

double median_of(const std::vector<Round>& rounds, double Round::*member) {
  std::vector<double> values;
  for (const Round& round : rounds) values.push_back(round.*member);
  return bench::median(values);
}

constexpr const char* words_of(RecordedCreates::Deposit deposit) {
  return deposit == RecordedCreates::Deposit::None ? "" : " with a deposit";
}

double per_create_us(bench::Seconds cpu, size_t creates) {
  return cpu.count() * 1e6 / static_cast<double>(creates);
}

// "access_keys 1, orders 1"
std::string in_words(const std::map<std::string, size_t>& counts) {
  std::string text;
  for (const auto& [table, count] : counts) {
    if (!text.empty()) text += ", ";
    text += count == 1 ? table : fmt::format("{} {} times", table, count);
  }
  return text;
}

// Adds how many balancers it left in the server.
void measure(const std::string& work, e2e::SluiceServer& server, RecordedCreates::Deposit deposit,
             int first_block, int rounds_count, bench::Seconds duration, size_t& balancers) {
  const RecordedCreates recorded(work, recorded_creates, deposit);
  e2e::Api api = server.api();
  if (deposit == RecordedCreates::Deposit::OneMonth) bench::charge_deposits(api);

  std::vector<Round> rounds;
  std::vector<double> latencies_ms;
  for (int i = 0; i < rounds_count; ++i) {
    const auto syncs = bench::measure_syncs(work, duration / 2);
    const auto writer = bench::measure_bare_writer(work, recorded, clients);

    const std::string block = fmt::format("10.{}.0.0/16", first_block + i);
    bench::Site site{.network = api.make_network(block), .vswitch = {}};
    site.vswitch = api.make_vswitch(site.network, block);
    const auto cpu_before = bench::cpu_time_of(server.process().pid());
    const auto load =
        bench::load(server.endpoint(), bench::creates(server.endpoint(), site), clients, duration);
    const auto server_cpu = bench::cpu_time_of(server.process().pid()) - cpu_before;

    rounds.push_back({.syncs_per_second = syncs.syncs_per_second,
                      .writer_creates = writer.creates_per_second,
                      .writer_commits = writer.commits_per_second,
                      .writer_cpu_us = per_create_us(writer.cpu, recorded.count()),
                      .creates = load.per_second(),
                      .server_cpu_us = per_create_us(server_cpu, load.calls),
                      .client_cpu_us = per_create_us(load.client_cpu, load.calls)});
    latencies_ms.insert(latencies_ms.end(), load.latencies_ms.begin(), load.latencies_ms.end());
    balancers += load.calls;
  }

  const double creates = median_of(rounds, &Round::creates);
  const double syncs = median_of(rounds, &Round::syncs_per_second);
  const double writer = median_of(rounds, &Round::writer_creates);
  bench::print_row(
      fmt::format("durable CreateLoadBalancer{}, {} clients", words_of(deposit), clients),
      fmt::format(
          "{:.0f}/s (CPU per create: server {:.0f} us, clients {:.0f} us; p50 {:.1f} ms, p99 {:.1f} ms)",
          creates, median_of(rounds, &Round::server_cpu_us), median_of(rounds, &Round::client_cpu_us),
          bench::median(latencies_ms), bench::percentile(latencies_ms, 0.99)),
      fmt::format("> 1,500/s; {:.1f} times the disk's syncs, {:.0f} % of the bare writer (goal 60 %)",
                  creates / syncs, 100 * creates / writer));
  bench::print_row(
      fmt::format("bare writer, the same rows, {} at a time", clients),
      fmt::format("{:.0f}/s in {:.0f} commits/s (CPU per create: {:.0f} us)", writer,
                  median_of(rounds, &Round::writer_commits), median_of(rounds, &Round::writer_cpu_us)),
      fmt::format("{} statements a create: {}", recorded.statements_per_create(),
                  in_words(recorded.statements_by_table())));
  if (deposit == RecordedCreates::Deposit::None) {
    bench::print_row("disk, write 4 KiB and fdatasync", fmt::format("{:.0f}/s", syncs), "");
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds_count = argc == 4 ? std::atoi(argv[2]) : 0;
  const bench::Seconds duration(argc == 4 ? std::atof(argv[3]) : 0);
  if (rounds_count <= 0 || 2 * rounds_count > block_max - block_min || duration.count() <= 0) {
    bench::give_up("usage: durable_creates WORK_DIRECTORY ROUNDS SECONDS_PER_ROUND");
  }
  GTEST_FLAG_SET(throw_on_failure, true);
  const std::string work = argv[1];

  e2e::SluiceServer server({.data_dir = work + "/creates"});
  if (!server.ready()) bench::give_up("the server did not start");
  size_t balancers = 0;
  using Deposit = RecordedCreates::Deposit;
  measure(work, server, Deposit::None, block_min, rounds_count, duration, balancers);
  measure(work, server, Deposit::OneMonth, block_min + rounds_count, rounds_count, duration, balancers);
  bench::print_row(fmt::format("memory with {} balancers", balancers),
                   fmt::format("{:.1f} MiB resident", static_cast<double>(server.memory_kib("VmRSS")) / 1024),
                   "");
  if (server.terminate() != 0) bench::give_up("the server did not stop well");
}
