#pragma once
// What every check of the commerce engine answers with when it says no.

#include <string>

#include "contract/api/ens/order_error.h"

namespace sluice::commerce {

struct Refusal {
  api::OrderError error;
  std::string subject;  // fills the %s of InvalidParameter; empty for every other row
  std::string hint;     // "received ...; accepted: ...", for the answer and the log
  bool operator==(const Refusal&) const = default;
};

// As it is sent.
inline api::Error to_error(const Refusal& refusal) {
  return api::make_error(api::row_of(refusal.error), refusal.subject, refusal.hint);
}

}  // namespace sluice::commerce
