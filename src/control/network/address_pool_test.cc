#include "control/network/address_pool.h"

#include <set>

#include <gtest/gtest.h>

#include "control/schema/testing/scratch_database.h"

namespace sluice::network {
namespace {

constexpr int64_t network_key = 1;

class AddressPool : public ::testing::Test {
 protected:
  AddressPool() {
    database_.run([](storage::Transaction& tx) {
      return tx.execute("INSERT INTO networks VALUES (1, 'n-1', 1, 'region', 0, 0, '', '', '[]', 0)");
    });
  }

  VSwitch make_vswitch(const char* block) {
    VSwitch vswitch{.key = ++keys_, .network_key = network_key, .cidr = *base::parse_cidr(block)};
    vswitch.id = model::VSwitchId{"vsw-" + std::to_string(keys_)};
    database_.run([&](storage::Transaction& tx) { return insert_vswitch(tx, vswitch), 0; });
    return vswitch;
  }
  // As text; empty if there was none.
  std::string take(const VSwitch& vswitch) {
    const bool has_one =
        database_.run([&](storage::Transaction& tx) { return has_free_address(tx, vswitch); });
    const auto address =
        database_.run([&](storage::Transaction& tx) { return take_address(tx, vswitch, 1); });
    EXPECT_EQ(address.has_value(), has_one) << "what is told to be there can be taken";
    return address ? base::format_ipv4(*address) : "";
  }
  bool take_this(const VSwitch& vswitch, const char* address) {
    return database_.run([&](storage::Transaction& tx) {
      return take_this_address(tx, vswitch, *base::parse_ipv4(address), 1);
    });
  }
  void give_back(const char* address) {
    database_.run([&](storage::Transaction& tx) {
      return give_back_address(tx, network_key, *base::parse_ipv4(address)), 0;
    });
  }

  schema::ScratchDatabase database_;
  int64_t keys_ = 10;
};

TEST_F(AddressPool, HandsOutEachUsableAddressOnceInOrder) {
  const VSwitch vswitch = make_vswitch("10.0.0.0/29");
  for (const char* expected : {"10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6", "", ""}) {
    EXPECT_EQ(take(vswitch), expected);
  }
}

TEST_F(AddressPool, ReturnedAddressesComeBackAfterAllOthersTheLongestAgoFirst) {
  const VSwitch vswitch = make_vswitch("10.0.0.0/29");
  EXPECT_EQ(take(vswitch), "10.0.0.2");
  EXPECT_EQ(take(vswitch), "10.0.0.3");
  give_back("10.0.0.3");
  give_back("10.0.0.2");
  for (const char* expected : {"10.0.0.4", "10.0.0.5", "10.0.0.6", "10.0.0.3", "10.0.0.2", ""}) {
    EXPECT_EQ(take(vswitch), expected);
  }
}

TEST_F(AddressPool, WhatIsAskedForByNameIsNotHandedOutAgain) {
  const VSwitch vswitch = make_vswitch("10.0.0.0/28");
  for (const char* asked : {"10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.14"}) {
    EXPECT_TRUE(take_this(vswitch, asked));
    EXPECT_FALSE(take_this(vswitch, asked));
  }
  EXPECT_EQ(take(vswitch), "10.0.0.5");
  give_back("10.0.0.5");
  EXPECT_TRUE(take_this(vswitch, "10.0.0.5"));
  std::set<std::string> rest;
  for (std::string address = take(vswitch); !address.empty(); address = take(vswitch)) {
    EXPECT_TRUE(rest.insert(address).second) << address;
  }
  EXPECT_EQ(rest.size(), 8u);
}

TEST_F(AddressPool, ReservedAddressesAreRefused) {
  const VSwitch vswitch = make_vswitch("10.0.0.0/29");
  for (const char* reserved : {"10.0.0.0", "10.0.0.1", "10.0.0.7", "10.0.0.8", "9.255.255.255"}) {
    EXPECT_FALSE(take_this(vswitch, reserved)) << reserved;
  }
}

TEST_F(AddressPool, NeighboursInOneNetworkKeepApart) {
  const VSwitch first = make_vswitch("10.0.0.0/29");
  const VSwitch second = make_vswitch("10.0.0.8/29");
  while (!take(first).empty()) {
  }
  EXPECT_EQ(take(second), "10.0.0.10");
  give_back("10.0.0.4");
  EXPECT_EQ(take(second), "10.0.0.11");
  EXPECT_EQ(take(first), "10.0.0.4");
}

// Tells statements apart from time: a search that probed one by one would need tens of thousands.
class CountedTransaction final : public storage::Transaction {
 public:
  explicit CountedTransaction(storage::Transaction& tx) : tx_(tx) {}
  int64_t execute(std::string_view sql, std::initializer_list<storage::Value> values) override {
    ++count;
    return tx_.execute(sql, values);
  }
  void query(std::string_view sql, std::span<const storage::Value> values,
             const std::function<void(const storage::Row&)>& each) override {
    ++count;
    tx_.query(sql, values, each);
  }
  int count = 0;

 private:
  storage::Transaction& tx_;
};

TEST_F(AddressPool, AnAddressInANearlyFullBlockTakesAHandfulOfStatements) {
  constexpr int statements_max = 8;
  const VSwitch vswitch = make_vswitch("10.0.0.0/16");
  database_.run([&](storage::Transaction& tx) {
    return tx.execute(
        "WITH RECURSIVE a (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM a WHERE n < 65533) "
        "INSERT INTO private_addresses SELECT 1, 167772160 + n, 11, 1 FROM a");
  });
  const auto take_counted = [&] {
    return database_.run([&](storage::Transaction& tx) {
      CountedTransaction counted(tx);
      const auto address = take_address(counted, vswitch, 1);
      EXPECT_LE(counted.count, statements_max);
      return address ? base::format_ipv4(*address) : "";
    });
  };
  EXPECT_EQ(take_counted(), "10.0.255.254");
  EXPECT_EQ(take_counted(), "");
  give_back("10.0.17.4");
  EXPECT_EQ(take_counted(), "10.0.17.4");
  EXPECT_EQ(take_counted(), "");
}

}  // namespace
}  // namespace sluice::network
