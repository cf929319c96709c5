#include "tests/simulation/beginning.h"

#include <map>
#include <memory>

#include <fmt/format.h>

#include "control/commerce/funding/method_store.h"
#include "control/commerce/ledger/ledger.h"
#include "control/commerce/stock/stock.h"
#include "tests/crash/market_of_deposits.h"

namespace sluice::simulation {
namespace {

using control::TestCloud;
using storage::Transaction;

constexpr int64_t stock_total = 12, quota_most = 8;
constexpr commerce::Minor plenty = 1'000'000, little = 9'000;
constexpr uint64_t seed_of_beginnings = 1;

// What they buy, at the published prices.
Customer by_card() {
  return {.name = "first", .spec = "elb.s1.small", .price = 750, .pays_by_card = true};
}
Customer poor() {
  return {.name = "second", .spec = "elb.s2.small", .price = 2600, .recharged = little, .is_poor = true};
}
Customer rich(std::string name) {
  return {.name = std::move(name), .spec = "elb.s2.medium", .price = 5200, .recharged = plenty};
}

Customer of_plans(bool pays_by_card) {
  return {.name = "third",
          .spec = "elb.plan.10",
          .price = 999,
          .recharged = pays_by_card ? 0 : plenty,
          .pays_by_card = pays_by_card,
          .buys_plans = true};
}
constexpr const char* price_of_plans =
    R"({"Commodity":"elb_plan","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z","Leaves":[{"Regions":["*"],)"
    R"("Spec":"elb.plan.10","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"9.99"}]})";

void open_account(TestCloud& cloud, Customer& customer) {
  const std::string region(TestCloud::region);
  const control::Reply made = cloud.call("CreateAccount", {{"AccountName", customer.name}});
  const json::Value& key = made.value["AccessKey"];
  customer.account_id = made.value["Account"]["AccountId"].get<std::string>();
  customer.key = {key["AccessKeyId"].get<std::string>(), key["AccessKeySecret"].get<std::string>()};
  const auto call = [&](std::string_view action, control::Parameters parameters) {
    parameters.insert(parameters.begin(), {"EnsRegionId", region});
    return cloud.call_as(customer.key, action, std::move(parameters));
  };
  customer.network = call("CreateNetwork", {{"CidrBlock", "192.168.0.0/16"}}).text("NetworkId");
  customer.vswitch = call("CreateVSwitch", {{"NetworkId", customer.network}, {"CidrBlock", "192.168.2.0/24"}})
                         .text("VSwitchId");
  if (customer.recharged == 0) return;
  cloud.call("RechargeFundAccount",
             {{"AccountId", customer.account_id},
              {"Currency", "USD"},
              {"Amount", fmt::format("{}.{:02}", customer.recharged / 100, customer.recharged % 100)},
              {"Channel", "wire"}});
}

void put_limits_and_cards(Transaction& tx, const Kind& kind, const std::vector<Customer>& customers) {
  int64_t key = 1;  // of 2020, which nobody draws any more
  if (kind.has_deposit) {
    crash::sell_with_deposit(tx, key, key + 1);
    key += 2;
  }
  for (const Customer& customer : customers) {
    const int64_t account =
        crash::number(tx, "SELECT key FROM accounts WHERE account_id = '" + customer.account_id + "'");
    if (!customer.buys_plans) commerce::set_stock(tx, TestCloud::region, customer.spec, stock_total, 0);
    commerce::set_quota(tx, account, commerce::every_region, quota_most, 0);
    if (!customer.pays_by_card) continue;
    tx.execute("UPDATE fund_accounts SET pay_mode = 'CARD' WHERE fund_account_id = ?",
               {std::string_view(customer.fund())});
    commerce::insert_method(tx, {.key = key++, .account_key = account, .reference = "tok"});
    commerce::open_ledger_account(tx, {commerce::AccountKind::Cash, customer.fund(), "USD"}, key++);
  }
}

// The cloud that they are made in is closed, and keeps its directory.
struct Made {
  std::unique_ptr<TestCloud> cloud;
  Beginning beginning;
};

Made make(const Kind& kind) {
  Made made;
  made.cloud = std::make_unique<TestCloud>(control::Options{}, *base::parse_iso8601(TestCloud::started_at),
                                           std::make_unique<base::SeededRandom>(seed_of_beginnings));
  std::vector<Customer>& customers = made.beginning.customers;
  customers = kind.is_billed ? std::vector{rich("first"), poor(), of_plans(false)}
                             : std::vector{by_card(), rich("second"), of_plans(true)};
  for (Customer& customer : customers) open_account(*made.cloud, customer);
  made.cloud->call("PutTerm", {{"Kind", "PricingPlan"}, {"Document", price_of_plans}});
  made.cloud->in_database([&](Transaction& tx) { put_limits_and_cards(tx, kind, customers); });
  made.cloud->close();
  made.beginning.data_dir = made.cloud->data_dir();
  return made;
}

}  // namespace

const Beginning& beginning_of(const Kind& kind) {
  static std::map<std::pair<bool, bool>, Made> made;
  const auto found = made.find({kind.is_billed, kind.has_deposit});
  if (found != made.end()) return found->second.beginning;
  return made.emplace(std::pair(kind.is_billed, kind.has_deposit), make(kind)).first->second.beginning;
}

}  // namespace sluice::simulation
