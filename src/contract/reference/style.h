#pragma once
// How the pages look: one sheet for all of them, light or dark as the reader's system is, and nothing loaded
// from anywhere.

#include <string>
#include <string_view>

namespace sluice::reference {

std::string_view style_sheet();

// What a server may say of these pages (Content-Security-Policy, level 3): nothing but this sheet.
std::string content_security_policy();

}  // namespace sluice::reference
