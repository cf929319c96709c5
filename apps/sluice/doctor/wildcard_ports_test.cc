#include "doctor/wildcard_ports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sluice::app {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(WildcardPorts, AreThoseOfSocketsThatListenAtAllAddresses) {
  EXPECT_THAT(
      wildcard_ports("  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n"
                     "   0: 00000000:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000   105\n"
                     "   1: 0100007F:0277 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0\n"
                     "   2: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0\n"
                     "   3: 00000000:0050 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0\n"
                     "   4: 00000000:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000   105\n"),
      ElementsAre(22, 5432));
}

TEST(WildcardPorts, AreThoseOfVersionSixAsWell) {
  EXPECT_THAT(
      wildcard_ports(
          "   0: 00000000000000000000000000000000:0BB8 00000000000000000000000000000000:0000 0A 0:0\n"
          "   1: 00000000000000000000000001000000:0019 00000000000000000000000000000000:0000 0A 0:0\n"),
      ElementsAre(3000));
}

TEST(WildcardPorts, AreNotFoundInOtherText) {
  for (const char* text : {"", "\n\n", "0: 00000000:", "0: 00000000 x 0A y", "0: 00000000:FFFFF x 0A y",
                           "0: 00000000:00G1 x 0A y", "0: 0000000G:0016 x 0A y"}) {
    EXPECT_THAT(wildcard_ports(text), IsEmpty()) << text;
  }
  EXPECT_THAT(wildcard_ports("0: 00000000:0016 x 0A"), ElementsAre(22)) << "cut off behind what is read";
}

}  // namespace
}  // namespace sluice::app
