#include "control/token_ledger/token_ledger_actions.h"

#include "contract/api/sluice/describe_client_tokens.h"
#include "control/idempotency/token_ledger.h"

namespace sluice::token_ledger {
namespace {

using idempotency::LedgerEntry;

std::string_view status_of(const LedgerEntry& entry, base::WallTime now) {
  if (entry.replaced) return "Replaced";
  return now < entry.expires ? "Valid" : "Expired";
}

json::Value parameters_of(const LedgerEntry& entry) {
  json::Value list = json::Value::array();
  for (const auto& [name, value] : entry.parameters.items())
    list.push_back({{"Name", name}, {"Value", value}});
  return list;
}

json::Value retries_of(storage::Transaction& tx, const LedgerEntry& entry) {
  json::Value list = json::Value::array();
  for (idempotency::Retry& retry : idempotency::retries_of(tx, entry.key)) {
    list.push_back({{"Outcome", retry.outcome},
                    {"Time", base::format_iso8601(retry.used)},
                    {"AccessKeyId", retry.access_key_id},
                    {"RequestId", retry.request_id},
                    {"DifferingParameters", std::move(retry.differing)}});
  }
  return list;
}

json::Value warnings_of(storage::Transaction& tx, const LedgerEntry& entry, std::chrono::seconds within) {
  json::Value list = json::Value::array();
  if (within == within.zero()) return list;
  if (const auto earlier = idempotency::similar_before(tx, entry, within)) {
    const auto before = std::chrono::duration_cast<std::chrono::seconds>(entry.made - earlier->made);
    list.push_back({{"Code", "SameParametersNewToken"},
                    {"ClientToken", earlier->token},
                    {"ResourceId", earlier->resource_id},
                    {"SecondsBefore", before.count()}});
  }
  return list;
}

actions::Answer describe_client_tokens(storage::Transaction& tx, const actions::Call& call,
                                       const api::DescribeClientTokens& request) {
  const bool own = !request.account_id || *request.account_id == call.caller.account_id.get();
  if (!own && !call.caller.is_operator) {
    return actions::refuse(api::DescribeClientTokens::declaration, "NoPermission",
                           "only the operator may look at the tokens of other accounts");
  }
  storage::Where where;
  if (own) {
    where.equals("t.account_key", call.caller.account_key);
  } else if (*request.account_id != api::all_accounts) {
    where.refers_to_if_sent("t.account_key", "accounts", "account_id", request.account_id);
  }
  where.equals_if_sent("t.token", request.token)
      .equals_if_sent("t.action", request.action_name)
      .equals_if_sent("t.resource_id", request.resource_id);

  json::Value page = json::Value::array();
  for (const LedgerEntry& entry :
       idempotency::list_entries(tx, where, {request.page_number, request.page_size})) {
    page.push_back({{"ClientToken", entry.token},
                    {"ActionName", entry.action},
                    {"AccountId", entry.account_id},
                    {"Status", status_of(entry, call.now)},
                    {"ResourceId", entry.resource_id},
                    {"CreationTime", base::format_iso8601(entry.made)},
                    {"ExpirationTime", base::format_iso8601(entry.expires)},
                    {"AccessKeyId", entry.access_key_id},
                    {"RequestId", entry.request_id},
                    {"Parameters", parameters_of(entry)},
                    {"Retries", retries_of(tx, entry)},
                    {"Warnings", warnings_of(tx, entry, std::chrono::seconds(request.warning_seconds))}});
  }
  return json::Value{{"TotalCount", idempotency::count_entries(tx, where)},
                     {"PageNumber", request.page_number},
                     {"PageSize", request.page_size},
                     {"ClientTokens", std::move(page)}};
}

}  // namespace

void serve(actions::Registry& registry) {
  registry.serve<api::DescribeClientTokens>(describe_client_tokens);
}

}  // namespace sluice::token_ledger
