#include "errors/private_server.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "control/providers/consultation/seam.h"

namespace sluice::app::errors {
namespace {

constexpr std::string_view ready_text = "sluice ready: ";
constexpr int exit_not_started = 127;
constexpr size_t log_shown_bytes_max = 2000;
constexpr const char* own_binary = "/proc/self/exe";
// Of the caller's environment, what would tell the server who is its operator, or who waits for it.
constexpr std::string_view not_passed_on[] = {"SLUICE_", "NOTIFY_SOCKET=", "LISTEN_",
                                              "CREDENTIALS_DIRECTORY="};

std::string failure(const char* what) {
  return fmt::format("{}: {}", what, std::strerror(errno));
}

std::vector<char*> environment() {
  std::vector<char*> kept;
  for (char** each = environ; *each != nullptr; ++each) {
    const bool passed = std::ranges::none_of(
        not_passed_on, [&](std::string_view prefix) { return std::string_view(*each).starts_with(prefix); });
    if (passed) kept.push_back(*each);
  }
  kept.push_back(nullptr);
  return kept;
}

// After fork, where only what is safe in a signal handler may be called. In a process group of its own, so
// that an interrupt from the terminal reaches whoever has to clean up first.
[[noreturn]] void become(char* const* arguments, char* const* variables, int output, int errors) {
  const bool ready = ::dup2(output, STDOUT_FILENO) >= 0 && ::dup2(errors, STDERR_FILENO) >= 0 &&
                     ::setpgid(0, 0) == 0 && ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0;
  if (ready) ::execve(own_binary, arguments, variables);
  ::_exit(exit_not_started);
}

int milliseconds_until(std::chrono::steady_clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::max<int64_t>(0, left.count()));
}

std::string last_of(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  std::string all = text.str();
  if (all.size() > log_shown_bytes_max) all.erase(0, all.size() - log_shown_bytes_max);
  return all;
}

}  // namespace

base::Result<std::unique_ptr<PrivateServer>, std::string> PrivateServer::start(
    const std::optional<PrivateProvider>& provider) {
  std::error_code error;
  std::string name = std::filesystem::temp_directory_path(error).string() + "/sluice-errors-XXXXXX";
  if (error) return base::Unexpected{"no temporary directory for a private server: " + error.message()};
  if (::mkdtemp(name.data()) == nullptr) return base::Unexpected{failure(name.c_str())};
  std::unique_ptr<PrivateServer> server(new PrivateServer(name));
  if (provider) {
    if (auto written = server->write_config(*provider); !written) return base::Unexpected{written.error()};
  }
  if (auto running = server->run(provider.has_value()); !running) return base::Unexpected{running.error()};
  if (auto ready = server->await_ready(); !ready) return base::Unexpected{ready.error()};
  return server;
}

base::Result<void, std::string> PrivateServer::write_config(const PrivateProvider& provider) const {
  std::string config;
  for (const std::string_view seam : providers::seam_texts()) {
    config += fmt::format(
        "[providers.{}]\nkind = 'http'\nurl = 'http://{}'\nsecret_file = '{}'\ndeadline_ms = {}\n", seam,
        base::format_endpoint(provider.endpoint), secret_file(), provider.deadline.count());
    if (seam == to_text(providers::Seam::Risk)) config += "on_outage = 'refuse'\n";
  }
  for (const auto& [path, text] :
       {std::pair{config_file(), std::string_view(config)}, {secret_file(), provider.secret.reveal()}}) {
    const base::UniqueFd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    const ssize_t written = file ? ::write(file.get(), text.data(), text.size()) : -1;
    if (written != static_cast<ssize_t>(text.size())) return base::Unexpected{failure(path.c_str())};
  }
  return {};
}

base::Result<void, std::string> PrivateServer::run(bool has_config) {
  std::array<int, 2> output{};
  if (::pipe2(output.data(), O_CLOEXEC) != 0) return base::Unexpected{failure("a pipe")};
  output_.reset(output[0]);
  const base::UniqueFd output_end(output[1]);
  const base::UniqueFd log(::open(log_file().c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  if (!log) return base::Unexpected{failure("the private server's log")};
  std::vector<std::string> words = {"sluice",   "serve",       "--dev",         "--data-dir", data_dir(),
                                    "--listen", "127.0.0.1:0", "--rate-limits", "off"};
  if (has_config) words.insert(words.end(), {"--config", config_file()});
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const std::vector<char*> variables = environment();
  pid_ = ::fork();
  if (pid_ < 0) return base::Unexpected{failure("a process for a private server")};
  if (pid_ == 0) become(arguments.data(), variables.data(), output_end.get(), log.get());
  process_.reset(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));  // glibc 2.36 has no C++ declaration
  if (!process_) return base::Unexpected{failure("the private server's process")};
  return {};
}

base::Result<void, std::string> PrivateServer::limit_files(const std::string& bytes) const {
  rlimit limit{};
  if (::prlimit(pid_, RLIMIT_FSIZE, nullptr, &limit) != 0) return base::Unexpected{failure("prlimit")};
  limit.rlim_cur = bytes == "none" ? limit.rlim_max : std::stoull(bytes);
  if (::prlimit(pid_, RLIMIT_FSIZE, &limit, nullptr) != 0) return base::Unexpected{failure("prlimit")};
  return {};
}

base::Result<void, std::string> PrivateServer::await_ready() {
  const auto deadline = std::chrono::steady_clock::now() + server_ready_max;
  std::string received;
  while (received.find('\n') == std::string::npos) {
    pollfd waiting{.fd = output_.get(), .events = POLLIN, .revents = 0};
    std::array<char, 512> block;
    const bool some = ::poll(&waiting, 1, milliseconds_until(deadline)) > 0;
    const ssize_t got = some ? ::read(output_.get(), block.data(), block.size()) : 0;
    if (got <= 0) {
      return base::Unexpected{fmt::format("the private server did not get ready: {}",
                                          some ? last_of(log_file()) : "no answer in time")};
    }
    received.append(block.data(), static_cast<size_t>(got));
  }
  const std::string line = received.substr(0, received.find('\n'));
  if (!line.starts_with(ready_text)) {
    return base::Unexpected{fmt::format("the private server did not get ready: it said {}", line)};
  }
  url_ = line.substr(ready_text.size());
  return {};
}

PrivateServer::~PrivateServer() {
  if (pid_ > 0) {
    ::kill(pid_, SIGTERM);
    pollfd waiting{.fd = process_.get(), .events = POLLIN, .revents = 0};
    const int end_max_ms = static_cast<int>(std::chrono::milliseconds(server_end_max).count());
    if (!process_ || ::poll(&waiting, 1, end_max_ms) <= 0) ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  std::error_code ignored;  // what is left is in the temporary directory
  std::filesystem::remove_all(directory_, ignored);
}

base::Result<Credentials, std::string> PrivateServer::operator_key() const {
  return read_credentials(data_dir() + "/credentials.json");
}

}  // namespace sluice::app::errors
