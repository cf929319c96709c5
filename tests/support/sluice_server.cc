#include "tests/support/sluice_server.h"

#include <csignal>
#include <cstdlib>
#include <fstream>

#include "platform/http/client.h"

namespace sluice::e2e {
namespace {

constexpr std::string_view ready_text = "sluice ready: ";

}  // namespace

Command sluice(std::vector<std::string> arguments) {
  Command command{.arguments = std::move(arguments)};
  command.arguments.insert(command.arguments.begin(), SLUICE_BINARY);
  // What was freed goes back at once, or memory figures would be the quarantine's.
  command.environment["ASAN_OPTIONS"] = "quarantine_size_mb=1:malloc_context_size=4:abort_on_error=0";
  for (const char* name : {"ASAN_SYMBOLIZER_PATH", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
    if (const char* value = std::getenv(name)) command.environment[name] = value;
  }
  return command;
}

Command serve_command(const ServerSettings& settings) {
  Command command = sluice({"serve", "--data-dir", settings.data_dir, "--listen", settings.listen,
                            "--rate-limits", settings.rate_limits});
  if (settings.development) command.arguments.push_back("--dev");
  command.arguments.insert(command.arguments.end(), settings.more.begin(), settings.more.end());
  command.arguments.front() = settings.program;
  command.user = settings.user;
  command.descriptors_max = settings.descriptors_max;
  if (settings.own_key) {
    command.environment["SLUICE_ROOT_ACCESS_KEY_ID"] = Api::key_id;
    command.environment["SLUICE_ROOT_ACCESS_KEY_SECRET"] = Api::key_secret;
  }
  return command;
}

SluiceServer::SluiceServer(const ServerSettings& settings) : process_(serve_command(settings)) {
  const auto line = process_.read_line();
  const std::string url = line && line->starts_with(ready_text) ? line->substr(ready_text.size()) : "";
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!url.starts_with(scheme)) continue;
    scheme_ = scheme;
    endpoint_ = base::parse_endpoint(std::string_view(url).substr(scheme.size()));
  }
  if (!endpoint_) process_.wait();
}

bool SluiceServer::healthy() const {
  const auto response = http::fetch(*endpoint_, {.target = "/healthz"});
  return response && response->status == 200 && response->body == "ok\n";
}

void SluiceServer::sigkill() {
  process_.signal(SIGKILL);
  process_.wait();
}

Exit SluiceServer::terminate() {
  process_.signal(SIGTERM);
  return process_.wait();
}

int64_t SluiceServer::memory_kib(const std::string& line) const {
  std::ifstream status("/proc/" + std::to_string(process_.pid()) + "/status");
  for (std::string name; status >> name;) {
    int64_t kib = 0;
    if (name == line + ":" && status >> kib) return kib;
  }
  return 0;
}

}  // namespace sluice::e2e
