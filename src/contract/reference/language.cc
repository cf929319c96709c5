#include "contract/reference/language.h"

namespace sluice::reference {

std::string_view code_of(Language language) {
  return language == Language::Chinese ? "zh" : "en";
}

std::optional<Language> parse_language(std::string_view code) {
  for (const Language language : {Language::Chinese, Language::English}) {
    if (code == code_of(language)) return language;
  }
  return std::nullopt;
}

std::optional<Language> preferred_language(std::string_view accept_language) {
  while (!accept_language.empty()) {
    const size_t begin = accept_language.find_first_not_of(" \t,");
    if (begin == std::string_view::npos) return std::nullopt;
    accept_language.remove_prefix(begin);
    const std::string_view range = accept_language.substr(0, accept_language.find(','));
    // The primary subtag: zh of zh-CN;q=0.9.
    if (const auto language = parse_language(range.substr(0, range.find_first_of("-; \t")))) return language;
    accept_language.remove_prefix(range.size());
  }
  return std::nullopt;
}

std::string_view in(Language language, const api::Text& text) {
  return language == Language::Chinese ? text.zh : text.en;
}

}  // namespace sluice::reference
