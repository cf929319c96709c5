#pragma once
// The policy called readers, which lets its holders describe what is there.

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {

inline constexpr const char* reading =
    R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"ens:Describe*","Resource":"*"}]})";

inline const Parameters custom_readers = {{"PolicyType", "Custom"}, {"PolicyName", "readers"}};

}  // namespace sluice::control
