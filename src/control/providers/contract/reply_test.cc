// What providers answer, read: a table of bodies for every seam, and of statuses.

#include "control/providers/contract/reply.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/providers/contract/check_message.h"
#include "control/providers/contract/decide_message.h"
#include "control/providers/contract/quote_message.h"
#include "control/providers/contract/rate_message.h"
#include "control/providers/contract/relation_message.h"
#include "control/providers/contract/stock_message.h"

namespace sluice::providers {
namespace {

using ::testing::HasSubstr;
using Kind = Reply::Kind;

constexpr const char* quoted =
    R"({"status":"QUOTED","plan":"autumn","currency":"USD","lines":[{"from":0,"quantity":1,"unit_price":"7.5",)"
    R"("amount":"7.50"}],"list":"7.50","discount":"0.50","trade":"7.00","valid_until":"2026-02-01T00:00:00Z"})";

TEST(Reply, TakesWhatTheContractSays) {
  const std::pair<Seam, const char*> answers[] = {
      {Seam::Pricing, quoted},
      {Seam::Pricing, R"({"status":"NO_TREE"})"},
      {Seam::Pricing, R"({"status":"NO_VALID_PLAN"})"},
      {Seam::Pricing, R"({"status":"BAD_CONFIG"})"},
      {Seam::Pricing, R"({"status":"NO_RESULT"})"},
      {Seam::Risk, R"({"status":"PASS"})"},
      {Seam::Risk, R"({"status":"REVIEW","reason":"new"})"},
      {Seam::Risk, R"({"status":"REJECT","pack":"trade"})"},
      {Seam::SaleControl, R"({"status":"ALLOW"})"},
      {Seam::SaleControl, R"({"status":"DENY","rule":"no-exports"})"},
      {Seam::SaleControl, R"({"status":"RULE_ERROR"})"},
      {Seam::Inventory, R"({"status":"AVAILABLE","available":0})"},
      {Seam::Inventory, R"({"status":"UNLIMITED"})"},
      {Seam::Rates, R"({"status":"RATE","rate":"7.1234"})"},
      {Seam::Rates, R"({"status":"NO_RATE"})"},
      {Seam::Relation, R"({"status":"NONE"})"},
      {Seam::Relation, R"({"status":"ACTIVE","parent":"1234","version":2})"},
      {Seam::Relation, R"({"status":"CHANGING","parent":"1234","version":3})"},
      {Seam::Payment, R"({"status":"AUTHORISED","channel_no":"ch_1"})"},
      {Seam::Payment, R"({"status":"DECLINED","reason":"insufficient"})"},
      {Seam::Payment, R"({"status":"NOT_FOUND"})"},
      {Seam::ResourcePlane, R"({"status":"AVAILABLE"})"},
      {Seam::ResourcePlane, R"({"status":"NOT_FOUND","what":"network"})"},
      {Seam::Registry, R"({"status":"RELEASING"})"},
      {Seam::Funds, R"({"status":"AVAILABLE","currency":"USD","available":"0"})"},
      {Seam::Reseller, R"({"status":"PAGE","url":"https://pay.example/1?a=b"})"},
  };
  for (const auto& [seam, body] : answers) {
    const Reply reply = read_reply(seam, 200, body);
    EXPECT_EQ(reply.kind, Kind::Answered) << to_text(seam) << body << reply.why;
    EXPECT_EQ(reply.body, body);
  }
}

TEST(Reply, NamesWhatIsWrongWithAnAnswer) {
  struct Case {
    Seam seam;
    const char* body;
    const char* why;
  };
  const Case cases[] = {
      {Seam::Pricing, "", "no JSON"},
      {Seam::Pricing, "[]", "a JSON object"},
      {Seam::Pricing, "{}", "status: is missing"},
      {Seam::Pricing, R"({"status":"PERHAPS"})", "status: received \"PERHAPS\""},
      {Seam::Pricing, R"({"status":"NO_TREE","discuont":"1"})", "discuont: is not a member"},
      {Seam::Pricing, R"({"status":"QUOTED","plan":"p","currency":"USD","list":"0","trade":"0"})",
       "lines: received 0 items"},
      {Seam::Pricing,
       R"({"status":"QUOTED","plan":"p","currency":"USD","lines":[{"quantity":1,"unit_price":"7","amount":"7"}],)"
       R"("list":"8","trade":"8"})",
       "list: received 8.00; accepted: the sum of the lines, 7.00"},
      {Seam::Pricing,
       R"({"status":"QUOTED","plan":"p","currency":"USD","lines":[{"quantity":1,"unit_price":"7","amount":"7"}],)"
       R"("list":"7","discount":"1","trade":"7"})",
       "trade: received 7.00; accepted: list less discount, 6.00"},
      {Seam::Pricing,
       R"({"status":"QUOTED","plan":"p","currency":"USD","lines":[{"quantity":1,"unit_price":7,"amount":"7"}],)"
       R"("list":"7","trade":"7"})",
       "lines[0].unit_price: received 7"},
      {Seam::Pricing, R"({"status":"QUOTED","plan":"p","currency":"XXX"})", "currency: received \"XXX\""},
      {Seam::Risk, R"({"status":"REJECT","pack":"none"})", "pack: received \"none\""},
      {Seam::SaleControl, R"({"status":"allow"})", "status: received \"allow\""},
      {Seam::Inventory, R"({"status":"AVAILABLE"})", "available: is missing"},
      {Seam::Inventory, R"({"status":"AVAILABLE","available":-1})", "available: received -1"},
      {Seam::Rates, R"({"status":"RATE","rate":"0"})", "rate: received \"0\""},
      {Seam::Relation, R"({"status":"ACTIVE","version":1})", "parent: is missing"},
      {Seam::Relation, R"({"status":"ACTIVE","parent":"1","version":0})", "version: received 0"},
      {Seam::ResourcePlane, R"({"status":"NOT_FOUND"})", "what: is missing"},
      {Seam::Registry, R"({"status":"GONE"})", "status: received \"GONE\""},
      {Seam::Funds, R"({"status":"AVAILABLE","currency":"USD","available":7})", "available: received 7"},
      {Seam::Funds, R"({"status":"AVAILABLE","available":"7"})", "currency: is missing"},
      {Seam::Reseller, R"({"status":"PAGE","url":"ftp://pay.example"})", "url: accepted: an address"},
      {Seam::Reseller, R"({"status":"PAGE","url":"https://pay.example/a b"})", "url: accepted: an address"},
  };
  for (const Case& each : cases) {
    const Reply reply = read_reply(each.seam, 200, each.body);
    EXPECT_EQ(reply.kind, Kind::Failed) << each.body;
    EXPECT_EQ(reply.body, "");
    EXPECT_THAT(reply.why, HasSubstr(each.why));
  }
}

TEST(Reply, TellsANoFromSilence) {
  const std::pair<int, Kind> statuses[] = {{400, Kind::Refused}, {401, Kind::Refused}, {403, Kind::Refused},
                                           {404, Kind::Refused}, {429, Kind::Refused}, {499, Kind::Refused},
                                           {500, Kind::Failed},  {503, Kind::Failed},  {302, Kind::Failed},
                                           {204, Kind::Failed},  {201, Kind::Failed}};
  for (const auto& [status, kind] : statuses) {
    EXPECT_EQ(read_reply(Seam::Pricing, status, quoted).kind, kind) << status;
  }
  EXPECT_EQ(read_reply(Seam::Pricing, 403, R"({"code":"Closed","message":"on Sundays\r\n"})").why,
            "it answered 403 (Closed, on Sundays  )");
}

TEST(Messages, ReadAsTheyWerePrinted) {
  const auto quote = parse_quote_answer(quoted);
  ASSERT_TRUE(quote);
  EXPECT_EQ(parse_quote_answer(print(*quote)).value(), *quote);
  const QuoteQuestion question{.commodity = "elb_post",
                               .region = "cn-chengdu-telecom",
                               .spec = "elb.s1.small",
                               .modules = {{"billing_cycle", "Month"}, {"region", "cn-chengdu-telecom"}},
                               .account = "1234",
                               .cycle = "Month",
                               .quantity = 2,
                               .instant = base::from_unix_ms(1'000)};
  const auto read = parse_quote_question(print(question));
  ASSERT_TRUE(read) << read.error().field << read.error().message;
  EXPECT_EQ(*read, question);
  const DecideAnswer decided{
      .status = DecideAnswer::Status::Reject, .pack = DecideAnswer::Pack::Payer, .reason = "stolen"};
  EXPECT_EQ(parse_decide_answer(print(decided)).value(), decided);
  const CheckAnswer checked{.status = CheckAnswer::Status::Deny, .rule = "r"};
  EXPECT_EQ(parse_check_answer(print(checked)).value(), checked);
  for (const StockAnswer& stock : {StockAnswer{}, StockAnswer{7}}) {
    EXPECT_EQ(parse_stock_answer(print(stock)).value(), stock);
  }
  for (const RateAnswer& rate : {RateAnswer{}, RateAnswer{712'340'000}}) {
    EXPECT_EQ(parse_rate_answer(print(rate)).value(), rate);
  }
  const RelationAnswer relation{.status = RelationAnswer::Status::Changing, .parent = "1", .version = 4};
  EXPECT_EQ(parse_relation_answer(print(relation)).value(), relation);
  EXPECT_EQ(parse_relation_answer(print(RelationAnswer{})).value(), RelationAnswer{});
}

}  // namespace
}  // namespace sluice::providers
