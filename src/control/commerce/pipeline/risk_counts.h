#pragma once
// How often the subjects of counted risk rules have come. Called inside units of work.

#include "control/commerce/pipeline/situation.h"

namespace sluice::commerce {

// Of the rules of these packs, into situation.occurrences: orders of an account, payments of a payer, and
// calls from an address, each within the rule's window.
void count_occurrences(storage::Transaction& tx, Situation& situation, std::span<const RiskPack> packs);
// What is counted nowhere else: calls from an address.
void count_address(storage::Transaction& tx, const CountAddress& count, base::WallTime received);

Occurrences occurrences_in(const Situation& situation);

}  // namespace sluice::commerce
