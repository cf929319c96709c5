#pragma once
// What a caller did wrong, or what failed for him: a stable code, a message, an HTTP status.
//
// ErrorRow is a line of a documented table; Error is one occurrence of it, its `%s` filled in.

#include <optional>
#include <string>
#include <string_view>

namespace sluice::api {

struct ErrorRow {
  int http_status;
  std::string_view code;     // may hold one %s
  std::string_view message;  // may hold one %s
  std::string_view description_zh = "-";
};

// Why a permission was refused (gateway fact sheet, 5.4), in the words of the answer.
struct AccessDenied {
  std::string auth_action;  // ens:CreateNetwork
  std::string principal_type;
  std::string principal_name;
  std::string principal_owner;
  std::string policy_type;
  std::string no_permission_type;
  std::string policy_name;  // of the policy that denies; empty where none allows
  int statement = 0;        // of it, counted from 1
};

struct Error {
  int http_status;
  std::string code;
  std::string message;
  std::string hint;  // what was received and what is accepted; empty if there is nothing to add
  std::optional<AccessDenied> access_denied = std::nullopt;
};

// `subject` fills the %s of code and message.
Error make_error(const ErrorRow& row, std::string_view subject = {}, std::string hint = {});

// The gateway's own catalogue: answers that any action can get before it runs.
namespace gateway {

inline constexpr ErrorRow unsupported_http_method{403, "UnsupportedHTTPMethod",
                                                  "This http method is not supported."};
// Missing mandatory parameter, common or of the action: MissingAction, MissingEnsRegionId.
inline constexpr ErrorRow missing{400, "Missing%s", "%s is mandatory for this action."};
inline constexpr ErrorRow invalid_parameter{400, "InvalidParameter.%s",
                                            "The specified field %s invalid. Please check it again."};
inline constexpr ErrorRow invalid_version{400, "InvalidVersion", "Specified parameter Version is not valid."};
inline constexpr ErrorRow invalid_action_not_found{
    404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method."};
inline constexpr ErrorRow invalid_protocol_need_ssl{403, "InvalidProtocol.NeedSsl",
                                                    "Your request is denied as lack of ssl protect."};
inline constexpr ErrorRow invalid_access_key_id_not_found{404, "InvalidAccessKeyId.NotFound",
                                                          "Specified access key is not found."};
inline constexpr ErrorRow invalid_access_key_id_inactive{400, "InvalidAccessKeyId.Inactive",
                                                         "Specified access key is disabled."};
inline constexpr ErrorRow invalid_time_stamp_format{
    400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted."};
inline constexpr ErrorRow invalid_time_stamp_expired{400, "InvalidTimeStamp.Expired",
                                                     "Specified time stamp or date value is expired."};
inline constexpr ErrorRow invalid_security_token_malformed{400, "InvalidSecurityToken.Malformed",
                                                           "Specified SecurityToken is malformed."};
inline constexpr ErrorRow invalid_security_token_mismatch{
    400, "InvalidSecurityToken.MismatchWithAccessKey",
    "Specified SecurityToken mismatch with the AccessKey."};
inline constexpr ErrorRow invalid_security_token_expired{400, "InvalidSecurityToken.Expired",
                                                         "Specified SecurityToken is expired."};
inline constexpr ErrorRow invalid_signature_method{400, "InvalidSignatureMethod",
                                                   "Specified signature method is not valid."};
inline constexpr ErrorRow incomplete_signature{400, "IncompleteSignature",
                                               "The request signature does not conform to Aliyun standards."};
// %s is the server's string to sign and must stay the message's end (clients compare it with their own).
inline constexpr ErrorRow signature_does_not_match_v1{
    400, "SignatureDoesNotMatch",
    "Specified signature is not matched with our calculation. server string to sign is:%s"};
// %s is the string to sign, and behind it the canonical request in brackets of its own.
inline constexpr ErrorRow signature_does_not_match_acs3{
    400, "SignatureDoesNotMatch",
    "Specified signature does not match our calculation. server StringToSign is [%s]"};
inline constexpr ErrorRow signature_nonce_used{400, "SignatureNonceUsed",
                                               "Specified signature nonce was used already."};
inline constexpr ErrorRow throttling_user{400, "Throttling.User",
                                          "Request was denied due to user flow control."};
inline constexpr ErrorRow throttling_api{400, "Throttling.Api",
                                         "Request was denied due to api flow control."};
inline constexpr ErrorRow no_permission{400, "NoPermission", "Permission denied."};
inline constexpr ErrorRow internal_error{
    500, "InternalError",
    "The request processing has failed due to some unknown error, exception or failure."};
inline constexpr ErrorRow service_unavailable{
    503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."};

// IdempotentParameterMismatch, where the operator prefers it to the page's InvalidParameter.ClientToken.
inline constexpr ErrorRow idempotent_parameter_mismatch{400, "IdempotentParameterMismatch",
                                                        "The request is retried with updated parameters."};

// Those that are sent, for the documentation.
inline constexpr const ErrorRow* all[] = {
    &unsupported_http_method,
    &missing,
    &invalid_parameter,
    &invalid_version,
    &invalid_action_not_found,
    &invalid_protocol_need_ssl,
    &invalid_access_key_id_not_found,
    &invalid_access_key_id_inactive,
    &invalid_time_stamp_format,
    &invalid_time_stamp_expired,
    &invalid_security_token_malformed,
    &invalid_security_token_mismatch,
    &invalid_security_token_expired,
    &invalid_signature_method,
    &incomplete_signature,
    &signature_does_not_match_v1,
    &signature_does_not_match_acs3,
    &signature_nonce_used,
    &throttling_user,
    &throttling_api,
    &no_permission,
    &internal_error,
    &service_unavailable,
};

}  // namespace gateway
}  // namespace sluice::api
