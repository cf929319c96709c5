// Rounds against a provider and a storage that are played: what is asked, how often a unit runs, and what a
// call comes to.

#include "control/actions/rounds.h"

#include <deque>

#include <gtest/gtest.h>

#include "contract/api/ens/create_load_balancer.h"
#include "contract/api/ens/describe_networks.h"

namespace sluice::actions {
namespace {

using providers::Question;
using providers::Reply;
using providers::Seam;

constexpr providers::Plugged pricing_only{.seams = {true}};
const Reply priced{.kind = Reply::Kind::Answered, .body = "7.50", .why = {}};

// Keeps what it is asked until the test answers.
class PlayedAsker final : public providers::Asker {
 public:
  struct Asked {
    std::vector<Question> questions;
    std::string call;
    base::MonotonicTime deadline;
    Told told;
  };
  void ask(std::vector<Question> questions, std::string call, base::MonotonicTime deadline,
           Told told) override {
    asked.push_back({std::move(questions), std::move(call), deadline, std::move(told)});
  }
  void answer(std::vector<Reply> replies) {
    const Asked first = std::move(asked.front());
    asked.pop_front();
    first.told(std::move(replies));
  }
  std::deque<Asked> asked;
};

// The played units look at no data.
class NoData final : public storage::Transaction {
 public:
  int64_t execute(std::string_view, std::initializer_list<storage::Value>) override { return 0; }
  void query(std::string_view, std::span<const storage::Value>,
             const std::function<void(const storage::Row&)>&) override {}
};

class InRounds : public testing::Test {
 protected:
  using Outcome = base::Result<Answer, storage::Failure>;

  // Runs `unit`, which may ask through the call's consultation, as storage would: at once.
  void run(const std::function<Answer(providers::Consultation&)>& unit,
           const api::Action& action = api::CreateLoadBalancer::declaration) {
    const Call call{.request_id = model::RequestId("call-1"), .consultation = consultation};
    const Prepared prepared = [this, unit](storage::Transaction&, const Call&) {
      consultation->begin_run();
      return unit(*consultation);
    };
    make_rounds(
        {&pricing_only, &asker, &clock}, action, call,
        [this, prepared, call](const Finish& done) {
          ++runs;
          if (failure) return done(base::Unexpected{*failure});
          done(prepared(nothing, call));
        },
        [this](Outcome outcome) {
          EXPECT_FALSE(told) << "once";
          told = std::move(outcome);
        })();
  }
  static Answer price(providers::Consultation& outside, const std::string& of = "a") {
    const Reply* const reply = outside.find({Seam::Pricing, of});
    return json::Value{{"Price", reply == nullptr ? "not known" : reply->body}};
  }

