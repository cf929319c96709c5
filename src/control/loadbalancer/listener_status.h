#pragma once
// The status that the API shows, computed from what is wanted and what the nodes last said; stored nowhere.
//
//   wanted   a node listens   status
//   running  yes              Running
//   running  no               Starting   (or failed: DescribeListenerStates has the reason)
//   stopped  yes              Stopping
//   stopped  no               Stopped

#include <string_view>
#include <vector>

#include "contract/nodelink/report.h"
#include "control/nodes/listener_board.h"

namespace sluice::loadbalancer {

inline std::string_view listener_status(bool wanted_running,
                                        const std::vector<nodes::NodeListenerState>& states) {
  bool listening = false;
  for (const nodes::NodeListenerState& state : states) {
    listening |= state.report.state == nodelink::ListenerState::Listening;
  }
  if (wanted_running) return listening ? "Running" : "Starting";
  return listening ? "Stopping" : "Stopped";
}

}  // namespace sluice::loadbalancer
