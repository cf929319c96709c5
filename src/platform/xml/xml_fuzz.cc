// Whatever JSON says, its XML is well-formed, has the shape of an answer and reads back; any other bytes are
// either read or refused.

#include <cstdint>
#include <cstdlib>

#include "platform/base/encoding.h"
#include "platform/xml/xml.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sluice;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto value = json::parse(text)) {
    const auto document = xml::parse(xml::print("Answer", *value));
    if (!document || document->root_name != "Answer") std::abort();
  }
  if (const auto document = xml::parse(text)) {
    if (!xml::parse(xml::print(document->root_name, document->value))) std::abort();
  }
  return 0;
}
