#include "edge/agent/backend_ports.h"

#include <gtest/gtest.h>

namespace sluice::agent {
namespace {

std::string contained(const BackendPorts& ports, std::initializer_list<uint16_t> asked) {
  std::string text;
  for (const uint16_t port : asked) text += ports.contains(port) ? std::to_string(port) + " " : "";
  return text;
}

TEST(BackendPorts, AreAllOrThoseThatAreNamed) {
  EXPECT_EQ(contained(*BackendPorts::parse("all"), {1, 22, 65535}), "1 22 65535 ");
  EXPECT_EQ(contained(*BackendPorts::parse("443"), {442, 443, 444}), "443 ");
  EXPECT_EQ(
      contained(*BackendPorts::parse("80,8000-8002,65535"), {22, 79, 80, 81, 7999, 8000, 8002, 8003, 65535}),
      "80 8000 8002 65535 ");
  EXPECT_EQ(contained(*BackendPorts::parse("1-65535"), {1, 22, 65535}), "1 22 65535 ");
}

TEST(BackendPorts, LeaveOutWhatTheyAreTold) {
  BackendPorts ports;
  ports.leave_out(8680);
  EXPECT_EQ(contained(ports, {8679, 8680, 8681}), "8679 8681 ");
}

TEST(BackendPorts, ThatCannotBeReadAreRefusedInASentence) {
  for (const char* wrong :
       {"", "none", "0", "65536", "80,", ",80", "80-", "-80", "90-80", "80 ,81", "80-90-91", "+80"}) {
    const auto ports = BackendPorts::parse(wrong);
    ASSERT_FALSE(ports) << wrong;
    EXPECT_EQ(ports.error(), "received " + std::string(wrong) +
                                 "; accepted: all, or ports from 1 to 65535 and ranges of them such as "
                                 "80,443,8000-8999");
  }
}

}  // namespace
}  // namespace sluice::agent
