// A request as text: the Authorization value, the target, one "name:value" a line, an empty line, the body.
// Whatever is read as an authorization is written and read again as the same; the canonical request has the
// lines it should have and does not depend on the order of the headers.

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "contract/signature/acs3.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::string_view take_line(std::string_view& text) {
  const size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sluice::signature;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string_view header = take_line(text);
  Request request{"POST", take_line(text), {}, {}};
  for (std::string_view line = take_line(text); !line.empty(); line = take_line(text)) {
    const size_t colon = std::min(line.find(':'), line.size() - 1);
    request.headers.emplace_back(line.substr(0, colon), line.substr(colon + 1));
  }
  request.body = text;

  const auto authorization = parse_acs3_authorization(header);
  if (!authorization) return 0;
  const auto again = parse_acs3_authorization(print(*authorization));
  require(again && print(*again) == print(*authorization));
  require(authorization->signed_headers.size() <= signed_headers_max);

  const auto missing = acs3_missing_signed_header(request, authorization->signed_headers);
  require(!missing || std::find(authorization->signed_headers.begin(), authorization->signed_headers.end(),
                                *missing) == authorization->signed_headers.end());

  const auto canonical = acs3_canonical_request(request, authorization->signed_headers);
  if (!canonical) return 0;
  const auto lines = static_cast<size_t>(std::count(canonical->begin(), canonical->end(), '\n'));
  require(lines == 5 + authorization->signed_headers.size());
  std::reverse(request.headers.begin(), request.headers.end());
  require(acs3_canonical_request(request, authorization->signed_headers) == canonical);
  return 0;
}
