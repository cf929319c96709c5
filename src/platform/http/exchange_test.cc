#include "platform/http/exchange.h"

#include "platform/http/server_fixture.h"

namespace sluice::http {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds timeout{500};

class ExchangeFixture : public ServerFixture {
 protected:
  using Outcome = std::optional<base::Result<Response, std::string>>;

  void exchange_with(const base::Endpoint& server, const Request& request, ResponseLimits limits = {}) {
    exchange_ = std::make_unique<Exchange>(loop_, server, "example.com", request, timeout, limits,
                                           [this](base::Result<Response, std::string> told) {
                                             exchange_.reset();  // which is allowed inside
                                             outcome_ = std::move(told);
                                           });
    EXPECT_FALSE(outcome_) << "it is told later";
  }
  bool is_told() {
    return until([&] { return outcome_.has_value(); });
  }

  std::unique_ptr<Exchange> exchange_;
  Outcome outcome_;
};

TEST_F(ExchangeFixture, BringsTheWholeAnswer) {
  start();
  exchange_with(endpoint_, {.method = "POST", .target = "/a", .headers = {{"B", "c"}}, .body = "d"});
  ASSERT_TRUE(is_told());
  ASSERT_TRUE(*outcome_) << outcome_->error();
  EXPECT_EQ((*outcome_)->status, 200);
  EXPECT_EQ((*outcome_)->body, "POST /a d");
  EXPECT_EQ(find_header(requests_.back().headers, "Host"), "example.com");
  EXPECT_EQ(find_header(requests_.back().headers, "B"), "c");
}

TEST_F(ExchangeFixture, ReadsAnAnswerThatComesInManyPieces) {
  handler_ = [](const Request&, Responder respond) { respond({.body = std::string(100'000, 'x')}); };
  start();
  exchange_with(endpoint_, {});
  ASSERT_TRUE(is_told());
  ASSERT_TRUE(*outcome_) << outcome_->error();
  EXPECT_EQ((*outcome_)->body.size(), 100'000U);
}

TEST_F(ExchangeFixture, BoundsTheAnswer) {
  start();
  exchange_with(endpoint_, {.target = "/long"}, {.body_bytes_max = 3});
  ASSERT_TRUE(is_told());
  ASSERT_FALSE(*outcome_);
  EXPECT_EQ(outcome_->error(), "the answer is larger than 3 bytes");
}

TEST_F(ExchangeFixture, EndsWithItsTimeout) {
  answer_later();
  start();
  exchange_with(endpoint_, {});
  ASSERT_TRUE(requests_arrive(1));
  pass(timeout - milliseconds(1));
  EXPECT_FALSE(outcome_);
  pass(milliseconds(1));
  ASSERT_TRUE(outcome_);
  EXPECT_EQ(outcome_->error(), "no answer: timed out");
}

TEST_F(ExchangeFixture, SaysThatTheConnectionWasRefused) {
  const base::Endpoint closed = io::local_endpoint(io::listen_on_loopback().get());
  exchange_with(closed, {});
  ASSERT_TRUE(is_told());
  EXPECT_EQ(outcome_->error(), "cannot connect: Connection refused");
}

TEST_F(ExchangeFixture, SaysThatTheConnectionEndedTooEarly) {
  handler_ = [](const Request&, const Responder& respond) { respond.drop(); };
  start();
  exchange_with(endpoint_, {});
  ASSERT_TRUE(is_told());
  EXPECT_FALSE(*outcome_);
}

TEST_F(ExchangeFixture, IsCancelledByItsEnd) {
  answer_later();
  start();
  exchange_with(endpoint_, {});
  ASSERT_TRUE(requests_arrive(1));
  exchange_.reset();
  pass(2 * timeout);
  EXPECT_FALSE(outcome_);
}

}  // namespace
}  // namespace sluice::http
