#include "platform/tls/host_name.h"

#include <gtest/gtest.h>

namespace sluice::tls {
namespace {

struct Case {
  std::string text;
  std::string canonical;  // empty: refused
  bool is_address = false;
};

const std::string label_63(63, 'a');

TEST(HostName, IsADnsNameOrAnAddressAndNothingElse) {
  const Case cases[] = {
      {"localhost", "localhost"},
      {"API.Example.COM", "api.example.com"},
      {"a-b.c1", "a-b.c1"},
      {"1and1.com", "1and1.com"},
      {"*.example.com", "*.example.com"},
      {"xn--fiqs8s", "xn--fiqs8s"},
      {label_63 + ".x", label_63 + ".x"},
      {"127.0.0.1", "127.0.0.1", true},
      {"::1", "::1", true},
      {"2001:DB8:0:0::1", "2001:db8::1", true},

      {"", ""},
      {".", ""},
      {"a..b", ""},
      {"a.", ""},
      {"-a", ""},
      {"a-.b", ""},
      {"a_b", ""},
      {"a b", ""},
      {"a/b", ""},
      {"a,DNS:b", ""},
      {"\xE4\xB8\xAD\xE5\x9B\xBD", ""},
      {std::string("a\0b", 3), ""},
      {std::string("127.0.0.1\0", 10), ""},
      {label_63 + "a", ""},
      {label_63 + "." + label_63 + "." + label_63 + "." + label_63, ""},
      {"256.0.0.1", ""},
      {"127.1", ""},
      {"12", ""},
      {"[::1]", ""},
      {"10.0.0.0/8", ""},
      {"localhost:80", ""},
      {"*", ""},
      {"*.com", ""},
      {"a.*.com", ""},
      {"a*.example.com", ""},
  };
  for (const Case& one : cases) {
    const auto name = HostName::parse(one.text);
    ASSERT_EQ(name.has_value(), !one.canonical.empty()) << one.text;
    if (!name) {
      EXPECT_NE(name.error().find("received "), std::string::npos);
      continue;
    }
    EXPECT_EQ(name->text(), one.canonical);
    EXPECT_EQ(name->is_address(), one.is_address) << one.text;
  }
}

}  // namespace
}  // namespace sluice::tls
