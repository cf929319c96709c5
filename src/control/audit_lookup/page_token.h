#pragma once
// What a NextToken says: of which account and question it is, which times that question is about and which
// events were there when its first page was read, and behind which of them the next page begins. It gives
// nobody anything: what is read is the caller's own whatever a token says. It is sealed, since its numbers
// count the events of all accounts, which no account is to know.

#include <optional>
#include <string>
#include <string_view>

#include "control/audit/look_up.h"
#include "control/identity/sealer.h"
#include "platform/base/random.h"

namespace sluice::audit_lookup {

struct PageToken {
  int64_t account_key = 0;
  std::string question;  // its fingerprint: letters and digits
  base::WallTime from{}, until{};
  audit::Newest newest;
  audit::Position after;
};

// Under which nothing else is sealed.
inline constexpr std::string_view page_token_context = "page token 1";

std::string seal(const PageToken& token, const identity::Sealer& sealer, base::Random& random);
// Nothing for what seal() did not make under a key of the sealer.
std::optional<PageToken> open_page_token(std::string_view sealed, const identity::Sealer& sealer);

}  // namespace sluice::audit_lookup
