#pragma once
// What every measurement shares: medians, percentiles, CPU time, and rows of the table that scripts/bench
// prints.

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace sluice::bench {

using Seconds = std::chrono::duration<double>;

double milliseconds(Seconds duration);

// Of at least one value; `share` 0.5 is the median, 0.99 what 99 of 100 do not exceed (nearest rank).
double percentile(std::span<const double> values, double share);
double median(std::span<const double> values);

// User and system time so far, of this process and of another one that runs.
Seconds cpu_time();
Seconds cpu_time_of(pid_t pid);

class Stopwatch {
 public:
  Seconds elapsed() const { return std::chrono::steady_clock::now() - start_; }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// One line of a Markdown table: what was measured, the figure, and the goal or what it is to be read beside.
void print_row(std::string_view what, std::string_view figure, std::string_view beside);

// Says why on standard error and ends the process: a measurement that failed has no figure.
[[noreturn]] void give_up(const std::string& reason);

}  // namespace sluice::bench
