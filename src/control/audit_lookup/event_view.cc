#include "control/audit_lookup/event_view.h"

#include "contract/api/action.h"
#include "control/audit/look_up.h"
#include "control/audit/parameters.h"
#include "control/audit/resources.h"
#include "platform/json/json.h"

namespace sluice::audit_lookup {
namespace {

using audit::Event;

constexpr const char* region_parameter = "EnsRegionId";

json::Value identity_of(const Event& event, const model::AccountId& account_id) {
  json::Value identity = json::Value::object();
  if (audit::is_of_nobody(event)) {
    identity["type"] = "unknown";
  } else {
    constexpr const char* types[] = {"root-account", "ram-user", "assumed-role"};
    const bool is_root = event.caller.kind == identity::CallerKind::Account;
    identity["type"] = types[static_cast<size_t>(event.caller.kind)];
    identity["principalId"] = is_root ? account_id.get() : event.caller.principal_id;
    identity["accountId"] = account_id.get();
    identity["userName"] = audit::user_name_of(event);
  }
  if (!event.caller.access_key_id.get().empty()) {
    identity["accessKeyId"] = event.caller.access_key_id.get();
  }
  return identity;
}

std::string source_of(std::string_view service) {
  std::string name(service);
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name.empty() ? name : name + ".aliyuncs.com";
}

bool is_global(std::string_view version) {
  return version == api::ram_version || version == api::sts_version;
}

void add_resources(json::Value& view, const Event& event) {
  std::string types, names;
  json::Value by_type = json::Value::object();
  for (const audit::Resource& each : audit::parse_resources(event.resources)) {
    types += (types.empty() ? "" : ";") + each.type;
    names += (names.empty() ? "" : ";") + each.name;
    by_type[each.type].push_back(each.name);
  }
  view["resourceType"] = types;
  view["resourceName"] = names;
  view["referencedResources"] = std::move(by_type);
}

json::Value additional_data(const Event& event, int64_t left_out) {
  json::Value statements = json::Value::array();
  for (const audit::Statement& each : event.decision.statements)
    statements.push_back({{"policyName", each.policy}, {"statement", each.statement}});
  json::Value data{{"outcome", audit::to_string(event.outcome)},
                   {"decision", audit::to_string(event.decision.by)},
                   {"statements", std::move(statements)},
                   {"explanation", audit::explain(event.decision)},
                   {"secureTransport", event.over_tls},
                   {"httpStatus", event.http_status},
                   {"microsecondsUntilRecorded", event.microseconds},
                   {"count", event.count},
                   {"parametersLeftOut", left_out}};
  if (event.outcome == audit::Outcome::Done && !event.error_message.empty()) {
    data["remark"] = event.error_message;
  }
  return data;
}

}  // namespace

json::Value view_of(const Event& event, const model::AccountId& account_id) {
  auto stored = json::parse(event.parameters);
  json::Value parameters = stored ? *std::move(stored) : json::Value::object();
  const int64_t left_out = json::find_integer(parameters, audit::left_out_member).value_or(0);
  parameters.erase(std::string(audit::left_out_member));
  const std::string_view service = audit::service_of(event.version);
  json::Value view{{"eventId", audit::event_id(event.time, event.random).get()},
                   {"eventVersion", "1"},
                   {"eventTime", base::format_iso8601(event.time)},
                   {"eventName", event.action},
                   {"eventRW", audit::read_or_write(event)},
                   {"eventType", audit::event_type},
                   {"eventCategory", "Management"},
                   {"eventSource", source_of(service)},
                   {"serviceName", service},
                   {"apiVersion", event.version},
                   {"acsRegion", json::find_text(parameters, region_parameter).value_or("")},
                   {"isGlobal", is_global(event.version)},
                   {"sourceIpAddress", base::format_ipv4(event.source)},
                   {"userAgent", event.user_agent},
                   {"userIdentity", identity_of(event, account_id)},
                   {"recipientAccountId", account_id.get()},
                   {"requestId", event.request_id.get()},
                   {"requestParameterJson", json::print(parameters)},
                   {"requestParameters", std::move(parameters)}};
  if (!event.error_code.empty()) {
    view["errorCode"] = event.error_code;
    view["errorMessage"] = event.error_message;
  }
  add_resources(view, event);
  view["additionalEventData"] = additional_data(event, left_out);
  return view;
}

}  // namespace sluice::audit_lookup
