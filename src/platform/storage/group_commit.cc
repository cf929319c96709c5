#include "platform/storage/group_commit.h"

#include <algorithm>

#include "platform/storage/run_unit.h"

namespace sluice::storage {

void GroupCommit::settle(std::vector<WaitingUnit> units) {
  std::vector<Member> all;
  all.reserve(units.size());
  for (WaitingUnit& unit : units) all.push_back({std::move(unit), false, std::nullopt});
  std::span<Member> members(all);
  size_t cut = members.size();
  int lost_races = 0;  // of groups that begin with members.front()
  while (!members.empty()) {
    const auto group = members.first(cut);
    size_t settled = group.size();
    if (const auto setback = run_transaction(group)) {
      if (setback->during.value_or(0) > 0) {
        cut = *setback->during;
        continue;
      }
      if (setback->error.kind() == EngineError::Kind::Retry && ++lost_races < attempts_per_unit_max_)
        continue;
      if (setback->during) settled = 1;
      for (Member& member : group.first(settled)) member.failure = failure_of(setback->error);
    } else if (commit_listener_ && std::ranges::any_of(group, &Member::kept)) {
      commit_listener_();
    }
    tell(group.first(settled));
    members = members.subspan(settled);
    cut = members.size();
    lost_races = 0;
  }
}

std::optional<GroupCommit::Setback> GroupCommit::run_transaction(std::span<Member> group) {
  std::optional<size_t> during;
  try {
    connection_.begin_write();
    for (size_t i = 0; i < group.size(); ++i) {
      during = i;
      run_member(group[i]);
    }
    during.reset();
    connection_.commit();
    return std::nullopt;
  } catch (const EngineError& error) {
    connection_.rollback();
    return Setback{error, during};
  }
}

// Leaves the transaction as if the unit had never run, unless it is to be kept. Throws what spoils the
// transaction.
void GroupCommit::run_member(Member& member) {
  member.kept = false;
  member.failure.reset();
  connection_.mark();
  try {
    member.kept = run_unit(member.unit.run, connection_) == Verdict::Keep;
    if (member.kept && connection_.has_broken_references()) {
      throw EngineError(EngineError::Kind::Constraint, "the unit leaves rows that break a foreign key");
    }
  } catch (const EngineError& error) {
    const bool own_fault =
        error.kind() == EngineError::Kind::Constraint || error.kind() == EngineError::Kind::Defect;
    if (!own_fault || !connection_.in_transaction()) throw;
    member.kept = false;
    member.failure = failure_of(error);
  }
  if (!connection_.in_transaction()) {
    throw EngineError(EngineError::Kind::Unavailable, "the transaction ended inside the unit");
  }
  if (member.kept) {
    connection_.keep_mark();
  } else {
    connection_.undo_to_mark();
  }
}

void GroupCommit::tell(std::span<Member> group) {
  for (Member& member : group) member.unit.done(std::move(member.failure));
}

}  // namespace sluice::storage
