#pragma once
// What an order holds between its first commit and its last one: a unit of stock, a place in the account's
// quotas, a place in its payer's group. Only orders that have somebody outside do something have a row; the
// others hold nothing that anybody could see. Called inside units of work.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/storage/transaction.h"

namespace sluice::commerce {

struct OrderHold {
  int64_t order_key = 0;
  int64_t account_key = 0;
  std::string ens_region_id;
  std::string spec;
  std::string cycle;         // that it will be billed by
  int64_t group_key = 0;     // the account whose group it has joined; 0: none
  bool opened_host = false;  // its host is there for it alone so far
};

void insert_hold(storage::Transaction& tx, const OrderHold& hold);
std::optional<OrderHold> find_hold(storage::Transaction& tx, int64_t order_key);
// What was held is used.
void delete_hold(storage::Transaction& tx, int64_t order_key);
// Units of a specification on a node; orders of an account on a node, or on every_region.
int64_t count_held(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec);
int64_t count_held_by(storage::Transaction& tx, int64_t account_key, std::string_view ens_region_id);

}  // namespace sluice::commerce
