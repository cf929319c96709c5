#include "bench/deposits.h"

#include "bench/figures.h"
#include "control/commerce/catalogue/default_commodities.h"
#include "control/commerce/collection/collect.h"
#include "control/commerce/customer/customer_store.h"
#include "control/commerce/terms/terms_store.h"

namespace sluice::bench {
namespace {

constexpr const char* currency = "USD";
constexpr const char* channel = "wire";
constexpr const char* plenty = "900000000.00";
constexpr commerce::Minor plenty_in_cents = 90'000'000'000;

std::string commodity_with_deposit() {
  json::Value document = *json::parse(commerce::default_elb_post_document());
  document["Deposit"] = {{"Rule", "Cycles"}, {"Cycles", 1}};
  return json::print(document);
}

void expect_ok(const e2e::Reply& reply) {
  if (!reply.ok()) give_up(reply.body);
}

}  // namespace

void sell_with_deposit(e2e::Api& api) {
  expect_ok(api.call("PutTerm", {{"Kind", "Commodity"}, {"Document", commodity_with_deposit()}}));
}

void charge_deposits(e2e::Api& api) {
  sell_with_deposit(api);
  const std::string account = api.call("GetCallerIdentity").text("AccountId");
  expect_ok(
      api.call("RechargeFundAccount",
               {{"AccountId", account}, {"Currency", currency}, {"Amount", plenty}, {"Channel", channel}}));
}

void charge_deposits(storage::Transaction& tx, storage::KeySource& keys, int64_t account_key,
                     base::WallTime now) {
  commerce::replace_term(tx,
                         {.key = keys.next(),
                          .kind = commerce::TermKind::Commodity,
                          .name = std::string(commerce::elb_post_code),
                          .document = commodity_with_deposit(),
                          .created = now},
                         keys.next());
  const auto fund = commerce::find_fund_account(tx, account_key);
  if (!fund) give_up("the account is no customer");
  commerce::recharge(tx, keys, keys.next(), *fund, currency, channel, plenty_in_cents, now);
}

}  // namespace sluice::bench
