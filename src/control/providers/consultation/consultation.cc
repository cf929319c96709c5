#include "control/providers/consultation/consultation.h"

#include <algorithm>
#include <utility>

namespace sluice::providers {

void Consultation::begin_run() {
  missing_.clear();
  remark_.clear();
}

const Reply* Consultation::find(const Question& question) {
  const auto found = told_.find(question);
  if (found != told_.end()) return &found->second;
  const bool noted = std::ranges::find(missing_, question) != missing_.end();
  if (!noted && missing_.size() < questions_per_round_max) missing_.push_back(question);
  return nullptr;
}

std::vector<Question> Consultation::take_missing() {
  return std::exchange(missing_, {});
}

void Consultation::tell(Question question, Reply reply) {
  told_.insert_or_assign(std::move(question), std::move(reply));
}

}  // namespace sluice::providers
