// Any bytes, as an expression: what is refused says where and why, what is read has a result or a reason.

#include <cstdint>
#include <cstdlib>

#include "control/commerce/expression/expression.h"

using namespace sluice::commerce;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto expression = Expression::parse(text);
  if (!expression) {
    if (expression.error().message.empty() || expression.error().offset > size) std::abort();
    return 0;
  }
  const auto facts = [](std::string_view attribute) -> std::optional<Fact> {
    switch (attribute.size() % 5) {
      case 0:
        return true;
      case 1:
        return int64_t{-100'000'000};
      case 2:
        return std::string(attribute);
      case 3:
        return Texts{std::string(attribute), "a"};
      default:
        return std::nullopt;
    }
  };
  const auto first = expression->evaluate(facts);
  const auto again = expression->evaluate(facts);
  if (first.has_value() != again.has_value()) std::abort();
  if (first ? *first != *again : first.error().message.empty()) std::abort();
  return 0;
}
