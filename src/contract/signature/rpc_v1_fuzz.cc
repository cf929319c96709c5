// From raw query bytes to the string to sign: whatever can be read has one string to sign, which holds every
// parameter and nothing else, however the same parameters are encoded.

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "contract/signature/request.h"
#include "contract/signature/rpc_v1.h"
#include "platform/base/encoding.h"
#include "platform/base/form.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sluice;
  const std::string_view query(reinterpret_cast<const char*>(data), size);
  auto pairs = base::parse_form(query, signature::parameters_max);
  if (!pairs) return 0;
  require(pairs->size() <= signature::parameters_max);
  require(base::parse_form(base::format_form(*pairs), signature::parameters_max) == pairs);

  const std::string text = signature::rpc_v1_string_to_sign("GET", *pairs);
  require(text.starts_with("GET&%2F&") && std::count(text.begin(), text.end(), '&') == 2);
  const auto canonical = base::form_decode(text.substr(8));
  require(canonical.has_value());

  std::erase_if(*pairs, [](const auto& pair) { return pair.first == "Signature"; });
  std::stable_sort(pairs->begin(), pairs->end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  require(base::parse_form(*canonical, signature::parameters_max) == pairs);
  return 0;
}
