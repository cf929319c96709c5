#include "control/actions/rounds.h"

#include <algorithm>

#include "contract/api/error.h"

namespace sluice::actions {
namespace {

using storage::Failure;

// For storage, which undoes the unit; nobody is told it.
api::Error not_known_yet() {
  return api::make_error(api::gateway::internal_error);
}

api::Error asked_too_often(const api::Action& action) {
  constexpr std::string_view code = "SystemConcurrentOperate";
  const bool has_row =
      std::ranges::any_of(action.errors, [&](const api::ErrorRow& row) { return row.code == code; });
  return api::make_error(has_row ? action.error(code) : api::gateway::service_unavailable, {},
                         "what the order depends on changed as often as providers were asked about it");
}

class Rounds : public std::enable_shared_from_this<Rounds> {
 public:
  Rounds(const Outside& outside, const api::Action& action, const Call& call,
         std::function<void(Finish)> submit, Finish finish)
      : asker_(*outside.asker),
        action_(action),
        consultation_(call.consultation),
        call_id_(call.request_id.get()),
        deadline_(outside.clock->monotonic() + outside_deadline),
        submit_(std::move(submit)),
        finish_(std::move(finish)) {}

  void run() {
    submit_([self = shared_from_this()](base::Result<Answer, Failure> outcome) {
      self->settle(std::move(outcome));
    });
  }

 private:
  void settle(base::Result<Answer, Failure> outcome) {
    if (!outcome || !consultation_->lacks_answers()) return finish_(std::move(outcome));
    if (++rounds_ > rounds_max) return finish_(Answer(base::Unexpected{asked_too_often(action_)}));
    auto questions = consultation_->take_missing();
    consultation_->go_out();
    auto asked = questions;
    asker_.ask(std::move(asked), call_id_, deadline_,
               [self = shared_from_this(), questions = std::move(questions)](
                   std::vector<providers::Reply> replies) { self->take(questions, std::move(replies)); });
  }

  void take(const std::vector<providers::Question>& questions, std::vector<providers::Reply> replies) {
    for (size_t i = 0; i < questions.size(); ++i) {
      consultation_->tell(questions[i], std::move(replies[i]));
    }
    run();
  }

  providers::Asker& asker_;
  const api::Action& action_;
  const std::shared_ptr<providers::Consultation> consultation_;
  const std::string call_id_;
  const base::MonotonicTime deadline_;
  const std::function<void(Finish)> submit_;
  const Finish finish_;
  int rounds_ = 0;
};

}  // namespace

Prepared in_one_round(Prepared prepared) {
  return [prepared = std::move(prepared)](storage::Transaction& tx, const Call& call) -> Answer {
    call.consultation->begin_run();
    Answer answer = prepared(tx, call);
    if (call.consultation->lacks_answers()) return base::Unexpected{not_known_yet()};
    return answer;
  };
}

std::function<void()> make_rounds(const Outside& outside, const api::Action& action, const Call& call,
                                  std::function<void(Finish)> submit, Finish finish) {
  return [rounds = std::make_shared<Rounds>(outside, action, call, std::move(submit), std::move(finish))] {
    rounds->run();
  };
}

}  // namespace sluice::actions
