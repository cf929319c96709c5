#include "tests/wire/checks.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "control/identity/identity_store.h"
#include "control/identity/user_store.h"

namespace sluice::wire {
namespace {

using control::Parameters;

constexpr const char* other_key = "other-key-id";
constexpr const char* inactive_key = "inactive-key-id";
constexpr const char* user_key = "user-key-id";
constexpr const char* secret_of_others = "other-key-secret";

void leave_out(Parameters& parameters, std::string_view name) {
  std::erase_if(parameters, [&](const auto& parameter) { return parameter.first == name; });
}

void set(Parameters& parameters, const std::string& name, const std::string& value) {
  leave_out(parameters, name);
  parameters.emplace_back(name, value);
}

void use_key(WireCall& call, const char* id) {
  call.access_key_id = id;
  call.secret = secret_of_others;
}

// A secret that another check has bent stays.
void use_session(WireCall& call, const control::Key& session) {
  call.access_key_id = session.id;
  call.security_token = session.security_token;
  if (call.secret == control::TestCloud::key_secret) call.secret = session.secret;
}

// A call that the server admits: another one, as good as `call` was before it was bent.
WireCall admitted(WireServer& server, const WireCall& call) {
  return {.dialect = call.dialect,
          .host = server.host(),
          .action = "CreateNetwork",
          .timestamp = base::format_iso8601(server.now()),
          .nonce = "before-" + call.nonce,
          .signature_method = call.dialect == Dialect::V1 ? "HMAC-SHA1" : ""};
}

void use_nonce_up(WireServer& server, const WireCall& call) {
  WireCall first = admitted(server, call);
  first.nonce = call.nonce;
  server.exchange(to_bytes(first));
}

void use_rate_up(WireServer& server, const WireCall& call) {
  server.exchange(to_bytes(admitted(server, call)));
}

void use_rate_up_by_others(WireServer& server, const WireCall& call) {
  WireCall other = admitted(server, call);
  use_key(other, other_key);
  server.exchange(to_bytes(other));
}

void rename_table(WireServer& server, const char* from, const char* to) {
  server.cloud().in_database(
      [&](storage::Transaction& tx) { tx.execute("ALTER TABLE " + std::string(from) + " RENAME TO " + to); });
}

// From the account that came with it to a new user of the operator's, who has no policy.
void give_to_user(WireServer& server, std::string_view key) {
  server.cloud().in_database([&](storage::Transaction& tx) {
    const int64_t account = identity::find_operator(tx)->key;
    for (const auto& each : identity::list_accounts(tx)) identity::note_change(tx, each.key);
    identity::User user;
    user.key = 1;
    user.account_key = account;
    user.id = model::UserId("1");
    user.name = "nobody";
    identity::insert_user(tx, user);
    tx.execute("UPDATE access_keys SET account_key = ?, user_key = ? WHERE access_key_id = ?",
               {account, user.key, key});
    identity::note_change(tx, account);  // last, as the others lose the key
  });
  server.cloud().catch_up();
}

std::string operators_id(control::TestCloud& cloud) {
  std::string id;
  cloud.in_database([&](storage::Transaction& tx) { id = identity::find_operator(tx)->account_id.get(); });
  return id;
}

control::Reply set_up(control::TestCloud& cloud, const char* action, Parameters parameters) {
  const control::Key root{std::string(control::TestCloud::key_id),
                          std::string(control::TestCloud::key_secret)};
  const control::Reply reply =
      cloud.call_as(root, action, std::move(parameters), {.over_tls = true, .address = {}});
  EXPECT_TRUE(reply.ok()) << reply.body;
  return reply;
}

void make_role(control::TestCloud& cloud) {
  set_up(cloud, "CreateRole",
         {{"RoleName", "nothing"},
          {"MaxSessionDuration", "43200"},
          {"AssumeRolePolicyDocument",
           R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":)"
           R"({"RAM":"acs:ram::)" +
               operators_id(cloud) + R"(:root"}}]})"}});
}

