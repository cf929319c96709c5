#pragma once
// The error lab: documented errors and delays, armed by the operator for those who test their automation
// (docs/error-lab.md).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/api/action.h"

namespace sluice::api {

// When an error rule strikes; in the order of error_lab::Instant.
inline constexpr std::string_view error_instants[] = {"BeforeCommit", "AfterCommit", "AnswerNeverSent"};
inline constexpr int64_t error_delay_ms_max = 30'000;

struct ArmErrorRule {
  static const Action declaration;

  struct Match {
    std::string name;
    std::string value;
  };

  std::string action_name;
  std::string instant;
  std::optional<std::string> error_code;
  int64_t occurrence = 0;
  std::optional<std::string> subject;
  int64_t delay_ms = 0;
  std::vector<Match> matches;
  std::optional<std::string> account_id;
  int64_t nth = 0;
  int64_t times = 0;
  int64_t probability_percent = 0;
  int64_t seed = 0;
};

struct DescribeErrorRules {
  static const Action declaration;
};

struct DisarmErrorRule {
  static const Action declaration;

  std::string rule_id;
};

}  // namespace sluice::api
