// What many access keys cost: calls, changes and the start of a service that has a million of them, in turns
// with one that has a thousand. Every user has two keys and two policies, five users share a policy, and an
// account has as many users as it may.
//
//   identity_scale WORK_DIRECTORY ROUNDS CALLS_PER_ROUND [KEYS]
//
// A round is CALLS_PER_ROUND signed calls, ten times as many look-ups and a tenth as many changes, each of a
// key drawn by lot. Both worlds are in this process.

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>
#include <tuple>

#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include "bench/identity_world.h"
#include "contract/api/ens/describe_networks.h"
#include "control/gateway/permission.h"

namespace {

using namespace sluice;
using bench::IdentityWorld;

constexpr size_t few_keys = 1000, many_keys = 1'000'000;
constexpr size_t lookups_per_call = 10, calls_per_change = 10;

using Draw = std::mt19937_64;

struct Figures {
  std::vector<double> lookup_ns;   // of a round
  std::vector<double> call_us;     // of a round: the median
  std::vector<double> calls_us;    // of every call
  std::vector<double> changes_ms;  // of every change
};

size_t resident_bytes() {
  ::malloc_trim(0);
  size_t pages = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> pages >> resident;
  return resident * static_cast<size_t>(::sysconf(_SC_PAGESIZE));
}

// Who calls, and whether he may: what many keys could make slower.
double look_up(const IdentityWorld& world, Draw& draw, size_t count) {
  std::vector<std::string> ids;
  for (size_t i = 0; i < count; ++i) ids.push_back(world.key_id(draw() % world.shape().keys));
  const api::ParameterSet none;
  const base::WallTime now = base::SystemClock{}.wall();
  const bench::Stopwatch watch;
  for (const std::string& id : ids) {
    const auto key = world.ring().find(id);
    if (key == nullptr) bench::give_up("a key is not there");
    const gateway::Authenticated authenticated{key->caller, {}, key->permissions};
    const auto permitted =
        gateway::check_permission(api::DescribeNetworks::declaration, none, authenticated, {}, now);
    if (!permitted) bench::give_up(permitted.error().message);
  }
  return bench::milliseconds(watch.elapsed()) * 1e6 / static_cast<double>(count);
}

void call(IdentityWorld& world, Draw& draw, size_t count, Figures& figures) {
  std::vector<signature::SignedRequest> requests;
  for (size_t i = 0; i < count; ++i) requests.push_back(world.sign(draw() % world.shape().keys));
  std::vector<double> round_us;
  for (const auto& request : requests) round_us.push_back(bench::milliseconds(world.answer(request)) * 1000);
  figures.call_us.push_back(bench::median(round_us));
  figures.calls_us.insert(figures.calls_us.end(), round_us.begin(), round_us.end());
}

void change(IdentityWorld& world, Draw& draw, size_t count, Figures& figures) {
  for (size_t i = 0; i < count; ++i) {
    const size_t key = draw() % world.shape().keys;
    figures.changes_ms.push_back(bench::milliseconds(world.change(key, false)));
    figures.changes_ms.push_back(bench::milliseconds(world.change(key, true)));
  }
}

// Of each round, then of all of them: "1.05 times (0.98 to 1.10)".
std::string ratio(const std::vector<double>& many, const std::vector<double>& few) {
  std::vector<double> ratios;
  for (size_t i = 0; i < many.size(); ++i) ratios.push_back(many[i] / few[i]);
  return fmt::format("{:.2f} times (by round {:.2f} to {:.2f})", bench::median(ratios),
                     std::ranges::min(ratios), std::ranges::max(ratios));
}

}  // namespace

int main(int argc, char** argv) {
  const bool has_keys = argc == 5;
  const int rounds = argc == 4 || has_keys ? std::atoi(argv[2]) : 0;
  const size_t calls = rounds > 0 ? std::strtoul(argv[3], nullptr, 10) : 0;
  const size_t keys = has_keys ? std::strtoul(argv[4], nullptr, 10) : many_keys;
  if (calls == 0 || keys < few_keys) {
    bench::give_up(fmt::format(
        "usage: identity_scale WORK_DIRECTORY ROUNDS CALLS_PER_ROUND [KEYS, at least {}]", few_keys));
  }
  const std::string work = argv[1];
  IdentityWorld few(work + "/few", {.keys = few_keys}), many(work + "/many", {.keys = keys});
  few.load();
  const size_t before = resident_bytes();
  const bench::Seconds load_time = many.load();
  const double bytes_per_key =
      static_cast<double>(resident_bytes() - before) / static_cast<double>(many.shape().keys);

  Draw draw(1);  // NOLINT(cert-msc51-cpp): the same lots each time
  Figures of_few, of_many;
  std::pair<IdentityWorld*, Figures*> turns[] = {{&few, &of_few}, {&many, &of_many}};
  for (int round = 0; round < rounds; ++round) {
    for (auto& [world, figures] : turns) {
      figures->lookup_ns.push_back(look_up(*world, draw, calls * lookups_per_call));
    }
    for (auto& [world, figures] : turns) call(*world, draw, calls, *figures);
    for (auto& [world, figures] : turns) {
      change(*world, draw, std::max<size_t>(calls / calls_per_change, 1), *figures);
    }
    std::swap(turns[0], turns[1]);
  }

  const auto beside = [&](double few_value, const char* unit, const std::string& times) {
    return fmt::format("{:.0f} {} with {} keys: {}", few_value, unit, few_keys, times);
  };
  bench::print_row(fmt::format("{} access keys: key and permission of a call", keys),
                   fmt::format("{:.0f} ns", bench::median(of_many.lookup_ns)),
                   beside(bench::median(of_few.lookup_ns), "ns", ratio(of_many.lookup_ns, of_few.lookup_ns)));
  bench::print_row(fmt::format("{} access keys: signed DescribeNetworks in the process", keys),
                   fmt::format("p50 {:.0f} us, p99 {:.0f} us", bench::median(of_many.calls_us),
                               bench::percentile(of_many.calls_us, 0.99)),
                   beside(bench::median(of_few.calls_us), "us", ratio(of_many.call_us, of_few.call_us)));
  const auto times_ms = [](const std::vector<double>& all) {
    return fmt::format("p50 {:.2f} ms, p99 {:.2f} ms, worst {:.2f} ms", bench::median(all),
                       bench::percentile(all, 0.99), std::ranges::max(all));
  };
  bench::print_row(fmt::format("{} access keys: commit of a key's change to in force", keys),
                   times_ms(of_many.changes_ms),
                   fmt::format("{} with {} keys", times_ms(of_few.changes_ms), few_keys));
  bench::print_row(
      fmt::format("{} access keys: read at the start", keys),
      fmt::format("{:.2f} s, {:.1f} us a key", load_time.count(),
                  bench::milliseconds(load_time) * 1000 / static_cast<double>(keys)),
      fmt::format("with {} users and {} policies", many.shape().users(), many.shape().policies()));
  bench::print_row(fmt::format("{} access keys: memory", keys),
                   fmt::format("{:.0f} bytes a key", bytes_per_key), "its user and policies included");
}