  base::ManualClock clock;
  PlayedAsker asker;
  NoData nothing;
  std::shared_ptr<providers::Consultation> consultation =
      std::make_shared<providers::Consultation>(pricing_only);
  std::optional<storage::Failure> failure;
  std::optional<Outcome> told;
  int runs = 0;
};

TEST_F(InRounds, ACallThatAsksNothingRunsOnce) {
  run([](providers::Consultation&) { return json::Value{{"Done", true}}; });
  ASSERT_TRUE(told && *told && **told);
  EXPECT_EQ(runs, 1);
  EXPECT_TRUE(asker.asked.empty());
  EXPECT_FALSE(consultation->went_out());
}

TEST_F(InRounds, WhatAUnitLacksIsAskedAndTheUnitRunsAgain) {
  run([](providers::Consultation& outside) { return price(outside); });
  EXPECT_FALSE(told) << "an answer that was given without knowing all is not told";
  EXPECT_TRUE(consultation->went_out());
  ASSERT_EQ(asker.asked.size(), 1U);
  EXPECT_EQ(asker.asked.front().questions, (std::vector<Question>{{Seam::Pricing, "a"}}));
  EXPECT_EQ(asker.asked.front().call, "call-1");
  EXPECT_EQ(asker.asked.front().deadline, clock.monotonic() + outside_deadline);
  asker.answer({priced});
  ASSERT_TRUE(told && *told && **told);
  EXPECT_EQ((***told)["Price"], "7.50");
  EXPECT_EQ(runs, 2);
}

TEST_F(InRounds, WhatARunNotesIsAskedTogether) {
  run([](providers::Consultation& outside) {
    outside.find({Seam::Pricing, "b"});
    return price(outside, "a");
  });
  ASSERT_EQ(asker.asked.size(), 1U);
  EXPECT_EQ(asker.asked.front().questions.size(), 2U);
}

TEST_F(InRounds, AQuestionWhoseInputsChangedIsAskedAgain) {
  int stock = 3;
  run([&](providers::Consultation& outside) { return price(outside, "stock " + std::to_string(stock)); });
  stock = 2;
  asker.answer({priced});
  EXPECT_FALSE(told);
  ASSERT_EQ(asker.asked.size(), 1U);
  EXPECT_EQ(asker.asked.front().questions.front().body, "stock 2");
  asker.answer({priced});
  EXPECT_TRUE(told);
}

TEST_F(InRounds, AllRoundsHaveOneDeadline) {
  int round = 0;
  run([&](providers::Consultation& outside) { return price(outside, std::to_string(++round)); });
  clock.advance(std::chrono::seconds(8));
  asker.answer({priced});
  EXPECT_EQ(asker.asked.front().deadline, base::MonotonicTime{} + outside_deadline);
}

TEST_F(InRounds, ACallThatGoesOnAskingEndsAsConcurrent) {
  int round = 0;
  run([&](providers::Consultation& outside) { return price(outside, std::to_string(++round)); });
  for (int i = 0; i < rounds_max; ++i) {
    ASSERT_FALSE(told) << i;
    asker.answer({priced});
  }
  ASSERT_TRUE(told && *told);
  EXPECT_EQ((*told)->error().code, "SystemConcurrentOperate");
  EXPECT_EQ(runs, rounds_max + 1);
  EXPECT_TRUE(asker.asked.empty());
}

TEST_F(InRounds, WhereItsActionHasNoSuchRowTheCallIsToTryAgainLater) {
  int round = 0;
  run([&](providers::Consultation& outside) { return price(outside, std::to_string(++round)); },
      api::DescribeNetworks::declaration);
  for (int i = 0; i < rounds_max; ++i) asker.answer({priced});
  ASSERT_TRUE(told && *told);
  EXPECT_EQ((*told)->error().code, api::gateway::service_unavailable.code);
}

TEST_F(InRounds, WhatStorageCannotDoEndsTheCall) {
  run([](providers::Consultation& outside) { return price(outside); });
  failure = storage::Failure{storage::Failure::Kind::Unavailable, "full"};
  asker.answer({priced});
  ASSERT_TRUE(told);
  ASSERT_FALSE(*told);
  EXPECT_EQ(told->error().message, "full");
}

// Charges once: what came of it is the answer.
Answer charge(providers::Consultation& outside) {
  const Question step{.seam = Seam::Payment, .body = "charge", .key = "P1-charge"};
  const Reply* const reply = outside.look(step);
  if (reply == nullptr) outside.act(42, step);
  return json::Value{{"Charged", reply == nullptr ? "not yet" : reply->body}};
}

TEST_F(InRounds, AStepIsTakenWhenItsRunIsKeptAndTheUnitRunsAgain) {
  run(charge);
  EXPECT_FALSE(told);
  ASSERT_EQ(asker.asked.size(), 1U);
  EXPECT_EQ(asker.asked.front().questions.front().key, "P1-charge");
  ASSERT_TRUE(consultation->begun());
  EXPECT_EQ(consultation->begun()->work, 42);
  EXPECT_FALSE(consultation->begun()->is_taken_over);
  asker.answer({priced});
  ASSERT_TRUE(told && *told && **told);
  EXPECT_EQ((***told)["Charged"], "7.50");
  EXPECT_EQ(runs, 2);
}

TEST_F(InRounds, AStepOfARunThatStorageDidNotKeepIsNotTaken) {
  failure = storage::Failure{storage::Failure::Kind::Unavailable, "full"};
  run([&](providers::Consultation& outside) { return charge(outside); });
  ASSERT_TRUE(told);
  EXPECT_FALSE(*told);
  EXPECT_TRUE(asker.asked.empty());
  EXPECT_FALSE(consultation->begun());
}

TEST_F(InRounds, WhatIsGivenUpRunsAgainAndKnowsWhy) {
  run([](providers::Consultation& outside) -> Answer {
    if (outside.given_up().empty()) outside.give_up("it is full");
    return json::Value{{"Why", outside.given_up()}};
  });
  ASSERT_TRUE(told && *told && **told);
  EXPECT_EQ((***told)["Why"], "it is full");
  EXPECT_EQ(runs, 2);
}

TEST_F(InRounds, ACallThatHasBegunSomethingAndGoesOnAskingIsStillUnderWay) {
  int round = 0;
  run([&](providers::Consultation& outside) {
    outside.act(42, {.seam = Seam::Payment, .body = std::to_string(++round)});
    return Answer(json::Value::object());
  });
  for (int i = 0; i < rounds_max; ++i) asker.answer({priced});
  ASSERT_TRUE(told && *told);
  EXPECT_EQ((*told)->error().code, "Processing");
}

TEST_F(InRounds, ARemarkIsThatOfTheLastRun) {
  run([](providers::Consultation& outside) {
    if (outside.find({Seam::Pricing, "a"}) == nullptr) outside.remark("not known yet");
    return json::Value{{"Done", true}};
  });
  asker.answer({priced});
  EXPECT_TRUE(told);
  EXPECT_EQ(consultation->remark(), "");
}

}  // namespace
}  // namespace sluice::actions
