#include "control/nodes/listener_board.h"

#include <gtest/gtest.h>

namespace sluice::nodes {
namespace {

using nodelink::ListenerState;
using nodelink::Protocol;
using nodelink::Report;

Report report_of(const std::string& node, ListenerState state, uint16_t port = 80) {
  return {.node_id = node, .listeners = {{.load_balancer_id = "lb-1", .port = port, .state = state}}};
}

size_t speakers(const ListenerBoard& board, uint16_t port = 80) {
  return board.states("lb-1", Protocol::Tcp, port).size();
}

TEST(ListenerBoard, KeepsEveryNodesLastWord) {
  ListenerBoard board;
  board.take(report_of("a", ListenerState::Failed));
  board.take(report_of("b", ListenerState::Listening));
  board.take(report_of("a", ListenerState::Listening));
  ASSERT_EQ(speakers(board), 2u);
  for (const auto& state : board.states("lb-1", Protocol::Tcp, 80)) {
    EXPECT_EQ(state.report.state, ListenerState::Listening) << state.node_id;
  }
}

TEST(ListenerBoard, ForgetsAListenerNodeByNodeAsTheySayThatItIsGone) {
  ListenerBoard board;
  for (const char* node : {"a", "b"}) board.take(report_of(node, ListenerState::Listening));
  board.take(report_of("a", ListenerState::Listening, 81));
  board.take(report_of("a", ListenerState::Gone));
  EXPECT_EQ(speakers(board), 1u);
  board.take(report_of("b", ListenerState::Gone));
  board.take(report_of("c", ListenerState::Gone));
  EXPECT_EQ(speakers(board), 0u);
  EXPECT_EQ(speakers(board, 81), 1u);
  board.take(report_of("a", ListenerState::Listening));
  EXPECT_EQ(speakers(board), 1u) << "made again";
}

TEST(ListenerBoard, ForgetsAWholeBalancer) {
  ListenerBoard board;
  board.take(report_of("a", ListenerState::Listening, 80));
  board.take(report_of("a", ListenerState::Listening, 81));
  board.take({.node_id = "a", .gone = {"lb-1"}});
  EXPECT_EQ(speakers(board, 80) + speakers(board, 81), 0u);
}

}  // namespace
}  // namespace sluice::nodes
