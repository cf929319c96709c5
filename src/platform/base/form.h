#pragma once
// application/x-www-form-urlencoded, the one form that parameters have on the wire: in the query and in form
// bodies (URL Standard, section 5).
//
// Reading: pairs are separated by '&', name and value by the first '='. '+' and "%20" are both a space. A
// name without
// '=' has an empty value; an empty piece ("a=1&&b=2", a closing '&') is skipped. A pair with an empty name is
// refused: nothing could ever read it, and no client sends one. Order and repetitions are kept, names are
// case-sensitive. What comes out is bytes: whether they are UTF-8 is the caller's question.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice::base {

using FormPairs = std::vector<std::pair<std::string, std::string>>;

// Nothing for more than `pairs_max` pairs, an empty name or a broken escape ("%", "%4", "%zz").
std::optional<FormPairs> parse_form(std::string_view text, size_t pairs_max);

// "name=value&name=value" with names and values percent-encoded (RFC 3986, so a space is "%20"), in the given
// order. parse_form reads it back unless a name is empty.
std::string format_form(const FormPairs& pairs);

// A request target in origin form (RFC 9112, 3.2.1) cut at its first '?'; nothing is decoded. The parts are
// views into the target; the query is empty if there is none.
struct TargetParts {
  std::string_view path;
  std::string_view query;
  bool operator==(const TargetParts&) const = default;
};
TargetParts split_target(std::string_view target);

}  // namespace sluice::base
