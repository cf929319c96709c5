#include "bench/figures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <sys/resource.h>
#include <unistd.h>

namespace sluice::bench {
namespace {

Seconds seconds_of(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

}  // namespace

double milliseconds(Seconds duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

double percentile(std::span<const double> values, double share) {
  if (values.empty()) give_up("no values to take a percentile of");
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  const double rank = std::ceil(share * static_cast<double>(sorted.size()));
  return sorted[static_cast<size_t>(std::max(rank, 1.0)) - 1];
}

double median(std::span<const double> values) {
  return percentile(values, 0.5);
}

Seconds cpu_time() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

Seconds cpu_time_of(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  std::getline(file, text);
  // Fields 14 and 15 (proc(5)); the second one, the name, may hold anything but ends with the last
  // parenthesis.
  std::string state;
  long long skipped = 0, user_ticks = 0, system_ticks = 0;
  const size_t name_end = text.rfind(')');
  if (name_end == std::string::npos) give_up("there is no process " + std::to_string(pid));
  char letter = 0;
  if (std::sscanf(text.c_str() + name_end + 1,
                  " %c %lld %lld %lld %lld %lld %lld %lld %lld %lld %lld %lld %lld", &letter, &skipped,
                  &skipped, &skipped, &skipped, &skipped, &skipped, &skipped, &skipped, &skipped, &skipped,
                  &user_ticks, &system_ticks) != 13) {
    give_up("cannot read the CPU time of process " + std::to_string(pid));
  }
  return Seconds(static_cast<double>(user_ticks + system_ticks) /
                 static_cast<double>(::sysconf(_SC_CLK_TCK)));
}

void print_row(std::string_view what, std::string_view figure, std::string_view beside) {
  std::printf("| %.*s | %.*s | %.*s |\n", static_cast<int>(what.size()), what.data(),
              static_cast<int>(figure.size()), figure.data(), static_cast<int>(beside.size()), beside.data());
  std::fflush(stdout);
}

void give_up(const std::string& reason) {
  std::fprintf(stderr, "bench: %s\n", reason.c_str());
  std::_Exit(1);  // whatever threads there are
}

}  // namespace sluice::bench
