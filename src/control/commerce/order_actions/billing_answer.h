#pragma once
// The shape of the billing product's answers.

#include "platform/json/json.h"

namespace sluice::commerce {

inline json::Value billing_answer(json::Value data) {
  return {{"Success", true}, {"Code", "Success"}, {"Message", "Successful!"}, {"Data", std::move(data)}};
}

}  // namespace sluice::commerce
