#pragma once
// The external leg of a payment as we keep it: what the payment provider was asked to do, what it said, and
// what it still has to be told (commerce fact sheet, 1.8, "channel payment order").
//
//   INTENT --> AUTHORISED --> CAPTURED --> CLOSED
//      |            '------------------------^ |
//      |'-> DECLINED                           LOST: the provider does not know it
//      '-> CLOSED, LOST
//
// The row is committed before the provider is asked, so a payment that may have been made is always known
// here. What is not wanted any more stays `wanted` CLOSED until the provider has said that it is.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/funding/payment_method.h"
#include "control/commerce/money/amount.h"
#include "platform/base/clock.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

enum class ChannelState { Intent, Authorised, Captured, Declined, Closed, Lost };
std::string_view to_text(ChannelState state);  // INTENT
enum class Wanted { Nothing, Captured, Closed };
std::string_view to_text(Wanted wanted);  // "" or CAPTURED

struct ChannelOrder {
  int64_t key = 0;
  int64_t order_key = 0;
  int64_t leg = 0;  // its number among the order's transfers
  MethodKind method = MethodKind::Card;
  std::string reference;  // the provider's name of the card or agreement
  Minor amount = 0;
  std::string currency;
  ChannelState state = ChannelState::Intent;
  std::string channel_no;  // the provider's number, once it has said one
  Wanted wanted = Wanted::Nothing;
  int64_t attempts = 0;   // at what is wanted
  base::WallTime next{};  // of the next one; real time
};

// Its number, as the provider knows it: P and the key.
std::string pay_no(const ChannelOrder& order);

// Called inside units of work.
void insert_channel_order(storage::Transaction& tx, const ChannelOrder& order);
// Of an order the newest; nothing if it has none.
std::optional<ChannelOrder> find_channel_order(storage::Transaction& tx, int64_t order_key);
std::optional<ChannelOrder> find_channel_order_by_key(storage::Transaction& tx, int64_t key);
// State, channel_no, wanted, attempts and next.
void update_channel_order(storage::Transaction& tx, const ChannelOrder& order);
// Those of which something is wanted by now, the longest due first.
std::vector<ChannelOrder> list_wanted(storage::Transaction& tx, base::WallTime now, int64_t count_max);
int64_t count_wanted(storage::Transaction& tx);

}  // namespace sluice::commerce
