#pragma once
// One call's talk with the providers: what it was told so far, what its unit of work still has to know, and
// what it has begun.
//
// A unit cannot wait. Where it needs an answer that is not here it notes the question and ends; whatever it
// wrote is undone, the question is asked, and the unit runs again (docs/decisions/0016-providers.md). Where
// it needs something *done* outside, what it wrote is committed first, so that whatever becomes of this
// process it is known that the step may have been taken; then the step is taken, and the unit runs again
// (docs/decisions/0018-steps-outside.md). Belongs to one call, which is in one place at a time: on a storage
// thread, or with whoever asks.

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "control/providers/consultation/question.h"

namespace sluice::providers {

// More in one round wait for the next.
inline constexpr size_t questions_per_round_max = 64;

// A call's work that was committed before its end.
struct Begun {
  int64_t work = 0;            // its key: of the order
  int64_t epoch = 0;           // raised by whoever takes it over, so that nobody else goes on with it
  bool is_taken_over = false;  // whoever began it is gone
};

class Consultation {
 public:
  explicit Consultation(const Plugged& plugged) : plugged_(plugged) {}
  // Of a call that is taken over.
  Consultation(const Plugged& plugged, const Begun& begun) : plugged_(plugged), begun_(begun) {}

  const Plugged& plugged() const { return plugged_; }
  bool is_plugged(Seam seam) const { return plugged_.has(seam); }

  // To be called at the beginning of each run of the unit, which may run more often than it is asked to.
  void begin_run();
  // Null: it is not known yet, and noted.
  const Reply* find(const Question& question);
  // The same, and nothing is noted.
  const Reply* look(const Question& question) const;
  // What was not known in the last run.
  bool lacks_answers() const { return !missing_.empty(); }

  // A word for the audit trail about how the call was decided; of the last run.
  void remark(std::string remark) { remark_ = std::move(remark); }
  const std::string& remark() const { return remark_; }

  // --- steps outside

  // Nothing: everything is decided in one commit so far.
  const std::optional<Begun>& begun() const { return begun_; }
  // Whoever called can come back for the answer.
  bool can_be_asked_for() const { return can_be_asked_for_; }
  void let_be_asked_for() { can_be_asked_for_ = true; }
  // `step` is to be taken once this run is committed; `work` names what this call has begun. Then the unit
  // runs again, and finds what came of it.
  void act(int64_t work, Question step);
  bool acts() const { return step_.has_value(); }
  void drop_step() { step_.reset(); }
  // What this run writes is kept although the call is refused: it undoes what was begun.
  void keep_refusal() { ending_ = Ending::KeptRefusal; }
  bool keeps_refusal() const { return ending_ == Ending::KeptRefusal; }
  // It cannot be told now what came of a step: what was begun stays, for whoever takes it over later.
  void put_off() { ending_ = Ending::PutOff; }
  bool is_put_off() const { return ending_ == Ending::PutOff; }
  // This run is undone, and the next one is told that what it tried cannot be done, and why.
  void give_up(std::string why);
  // Empty: nothing was given up.
  const std::string& given_up() const { return given_up_; }
  bool runs_again() const { return ending_ == Ending::RunsAgain; }

  // For whoever asks.
  std::vector<Question> take_missing();
  // The step of a run that is committed, which makes its work a begun one.
  Question take_step();
  void go_out() { went_out_ = true; }
  // Whether anything was asked for the call yet, or for one before it, so that it no longer waits for storage
  // alone. Any thread.
  bool went_out() const { return went_out_; }
  void tell(Question question, Reply reply);

  // What is under way when this run is committed; begun() if the run itself acts no more.
  Begun under_way() const;

 private:
  enum class Ending { Told, KeptRefusal, PutOff, RunsAgain };

  const Plugged& plugged_;
  std::map<Question, Reply> told_;
  std::vector<Question> missing_;  // each once
  std::string remark_;
  std::optional<Begun> begun_;
  std::optional<Question> step_;
  int64_t work_ = 0;  // of step_
  Ending ending_ = Ending::Told;
  std::string given_up_;
  bool can_be_asked_for_ = false;
  std::atomic<bool> went_out_ = false;
};

}  // namespace sluice::providers
