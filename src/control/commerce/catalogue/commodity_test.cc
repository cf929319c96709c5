#include "control/commerce/catalogue/commodity.h"

#include <gtest/gtest.h>

#include "control/commerce/catalogue/default_commodities.h"

namespace sluice::commerce {
namespace {

// A document with every member; `replace` changes one piece of its text.
std::string commodity_document(std::string_view from = {}, std::string_view to = {}) {
  std::string text =
      R"({"Code":"elb_post","Product":"elb","Status":"Withdrawn","OrderTypes":["Buy","Refund"],)"
      R"("PayModes":["CARD","RESELLER_URL"],"CouponAllowed":false,"OpenMode":"Manual",)"
      R"("PurchaseMode":"OncePerAccountAndNode","MinQuantity":2,"MaxQuantity":4,"Currency":"USD",)"
      R"("OpenThreshold":"5.00","Deposit":{"Rule":"Cycles","Cycles":2},"Modules":[)"
      R"({"Code":"spec","Required":true,"Items":["elb.s1.small","elb.s3.small"]},)"
      R"({"Code":"type","Default":"CLB","Items":["CLB","InternetDR"]},{"Code":"region"}],"Constraints":[)"
      R"({"When":"spec startsWith 'elb.s3'","Require":"region.tier == 'core'"},)"
      R"({"Forbid":"type == 'InternetDR' and quantity > 3"}]})";
  if (from.empty()) return text;
  const size_t at = text.find(from);
  EXPECT_NE(at, text.npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Commodity, IsReadFromItsDocument) {
  const auto commodity = parse_commodity(commodity_document());
  ASSERT_TRUE(commodity) << commodity.error().field << " " << commodity.error().message;
  EXPECT_EQ(commodity->code, "elb_post");
  EXPECT_EQ(commodity->product, "elb");
  EXPECT_EQ(commodity->status, Commodity::Status::Withdrawn);
  EXPECT_EQ(commodity->order_types, (std::vector{OrderType::Buy, OrderType::Refund}));
  EXPECT_EQ(commodity->pay_modes, (std::vector{PayMode::Card, PayMode::ResellerUrl}));
  EXPECT_FALSE(commodity->coupon_allowed);
  EXPECT_EQ(commodity->open_mode, Commodity::OpenMode::Manual);
  EXPECT_EQ(commodity->purchase_mode, Commodity::PurchaseMode::OncePerAccountAndNode);
  EXPECT_EQ(commodity->min_quantity, 2);
  EXPECT_EQ(commodity->max_quantity, 4);
  EXPECT_EQ(commodity->currency->code, "USD");
  EXPECT_EQ(commodity->open_threshold, 500);
  EXPECT_EQ(commodity->deposit, (Deposit{Deposit::Rule::Cycles, 2, 0}));
  ASSERT_EQ(commodity->modules.size(), 3U);
  EXPECT_TRUE(commodity->modules[0].required);
  EXPECT_EQ(commodity->modules[0].items, (std::vector<std::string>{"elb.s1.small", "elb.s3.small"}));
  EXPECT_FALSE(commodity->modules[1].required);
  EXPECT_EQ(commodity->modules[1].otherwise, "CLB");
  EXPECT_TRUE(commodity->modules[2].items.empty());
  ASSERT_EQ(commodity->constraints.size(), 2U);
  EXPECT_EQ(commodity->constraints[0].when->text, "spec startsWith 'elb.s3'");
  EXPECT_EQ(commodity->constraints[0].effect, Constraint::Effect::Require);
  EXPECT_FALSE(commodity->constraints[1].when);
  EXPECT_EQ(commodity->constraints[1].effect, Constraint::Effect::Forbid);
}

TEST(Commodity, HasDefaultsForWhatItsDocumentLeavesOut) {
  const auto commodity = parse_commodity(
      R"({"Code":"a","Product":"b","OrderTypes":["Buy"],"PayModes":["BALANCE"],"Currency":"JPY"})");
  ASSERT_TRUE(commodity);
  EXPECT_EQ(commodity->status, Commodity::Status::OnSale);
  EXPECT_TRUE(commodity->coupon_allowed);
  EXPECT_EQ(commodity->open_mode, Commodity::OpenMode::Auto);
  EXPECT_EQ(commodity->purchase_mode, Commodity::PurchaseMode::Any);
  EXPECT_EQ(commodity->min_quantity, 1);
  EXPECT_EQ(commodity->max_quantity, 1);
  EXPECT_EQ(commodity->open_threshold, 0);
  EXPECT_EQ(commodity->deposit, Deposit{});
}

TEST(Commodity, ReadsBackAsWhatWasPrinted) {
  std::vector<std::string> documents = {
      commodity_document(),
      commodity_document(R"("Rule":"Cycles","Cycles":2)", R"("Rule":"Fixed","Amount":"7.05")")};
  for (const std::string_view known : default_commodity_documents()) documents.emplace_back(known);
  for (const std::string& text : documents) {
    const auto commodity = parse_commodity(text);
    ASSERT_TRUE(commodity) << commodity.error().field << " " << commodity.error().message;
    const std::string printed = print_commodity(*commodity);
    const auto again = parse_commodity(printed);
    ASSERT_TRUE(again) << again.error().field << " " << again.error().message;
    EXPECT_EQ(print_commodity(*again), printed);
    EXPECT_EQ(again->deposit, commodity->deposit);
    EXPECT_EQ(again->order_types, commodity->order_types);
    EXPECT_EQ(again->modules.size(), commodity->modules.size());
    EXPECT_EQ(again->constraints.size(), commodity->constraints.size());
  }
}

TEST(Commodity, MistakesInItsDocumentAreNamedByPlace) {
  struct Case {
    const char* from;
    const char* to;
    const char* field;
    const char* message;
  };
  const Case cases[] = {
      {R"("Code":"elb_post",)", "", "Code", "is missing; accepted: a text"},
      {"elb_post", "ELB post", "Code",
       "received \"ELB post\"; accepted: a to z, 0 to 9 and _, a letter first, 64 bytes at most"},
      {R"("Withdrawn")", R"("Sold")", "Status", "received \"Sold\"; accepted: OnSale, Withdrawn"},
      {R"("Buy")", R"("New")", "OrderTypes[0]",
       "received \"New\"; accepted: each once of Buy, Renew, Upgrade, TempUpgrade, Downgrade, Refund, "
       "Convert, RenewChange, Open, Transfer"},
      {R"("Refund")", R"("Buy")", "OrderTypes[1]",
       "received \"Buy\"; accepted: each once of Buy, Renew, Upgrade, TempUpgrade, Downgrade, Refund, "
       "Convert, RenewChange, Open, Transfer"},
      {R"(["CARD","RESELLER_URL"])", "[]", "PayModes",
       "is missing or empty; accepted: a list of BALANCE, CARD, WITHHOLD, WIRE, RESELLER_QUOTA, "
       "RESELLER_URL"},
      {R"("RESELLER_URL")", R"("CASH")", "PayModes[1]",
       "received \"CASH\"; accepted: each once of BALANCE, CARD, WITHHOLD, WIRE, RESELLER_QUOTA, "
       "RESELLER_URL"},
      {R"("CouponAllowed":false)", R"("CouponAllowed":"no")", "CouponAllowed",
       "received \"no\"; accepted: true or false"},
      {R"("Manual")", R"("Hand")", "OpenMode", "received \"Hand\"; accepted: Auto, Manual"},
      {R"("OncePerAccountAndNode")", R"("Once")", "PurchaseMode",
       "received \"Once\"; accepted: Any, OncePerAccount, OncePerAccountAndNode"},
      {R"("MinQuantity":2)", R"("MinQuantity":0)", "MinQuantity",
       "received 0; accepted: a whole number from 1 to 1000000"},
      {R"("MaxQuantity":4)", R"("MaxQuantity":1)", "MaxQuantity",
       "received 1; accepted: a whole number from 2 to 1000000"},
      {R"("USD")", R"("XTS")", "Currency",
       "received \"XTS\"; accepted: CNY, EUR, GBP, HKD, IDR, JPY, KRW, MYR, SGD, THB, USD"},
      {R"("5.00")", R"("-5.00")", "OpenThreshold",
       "received \"-5.00\"; accepted: a text with an amount of USD from 0.00 to 10000000000000.00, at most 2 "
       "digits behind the point"},
      {R"("Rule":"Cycles")", R"("Rule":"Half")", "Deposit.Rule",
       "received \"Half\"; accepted: None, Cycles, Fixed"},
      {R"("Cycles":2)", R"("Cycles":0)", "Deposit.Cycles",
       "received 0; accepted: a whole number from 1 to 36"},
      {R"("Rule":"Cycles")", R"("Rule":"None")", "Deposit.Cycles",
       "is not a member of this object; accepted: Rule"},
      {R"({"Code":"region"})", R"({"Code":"spec"})", "Modules[2].Code",
       "received \"spec\" again; accepted: each module once"},
      {R"({"Code":"region"})", R"({"Code":"quantity"})", "Modules[2].Code",
       "received \"quantity\", which constraints know as the order's own; accepted: another name"},
      {R"("elb.s3.small"])", R"("elb.s1.small"])", "Modules[0].Items[1]",
       "received \"elb.s1.small\"; accepted: texts that are not empty, each once"},
      {R"("Default":"CLB")", R"("Default":"ALB")", "Modules[1].Default",
       "received \"ALB\"; accepted: one of its Items: CLB, InternetDR"},
      {"spec startsWith 'elb.s3'", "spce startsWith 'elb.s3'", "Constraints[0].When",
       "received the attribute \"spce\"; accepted: spec, type, region, quantity, order_type, and names with "
       "a "
       "point in them"},
      {R"("Require")", R"("Forbid":"true","Require")", "Constraints[0].Require",
       "stands beside Forbid, or neither is there; accepted: one of the two"},
      {R"({"Forbid":"type == 'InternetDR' and quantity > 3"})", R"({"When":"true"})",
       "Constraints[1].Require", "stands beside Forbid, or neither is there; accepted: one of the two"},
      {R"("Product")", R"("Pruduct":"elb","Product")", "Pruduct",
       "is not a member of this object; accepted: Code, Constraints, CouponAllowed, Currency, Deposit, "
       "MaxQuantity, MinQuantity, Modules, OpenMode, OpenThreshold, OrderTypes, PayModes, Product, "
       "PurchaseMode, Status"},
  };
  for (const Case& c : cases) {
    const auto commodity = parse_commodity(commodity_document(c.from, c.to));
    ASSERT_FALSE(commodity) << c.from << " -> " << c.to;
    EXPECT_EQ(commodity.error().field, c.field) << c.from << " -> " << c.to;
    EXPECT_EQ(commodity.error().message, c.message) << c.from << " -> " << c.to;
  }
}

TEST(Commodity, AnExpressionThatCannotBeReadIsNamedWithItsByte) {
  const auto commodity = parse_commodity(commodity_document("region.tier == 'core'", "region.tier = 'core'"));
  ASSERT_FALSE(commodity);
  EXPECT_EQ(commodity.error().field, "Constraints[0].Require");
  EXPECT_TRUE(commodity.error().message.starts_with("at byte 12: ")) << commodity.error().message;
}

TEST(Commodity, HasABoundOnItsLists) {
  const auto listed = [](size_t count, auto item) {
    std::string list;
    for (size_t i = 0; i < count; ++i) list.append(i == 0 ? "" : ",").append(item(i));
    return list;
  };
  const auto modules = [&](size_t count) {
    return parse_commodity(commodity_document(R"({"Code":"region"})", listed(count - 2, [](size_t i) {
                                                return R"({"Code":"m)" + std::to_string(i) + "\"}";
                                              })));
  };
  EXPECT_TRUE(modules(modules_max));
  ASSERT_FALSE(modules(modules_max + 1));
  EXPECT_EQ(modules(modules_max + 1).error().field, "Modules");
  const auto items = [&](size_t count) {
    return parse_commodity(commodity_document(R"({"Code":"region"})",
                                              R"({"Code":"region","Items":[)" + listed(count, [](size_t i) {
                                                return "\"r" + std::to_string(i) + "\"";
                                              }) + "]}"));
  };
  EXPECT_TRUE(items(module_items_max));
  ASSERT_FALSE(items(module_items_max + 1));
  EXPECT_EQ(items(module_items_max + 1).error().field, "Modules[2].Items");
  const auto constraints = [&](size_t count) {
    return parse_commodity(
        commodity_document(R"({"Forbid":"type == 'InternetDR' and quantity > 3"})",
                           listed(count - 1, [](size_t) { return R"({"Require":"true"})"; })));
  };
  EXPECT_TRUE(constraints(constraints_max));
  ASSERT_FALSE(constraints(constraints_max + 1));
  EXPECT_EQ(constraints(constraints_max + 1).error().field, "Constraints");
}

TEST(OrderType, IsReadAsItIsPrinted) {
  for (const std::string_view text : order_type_texts()) EXPECT_EQ(to_text(*parse_order_type(text)), text);
  EXPECT_EQ(to_text(OrderType::Buy), "Buy");
  EXPECT_EQ(to_text(OrderType::Transfer), "Transfer");
  EXPECT_FALSE(parse_order_type("BUY"));
}

TEST(PayMode, IsReadAsItIsPrinted) {
  for (const std::string_view text : pay_mode_texts()) EXPECT_EQ(to_text(*parse_pay_mode(text)), text);
  EXPECT_EQ(to_text(PayMode::Balance), "BALANCE");
  EXPECT_EQ(to_text(PayMode::ResellerUrl), "RESELLER_URL");
  EXPECT_FALSE(parse_pay_mode("Balance"));
}

TEST(Deposit, IsWhatItsRuleSays) {
  struct Case {
    Deposit deposit;
    Minor trade;
    std::optional<Minor> due;
  };
  const Case cases[] = {
      {{Deposit::Rule::None, 0, 0}, 5200, 0},
      {{Deposit::Rule::Cycles, 1, 0}, 5200, 5200},
      {{Deposit::Rule::Cycles, 3, 0}, 5200, 15600},
      {{Deposit::Rule::Cycles, 2, 0}, 0, 0},
      {{Deposit::Rule::Fixed, 0, 10000}, 5200, 10000},
      {{Deposit::Rule::Cycles, 2, 0}, amount_max, std::nullopt},
  };
  for (const Case& c : cases) EXPECT_EQ(deposit_due(c.deposit, c.trade), c.due);
}

}  // namespace
}  // namespace sluice::commerce
