#include "control/providers/sample/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/providers/contract/reply.h"
#include "control/providers/contract/signing.h"

namespace sluice::providers {
namespace {

using ::testing::HasSubstr;

const base::WallTime now = *base::parse_iso8601("2026-01-02T03:04:05Z");

class SampleProvider : public testing::Test {
 protected:
  static http::Request request(std::string path, std::string body) {
    http::Request made{.method = "POST", .target = std::move(path), .body = std::move(body)};
    const std::string time = base::format_iso8601(now);
    made.headers = {
        {std::string(time_header), time},
        {std::string(idempotency_header), "k"},
        {std::string(signature_header), sign(secret(), {made.method, made.target, time, made.body})}};
    return made;
  }
  static base::Secret secret() { return base::Secret(std::string("secret of both sides")); }
  Sample::Outcome ask(Seam seam, std::string body) {
    return sample.answer(request("/elb" + std::string(path_of(seam)), std::move(body)), now);
  }
  std::string told(Seam seam, std::string body) {
    const Sample::Outcome outcome = ask(seam, std::move(body));
    return outcome.is_silent ? "nothing"
                             : std::to_string(outcome.response.status) + " " + outcome.response.body;
  }

  Sample sample{secret(), default_sample_state()};
};

TEST_F(SampleProvider, AnswersByItsState) {
  sample.state() =
      *parse_sample_state(R"({"rates":[{"From":"USD","To":"CNY","Rate":"7.2"}],"closed":["1"],"risky":["2"],)"
                          R"("stock":[{"region":"r","spec":"s","available":3}],)"
                          R"("relations":[{"account":"3","parent":"4","version":2}],)"
                          R"("funds":[{"holder":"fa-1","currency":"USD","available":"2"}]})");
  const std::tuple<Seam, const char*, const char*> cases[] = {
      {Seam::SaleControl, R"({"account":"1"})", R"(200 {"status":"DENY","rule":"closed"})"},
      {Seam::SaleControl, R"({"account":"2"})", R"(200 {"status":"ALLOW"})"},
      {Seam::Risk, R"({"account":"2"})", R"(200 {"status":"REJECT","pack":"before_pay"})"},
      {Seam::Risk, R"({"account":"1"})", R"(200 {"status":"PASS"})"},
      {Seam::Inventory, R"({"region":"r","spec":"s"})", R"(200 {"status":"AVAILABLE","available":3})"},
      {Seam::Inventory, R"({"region":"r","spec":"t"})", R"(200 {"status":"UNLIMITED"})"},
      {Seam::Rates, R"({"from":"USD","to":"CNY","instant":"2026-01-02T03:04:05Z"})",
       R"(200 {"status":"RATE","rate":"7.2"})"},
      {Seam::Rates, R"({"from":"USD","to":"EUR","instant":"2026-01-02T03:04:05Z"})",
       R"(200 {"status":"NO_RATE"})"},
      {Seam::Relation, R"({"account":"3"})", R"(200 {"status":"ACTIVE","parent":"4","version":2})"},
      {Seam::Relation, R"({"account":"5"})", R"(200 {"status":"NONE"})"},
      {Seam::ResourcePlane, R"({"network":"n-1"})", R"(200 {"status":"AVAILABLE"})"},
      {Seam::Registry, R"({"instance":"elbhost-1"})", R"(200 {"status":"NORMAL"})"},
      {Seam::Funds, R"({"holder":"payer","account":"9","fund_account":"fa-1","currency":"USD"})",
       R"(200 {"status":"AVAILABLE","currency":"USD","available":"2.00"})"},
      {Seam::Funds, R"({"holder":"end_user","account":"9","fund_account":"fa-1","currency":"USD"})",
       R"(200 {"status":"AVAILABLE","currency":"USD","available":"10000000000000.00"})"},
      {Seam::Reseller, R"({"account":"9"})",
       R"(200 {"status":"PAGE","url":"https://reseller.example/pay?account=9"})"},
  };
  for (const auto& [seam, question, answer] : cases) EXPECT_EQ(told(seam, question), answer) << question;
}

TEST_F(SampleProvider, BehavesAsItIsTold) {
  const std::pair<const char*, const char*> cases[] = {
      {"proper", R"(200 {"status":"UNLIMITED"})"},
      {"slow", R"(200 {"status":"UNLIMITED"})"},
      {"wrong", R"(200 {"status": "PERHAPS"})"},
      {"refusing", R"(403 {"code":"Closed","message":"this provider was told to refuse"})"},
      {"failing", R"(500 {"code":"Broken","message":"this provider was told to fail"})"},
      {"forgetful", R"(200 {"status":"AVAILABLE","available":0})"},
      {"silent", "nothing"},
      {"closing", R"(200 {"status":"UNLIMITED"})"},
      {"mute", "nothing"},
  };
  ASSERT_EQ(std::size(cases), behaviour_texts().size());
  for (const auto& [behaviour, answer] : cases) {
    const std::string instruction =
        R"({"seam":"inventory","delay_ms":70,"behaviour":")" + std::string(behaviour) + "\"}";
    EXPECT_EQ(sample.answer(request(std::string(behave_path), instruction), now).response.status, 200);
    EXPECT_EQ(told(Seam::Inventory, R"({"region":"r","spec":"s"})"), answer);
    const bool is_slow = std::string_view(behaviour) == "slow";
    EXPECT_EQ(ask(Seam::Inventory, "{}").delay, std::chrono::milliseconds(is_slow ? 70 : 0));
    EXPECT_EQ(told(Seam::Risk, "{}"), R"(200 {"status":"PASS"})") << "another seam";
  }
}

TEST_F(SampleProvider, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(told(Seam::Inventory, "[]").substr(0, 3), "400");
  EXPECT_EQ(told(Seam::Pricing, "{}").substr(0, 3), "400");
  EXPECT_EQ(sample.answer(request("/v1/taxes", "{}"), now).response.status, 404);
  const auto instruction = sample.answer(request("/v1/behave", R"({"seam":"tax","behaviour":"slow"})"), now);
  EXPECT_EQ(instruction.response.status, 400);
  EXPECT_THAT(instruction.response.body, HasSubstr("seam: received"));
}

TEST_F(SampleProvider, RefusesWhoDoesNotHaveTheSecret) {
  http::Request forged = request("/v1/stock", "{}");
  forged.body = "{ }";
  EXPECT_EQ(sample.answer(forged, now).response.status, 401);
  EXPECT_EQ(sample.answer(request("/v1/stock", "{}"), now + 2 * clock_difference_max).response.status, 401);
  EXPECT_EQ(sample.asked(Seam::Inventory), 0U);
}

TEST(SampleState, NamesWhatIsWrong) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "no JSON"},
      {"[]", "a JSON object"},
      {R"({"price":1})", "price: is not a member"},
      {R"({"plans":{}})", "plans: is not a member"},
      {R"({"plans":[{"Commodity":"a"}]})", "plans[0].Currency: is missing"},
      {R"({"rates":[{"From":"USD","To":"USD","Rate":"1"}]})", "rates[0].To: is the same"},
      {R"({"stock":[{"region":"r","spec":"s","available":-1}]})", "stock[0].available: received -1"},
      {R"({"relations":[{"account":"a","parent":"b","status":"NONE"}]})", "relations[0].status: received"},
      {R"({"closed":[1]})", "closed[0]: received 1"},
  };
  for (const auto& [text, error] : cases) {
    const auto state = parse_sample_state(text);
    ASSERT_FALSE(state) << text;
    EXPECT_THAT(state.error(), HasSubstr(error));
  }
}

}  // namespace
}  // namespace sluice::providers
