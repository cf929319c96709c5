#pragma once
// What a NextToken says: of which account and question it is, which times that question is about and which
// events were there when its first page was read, and behind which of them the next page begins. Opaque to
// callers. It gives nobody anything: what is read is the caller's own whatever a token says.

#include <optional>
#include <string>
#include <string_view>

#include "control/audit/look_up.h"

namespace sluice::audit_lookup {

struct PageToken {
  int64_t account_key = 0;
  std::string question;  // its fingerprint: letters and digits
  base::WallTime from{}, until{};
  audit::Newest newest;
  audit::Position after;
};

std::string to_text(const PageToken& token);
// Nothing for what to_text() did not make.
std::optional<PageToken> parse_page_token(std::string_view text);

}  // namespace sluice::audit_lookup
