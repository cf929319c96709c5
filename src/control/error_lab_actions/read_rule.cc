#include "control/error_lab_actions/read_rule.h"

#include <algorithm>

#include <fmt/format.h>

#include "contract/api/catalogue.h"
#include "contract/api/declared.h"
#include "platform/base/words.h"

namespace sluice::error_lab {
namespace {

using actions::invalid;
using api::ArmErrorRule;
using Problem = std::optional<api::Error>;

api::Error wrong(std::string_view parameter, std::string hint) {
  return invalid(ArmErrorRule::declaration, parameter, std::move(hint)).error;
}

// Whoever could not disarm any more would have to restart.
bool is_of_the_lab(const api::Action& action) {
  return &action == &ArmErrorRule::declaration || &action == &api::DescribeErrorRules::declaration ||
         &action == &api::DisarmErrorRule::declaration;
}

std::string codes_of(const api::Action& action) {
  std::vector<std::string_view> codes;
  const auto add = [&](const api::ErrorRow& row) {
    if (std::ranges::find(codes, row.code) == codes.end()) codes.push_back(row.code);
  };
  for (const api::ErrorRow& row : action.errors) add(row);
  for (const api::ErrorRow* row : api::gateway::all) add(*row);
  return fmt::format("{}", fmt::join(codes, ", "));
}

// The row that a code and an occurrence mean: of the action's table, else of the gateway's.
const api::ErrorRow* find_row(const api::Action& action, const std::string& code, int64_t occurrence) {
  int64_t seen = 0;
  for (const api::ErrorRow& row : action.errors) {
    if (row.code == code && ++seen == occurrence) return &row;
  }
  if (seen > 0) return nullptr;
  for (const api::ErrorRow* row : api::gateway::all) {
    if (row->code == code && ++seen == occurrence) return row;
  }
  return nullptr;
}

Problem check_without_error(const ArmErrorRule& request, const Rule& rule) {
  if (request.subject)
    return wrong("Subject", "received without ErrorCode; accepted: beside one that has a %s");
  if (rule.instant == Instant::AnswerNeverSent || rule.delay.count() > 0) return std::nullopt;
  return wrong("ErrorCode",
               "received nothing, and no delay; accepted: an error, or DelayMilliseconds above 0");
}

Problem read_error(const ArmErrorRule& request, Rule& rule) {
  if (!request.error_code) return check_without_error(request, rule);
  const api::Action& action = *rule.action;
  const std::string& code = *request.error_code;
  if (rule.instant == Instant::AnswerNeverSent) {
    return wrong("ErrorCode", "received beside AnswerNeverSent; accepted: none, as nothing is answered");
  }
  if (find_row(action, code, 1) == nullptr) {
    return wrong("ErrorCode",
                 fmt::format("received {}; accepted for {}: {}", code, action.name, codes_of(action)));
  }
  const api::ErrorRow* const row = find_row(action, code, request.occurrence);
  if (row == nullptr) {
    return wrong("Occurrence", fmt::format("received {}; {} has not as many rows of {}", request.occurrence,
                                           action.name, code));
  }
  const bool has_gap =
      row->code.find("%s") != std::string_view::npos || row->message.find("%s") != std::string_view::npos;
  if (has_gap != request.subject.has_value()) {
    return wrong("Subject", has_gap ? "received nothing; accepted: what stands for %s in this error"
                                    : "received beside an error without %s; accepted: none");
  }
  rule.error = api::make_error(*row, request.subject.value_or(""), "by an error rule");
  return std::nullopt;
}

Problem read_matches(const ArmErrorRule& request, Rule& rule) {
  for (size_t i = 0; i < request.matches.size(); ++i) {
    const auto& [name, value] = request.matches[i];
    const api::Parameter* const parameter = api::find_declared(rule.action->parameters, name);
    if (parameter == nullptr || api::holds_secret(*parameter)) {
      return wrong("Match",
                   fmt::format("Match.{}.Name: received {}; accepted: a parameter of {} that is no secret",
                               i + 1, name, rule.action->name));
    }
    rule.matches.push_back({name, value});
  }
  return std::nullopt;
}

}  // namespace

base::Result<Rule, api::Error> read_rule(const actions::Registry& registry, const ArmErrorRule& request) {
  Rule rule{.id = {},
            .action = api::find_action(request.action_name),
            .instant = base::enum_of<Instant>(api::error_instants, request.instant),
            .error = std::nullopt,
            .delay = std::chrono::milliseconds(request.delay_ms),
            .matches = {},
            .account_id = request.account_id.value_or(""),
            .nth = request.nth,
            .times = request.times,
            .probability_percent = request.probability_percent,
            .seed = static_cast<uint64_t>(request.seed)};
  if (rule.action == nullptr || !registry.serves(*rule.action) || is_of_the_lab(*rule.action)) {
    return base::Unexpected{wrong(
        "ActionName", fmt::format("received {}; accepted: an action that is served and not of the error lab",
                                  request.action_name))};
  }
  if (auto error = read_error(request, rule)) return base::Unexpected{*std::move(error)};
  if (auto error = read_matches(request, rule)) return base::Unexpected{*std::move(error)};
  return rule;
}

}  // namespace sluice::error_lab
