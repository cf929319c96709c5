// The data plane alone, without a control plane: reads desired-state messages, one a line, from a file and
// serves them until SIGTERM or SIGINT. Reports go to standard output, one line a listener.
//
//   edge_standalone MESSAGES_FILE [WORKERS]

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "edge/agent/agent.h"
#include "platform/base/clock.h"
#include "platform/base/log.h"

namespace {

using namespace sluice;

const char* name_of(nodelink::ListenerState state) {
  switch (state) {
    case nodelink::ListenerState::Listening:
      return "listening";
    case nodelink::ListenerState::Stopped:
      return "stopped";
    case nodelink::ListenerState::Failed:
      return "failed";
    case nodelink::ListenerState::Gone:
      return "gone";
  }
  return "?";
}

void print_report(const nodelink::Report& report) {
  for (const nodelink::ListenerReport& row : report.listeners) {
    std::printf("%s %u %s served_port=%u %s\n", row.load_balancer_id.c_str(), unsigned{row.port},
                name_of(row.state), unsigned{row.served_port}, row.reason.c_str());
  }
  std::printf("applied revision %lld\n", static_cast<long long>(report.applied_revision));
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: edge_standalone MESSAGES_FILE [WORKERS]\n", stderr);
    return 2;
  }
  base::configure_log(base::LogFormat::Text, base::LogLevel::Warning);
  // Blocked before the first thread starts, so that only this one takes them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigprocmask(SIG_BLOCK, &signals, nullptr);

  std::vector<std::string> messages;
  std::ifstream file(argv[1]);
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) messages.push_back(line);
  }
  const base::SystemClock clock;
  agent::SystemSocketOpener opener;
  agent::Agent agent(clock,
                     {.node_id = "standalone", .workers = argc < 3 ? 1 : std::strtoul(argv[2], nullptr, 10)},
                     opener, print_report);
  agent.apply(std::move(messages));
  int signal = 0;
  sigwait(&signals, &signal);
  agent.stop();
}
