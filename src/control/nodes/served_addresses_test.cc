#include "control/nodes/served_addresses.h"

#include <gtest/gtest.h>

namespace sluice::nodes {
namespace {

struct Preference {
  const char* private_address;
  const char* served;  // null: none, the search decides
};

TEST(ServedAddresses, TheFirstChoiceKeepsThreeOctets) {
  const Preference table[] = {
      {"192.168.2.5", "127.168.2.5"}, {"10.64.0.7", "127.64.0.7"},    {"172.31.0.1", nullptr},
      {"10.0.0.1", nullptr},          {"10.63.255.255", nullptr},     {"10.255.255.254", "127.255.255.254"},
      {"10.255.255.255", nullptr},    {"192.168.0.0", "127.168.0.0"},
  };
  for (const Preference& row : table) {
    const auto served = preferred_loopback_address(*base::parse_ipv4(row.private_address));
    EXPECT_EQ(served.has_value(), row.served != nullptr) << row.private_address;
    if (served && row.served != nullptr) {
      EXPECT_EQ(base::format_ipv4(*served), row.served);
    }
  }
}

}  // namespace
}  // namespace sluice::nodes
