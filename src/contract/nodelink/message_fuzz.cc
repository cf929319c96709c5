// Whatever is read as a change is printed and read again as the same; what is refused is refused in words.

#include <cstdint>
#include <cstdlib>

#include "contract/nodelink/message.h"
#include "platform/base/encoding.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sluice;
  const auto change = nodelink::parse_change({reinterpret_cast<const char*>(data), size});
  if (!change) {
    if (change.error().empty() || !base::is_utf8(change.error())) std::abort();
    return 0;
  }
  const auto again = nodelink::parse_change(nodelink::print(*change));
  if (!again || *again != *change) std::abort();
  return 0;
}
