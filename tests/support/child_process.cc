#include "tests/support/child_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sluice::e2e {
namespace {

constexpr int exit_not_started = 127;

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::abort();
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

// After fork, where only what is safe in a signal handler may be called.
[[noreturn]] void become(char* const* arguments, char* const* environment, const Command& command, int output,
                         int errors) {
  bool ready = ::dup2(output, STDOUT_FILENO) >= 0 && ::dup2(errors, STDERR_FILENO) >= 0;
  if (command.descriptors_max) {
    const rlimit limit{.rlim_cur = *command.descriptors_max, .rlim_max = *command.descriptors_max};
    ready = ready && ::setrlimit(RLIMIT_NOFILE, &limit) == 0;
  }
  if (const auto& user = command.user) {
    ready = ready && ::setgroups(0, nullptr) == 0 && ::setgid(*user) == 0 && ::setuid(*user) == 0;
  }
  if (ready && ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0) ::execve(arguments[0], arguments, environment);
  ::_exit(exit_not_started);
}

}  // namespace

ChildProcess::ChildProcess(const Command& command) {
  std::array<int, 2> output{};
  if (::pipe2(output.data(), O_CLOEXEC) != 0) give_up("pipe");
  output_.reset(output[0]);
  const base::UniqueFd output_end(output[1]);
  errors_.reset(::memfd_create("errors", MFD_CLOEXEC));
  if (!errors_) give_up("memfd_create");

  std::vector<std::string> arguments = command.arguments;
  std::vector<std::string> environment;
  for (const auto& [name, value] : command.environment) environment.push_back(name + "=" + value);
  const std::vector<char*> argv = pointers(arguments);
  const std::vector<char*> envp = pointers(environment);
  pid_ = ::fork();
  if (pid_ < 0) give_up("fork");
  if (pid_ == 0) become(argv.data(), envp.data(), command, output_end.get(), errors_.get());
  process_.reset(
      static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));  // glibc 2.36 has no C++ declaration of it
  if (!process_) give_up("pidfd_open");
}

ChildProcess::~ChildProcess() {
  if (!running()) return;
  signal(SIGKILL);
  wait();
}

bool ChildProcess::await_output(std::chrono::steady_clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  pollfd waiting{.fd = output_.get(), .events = POLLIN, .revents = 0};
  return left.count() > 0 && ::poll(&waiting, 1, static_cast<int>(left.count())) > 0;
}

std::optional<std::string> ChildProcess::read_line(std::chrono::steady_clock::duration within) {
  const auto deadline = std::chrono::steady_clock::now() + within;
  for (;;) {
    if (const size_t end = received_.find('\n'); end != std::string::npos) {
      std::string line = received_.substr(0, end);
      received_.erase(0, end + 1);
      return line;
    }
    std::array<char, 4096> block;
    if (!await_output(deadline)) return std::nullopt;
    const ssize_t got = ::read(output_.get(), block.data(), block.size());
    if (got <= 0) return std::nullopt;
    received_.append(block.data(), static_cast<size_t>(got));
  }
}

std::string ChildProcess::read_rest() {
  std::string rest;
  while (auto line = read_line()) rest += *line + "\n";
  return rest + std::exchange(received_, {});
}

std::string ChildProcess::errors() const {
  std::string text;
  std::array<char, 4096> block;
  for (ssize_t got;
       (got = ::pread(errors_.get(), block.data(), block.size(), static_cast<off_t>(text.size()))) > 0;) {
    text.append(block.data(), static_cast<size_t>(got));
  }
  return text;
}

void ChildProcess::signal(int number) const {
  ::kill(pid_, number);
}

Exit ChildProcess::wait() {
  if (exit_) return *exit_;
  constexpr int patience_ms = static_cast<int>(std::chrono::milliseconds(patience).count());
  pollfd waiting{.fd = process_.get(), .events = POLLIN, .revents = 0};
  if (::poll(&waiting, 1, patience_ms) <= 0) signal(SIGKILL);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0) {
    if (errno != EINTR) give_up("waitpid");
  }
  exit_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return *exit_;
}

Finished run(const Command& command) {
  ChildProcess process(command);
  std::string output = process.read_rest();
  const Exit exit = process.wait();
  return {exit, std::move(output), process.errors()};
}

}  // namespace sluice::e2e
