#pragma once
// What `sluice errors` knows about the rows of CreateLoadBalancer's error table beside what the contract says
// (code, message, status): who causes them, what helps, and what the caller should do. Plain tables, no
// state.

#include <optional>
#include <span>
#include <string_view>

#include "contract/api/ens/order_error.h"

namespace sluice::app::errors {

enum class Kind {
  State,      // of the account, the operator's terms or the request: CreateLoadBalancer meets it by itself
  Outage,     // something behind CreateLoadBalancer does not answer as it should
  Elsewhere,  // operations other than CreateLoadBalancer, which share the table
};
std::string_view to_text(Kind kind);   // state, outage, elsewhere
std::string_view words_of(Kind kind);  // for people

struct Row {
  api::OrderError error;
  Kind kind = Kind::State;
  std::string_view cause;
  std::string_view remedy;
};

// All of them, in the page's order.
std::span<const Row> rows();
const Row& row(api::OrderError error);

// Where CreateLoadBalancer comes to a row. The smaller rank wins where several causes stand.
struct Place {
  std::string_view stage;  // S07
  std::string_view stage_name;
  int rank = 0;  // 0: none, it wins wherever it happens
};
// Nothing for rows that CreateLoadBalancer never comes to.
std::optional<Place> place_of(api::OrderError error);

// One file each (words_*.cc), merged by rows().
std::span<const Row> words_before_the_order();
std::span<const Row> words_of_purchases();
std::span<const Row> words_of_prices();
std::span<const Row> words_of_payers();
std::span<const Row> words_of_payments();
std::span<const Row> words_elsewhere();

}  // namespace sluice::app::errors