// Of that role, which may do nothing.
control::Key begin_session(control::TestCloud& cloud, const char* seconds) {
  const control::Reply reply = set_up(cloud, "AssumeRole",
                                      {{"RoleArn", "acs:ram::" + operators_id(cloud) + ":role/nothing"},
                                       {"RoleSessionName", "wire"},
                                       {"DurationSeconds", seconds}});
  const json::Value& credentials = reply.value["Credentials"];
  return {credentials["AccessKeyId"].get<std::string>(), credentials["AccessKeySecret"].get<std::string>(),
          credentials["SecurityToken"].get<std::string>()};
}

}  // namespace

std::span<const Check> all_checks() {
  static const Check checks[] = {
      {.step = 1,
       .what = "a method other than GET and POST",
       .bends = {"method"},
       .bend = [](WireCall& c) { c.method = "PUT"; },
       .http_status = 403,
       .code = "UnsupportedHTTPMethod",
       .message = "This http method is not supported."},
      {.step = 2,
       .what = "a broken escape in the query",
       .bends = {"query"},
       .bend = [](WireCall& c) { c.added_to_target = "Broken=%zz"; },
       .http_status = 400,
       .code = "InvalidParameter.Query",
       .message = "The specified field Query invalid. Please check it again.",
       .format_is_lost = true},
      {.step = 2,
       .what = "one name with two values",
       .bends = {"NetworkName"},
       .bend =
           [](WireCall& c) {
             c.parameters.emplace_back("NetworkName", "one");
             c.parameters.emplace_back("NetworkName", "two");
           },
       .http_status = 400,
       .code = "InvalidParameter.NetworkName",
       .message = "The specified field NetworkName invalid. Please check it again."},
      {.step = 3,
       .what = "no action",
       .bends = {"Action"},
       .bend = [](WireCall& c) { c.action = ""; },
       .http_status = 400,
       .code = "MissingAction",
       .message = "Action is mandatory for this action."},
      {.step = 3,
       .what = "no version",
       .bends = {"Version"},
       .bend = [](WireCall& c) { c.version = ""; },
       .http_status = 400,
       .code = "MissingVersion",
       .message = "Version is mandatory for this action."},
      {.step = 4,
       .what = "an unknown version",
       .bends = {"Version"},
       .bend = [](WireCall& c) { c.version = "2001-01-01"; },
       .http_status = 400,
       .code = "InvalidVersion",
       .message = "Specified parameter Version is not valid."},
      {.step = 5,
       .what = "an unknown action",
       .bends = {"Action"},
       .bend = [](WireCall& c) { c.action = "DescribeNothing"; },
       .http_status = 404,
       .code = "InvalidAction.NotFound",
       .message = "Specified api is not found, please check your url and method."},
      {.step = 5,
       .what = "an action of another version",
       .bends = {"Action"},
       .bend = [](WireCall& c) { c.action = "DescribeListenerStates"; },
       .http_status = 404,
       .code = "InvalidAction.NotFound",
       .message = "Specified api is not found, please check your url and method."},
      {.step = 7,
       .what = "a bearer token",
       .bends = {"Authorization"},
       .bend = [](WireCall& c) { c.signature_type = "BEARERTOKEN"; },
       .http_status = 400,
       .code = "InvalidParameter.SignatureType",
       .message = "The specified field SignatureType invalid. Please check it again."},
      {.step = 7,
       .what = "an Authorization that cannot be read",
       .bends = {"Authorization"},
       .bend = [](WireCall& c) { c.authorization = "ACS3-HMAC-SHA256 Credential"; },
       .http_status = 400,
       .code = "IncompleteSignature",
       .message = "The request signature does not conform to Aliyun standards.",
       .only_in = Dialect::Acs3},
      {.step = 7,
       .what = "no key",
       .bends = {"AccessKeyId"},
       .bend = [](WireCall& c) { c.access_key_id = ""; },
       .http_status = 400,
       .code = "MissingAccessKeyId",
       .message = "AccessKeyId is mandatory for this action."},
      {.step = 7,
       .what = "no time",
       .bends = {"Timestamp"},
       .bend = [](WireCall& c) { c.timestamp = ""; },
       .http_status = 400,
       .code = "MissingTimestamp",
       .message = "Timestamp is mandatory for this action."},
      {.step = 7,
       .what = "no nonce",
       .bends = {"SignatureNonce"},
       .bend = [](WireCall& c) { c.nonce = ""; },
       .http_status = 400,
       .code = "MissingSignatureNonce",
       .message = "SignatureNonce is mandatory for this action."},
      {.step = 7,
       .what = "no signature method",
       .bends = {"SignatureMethod"},
       .bend = [](WireCall& c) { c.signature_method = ""; },
       .http_status = 400,
       .code = "MissingSignatureMethod",
       .message = "SignatureMethod is mandatory for this action.",
       .only_in = Dialect::V1},
      {.step = 7,
       .what = "no signature",
       .bends = {"Signature"},
       .bend = [](WireCall& c) { c.signature = ""; },
       .http_status = 400,
       .code = "MissingSignature",
       .message = "Signature is mandatory for this action."},
      {.step = 8,
       .what = "an unknown key",
       .bends = {"AccessKeyId"},
       .bend = [](WireCall& c) { c.access_key_id = "nobody"; },
       .http_status = 404,
       .code = "InvalidAccessKeyId.NotFound",
       .message = "Specified access key is not found."},
      {.step = 8,
       .what = "an inactive key",
       .bends = {"AccessKeyId"},
       .bend = [](WireCall& c) { use_key(c, inactive_key); },
       .http_status = 400,
       .code = "InvalidAccessKeyId.Inactive",
       .message = "Specified access key is disabled."},
      {.step = 9,
       .what = "a time in another form",
       .bends = {"Timestamp"},
       .bend = [](WireCall& c) { c.timestamp = "2026-01-02 03:04:05"; },
       .http_status = 400,
       .code = "InvalidTimeStamp.Format",
       .message = "Specified time stamp or date value is not well formatted."},
      {.step = 9,
       .what = "a time long ago",
       .bends = {"Timestamp"},
       .bend = [](WireCall& c) { c.timestamp = "2026-01-02T02:49:05Z"; },
       .http_status = 400,
       .code = "InvalidTimeStamp.Expired",
       .message = "Specified time stamp or date value is expired."},
      {.step = 9,
       .what = "a time to come",
       .bends = {"Timestamp"},
       .bend = [](WireCall& c) { c.timestamp = "2026-01-02T23:00:00Z"; },
       .http_status = 400,
       .code = "InvalidTimeStamp.Expired",
       .message = "Specified time stamp or date value is expired."},
      {.step = 10,
       .what = "a temporary key without its token",
       .bends = {"AccessKeyId", "SecurityToken"},
       .bend = [](WireCall& c) { use_key(c, c.session.id.c_str()); },
       .http_status = 400,
       .code = "MissingSecurityToken",
       .message = "SecurityToken is mandatory for this action."},
      {.step = 10,
       .what = "a temporary key that nobody has, without a token",
       .bends = {"AccessKeyId", "SecurityToken"},
       .bend = [](WireCall& c) { use_key(c, "STS.nobody"); },
       .http_status = 400,
       .code = "MissingSecurityToken",
       .message = "SecurityToken is mandatory for this action."},
      {.step = 10,
       .what = "a temporary key with what is no token",
       .bends = {"AccessKeyId", "SecurityToken"},
       .bend =
           [](WireCall& c) {
             use_session(c, c.session);
             c.security_token.insert(c.security_token.size() / 2, "x");
           },
       .http_status = 400,
       .code = "InvalidSecurityToken.Malformed",
       .message = "Specified SecurityToken is malformed."},
      {.step = 10,
       .what = "a permanent key with what is no token",
       .bends = {"SecurityToken"},
       .bend = [](WireCall& c) { c.security_token = "token"; },
       .http_status = 400,
       .code = "InvalidSecurityToken.Malformed",
       .message = "Specified SecurityToken is malformed."},
      {.step = 10,
       .what = "a permanent key with the token of a temporary one",
       .bends = {"SecurityToken"},
       .bend = [](WireCall& c) { c.security_token = c.session.security_token; },
       .http_status = 400,
       .code = "InvalidSecurityToken.MismatchWithAccessKey",
       .message = "Specified SecurityToken mismatch with the AccessKey."},
      {.step = 10,
       .what = "the token of another temporary key, its time over",
       .bends = {"AccessKeyId", "SecurityToken"},
       .bend =
           [](WireCall& c) {
             use_session(c, c.session);
             c.security_token = c.expired_session.security_token;
           },
       .http_status = 400,
       .code = "InvalidSecurityToken.MismatchWithAccessKey",
       .message = "Specified SecurityToken mismatch with the AccessKey."},
      {.step = 10,
       .what = "a token whose time is over",
       .bends = {"AccessKeyId", "SecurityToken"},
       .bend = [](WireCall& c) { use_session(c, c.expired_session); },
       .http_status = 400,
       .code = "InvalidSecurityToken.Expired",
       .message = "Specified SecurityToken is expired."},
      {.step = 11,
       .what = "a signature method of another kind",
       .bends = {"SignatureMethod"},
       .bend =
           [](WireCall& c) {
             c.signature_method = c.dialect == Dialect::V1 ? "HMAC-MD5" : "ACS3-RSA-SHA256";
           },
       .http_status = 400,
       .code = "InvalidSignatureMethod",
       .message = "Specified signature method is not valid."},
      {.step = 11,
       .what = "a signature that covers too little",
       .bends = {"SignedHeaders"},
       .bend = [](WireCall& c) { c.unsigned_headers = {"host"}; },
       .http_status = 400,
       .code = "IncompleteSignature",
       .message = "The request signature does not conform to Aliyun standards.",
       .only_in = Dialect::Acs3},
      {.step = 11,
       .what = "a signature with another secret (v1)",
       .bends = {"Signature"},
       .bend = [](WireCall& c) { c.secret = "wrong"; },
       .http_status = 400,
       .code = "SignatureDoesNotMatch",
       .message = "Specified signature is not matched with our calculation. server string to sign is:%s",
       .only_in = Dialect::V1},
      {.step = 11,
       .what = "a signature with another secret (ACS3)",
       .bends = {"Signature"},
       .bend = [](WireCall& c) { c.secret = "wrong"; },
       .http_status = 400,
       .code = "SignatureDoesNotMatch",
       .message = "Specified signature does not match our calculation. server StringToSign is [%s]",
       .only_in = Dialect::Acs3},
      {.step = 12,
       .what = "a nonce again",
       .bends = {"AccessKeyId", "SignatureNonce"},
       .http_status = 400,
       .code = "SignatureNonceUsed",
       .message = "Specified signature nonce was used already.",
       .prepare = use_nonce_up},
      {.step = 13,
       .what = "one call too many of the account",
       .bends = {"rate"},
       .http_status = 400,
       .code = "Throttling.User",
       .message = "Request was denied due to user flow control.",
       .prepare = use_rate_up,
       .tells_when_to_retry = true},
      {.step = 13,
       .what = "one call too many of all accounts",
       .bends = {"rate"},
       .http_status = 400,
       .code = "Throttling.Api",
       .message = "Request was denied due to api flow control.",
       .prepare = use_rate_up_by_others,
       .tells_when_to_retry = true},
      // Part of what can be read or not, but it takes long to tell: only who may call is told.
      {.step = 14,
       .what = "a body that is no JSON",
       .bends = {"body"},
       .bend = [](WireCall& c) { c.json_body = "{"; },
       .http_status = 400,
       .code = "InvalidParameter.Body",
       .message = "The specified field Body invalid. Please check it again.",
       .only_in = Dialect::Acs3},
      {.step = 14,
       .what = "a user whom no policy allows it",
       .bends = {"AccessKeyId"},
       .bend = [](WireCall& c) { c.access_key_id = user_key; },
       .http_status = 400,
       .code = "NoPermission",
       .message = "Permission denied."},
      {.step = 14,
       .what = "a role whom no policy allows it",
       .bends = {"AccessKeyId", "SecurityToken"},
       .bend = [](WireCall& c) { use_session(c, c.session); },
       .http_status = 400,
       .code = "NoPermission",
       .message = "Permission denied."},
      {.step = 15,
       .what = "no region",
       .bends = {"EnsRegionId"},
       .bend = [](WireCall& c) { leave_out(c.parameters, "EnsRegionId"); },
       .http_status = 400,
       .code = "MissingEnsRegionId",
       .message = "EnsRegionId is mandatory for this action."},
      {.step = 15,
       .what = "an empty block",
       .bends = {"CidrBlock"},
       .bend = [](WireCall& c) { set(c.parameters, "CidrBlock", ""); },
       .http_status = 400,
       .code = "MissingCidrBlock",
       .message = "CidrBlock is mandatory for this action."},
      {.step = 16,
       .what = "a bad block, in the action's own words",
       .bends = {"CidrBlock"},
       .bend = [](WireCall& c) { set(c.parameters, "CidrBlock", "10.0.0.0/33"); },
       .http_status = 400,
       .code = "InvalidParameter.CidrBlock",
       .message = "The specified parameter CidrBlock is invalid."},
      {.step = 16,
       .what = "a bad description",
       .bends = {"Description"},
       .bend = [](WireCall& c) { set(c.parameters, "Description", "http://no"); },
       .http_status = 400,
       .code = "InvalidParameter.Description",
       .message = "The specified field Description invalid. Please check it again."},
      {.step = 18,
       .what = "a defect",
       .bends = {"storage"},
       .http_status = 500,
       .code = "InternalError",
       .message = "The request processing has failed due to some unknown error, exception or failure.",
       .prepare = [](WireServer& server, const WireCall&) { rename_table(server, "networks", "hidden"); },
       .restore = [](WireServer& server) { rename_table(server, "hidden", "networks"); }},
      {.step = 18,
       .what = "a disk that fails",
       .bends = {"storage"},
       .http_status = 503,
       .code = "ServiceUnavailable",
       .message = "The request has failed due to a temporary failure of the server.",
       .prepare = [](WireServer& server, const WireCall&) { server.fail_disk(); },
       .restore = [](WireServer& server) { server.heal_disk(); }},
  };
  return checks;
}

