#include "control/providers/consultation/consultation.h"

#include <algorithm>
#include <utility>

namespace sluice::providers {

void Consultation::begin_run() {
  missing_.clear();
  remark_.clear();
  step_.reset();
  ending_ = Ending::Told;
}

const Reply* Consultation::find(const Question& question) {
  if (const Reply* const told = look(question)) return told;
  const bool noted = std::ranges::find(missing_, question) != missing_.end();
  if (!noted && missing_.size() < questions_per_round_max) missing_.push_back(question);
  return nullptr;
}

const Reply* Consultation::look(const Question& question) const {
  const auto found = told_.find(question);
  return found == told_.end() ? nullptr : &found->second;
}

void Consultation::act(int64_t work, Question step) {
  work_ = work;
  step_ = std::move(step);
}

void Consultation::give_up(std::string why) {
  given_up_ = std::move(why);
  ending_ = Ending::RunsAgain;
}

std::vector<Question> Consultation::take_missing() {
  return std::exchange(missing_, {});
}

Begun Consultation::under_way() const {
  return begun_ ? *begun_ : Begun{.work = work_};
}

Question Consultation::take_step() {
  begun_ = under_way();
  Question step = *std::move(step_);
  step_.reset();
  // It changes what is true, so what was told before is out of date.
  std::erase_if(told_, [&](const auto& told) { return told.first.seam == step.seam; });
  return step;
}

void Consultation::tell(Question question, Reply reply) {
  told_.insert_or_assign(std::move(question), std::move(reply));
}

}  // namespace sluice::providers
