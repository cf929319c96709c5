// Any bytes, as a commodity: what is refused says where and why, what is read is printed as a document that
// reads the same, and orders of it are decided, the same way each time.

#include <cstdint>
#include <cstdlib>

#include "control/commerce/catalogue/check_modules.h"

using namespace sluice::commerce;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::optional<Fact> facts(std::string_view attribute) {
  if (attribute.size() % 3 == 0) return std::nullopt;
  return attribute.size() % 3 == 1 ? Fact(std::string(attribute)) : Fact(scaled_one);
}

// With its last item for every module that has some.
RequestedModules an_order(const Commodity& commodity) {
  RequestedModules modules;
  for (const Module& module : commodity.modules) {
    modules[module.code] = module.items.empty() ? "any" : module.items.back();
  }
  return modules;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto commodity = parse_commodity({reinterpret_cast<const char*>(data), size});
  if (!commodity) {
    require(!commodity.error().message.empty());
    return 0;
  }
  const std::string printed = print_commodity(*commodity);
  // Written out, it may be longer than a document may be.
  if (printed.size() <= document_bytes_max) {
    const auto again = parse_commodity(printed);
    require(again && print_commodity(*again) == printed);
  }
  for (const RequestedModules& requested : {RequestedModules{}, an_order(*commodity)}) {
    const OrderType type = commodity->order_types.front();
    const auto modules = check_modules(&*commodity, type, requested, commodity->min_quantity, facts);
    const auto once_more = check_modules(&*commodity, type, requested, commodity->min_quantity, facts);
    require(modules.has_value() == once_more.has_value());
    if (!modules) {
      require(modules.error() == once_more.error() && !modules.error().hint.empty());
      continue;
    }
    require(*modules == *once_more && modules->size() <= commodity->modules.size());
    for (const Module& module : commodity->modules)
      require(!module.required || modules->contains(module.code));
  }
  return 0;
}
