// The client over loopback, against the sample provider on the same loop and clock.

#include "control/providers/client/client.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/providers/contract/stock_message.h"
#include "control/providers/sample/host.h"
#include "platform/io/testing.h"

namespace sluice::providers {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;
using Kind = Reply::Kind;

constexpr milliseconds deadline{1'000};
constexpr auto far_away = std::chrono::hours(1);

class ProviderClient : public testing::Test {
 protected:
  ProviderClient() {
    base::UniqueFd listening = io::listen_on_loopback();
    endpoint_ = io::local_endpoint(listening.get());
    host_ = std::make_unique<SampleHost>(loop_, std::move(listening), sample_);
    connect(endpoint_);
  }

  void connect(const base::Endpoint& endpoint, int attempts = 2) {
    Settings settings;
    settings.of(Seam::Inventory) = {.server = endpoint,
                                    .host = base::format_endpoint(endpoint),
                                    .prefix = "/elb",
                                    .secret = base::Secret(std::string("secret of both sides")),
                                    .deadline = deadline,
                                    .attempts = attempts};
    client_ = std::make_unique<Client>(loop_, settings);
  }
  void behave(Behaviour behaviour, milliseconds delay = milliseconds(0)) {
    sample_.behave(Seam::Inventory, {behaviour, delay});
  }

  static Question question(const std::string& spec = "elb.s1.small") {
    return {Seam::Inventory, print(StockQuestion{.region = "r", .spec = spec, .account = "1"})};
  }
  // What comes of it; filled when it is told.
  std::shared_ptr<std::vector<Reply>> ask(std::vector<Question> questions, base::Duration wait = far_away,
                                          std::string call = "call-1") {
    auto replies = std::make_shared<std::vector<Reply>>();
    client_->ask(std::move(questions), std::move(call), clock_.monotonic() + wait,
                 [replies](std::vector<Reply> told) { *replies = std::move(told); });
    return replies;
  }
  Reply ask_one() {
    const auto replies = ask({question()});
    EXPECT_TRUE(io::turn_until(loop_, [&] { return !replies->empty(); }));
    return replies->empty() ? Reply{} : replies->front();
  }
  bool provider_hears(uint64_t questions) {
    return io::turn_until(loop_, [&] { return sample_.asked(Seam::Inventory) >= questions; });
  }
  void pass(base::Duration time) {
    clock_.advance(time);
    io::settle(loop_);
  }
  const SeamClient& seam() const { return *client_->find(Seam::Inventory); }

  base::ManualClock clock_{*base::parse_iso8601("2026-01-02T03:04:05Z")};
  io::Loop loop_{clock_};
  Sample sample_{base::Secret(std::string("secret of both sides")), SampleState{}};
  base::Endpoint endpoint_;
  std::unique_ptr<SampleHost> host_;
  std::unique_ptr<Client> client_;
};

TEST_F(ProviderClient, BringsTheAnswer) {
  sample_.state().stock = {{.region = "r", .spec = "elb.s1.small", .available = 3}};
  const Reply reply = ask_one();
  EXPECT_EQ(reply.kind, Kind::Answered) << reply.why;
  EXPECT_EQ(parse_stock_answer(reply.body).value().available, 3);
  EXPECT_EQ(seam().health().answered, 1U);
}

TEST_F(ProviderClient, SignsSoThatOnlyWhoHasTheSecretIsHeard) {
  Settings settings;
  settings.of(Seam::Inventory) = {
      .server = endpoint_, .host = "h", .prefix = "", .secret = base::Secret(std::string("another secret"))};
  client_ = std::make_unique<Client>(loop_, settings);
  const Reply reply = ask_one();
  EXPECT_EQ(reply.kind, Kind::Refused);
  EXPECT_THAT(reply.why, HasSubstr("401 (WrongSignature"));
}

TEST_F(ProviderClient, TellsRepliesInTheOrderOfTheQuestions) {
  sample_.state().stock = {{.region = "r", .spec = "b", .available = 1}};
  const auto replies = ask({question("a"), {Seam::Risk, "{}"}, question("b")});
  ASSERT_TRUE(io::turn_until(loop_, [&] { return !replies->empty(); }));
  ASSERT_EQ(replies->size(), 3U);
  EXPECT_EQ(parse_stock_answer((*replies)[0].body).value(), StockAnswer{});
  EXPECT_EQ((*replies)[1].kind, Kind::Unheard);  // no provider for that seam
  EXPECT_EQ(parse_stock_answer((*replies)[2].body).value(), StockAnswer{1});
}

TEST_F(ProviderClient, TakesANoForANo) {
  behave(Behaviour::Refusing);
  EXPECT_EQ(ask_one().kind, Kind::Refused);
  EXPECT_EQ(sample_.asked(Seam::Inventory), 1U);
}

TEST_F(ProviderClient, TriesAgainUnderTheSameKeyWhereItIsUnclear) {
  for (const Behaviour behaviour : {Behaviour::Failing, Behaviour::Wrong}) {
    connect(endpoint_);
    behave(behaviour);
    const size_t before = sample_.keys().size();
    EXPECT_EQ(ask_one().kind, Kind::Failed);
    ASSERT_EQ(sample_.keys().size(), before + 2);
    EXPECT_EQ(sample_.keys()[before], sample_.keys()[before + 1]);
    EXPECT_EQ(sample_.keys()[before].size(), 32U);
  }
}

TEST_F(ProviderClient, HasAKeyOfItsOwnForEachCallAndQuestion) {
  for (const auto& [call, spec] : {std::pair{"c", "a"}, {"c", "b"}, {"d", "a"}}) {
    const auto replies = ask({question(spec)}, far_away, call);
    ASSERT_TRUE(io::turn_until(loop_, [&] { return !replies->empty(); }));
  }
  EXPECT_EQ(std::set(sample_.keys().begin(), sample_.keys().end()).size(), 3U);
}

TEST_F(ProviderClient, GivesEachAttemptItsShareOfTheDeadline) {
  behave(Behaviour::Silent);
  const auto replies = ask({question()});
  ASSERT_TRUE(provider_hears(1));
  pass(deadline / 2 - milliseconds(1));
  EXPECT_EQ(sample_.asked(Seam::Inventory), 1U);
  pass(milliseconds(1));
  ASSERT_TRUE(provider_hears(2));
  pass(deadline / 2 - milliseconds(1));
  EXPECT_TRUE(replies->empty());
  pass(milliseconds(1));
  ASSERT_EQ(replies->size(), 1U);
  EXPECT_EQ(replies->front().kind, Kind::Unheard);
  EXPECT_EQ(sample_.asked(Seam::Inventory), 2U);
  EXPECT_EQ(seam().under_way(), 0U);
}

TEST_F(ProviderClient, EndsWithTheCallsOwnDeadline) {
  behave(Behaviour::Silent);
  const auto replies = ask({question()}, milliseconds(100));
  ASSERT_TRUE(provider_hears(1));
  pass(milliseconds(99));
  EXPECT_TRUE(replies->empty());
  pass(milliseconds(1));
  EXPECT_EQ(replies->size(), 1U);
}

TEST_F(ProviderClient, AsksNothingWhereTheCallHasNoTimeLeft) {
  for (const milliseconds late : {milliseconds(0), milliseconds(-1)}) {
    const auto replies = ask({question()}, late);
    ASSERT_TRUE(io::turn_until(loop_, [&] { return !replies->empty(); }));
    EXPECT_EQ(replies->front().why, "no answer in time");
  }
  EXPECT_EQ(seam().health().attempts, 0U);
}

TEST_F(ProviderClient, TakesALateAnswerOfTheFirstAttemptForNone) {
  behave(Behaviour::Slow, milliseconds(600));  // more than an attempt's share
  const auto replies = ask({question()});
  ASSERT_TRUE(provider_hears(1));
  pass(milliseconds(500));
  ASSERT_TRUE(provider_hears(2));
  pass(milliseconds(500));
  ASSERT_EQ(replies->size(), 1U);
  EXPECT_EQ(replies->front().kind, Kind::Unheard);
}

TEST_F(ProviderClient, WaitsForASlowAnswerWithinItsShare) {
  behave(Behaviour::Slow, milliseconds(400));
  const auto replies = ask({question()});
  ASSERT_TRUE(provider_hears(1));
  pass(milliseconds(400));
  ASSERT_TRUE(io::turn_until(loop_, [&] { return !replies->empty(); }));
  EXPECT_EQ(replies->front().kind, Kind::Answered);
}

TEST_F(ProviderClient, KnowsARefusedConnection) {
  connect(io::local_endpoint(io::listen_on_loopback().get()));
  EXPECT_EQ(ask_one().why, "cannot connect: Connection refused");
}

TEST_F(ProviderClient, AsksASilentProviderNoMoreAndFindsOutWhenItIsBack) {
  behave(Behaviour::Failing);
  for (int i = 0; i < 3; ++i) ask_one();  // six attempts
  const uint64_t asked = sample_.asked(Seam::Inventory);
  EXPECT_EQ(asked, static_cast<uint64_t>(Breaker::failures_max));
  EXPECT_EQ(seam().health().times_opened, 1U);
  EXPECT_EQ(ask_one().why, "it has not answered for some time");
  EXPECT_EQ(sample_.asked(Seam::Inventory), asked);

  pass(Breaker::rest);
  EXPECT_EQ(ask_one().kind, Kind::Failed);  // the one that finds out
  EXPECT_EQ(sample_.asked(Seam::Inventory), asked + 1);

  behave(Behaviour::Proper);
  EXPECT_EQ(ask_one().kind, Kind::Unheard);
  pass(Breaker::rest);
  EXPECT_EQ(ask_one().kind, Kind::Answered);
  EXPECT_EQ(ask_one().kind, Kind::Answered);
}

TEST_F(ProviderClient, DoesNotPileUpBeforeASilentProvider) {
  behave(Behaviour::Silent);
  constexpr size_t many = 2 * (questions_under_way_max + questions_waiting_max);
  std::vector<std::shared_ptr<std::vector<Reply>>> all;
  for (size_t i = 0; i < many; ++i) all.push_back(ask({question()}, far_away, std::to_string(i)));
  ASSERT_TRUE(provider_hears(questions_under_way_max));
  EXPECT_EQ(seam().under_way(), questions_under_way_max);
  EXPECT_EQ(seam().waiting(), questions_waiting_max);
  EXPECT_EQ(host_->connections(), questions_under_way_max);
  EXPECT_EQ(seam().health().turned_away, many - questions_under_way_max - questions_waiting_max);
  // By the deadline of one question all of them are told.
  pass(deadline / 2);
  pass(deadline / 2);
  for (const auto& replies : all) ASSERT_EQ(replies->size(), 1U);
  EXPECT_EQ(seam().under_way(), 0U);
  EXPECT_EQ(seam().waiting(), 0U);
}

TEST_F(ProviderClient, MayGoWhileItIsAsked) {
  behave(Behaviour::Silent);
  const auto replies = ask({question()});
  ASSERT_TRUE(provider_hears(1));
  const auto later = ask({question("b")});
  client_.reset();
  io::settle(loop_);
  EXPECT_TRUE(replies->empty());
  EXPECT_TRUE(later->empty());
}

}  // namespace
}  // namespace sluice::providers
