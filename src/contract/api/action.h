#pragma once
// The declaration of an action: the one place from which validation, dispatch, rate limits, permissions (RAM)
// and documentation are read. Nothing about an action is written anywhere else.
//
// An action lives in a folder named after its product version: ens/ (2017-11-10), ram/ (2015-05-01), sts/
// (2015-04-01), actiontrail/ (2020-07-06), bss/ (2017-12-14) and sluice/ (2026-11-22, this service's own).
// One header and one source per action, or per small family that shares a request:
//
//   struct DeleteNetwork {                       // the request, as the handler receives it
//     static const Action declaration;
//     std::string network_id;
//   };

#include <span>
#include <string_view>

#include "contract/api/error.h"
#include "contract/api/parameter.h"
#include "contract/api/text.h"

namespace sluice::api {

inline constexpr std::string_view ens_version = "2017-11-10";
inline constexpr std::string_view ram_version = "2015-05-01";
inline constexpr std::string_view sts_version = "2015-04-01";
inline constexpr std::string_view actiontrail_version = "2020-07-06";
inline constexpr std::string_view bss_version = "2017-12-14";
inline constexpr std::string_view sluice_version = "2026-11-22";

enum class AccessLevel { Create, Get, List, Update, Delete };
std::string_view to_string(AccessLevel level);  // as the page prints it: create, get, ...

// Calls a second. Undocumented figures take the defaults (design.md).
struct RateLimits {
  int api_per_second = 100;
  int user_per_second = 10;
};

// Who may call at all. The root of an account needs no policy.
enum class Audience {
  ByPolicy,      // whom the account's policies allow
  OperatorOnly,  // the operator's account alone, and there whom policies allow
  Everybody,     // whoever has proved a key
};

struct Ram {
  std::string_view action;  // ens:CreateLoadBalancer
  AccessLevel access_level;
  Audience audience = Audience::ByPolicy;
  // Places an order, and pays it: a policy that denies the caller bss:CreateOrder or bss:PayOrder stops it on
  // the way (AuthRamAuthFailed). That none allows it does not matter; the page lists no such permission.
  bool places_order = false;
  // ARNs with {#Name} for what the parameter Name holds, {#accountId} for the account, {#policyOwner} for it
  // or `system`, {#roleAccount} and {#roleName} for what the parameter RoleArn names; the call must be
  // allowed on each of them. Empty: all resources (*).
  std::span<const std::string_view> resource_types = {};
  std::span<const std::string_view> condition_keys = {};
  std::span<const std::string_view> associated_actions = {};
};

// A member of the answer. An object whose only field is a list is that list's wrapper,
// {"Networks":{"Network":[...]}}; lists and their wrappers are always sent, empty where there is nothing to
// list (clients index into them).
struct ResponseField {
  std::string_view name;
  Type type = Type::String;
  Text description;
  std::string_view example;
  std::span<const ResponseField> fields = {};  // of Object and ObjectList
  bool free_form = false;  // an Object without fields: its members have names that are known at run time only
};

struct HistoryEntry {
  std::string_view date;
  Text summary;
};

// Reads run on a snapshot, writes in the writer's transaction.
enum class Effect { Read, Write };
enum class Idempotency { None, ClientToken };

struct Action {
  std::string_view name;
  std::string_view version = ens_version;
  Text summary;
  Effect effect = Effect::Read;
  Idempotency idempotency = Idempotency::None;
  std::string_view storage_error = "SystemOtsSystem";  // its row for storage that fails, if it has that
  std::string_view created_id = {};  // where the answer names what a call with a token made: "Data/OrderId"
  RateLimits rate_limits = {};
  Ram ram;
  std::span<const Parameter> parameters = {};
  std::span<const ResponseField> response = {};  // without RequestId, which every answer has
  std::string_view response_example = {};        // JSON text
  std::span<const ErrorRow> errors = {};
  std::span<const HistoryEntry> history = {};

  // The row of `errors` with this code; where a table repeats a code, the occurrence counted from 0. A
  // handler names only codes its action documents: without such a row the caller gets InternalError and the
  // log says which one is missing.
  const ErrorRow& error(std::string_view code, size_t occurrence = 0) const;
};

}  // namespace sluice::api
