#include "contract/api/testing/sent.h"

#include <gtest/gtest.h>

#include "contract/api/validation.h"

namespace sluice::apitest {

api::ParameterSet set_of(const Sent& sent) {
  api::ParameterSet set;
  for (const auto& [name, value] : sent) set.set(name, value);
  return set;
}

void accept_into(void* request, const api::Action& action, const Sent& sent) {
  const auto decoded = api::decode_into(request, action, set_of(sent));
  EXPECT_TRUE(decoded) << action.name << ": "
                       << (decoded ? "" : decoded.error().code + ": " + decoded.error().hint);
}

std::string refusal(void* request, const api::Action& action, const Sent& sent) {
  const auto decoded = api::decode_into(request, action, set_of(sent));
  EXPECT_FALSE(decoded) << action.name;
  return decoded ? "" : decoded.error().code;
}

}  // namespace sluice::apitest
