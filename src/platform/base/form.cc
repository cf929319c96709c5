#include "platform/base/form.h"

#include "platform/base/encoding.h"

namespace sluice::base {

std::optional<FormPairs> parse_form(std::string_view text, size_t pairs_max) {
  FormPairs pairs;
  while (!text.empty()) {
    const size_t end = text.find('&');
    const std::string_view piece = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (piece.empty()) continue;
    if (pairs.size() == pairs_max) return std::nullopt;

    const size_t equals = piece.find('=');
    auto name = form_decode(piece.substr(0, equals));
    auto value =
        form_decode(equals == std::string_view::npos ? std::string_view() : piece.substr(equals + 1));
    if (!name || name->empty() || !value) return std::nullopt;
    pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

std::string format_form(const FormPairs& pairs) {
  std::string text;
  for (const auto& [name, value] : pairs) {
    if (!text.empty()) text += '&';
    text += percent_encode(name);
    text += '=';
    text += percent_encode(value);
  }
  return text;
}

TargetParts split_target(std::string_view target) {
  const size_t question = target.find('?');
  if (question == std::string_view::npos) return {target, {}};
  return {target.substr(0, question), target.substr(question + 1)};
}

}  // namespace sluice::base
