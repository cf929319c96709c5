#include "control/gateway/authentication.h"

#include "platform/base/encoding.h"

namespace sluice::gateway {
namespace {

namespace codes = api::gateway;
using Failure = base::Unexpected<api::Error>;

Failure fail(const api::ErrorRow& row, std::string_view subject = {}, std::string hint = {}) {
  return Failure{api::make_error(row, subject, std::move(hint))};
}

using Key = std::shared_ptr<const identity::AccessKey>;

base::Result<void, api::Error> check_presence(const Envelope& envelope) {
  // What else has to be there depends on the kind of signature.
  if (!envelope.signature_type.empty()) {
    return fail(codes::invalid_parameter, "SignatureType",
                "received " + envelope.signature_type.substr(0, 64) + "; accepted: none");
  }
  if (!envelope.authorization_readable) {
    return fail(codes::incomplete_signature, {}, "the Authorization header cannot be read");
  }
  const std::pair<std::string_view, const std::string*> needed[] = {
      {"AccessKeyId", &envelope.access_key_id},
      {"Timestamp", &envelope.timestamp},
      {"SignatureNonce", &envelope.nonce},
      {"SignatureMethod", &envelope.signature_method},
      {"Signature", &envelope.signature}};
  for (const auto& [name, value] : needed) {
    if (value->empty()) return fail(codes::missing, name);
  }
  return {};
}

// Null for a temporary key, which is nowhere but in its token.
base::Result<Key, api::Error> find_key(const Envelope& envelope, const identity::KeyRing& keys) {
  if (identity::is_temporary(envelope.access_key_id)) return Key();
  Key key = keys.find(envelope.access_key_id);
  if (key == nullptr) return fail(codes::invalid_access_key_id_not_found);
  if (!key->active) return fail(codes::invalid_access_key_id_inactive);
  return key;
}

base::Result<base::WallTime, api::Error> check_time(const Envelope& envelope, base::WallTime now) {
  const auto time = base::parse_iso8601(envelope.timestamp);
  if (!time) return fail(codes::invalid_time_stamp_format, {}, "accepted: YYYY-MM-DDThh:mm:ssZ, UTC");
  const bool in_window = *time >= now - nonces::clock_skew_max && *time <= now + nonces::clock_skew_max;
  if (!in_window) {
    return fail(codes::invalid_time_stamp_expired, {}, "the server's time is " + base::format_iso8601(now));
  }
  return *time;
}

// The window of the account, which is known by now; of a temporary key only its token tells it.
base::Result<void, api::Error> check_remembered(const nonces::RecentNonces& recent_nonces,
                                                int64_t account_key, base::WallTime time) {
  if (recent_nonces.can_remember(account_key, time)) return {};
  return fail(codes::invalid_time_stamp_expired, {},
              "so many requests of the account have come that the nonces of that second are forgotten; "
              "sign it anew");
}

// Null if the role has been deleted.
Key key_of(const identity::Session& session, const identity::KeyRing& keys) {
  const auto role = keys.find_role(session.role_id.get());
  if (role == nullptr || role->caller.account_id != session.account_id) return nullptr;
  identity::AccessKey key{.caller = role->caller, .secret = session.secret, .permissions = role->permissions};
  key.caller.access_key_id = session.access_key_id;
  key.caller.session_name = session.name;
  return std::make_shared<const identity::AccessKey>(std::move(key));
}

// The key of the session that the token is of, which may do what its role may do by now.
base::Result<Key, api::Error> open_token(const Envelope& envelope, const identity::KeyRing& keys,
                                         const identity::SessionTokens& tokens, base::WallTime now) {
  const auto session = tokens.open(envelope.security_token);
  if (!session) return fail(codes::invalid_security_token_malformed);
  if (session->access_key_id.get() != envelope.access_key_id) {
    return fail(codes::invalid_security_token_mismatch);
  }
  if (session->expires <= now) {
    return fail(codes::invalid_security_token_expired, {},
                "it was good until " + base::format_iso8601(session->expires));
  }
  Key key = key_of(*session, keys);
  if (key == nullptr) return fail(codes::invalid_security_token_expired, {}, "its role has been deleted");
  return key;
}

// Temporary keys come with their token, and other keys with none.
base::Result<Key, api::Error> check_token(const Envelope& envelope, Key permanent,
                                          const identity::KeyRing& keys,
                                          const identity::SessionTokens& tokens, base::WallTime now) {
  if (!envelope.security_token.empty()) return open_token(envelope, keys, tokens, now);
  if (permanent == nullptr) return fail(codes::missing, "SecurityToken");
  return permanent;
}

base::Result<void, api::Error> check_v1(const Envelope& envelope, const signature::Request& request,
                                        const base::Secret& secret) {
  if (!envelope.signature_version.empty() && envelope.signature_version != "1.0") {
    return fail(codes::invalid_parameter, "SignatureVersion",
                "received " + envelope.signature_version.substr(0, 64) + "; accepted: 1.0");
  }
  const bool sha1 = envelope.signature_method == "HMAC-SHA1";
  if (!sha1 && envelope.signature_method != "HMAC-SHA256") {
    return fail(codes::invalid_signature_method, {}, "accepted: HMAC-SHA1, HMAC-SHA256");
  }
  const std::string to_sign = signature::rpc_v1_string_to_sign(request.method, envelope.signed_pairs);
  const std::string expected =
      signature::rpc_v1_signature(sha1 ? base::Hash::Sha1 : base::Hash::Sha256, secret, to_sign);
  if (!base::equal_constant_time(expected, envelope.signature)) {
    return fail(codes::signature_does_not_match_v1, to_sign);
  }
  return {};
}

base::Result<void, api::Error> check_acs3(const Envelope& envelope, const signature::Request& request,
                                          const base::Secret& secret) {
  if (envelope.signature_method != signature::acs3_algorithm) {
    return fail(codes::invalid_signature_method, {}, "accepted: ACS3-HMAC-SHA256");
  }
  // What decides about the call must be under the signature.
  if (const auto missing = signature::acs3_missing_signed_header(request, envelope.signed_headers)) {
    return fail(codes::incomplete_signature, {}, "SignedHeaders must contain " + std::string(*missing));
  }
  const auto canonical = signature::acs3_canonical_request(request, envelope.signed_headers);
  if (!canonical) return fail(codes::incomplete_signature, {}, "the query is not well encoded");
  const std::string to_sign = signature::acs3_string_to_sign(*canonical);
  if (!base::equal_constant_time(signature::acs3_signature(secret, to_sign), envelope.signature)) {
    return fail(codes::signature_does_not_match_acs3,
                to_sign + "] server CanonicalRequest is [" + *canonical);
  }
  return {};
}

}  // namespace

base::Result<Authenticated, api::Error> authenticate(
    const Envelope& envelope, const signature::Request& request, const identity::KeyRing& keys,
    const identity::SessionTokens& tokens, nonces::RecentNonces& recent_nonces, base::WallTime now) {
  if (auto present = check_presence(envelope); !present) return Failure{std::move(present).error()};

  auto permanent = find_key(envelope, keys);
  if (!permanent) return Failure{std::move(permanent).error()};

  const auto time = check_time(envelope, now);
  if (!time) return Failure{time.error()};

  const auto key = check_token(envelope, *std::move(permanent), keys, tokens, now);
  if (!key) return Failure{key.error()};
  const identity::Caller& caller = (*key)->caller;
  if (auto remembered = check_remembered(recent_nonces, caller.account_key, *time); !remembered) {
    return Failure{std::move(remembered).error()};
  }

  const base::Secret& secret = (*key)->secret;
  auto matched = envelope.dialect == Dialect::V1 ? check_v1(envelope, request, secret)
                                                 : check_acs3(envelope, request, secret);
  if (!matched) return Failure{std::move(matched).error()};

  // Only a request that proved its signature may use a nonce up, or anybody could.
  const nonces::Nonce nonce{nonces::digest_of(envelope.access_key_id, envelope.nonce), *time};
  if (!recent_nonces.remember(caller.account_key, nonce, now)) return fail(codes::signature_nonce_used);
  return Authenticated{caller, nonce, (*key)->permissions};
}

std::optional<identity::Caller> named_caller(const Envelope& envelope, const identity::KeyRing& keys,
                                             const identity::SessionTokens& tokens) {
  Key key;
  if (!identity::is_temporary(envelope.access_key_id)) {
    key = keys.find(envelope.access_key_id);
  } else if (const auto session = tokens.open(envelope.security_token);
             session && session->access_key_id.get() == envelope.access_key_id) {
    key = key_of(*session, keys);
  }
  return key == nullptr ? std::nullopt : std::optional(key->caller);
}

}  // namespace sluice::gateway
