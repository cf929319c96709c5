#pragma once
// Stored-value cards, for the operator: an account's own money, bought in advance.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

// Paid by the channel that is named, or else of the account's cash.
struct SellStoredValueCard {
  static const Action declaration;

  std::string account_id;
  std::string card_no;
  std::string currency;
  std::string amount;
  std::optional<std::string> from_time;
  std::string to_time;
  std::optional<std::string> products;
  std::optional<std::string> channel;
};

struct ModifyStoredValueCard {
  static const Action declaration;

  std::string card_no;
  std::string status;
};

// For good. What orders hold of it is returned when they let it go and this is repeated.
struct CancelStoredValueCard {
  static const Action declaration;

  std::string card_no;
};

struct DescribeStoredValueCards {
  static const Action declaration;

  std::optional<std::string> account_id;
  std::optional<std::string> card_no;
  int page_number = 0;
  int page_size = 0;
};

}  // namespace sluice::api
