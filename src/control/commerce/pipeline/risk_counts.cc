#include "control/commerce/pipeline/risk_counts.h"

#include <algorithm>

#include "platform/storage/key_source.h"

namespace sluice::commerce {
namespace {

constexpr int64_t slices = 60;              // of a window: so fine is the count of an address
constexpr int64_t old_slices_per_call = 2;  // each count clears away a few old ones

int64_t single(storage::Transaction& tx, std::string_view sql,
               std::initializer_list<storage::Value> parameters) {
  int64_t value = 0;
  tx.query(sql, parameters, [&](const storage::Row& row) { value = row.integer(0); });
  return value;
}

int64_t slice_ms(std::chrono::seconds window) {
  return std::max<int64_t>(1, window.count() * 1000 / slices);
}

int64_t count_of(storage::Transaction& tx, const Situation& situation, const RiskRule& rule) {
  const Purchase& purchase = situation.purchase;
  const int64_t from_ms = base::to_unix_ms(purchase.now - rule.window);
  if (rule.subject == "account") {
    // By key, which is real time, as well: the index knows it, and business time is never behind it.
    return single(
        tx, "SELECT COUNT(*) FROM orders WHERE account_key = ? AND key >= ? AND created_ms > ?",
        {purchase.buyer.account_key, storage::KeySource::first_at(purchase.received - rule.window), from_ms});
  }
  if (rule.subject == "payer") {
    return single(tx, "SELECT COUNT(*) FROM orders WHERE payer_key = ? AND created_ms > ? AND payable > 0",
                  {payer_of(purchase.buyer.account_key, situation.payers), from_ms});
  }
  return single(
      tx,
      "SELECT COALESCE(SUM(count), 0) FROM risk_counters WHERE rule = ? AND subject = ? AND window_from > ?",
      {rule.name, purchase.buyer.address, base::to_unix_ms(purchase.received - rule.window)});
}

}  // namespace

void count_occurrences(storage::Transaction& tx, Situation& situation, std::span<const RiskPack> packs) {
  for (const RiskRule& rule : situation.terms.risk_rules) {
    const bool asked = std::find(packs.begin(), packs.end(), rule.pack) != packs.end();
    if (!asked || rule.window.count() == 0) continue;
    situation.occurrences[rule.name] = count_of(tx, situation, rule);
    if (rule.subject == "address") {
      situation.effects.push_back(CountAddress{
          .rule = rule.name, .address = situation.purchase.buyer.address, .window = rule.window});
    }
  }
}

void count_address(storage::Transaction& tx, const CountAddress& count, base::WallTime received) {
  const int64_t now_ms = base::to_unix_ms(received);
  const int64_t slice = slice_ms(count.window);
  tx.execute(
      "INSERT INTO risk_counters (rule, subject, window_from, count) VALUES (?, ?, ?, 1) "
      "ON CONFLICT (rule, subject, window_from) DO UPDATE SET count = count + 1",
      {count.rule, count.address, now_ms - now_ms % slice});
  tx.execute(
      "DELETE FROM risk_counters WHERE (rule, subject, window_from) IN (SELECT rule, subject, window_from "
      "FROM "
      "risk_counters WHERE rule = ? AND subject = ? AND window_from < ? LIMIT ?)",
      {count.rule, count.address, now_ms - count.window.count() * 1000 - slice, old_slices_per_call});
}

Occurrences occurrences_in(const Situation& situation) {
  return [&situation](const RiskRule& rule) {
    const auto found = situation.occurrences.find(rule.name);
    return found == situation.occurrences.end() ? int64_t{0} : found->second;
  };
}

}  // namespace sluice::commerce
