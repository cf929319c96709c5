#include "control/nodes/served_addresses.h"

#include <gtest/gtest.h>

#include "control/schema/testing/scratch_database.h"

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

const model::NodeId node{"local"};

class ServedAddressesInUse : public ::testing::Test {
 protected:
  ServedAddressesInUse() {
    database_.run([](storage::Transaction& tx) {
      for (const int64_t network : {1, 2}) {
        tx.execute("INSERT INTO networks VALUES (?, ?, 1, 'region', 0, 0, '', '', '[]', 0)",
                   {network, "n-" + std::to_string(network)});
      }
      return 0;
    });
  }
  // As text; empty if there was none.
  std::string serve(const char* private_address, int64_t network_key = 1) {
    const auto served = database_.run([&](storage::Transaction& tx) {
      return serve_address(tx, node, network_key, *base::parse_ipv4(private_address));
    });
    return served ? base::format_ipv4(*served) : "";
  }
  void take_run(const char* first, int64_t count) {
    const int64_t base = base::parse_ipv4(first)->bits;
    database_.run([&](storage::Transaction& tx) {
      return tx.execute(
          "WITH RECURSIVE a (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM a WHERE n + 1 < ?) "
          "INSERT INTO served_addresses (node_id, served, network_key, address) "
          "SELECT 'local', ? + n, 2, n FROM a",
          {count, base});
    });
  }

  schema::ScratchDatabase database_;
};

TEST_F(ServedAddressesInUse, TheSecondOfTwoOverlappingNetworksGetsTheNextFreeOne) {
  EXPECT_EQ(serve("192.168.2.5", 1), "127.168.2.5");
  EXPECT_EQ(serve("192.168.2.5", 2), "127.64.0.1");
  EXPECT_EQ(serve("10.0.0.5", 1), "127.64.0.2");
}

TEST_F(ServedAddressesInUse, ALongRunOfTakenOnesIsSteppedOver) {
  take_run("127.64.0.1", 100'000);
  EXPECT_EQ(serve("10.0.0.5"), "127.65.134.161");
  EXPECT_EQ(serve("10.0.0.6"), "127.65.134.162");
}

TEST_F(ServedAddressesInUse, TheSearchGoesRound) {
  database_.run([](storage::Transaction& tx) {
    return tx.execute("INSERT INTO counters VALUES ('served_address.local', 4194301)");
  });
  EXPECT_EQ(serve("10.0.0.5"), "127.127.255.254");
  EXPECT_EQ(serve("10.0.0.6"), "127.127.255.255");
  EXPECT_EQ(serve("10.0.0.7"), "127.64.0.1");
}

}  // namespace
}  // namespace sluice::nodes
