#include "control/commerce/billing/billing.h"

#include <algorithm>

#include "control/commerce/billing/billed_store.h"
#include "control/commerce/billing/issue.h"
#include "control/commerce/billing/span.h"
#include "control/commerce/collection/collect.h"
#include "control/commerce/customer/customer_store.h"
#include "platform/base/log.h"
#include "platform/json/json.h"

namespace sluice::commerce {
namespace {

void notice(const Bill& bill, std::string_view what) {
  base::log_warning("billing.notice", {{"bill", bill.key},
                                       {"payer", bill.payer_key},
                                       {"resource", bill.resource_id},
                                       {"cycle", bill.cycle},
                                       {"what", what}});
}

void lock(storage::Transaction& tx, const Billing& billing, Instances& instances, Billed billed,
          base::WallTime now) {
  issue_for(tx, billing, billed, now);
  billed.next.reset();
  billed.locked = now;
  update_billed(tx, billed);
  instances.lock(tx, billed.resource_id);
}

// What is unlocked in the unit that it was locked in has had it billed already.
void unlock(storage::Transaction& tx, Instances& instances, Billed billed, base::WallTime now) {
  const Cycle cycle = cycle_of(tx, billed);
  billed.from = std::max(now, next_unit(cycle, *billed.locked));
  billed.next = cycle_end(cycle, billed.from);
  billed.locked.reset();
  billed.resumed = billed.from != cycle_start(cycle, billed.from);
  update_billed(tx, billed);
  instances.unlock(tx, billed.resource_id);
}

// The state of the bill when the step is done, its next one included.
void take_step(storage::Transaction& tx, const Billing& billing, Instances& instances, Bill bill) {
  const Step step{static_cast<int>(bill.step)};
  const base::WallTime now = *bill.step_at;
  const auto next = next_step(billing.timeline, bill.due, step);
  bill.step = next ? static_cast<int64_t>(next->step) : 0;
  bill.step_at = next ? std::optional(next->at) : std::nullopt;
  update_bill(tx, bill);
  switch (step) {
    case Step::None:
      break;
    case Step::FirstRetry:
    case Step::SecondRetry: {
      const auto fund = find_fund_account(tx, bill.payer_key);
      if (fund) collect(tx, billing.keys, bill, *fund, now);
      if (bill.state == BillState::Paid) return settle_arrears(tx, instances, bill, now);
      return notice(bill, "not collected; what the account has is locked unless it is paid");
    }
    case Step::Lock:
      notice(bill, "what the account has is locked");
      for (const Billed& billed : list_billed(tx, bill.account_key)) {
        if (!billed.locked) lock(tx, billing, instances, billed, now);
      }
      break;
    case Step::Warning:
      notice(bill, "what the account has is released in a day");
      break;
    case Step::Release:
      notice(bill, "what the account has is released");
      for (const Billed& billed : list_billed(tx, bill.account_key)) {
        instances.release(tx, billed.resource_id, now);
      }
      break;
  }
}

// The end of a cycle, and the beginning of the next one.
void turn_cycle(storage::Transaction& tx, const Billing& billing, Billed billed) {
  const base::WallTime end = *billed.next;
  const Cycle cycle = issue_for(tx, billing, billed, end);
  billed.from = end;
  billed.next = cycle_end(cycle, end);
  billed.resumed = false;
  update_billed(tx, billed);
}

}  // namespace

void begin_billing(storage::Transaction& tx, int64_t order_key, int64_t account_key,
                   const std::string& resource_id, Cycle cycle, base::WallTime now) {
  insert_billed(tx, {.order_key = order_key,
                     .account_key = account_key,
                     .resource_id = resource_id,
                     .from = now,
                     .next = cycle_end(cycle, now)});
}

void end_billing(storage::Transaction& tx, const Billing* billing, int64_t order_key, base::WallTime now) {
  auto billed = find_billed(tx, order_key);
  if (!billed) return;
  if (billing != nullptr && !billed->locked) {
    // Cycles that ended and were not billed yet, as after a standstill.
    while (billed->next && *billed->next <= now) {
      turn_cycle(tx, *billing, *billed);
      billed = find_billed(tx, order_key);
    }
    issue_for(tx, *billing, *billed, now);
  }
  delete_billed(tx, order_key);
}

bool do_due(storage::Transaction& tx, const Billing& billing, Instances& instances, const Share& share) {
  const std::string without = json::print(json::Value(share.without));
  const auto begin = [&](int64_t account_key) {
    if (share.account_key != nullptr) *share.account_key = account_key;
  };
  for (int64_t done = 0; done < steps_per_unit_max;) {
    const auto bill = find_next_bill(tx, without);
    const auto instances_next = list_next_billed(tx, steps_per_unit_max - done, without);
    const bool has_bill = bill && *bill->step_at <= share.now;
    const bool has_cycle = !instances_next.empty() && *instances_next.front().next <= share.now;
    if (!has_bill && !has_cycle) return false;
    // Of what happens at one instant bills go first: what they lock then costs nothing from there on.
    if (has_bill && (!has_cycle || *bill->step_at <= *instances_next.front().next)) {
      begin(bill->account_key);
      take_step(tx, billing, instances, *bill);
      ++done;
      continue;
    }
    for (const Billed& billed : instances_next) {
      begin(billed.account_key);
      turn_cycle(tx, billing, billed);
    }
    done += static_cast<int64_t>(instances_next.size());
  }
  return true;
}

void settle_arrears(storage::Transaction& tx, Instances& instances, int64_t account_key, base::WallTime now) {
  if (is_in_arrears(tx, account_key, now)) return;
  for (const Billed& billed : list_billed(tx, account_key)) {
    if (billed.locked) unlock(tx, instances, billed, now);
  }
}

void settle_arrears(storage::Transaction& tx, Instances& instances, const Bill& paid, base::WallTime now) {
  settle_arrears(tx, instances, paid.account_key, now);
  if (paid.payer_key != paid.account_key) settle_arrears(tx, instances, paid.payer_key, now);
}

}  // namespace sluice::commerce
