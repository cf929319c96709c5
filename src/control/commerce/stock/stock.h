#pragma once
// What is limited: units of a specification on a node, and balancers of an account (commerce fact
// sheet, 1.5). Called inside units of work.
//
// A row is there only where there is a limit; what has none costs nothing. A limit counts what is live from
// the moment it is set: the caller says how many there are, in the same transaction.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/api/values.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

struct Stock {
  std::string ens_region_id;
  std::string spec;
  int64_t total = 0;
  int64_t reserved = 0;  // held by orders under way
  int64_t used = 0;
};
// May be below zero where the total was lowered.
inline int64_t available(const Stock& stock) {
  return stock.total - stock.reserved - stock.used;
}

// Limits a specification on a node; `used` is how many are live there now. What orders under way hold there
// (holds.h) counts as well.
void set_stock(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec, int64_t total,
               int64_t used);
void remove_stock(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec);
// Nothing where it is not limited.
std::optional<Stock> find_stock(storage::Transaction& tx, std::string_view ens_region_id,
                                std::string_view spec);
std::vector<Stock> list_stocks(storage::Transaction& tx);

// One unit: from what is available into use, at once or held first and then consumed or let go, or back.
// Nothing happens where it is not limited.
void hold_stock(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec);
void let_go_stock(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec);
void consume_stock(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec);
void use_stock(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec);
void return_stock(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec);

using api::values::every_region;

struct Quota {
  std::string ens_region_id;  // or every_region
  int64_t most = 0;
  int64_t live = 0;
};

// What orders under way hold counts beside what is `live`.
void set_quota(storage::Transaction& tx, int64_t account_key, std::string_view ens_region_id, int64_t most,
               int64_t live);
void remove_quota(storage::Transaction& tx, int64_t account_key, std::string_view ens_region_id);
// Those that a balancer in this region counts against: its own and that of all regions.
std::vector<Quota> find_quotas(storage::Transaction& tx, int64_t account_key, std::string_view ens_region_id);
std::vector<Quota> list_quotas(storage::Transaction& tx, int64_t account_key);

// One balancer more or less, in every quota that counts it.
void count_live(storage::Transaction& tx, int64_t account_key, std::string_view ens_region_id,
                int64_t change);

}  // namespace sluice::commerce
