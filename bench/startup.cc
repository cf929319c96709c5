// From the start of the process to its ready line, with a new data directory and with one that was used
// before, and what the process then holds in memory. The time runs from before fork() until the line has been
// read here.
//
//   startup WORK_DIRECTORY RUNS

#include <cstdlib>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "bench/figures.h"
#include "tests/support/sluice_server.h"

namespace {

using namespace sluice;

constexpr std::chrono::seconds idle_before_memory{1};

// Milliseconds; the server is stopped again.
double start_once(const std::string& data_dir) {
  const bench::Stopwatch watch;
  e2e::SluiceServer server({.data_dir = data_dir});
  const double ready_ms = bench::milliseconds(watch.elapsed());
  if (!server.ready()) bench::give_up("the server did not start: " + server.process().errors());
  if (server.terminate() != 0) bench::give_up("the server did not stop well");
  return ready_ms;
}

void print_times(std::string_view what, const std::vector<double>& times_ms) {
  bench::print_row(
      what,
      fmt::format("{:.1f} ms (median of {}; {:.1f} to {:.1f})", bench::median(times_ms), times_ms.size(),
                  bench::percentile(times_ms, 0.0), bench::percentile(times_ms, 1.0)),
      "< 100 ms");
}

}  // namespace

int main(int argc, char** argv) {
  const size_t runs = argc == 3 ? std::strtoul(argv[2], nullptr, 10) : 0;
  if (runs == 0) bench::give_up("usage: startup WORK_DIRECTORY RUNS");
  const std::string work = argv[1];

  std::vector<double> first_ms, again_ms;
  for (size_t run = 0; run < runs; ++run) {
    const std::string data_dir = fmt::format("{}/startup-{}", work, run);
    first_ms.push_back(start_once(data_dir));
    again_ms.push_back(start_once(data_dir));
    std::filesystem::remove_all(data_dir);
  }
  print_times("process start to ready, new data directory", first_ms);
  print_times("process start to ready, used data directory", again_ms);

  const e2e::SluiceServer server({.data_dir = work + "/idle"});
  if (!server.ready()) bench::give_up("the server did not start");
  std::this_thread::sleep_for(idle_before_memory);
  bench::print_row("memory, idle",
                   fmt::format("{:.1f} MiB resident", static_cast<double>(server.memory_kib("VmRSS")) / 1024),
                   "< 30 MiB");
}
