#pragma once
// The two languages in which a declaration explains itself.

#include <optional>
#include <string_view>

#include "contract/api/text.h"

namespace sluice::reference {

enum class Language { Chinese, English };

// What a reader gets who does not say: the language of the page that all this is laid out like.
inline constexpr Language language_default = Language::Chinese;

std::string_view code_of(Language language);                    // zh, en
std::optional<Language> parse_language(std::string_view code);  // exactly one of these
// The first of a browser's Accept-Language that is spoken here (RFC 9110 section 12.5.4), by its place in the
// list: browsers send it in the order of preference. Nothing if there is none.
std::optional<Language> preferred_language(std::string_view accept_language);

std::string_view in(Language language, const api::Text& text);

}  // namespace sluice::reference
