#pragma once
// One call's talk with the providers: what it was told so far, and what its unit of work still has to know.
//
// A unit cannot wait. Where it needs an answer that is not here it notes the question and ends; whatever it
// wrote is undone, the question is asked, and the unit runs again (docs/decisions/0016-providers.md). Belongs
// to one call, which is in one place at a time: on a storage thread, or with whoever asks.

#include <atomic>
#include <map>
#include <string>
#include <vector>

#include "control/providers/consultation/question.h"

namespace sluice::providers {

// More in one round wait for the next.
inline constexpr size_t questions_per_round_max = 64;

class Consultation {
 public:
  explicit Consultation(const Plugged& plugged) : plugged_(plugged) {}

  const Plugged& plugged() const { return plugged_; }
  bool is_plugged(Seam seam) const { return plugged_.has(seam); }

  // To be called at the beginning of each run of the unit, which may run more often than it is asked to.
  void begin_run();
  // Null: it is not known yet, and noted.
  const Reply* find(const Question& question);
  // What was not known in the last run.
  bool lacks_answers() const { return !missing_.empty(); }

  // A word for the audit trail about how the call was decided; of the last run.
  void remark(std::string remark) { remark_ = std::move(remark); }
  const std::string& remark() const { return remark_; }

  // For whoever asks.
  std::vector<Question> take_missing();
  void go_out() { went_out_ = true; }
  // Whether anything was asked for the call yet, or for one before it, so that it no longer waits for storage
  // alone. Any thread.
  bool went_out() const { return went_out_; }
  void tell(Question question, Reply reply);

 private:
  const Plugged& plugged_;
  std::map<Question, Reply> told_;
  std::vector<Question> missing_;  // each once
  std::string remark_;
  std::atomic<bool> went_out_ = false;
};

}  // namespace sluice::providers
