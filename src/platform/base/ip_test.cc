#include "platform/base/ip.h"

#include <gtest/gtest.h>

namespace sluice::base {
namespace {

TEST(Ipv4, IsReadAndWrittenBack) {
  const std::pair<std::string_view, uint32_t> addresses[] = {{"0.0.0.0", 0},
                                                             {"127.0.0.1", 0x7F000001},
                                                             {"192.168.2.5", 0xC0A80205},
                                                             {"255.255.255.255", 0xFFFFFFFF}};
  for (const auto& [text, bits] : addresses) {
    ASSERT_TRUE(parse_ipv4(text)) << text;
    EXPECT_EQ(parse_ipv4(text)->bits, bits);
    EXPECT_EQ(format_ipv4(Ipv4{bits}), text);
  }
}

TEST(Ipv4, EveryOtherFormIsRefused) {
  for (const std::string_view text : {"",
                                      ".",
                                      "...",
                                      "1.2.3",
                                      "1.2.3.",
                                      ".1.2.3",
                                      "1.2.3.4.",
                                      "1.2.3.4.5",
                                      "1..2.3",
                                      "256.1.1.1",
                                      "1.1.1.256",
                                      "01.2.3.4",
                                      "1.2.3.04",
                                      "00.0.0.0",
                                      "1.2.3.4 ",
                                      " 1.2.3.4",
                                      "1. 2.3.4",
                                      "+1.2.3.4",
                                      "-1.2.3.4",
                                      "0x1.2.3.4",
                                      "1.2.3.4/32",
                                      "a.b.c.d",
                                      "16909060",
                                      "4294967296.0.0.0",
                                      "99999999999999999999.0.0.0",
                                      "::1",
                                      "::ffff:1.2.3.4"}) {
    EXPECT_FALSE(parse_ipv4(text)) << text;
  }
}

TEST(Ipv4, OrderIsThatOfTheNumbers) {
  EXPECT_LT(*parse_ipv4("9.0.0.0"), *parse_ipv4("10.0.0.0"));
}

TEST(Cidr, IsReadAndWrittenBack) {
  for (const std::string_view text :
       {"0.0.0.0/0", "10.0.0.0/8", "192.168.2.0/24", "192.168.2.128/25", "1.2.3.4/32"}) {
    ASSERT_TRUE(parse_cidr(text)) << text;
    EXPECT_EQ(format_cidr(*parse_cidr(text)), text);
  }
}

TEST(Cidr, HostBitsAndEveryOtherFormAreRefused) {
  for (const std::string_view text :
       {"10.0.0.1/8", "192.168.3.0/23", "0.0.0.1/0", "128.0.0.0/0", "10.0.0.0", "10.0.0.0/", "/8",
        "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0/8", "10.0.0.0 /8", "10.0.0.0/ 8",
        "10.0.0.0/255.0.0.0"}) {
    EXPECT_FALSE(parse_cidr(text)) << text;
  }
}

TEST(Cidr, KnowsItsMaskAndSize) {
  EXPECT_EQ(parse_cidr("0.0.0.0/0")->mask(), 0U);
  EXPECT_EQ(parse_cidr("0.0.0.0/0")->size(), uint64_t{1} << 32);
  EXPECT_EQ(parse_cidr("10.0.0.0/8")->mask(), 0xFF000000U);
  EXPECT_EQ(parse_cidr("192.168.2.0/24")->size(), 256U);
  EXPECT_EQ(parse_cidr("1.2.3.4/32")->mask(), 0xFFFFFFFFU);
  EXPECT_EQ(parse_cidr("1.2.3.4/32")->size(), 1U);
}

TEST(Cidr, ContainsItsAddressesOnly) {
  const Cidr block = *parse_cidr("192.168.2.0/24");
  EXPECT_TRUE(block.contains(*parse_ipv4("192.168.2.0")));
  EXPECT_TRUE(block.contains(*parse_ipv4("192.168.2.255")));
  EXPECT_FALSE(block.contains(*parse_ipv4("192.168.1.255")));
  EXPECT_FALSE(block.contains(*parse_ipv4("192.168.3.0")));
  EXPECT_TRUE(parse_cidr("0.0.0.0/0")->contains(*parse_ipv4("255.255.255.255")));
}

TEST(Cidr, BlocksContainOrMissEachOther) {
  struct Pair {
    const char *a, *b;
    bool a_contains_b, overlap;
  };
  const Pair pairs[] = {
      {"10.0.0.0/8", "10.1.0.0/16", true, true},    {"10.1.0.0/16", "10.0.0.0/8", false, true},
      {"10.0.0.0/8", "10.0.0.0/8", true, true},     {"10.0.0.0/8", "11.0.0.0/8", false, false},
      {"10.0.0.0/9", "10.128.0.0/9", false, false}, {"0.0.0.0/0", "1.2.3.4/32", true, true}};
  for (const Pair& pair : pairs) {
    const Cidr a = *parse_cidr(pair.a), b = *parse_cidr(pair.b);
    EXPECT_EQ(a.contains(b), pair.a_contains_b) << pair.a << " " << pair.b;
    EXPECT_EQ(a.overlaps(b), pair.overlap) << pair.a << " " << pair.b;
    EXPECT_EQ(b.overlaps(a), pair.overlap) << pair.a << " " << pair.b;
  }
}

TEST(Endpoint, IsReadAndWrittenBack) {
  for (const std::string_view text : {"127.0.0.1:8680", "0.0.0.0:0", "255.255.255.255:65535"}) {
    ASSERT_TRUE(parse_endpoint(text)) << text;
    EXPECT_EQ(format_endpoint(*parse_endpoint(text)), text);
  }
}

TEST(Endpoint, EveryOtherFormIsRefused) {
  for (const std::string_view text :
       {"", ":", "127.0.0.1", "127.0.0.1:", ":80", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:080",
        "127.0.0.1:80:80", "127.0.0.1: 80", "localhost:80", "[::1]:80"}) {
    EXPECT_FALSE(parse_endpoint(text)) << text;
  }
}

}  // namespace
}  // namespace sluice::base
