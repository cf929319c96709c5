#pragma once
// The resources that bills are made out for. Called inside units of work.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/clock.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

struct Billed {
  int64_t order_key = 0;  // the order that made it
  int64_t account_key = 0;
  std::string resource_id;
  base::WallTime from;                   // unbilled from here on
  std::optional<base::WallTime> next;    // when the next bill is made; nothing while it is locked
  std::optional<base::WallTime> locked;  // since when
  bool resumed = false;                  // since `from`, after a lock
};

void insert_billed(storage::Transaction& tx, const Billed& billed);
void update_billed(storage::Transaction& tx, const Billed& billed);
void delete_billed(storage::Transaction& tx, int64_t order_key);
std::optional<Billed> find_billed(storage::Transaction& tx, int64_t order_key);
std::vector<Billed> list_billed(storage::Transaction& tx, int64_t account_key);
// Those whose next bill comes first, all at one instant; `most` of them. `without` are keys of accounts, as a
// JSON list.
std::vector<Billed> list_next_billed(storage::Transaction& tx, int64_t most, std::string_view without);

}  // namespace sluice::commerce
