#include "control/providers/contract/rate_message.h"

#include "platform/json/json.h"

namespace sluice::providers {
namespace {

constexpr std::string_view rate_statuses[] = {"RATE", "NO_RATE"};

}  // namespace

std::string print(const RateQuestion& question) {
  return json::print(json::Value{
      {"from", question.from}, {"to", question.to}, {"instant", base::format_iso8601(question.instant)}});
}

std::string print(const RateAnswer& answer) {
  if (!answer.rate) return json::print(json::Value{{"status", rate_statuses[1]}});
  return json::print(
      json::Value{{"status", rate_statuses[0]}, {"rate", commerce::format_scaled(*answer.rate)}});
}

base::Result<RateAnswer, commerce::DocumentError> parse_rate_answer(std::string_view text) {
  commerce::DocumentReader document(text);
  RateAnswer answer;
  if (document.one_of("status", rate_statuses) == rate_statuses[0]) {
    answer.rate = document.scaled("rate", 1, rate_max);
  }
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return answer;
}

}  // namespace sluice::providers
