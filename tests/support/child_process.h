#pragma once
// A program run by a test, as an operator would run it: its output read, its end waited for, killed by its id
// if the test is over before it is. POSIX, one thread: the program dies with the thread that started it.

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "platform/base/unique_fd.h"
#include "tests/support/eventually.h"

namespace sluice::e2e {

struct Command {
  std::vector<std::string> arguments;              // the first is the program's path
  std::map<std::string, std::string> environment;  // all of it
  std::optional<uid_t> user;  // to run as, with the group of the same number; root may ask
  std::optional<size_t> descriptors_max = {};
};

// How a program ended: its exit status, or minus the signal that ended it.
using Exit = int;

class ChildProcess {
 public:
  explicit ChildProcess(const Command& command);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t pid() const { return pid_; }
  // The next line of standard output, without its end; nothing when there is none within that time, or will
  // be none.
  std::optional<std::string> read_line(std::chrono::steady_clock::duration within = patience);
  // What is left of standard output.
  std::string read_rest();
  // All of standard error so far.
  std::string errors() const;

  void signal(int number) const;
  bool running() const { return !exit_; }
  // Waits; a program that does not end is killed, which its status then tells.
  Exit wait();

 private:
  bool await_output(std::chrono::steady_clock::time_point deadline);

  pid_t pid_ = -1;
  base::UniqueFd process_;  // a pidfd: readable when it has ended
  base::UniqueFd output_;
  base::UniqueFd errors_;  // a file in memory
  std::string received_;
  std::optional<Exit> exit_;
};

struct Finished {
  Exit exit;
  std::string output;
  std::string errors;
};
Finished run(const Command& command);

}  // namespace sluice::e2e
