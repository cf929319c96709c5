#include "control/identity/session_tokens.h"

#include "platform/json/json.h"

namespace sluice::identity {
namespace {

// What is sealed for another purpose does not open as a token: the context of an access key's secret is the
// key's id, which holds no blank.
constexpr std::string_view context = "session token 1";

}  // namespace

std::string SessionTokens::seal(const Session& session, base::Random& random) const {
  const json::Value record{{"account", session.account_id.get()},
                           {"role", session.role_id.get()},
                           {"session", session.name},
                           {"key", session.access_key_id.get()},
                           {"secret", std::string(session.secret.reveal())},
                           {"expires", base::to_unix_ms(session.expires)}};
  return sealer_.seal(base::Secret(json::print(record)), context, random);
}

std::optional<Session> SessionTokens::open(std::string_view token) const {
  if (token.size() > token_bytes_max) return std::nullopt;
  const auto opened = sealer_.open(token, context);
  if (!opened) return std::nullopt;
  const auto record = json::parse(opened->reveal());
  if (!record) return std::nullopt;
  const auto account = json::find_text(*record, "account"), role = json::find_text(*record, "role"),
             name = json::find_text(*record, "session"), key = json::find_text(*record, "key"),
             secret = json::find_text(*record, "secret");
  const auto expires = json::find_integer(*record, "expires");
  if (!account || !role || !name || !key || !secret || !expires) return std::nullopt;
  return Session{.account_id = model::AccountId(std::string(*account)),
                 .role_id = model::RoleId(std::string(*role)),
                 .name = std::string(*name),
                 .access_key_id = model::AccessKeyId(std::string(*key)),
                 .secret = base::Secret(std::string(*secret)),
                 .expires = base::from_unix_ms(*expires)};
}

}  // namespace sluice::identity
