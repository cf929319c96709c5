#pragma once
// What is bought, by whom, and the seam to the product that makes it.

#include <cstdint>
#include <optional>
#include <string>

#include "contract/api/values.h"
#include "control/commerce/catalogue/check_modules.h"
#include "control/commerce/refusal/refusal.h"
#include "control/providers/consultation/consultation.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

struct Buyer {
  int64_t account_key = 0;
  std::string account_id;
  std::string actor;             // the ARN of who calls
  bool commerce_denied = false;  // a policy denies the caller to place or to pay orders
  std::string address;           // where the call came from
};

// Of an order that gives a host another plan.
struct PlanChange {
  std::string old_plan;
  base::WallTime from, to;         // that it is paid for
  bool by_value_transfer = false;  // nothing is paid: the host's time becomes shorter or longer
};

struct Purchase {
  Buyer buyer;
  std::string commodity;
  OrderType type = OrderType::Buy;
  RequestedModules modules;  // what the request says, by module
  int64_t quantity = 1;
  std::string ens_region_id;
  std::string spec;
  std::string host_id;  // of an order about a host that the account has
  std::optional<PlanChange> change = std::nullopt;
  base::WallTime now;       // business time
  base::WallTime received;  // real time
  // Providers that stand in for stages; null: none. A run that lacks an answer of theirs ends with a refusal
  // that nobody is told.
  providers::Consultation* outside = nullptr;

  // Prices and rules are asked for a region; what is in none of them is sold in all.
  std::string sold_in() const {
    return ens_region_id.empty() ? std::string(api::values::every_region) : ens_region_id;
  }
  bool asks(providers::Seam seam) const { return outside != nullptr && outside->is_plugged(seam); }
};

// Where it is to stand, in the words of the resource plane.
struct Place {
  std::string network;
  std::string vswitch;
};

// The product's side of an order: what only it knows, and the making of the thing. Called inside the order's
// transaction, in this order; a refusal ends the order.
class Product {
 public:
  // Stage S08: what the request names is there and fits together.
  virtual std::optional<Refusal> look_up(storage::Transaction& tx) = 0;
  // Of what was looked up; nothing for a product that stands nowhere.
  virtual std::optional<Place> place() const { return std::nullopt; }
  // The first check of S09: the kind of network and node can carry this product at all.
  virtual std::optional<Refusal> check_kind(storage::Transaction& tx) = 0;
  // How many of the account's live resources count against `once per`: all, or those on the node.
  virtual int64_t count_live(storage::Transaction& tx, bool on_node_only) = 0;
  // Stage S13: what the product would refuse after the money was taken, it refuses before.
  virtual std::optional<Refusal> check_before_order(storage::Transaction& tx) = 0;
  // Stage S18: makes it for the order, and returns its id.
  virtual base::Result<std::string, Refusal> fulfil(storage::Transaction& tx, int64_t order_key) = 0;

 protected:
  ~Product() = default;
};

}  // namespace sluice::commerce
