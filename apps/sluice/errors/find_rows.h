#pragma once
// Rows by the code that somebody met or typed.

#include <string>
#include <string_view>
#include <vector>

#include "contract/api/ens/order_error.h"
#include "platform/base/result.h"

namespace sluice::app::errors {

struct Wanted {
  api::OrderError error;
  std::string subject;  // what stood for %s; empty where the row has none, or the code was given with it
};

// One row, or the two of OrderSysConstraintInvalid. InvalidParameter.VSwitchId is found as well as
// InvalidParameter.%s. The error is a sentence with the codes that may have been meant.
base::Result<std::vector<Wanted>, std::string> find_rows(std::string_view code);

}  // namespace sluice::app::errors
