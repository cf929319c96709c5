#pragma once

#include <cstdint>

#include "contract/model/ids.h"

namespace sluice::identity {

// Who calls: the main account and the key that proved it. A value.
struct Caller {
  int64_t account_key = 0;
  model::AccountId account_id;
  model::AccessKeyId access_key_id;
  bool is_operator = false;
};

}  // namespace sluice::identity
