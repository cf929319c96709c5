#include "control/actions/rounds.h"

#include "control/actions/own_error.h"

namespace sluice::actions {
namespace {

using storage::Failure;

api::Error asked_too_often(const api::Action& action) {
  return error_or_unavailable(action, "SystemConcurrentOperate",
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
    const bool acts = consultation_->acts();
    const bool goes_on = acts || consultation_->lacks_answers() || consultation_->runs_again();
    if (!outcome || !goes_on) return finish_(std::move(outcome));
    // What is begun goes on without the caller, who is told nothing that may turn out wrong.
    if (++rounds_ > rounds_max) {
      return finish_(Answer(base::Unexpected{consultation_->begun() || acts ? still_under_way(action_)
                                                                            : asked_too_often(action_)}));
    }
    if (consultation_->runs_again()) return run();
    auto questions = acts ? std::vector{consultation_->take_step()} : consultation_->take_missing();
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

std::function<void()> make_rounds(const Outside& outside, const api::Action& action, const Call& call,
                                  std::function<void(Finish)> submit, Finish finish) {
  return [rounds = std::make_shared<Rounds>(outside, action, call, std::move(submit), std::move(finish))] {
    rounds->run();
  };
}

}  // namespace sluice::actions
