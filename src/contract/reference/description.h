#pragma once
// The actions as JSON, for programs. Members and elements stand in declared order, so that two versions can
// be compared as text.
//
//   description of all   {actions: [action...], common_errors: [error...]}
//   action       {name, version, area, summary: text, effect: "read" | "write",
//                 idempotency: "none" | "ClientToken", rate_limits: {api_per_second, user_per_second},
//                 ram: {action, access_level, resource_types: ["*"...], condition_keys, associated_actions},
//                 parameters: [parameter...], response: [member...], response_example: any,
//                 errors: [error...], history: [{date, summary: text}...], examples: {tool: code...}}
//   text         {zh, en}
//   parameter    {name, type, required, since: "page" | "later", serialization: "none" | "repeated" | "json",
//                 description: text, example, default, secret, constraint, fields: [parameter...]}
//                 `default` is left out where there is none, `secret` where it is none, `fields` of scalars
//   constraint   what is set of {length_min, length_max, min, max, zero_is_unset, one_of, any_case, format:
//                 text, items_min, items_max}; lengths in characters, each but the items asked of every
//                 element of a list. `zero_is_unset`: 0 counts as not sent
//   member       {name, type, description: text, example, fields: [member...]}
//   error        {http_status, code, message, description: {zh}}; code and message may hold one %s
//   type         string, integer, boolean, array<string>, array<object>, object

#include "contract/api/action.h"
#include "platform/json/json_fwd.h"

namespace sluice::reference {

json::Value describe(const api::Action& action);
json::Value describe_all();

}  // namespace sluice::reference
