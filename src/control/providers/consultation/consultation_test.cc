#include "control/providers/consultation/consultation.h"

#include <gtest/gtest.h>

namespace sluice::providers {
namespace {

const Plugged only_pricing{.seams = {true}};

TEST(Consultation, NotesWhatItDoesNotKnowOnce) {
  Consultation consultation(only_pricing);
  EXPECT_EQ(consultation.find({Seam::Pricing, "a"}), nullptr);
  EXPECT_EQ(consultation.find({Seam::Pricing, "a"}), nullptr);
  EXPECT_EQ(consultation.find({Seam::Risk, "a"}), nullptr);
  EXPECT_TRUE(consultation.lacks_answers());
  EXPECT_EQ(consultation.take_missing(), (std::vector<Question>{{Seam::Pricing, "a"}, {Seam::Risk, "a"}}));
  EXPECT_FALSE(consultation.lacks_answers());
}

TEST(Consultation, KnowsWhatItWasTold) {
  Consultation consultation(only_pricing);
  consultation.tell({Seam::Pricing, "a"}, {.kind = Reply::Kind::Answered, .body = "told", .why = {}});
  ASSERT_NE(consultation.find({Seam::Pricing, "a"}), nullptr);
  EXPECT_EQ(consultation.find({Seam::Pricing, "a"})->body, "told");
  EXPECT_FALSE(consultation.lacks_answers());
}

TEST(Consultation, AsksAnewWhenWhatItAsksAboutHasChanged) {
  Consultation consultation(only_pricing);
  consultation.tell({Seam::Pricing, "quantity 1"}, {});
  EXPECT_EQ(consultation.find({Seam::Pricing, "quantity 2"}), nullptr);
  EXPECT_TRUE(consultation.lacks_answers());
}

TEST(Consultation, ForgetsTheQuestionsOfARunThatIsRunAgain) {
  Consultation consultation(only_pricing);
  consultation.find({Seam::Pricing, "a"});
  consultation.remark("something");
  consultation.begin_run();
  EXPECT_FALSE(consultation.lacks_answers());
  EXPECT_EQ(consultation.remark(), "");
}

TEST(Consultation, NotesOnlySoManyQuestionsInARound) {
  Consultation consultation(only_pricing);
  for (size_t i = 0; i <= questions_per_round_max; ++i) {
    EXPECT_EQ(consultation.find({Seam::Pricing, std::to_string(i)}), nullptr);
  }
  EXPECT_EQ(consultation.take_missing().size(), questions_per_round_max);
}

TEST(Consultation, ForgetsWhatItWasToldOfASeamWhenAStepIsTakenThere) {
  Consultation consultation(only_pricing);
  consultation.tell({Seam::Payment, "find"},
                    {.kind = Reply::Kind::Answered, .body = "AUTHORISED", .why = {}});
  consultation.tell({Seam::Pricing, "a"}, {});
  consultation.act(7, {Seam::Payment, "capture"});
  EXPECT_EQ(consultation.under_way().work, 7);
  EXPECT_FALSE(consultation.begun()) << "it is not committed yet";
  consultation.take_step();
  EXPECT_EQ(consultation.begun()->work, 7);
  EXPECT_EQ(consultation.look({Seam::Payment, "find"}), nullptr);
  EXPECT_NE(consultation.look({Seam::Pricing, "a"}), nullptr);
}

TEST(Consultation, GoesOnUnderTheEpochAtWhichACallWasTakenOver) {
  Consultation consultation(only_pricing, {.work = 7, .epoch = 3, .is_taken_over = true});
  consultation.begin_run();
  consultation.act(7, {Seam::Payment, "capture"});
  consultation.take_step();
  EXPECT_EQ(consultation.begun()->epoch, 3);
  EXPECT_TRUE(consultation.begun()->is_taken_over);
}

TEST(Seam, HasANameThatReadsBack) {
  for (size_t i = 0; i < seam_count; ++i) {
    EXPECT_EQ(parse_seam(to_text(static_cast<Seam>(i))), static_cast<Seam>(i));
  }
  EXPECT_EQ(parse_seam("tax"), std::nullopt);
}

}  // namespace
}  // namespace sluice::providers
