#pragma once
// What the money tests stand on: orders that cost a month at once, and one number of the database.

#include <string>

#include "control/commerce/catalogue/default_commodities.h"
#include "control/commerce/terms/terms_store.h"

namespace sluice::crash {

inline int64_t number(storage::Transaction& tx, const std::string& sql) {
  int64_t value = 0;
  tx.query(sql, {}, [&](const storage::Row& row) { value = row.integer(0); });
  return value;
}

// The commodity with a deposit of one cycle, under this key and revision.
inline void sell_with_deposit(storage::Transaction& tx, int64_t key, int64_t revision) {
  std::string document(commerce::default_elb_post_document());
  const std::string_view none = R"("Deposit": {"Rule": "None"})";
  document.replace(document.find(none), none.size(), R"("Deposit": {"Rule": "Cycles", "Cycles": 1})");
  commerce::replace_term(tx,
                         {.key = key,
                          .kind = commerce::TermKind::Commodity,
                          .name = std::string(commerce::elb_post_code),
                          .document = document,
                          .created = {}},
                         revision);
}

}  // namespace sluice::crash
