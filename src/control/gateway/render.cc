#include "control/gateway/render.h"

#include "contract/api/characters.h"
#include "platform/xml/xml.h"

namespace sluice::gateway {
namespace {

constexpr size_t host_characters_max = 255;  // a name has no more (RFC 1035), and anybody may send some

Rendered render(Format format, int http_status, std::string_view xml_root, const json::Value& value) {
  if (format == Format::Json) return {http_status, "application/json;charset=utf-8", json::print(value)};
  return {http_status, "text/xml;charset=utf-8", xml::print(xml_root, value)};
}

json::Value to_json(const api::AccessDenied& denied) {
  json::Value value{{"AuthAction", denied.auth_action},
                    {"AuthPrincipalType", denied.principal_type},
                    {"AuthPrincipalDisplayName", denied.principal_name},
                    {"AuthPrincipalOwnerId", denied.principal_owner},
                    {"NoPermissionType", denied.no_permission_type}};
  if (!denied.policy_type.empty()) value["PolicyType"] = denied.policy_type;
  if (!denied.policy_name.empty()) {
    value["PolicyName"] = denied.policy_name;
    value["Statement"] = std::to_string(denied.statement);  // clients read texts
  }
  return value;
}

}  // namespace

Rendered render_answer(Format format, std::string_view action, const json::Value& answer) {
  return render(format, 200, std::string(action) + "Response", answer);
}

Rendered render_error(Format format, const api::Error& error, const model::RequestId& request_id,
                      std::string_view host) {
  json::Value value{{"RequestId", request_id.get()},
                    {"HostId", api::printable(host, host_characters_max)},
                    {"Code", error.code},
                    {"Message", error.message}};
  if (!error.hint.empty()) value["Hint"] = error.hint;
  if (error.access_denied) value["AccessDeniedDetail"] = to_json(*error.access_denied);
  return render(format, error.http_status, "Error", value);
}

}  // namespace sluice::gateway
