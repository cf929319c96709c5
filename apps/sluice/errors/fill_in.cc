#include "errors/fill_in.h"

#include <fmt/format.h>

namespace sluice::app::errors {
namespace {

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || c == '_';
}

}  // namespace

std::string fill_in(std::string_view text, const Known& known) {
  std::string filled;
  while (!text.empty()) {
    const size_t begin = text.find('{');
    filled += text.substr(0, begin);
    if (begin == std::string_view::npos) break;
    text.remove_prefix(begin + 1);
    size_t length = 0;
    while (length < text.size() && is_name(text[length])) ++length;
    const auto found = known.find(std::string(text.substr(0, length)));
    if (length < text.size() && text[length] == '}' && found != known.end()) {
      filled += found->second;
      text.remove_prefix(length + 1);
    } else {
      filled += '{';
    }
  }
  return filled;
}

base::FormPairs fill_in(const base::FormPairs& pairs, const Known& known) {
  base::FormPairs filled;
  for (const auto& [name, value] : pairs) filled.emplace_back(name, fill_in(value, known));
  return filled;
}

Call fill_in(const Call& call, const Known& known) {
  return {call.who, call.action, fill_in(call.parameters, known)};
}

base::Result<std::string, std::string> amend_document(const std::string& document,
                                                      const base::FormPairs& members) {
  auto value = json::parse(document);
  if (!value || !value->is_object()) return base::Unexpected{std::string("it is no JSON object")};
  for (const auto& [name, text] : members) {
    auto member = json::parse(text);
    if (!member) return base::Unexpected{fmt::format("{}: {}", name, member.error().message)};
    (*value)[name] = *std::move(member);
  }
  return json::print(*value);
}

}  // namespace sluice::app::errors