CheckedServer::CheckedServer(bool tls_required)
    : WireServer({{.id = other_key, .secret = secret_of_others},
                  {.id = inactive_key, .secret = secret_of_others, .active = false},
                  {.id = user_key, .secret = std::string(control::TestCloud::key_secret)}},
                 {.rates = {.factor = throttle::Rates::factor_min}, .tls_required = tls_required}) {
  give_to_user(*this, user_key);
  pass(std::chrono::seconds(1));
  make_role(cloud());
  expired_session_ = begin_session(cloud(), "900");
  pass(std::chrono::seconds(900));
  session_ = begin_session(cloud(), "43200");  // the tests are over before it is
}

WireCall CheckedServer::good_call(Dialect dialect, Format format) {
  pass(std::chrono::seconds(1));
  return {
      .dialect = dialect,
      .format = format,
      .host = host(),
      .parameters = {{"EnsRegionId", std::string(control::TestCloud::region)}, {"CidrBlock", "10.0.0.0/8"}},
      .action = "CreateNetwork",
      .timestamp = base::format_iso8601(now()),
      .nonce = "nonce-" + std::to_string(++calls_),
      .signature_method = dialect == Dialect::V1 ? "HMAC-SHA1" : "",
      .session = session_,
      .expired_session = expired_session_};
}

Answer CheckedServer::provoke(std::span<const Check* const> failing, WireCall call) {
  for (const Check* check : failing) check->bend(call);
  for (const Check* check : failing) {
    if (check->prepare) check->prepare(*this, call);
  }
  Answer answer = exchange(to_bytes(call));
  for (const Check* check : failing) {
    if (check->restore) check->restore(*this);
  }
  return answer;
}

}  // namespace sluice::wire
