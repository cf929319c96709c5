// The most that policies can cost whoever asks them: twenty of the longest documents, each pattern made to be
// compared for as long as possible with the longest name that a call may have. Beside the stages of
// gateway_stages.cc, where a call costs what calls cost.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "contract/api/ram/users.h"
#include "control/gateway/permission.h"
#include "control/policy/trust_policy.h"
#include "platform/base/encoding.h"

namespace {

using namespace sluice;

constexpr size_t policies_of_a_user = 20, name_bytes_max = 128, external_id_bytes_max = 1224;
const base::WallTime now = *base::parse_iso8601("2026-01-02T03:04:05Z");

std::string times(size_t count, std::string_view text) {
  std::string all;
  while (count-- > 0) all += text;
  return all;
}

// How a pattern for a name of nothing but 'a' takes long and does not match.
std::string half_of_it_and_b() {
  return "*" + times(name_bytes_max / 2, "a") + "b*";
}
std::string many_runs_and_b() {
  return "*" + times(name_bytes_max / 3, "a*") + "b*";
}
std::string many_characters_and_b() {
  return "*" + times(name_bytes_max / 3, "a?") + "b*";
}
std::string a_character_and_b() {
  return "*a?b*";
}

// As many values of a list as fit between a beginning and an end.
std::string fill(const std::string& begin, const std::string& value, const std::string& end) {
  std::string text = begin + "\"" + value + "\"";
  const std::string more = ",\"" + value + "\"";
  size_t values = 1;
  while (values++ < policy::values_max &&
         text.size() + more.size() + end.size() <= policy::policy_characters_max) {
    text += more;
  }
  return text + end;
}

void check_permission(benchmark::State& state, std::string (*pattern)()) {
  const auto policy =
      policy::parse(fill(R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":[)",
                         "acs:*:::user/" + pattern(), "]}]}"));
  const gateway::Authenticated authenticated{
      .caller = {.account_id = model::AccountId("1234567890123456"), .kind = identity::CallerKind::User},
      .nonce = {},
      .permissions = std::make_shared<const identity::Permissions>(
          policies_of_a_user, identity::AttachedPolicy{"policy", *policy})};
  api::ParameterSet parameters;
  parameters.set("UserName", times(name_bytes_max, "a"));
  for (auto _ : state) {
    const auto permitted =
        gateway::check_permission(api::GetUser::declaration, parameters, authenticated, {}, now);
    if (permitted) state.SkipWithError("a pattern matched");
  }
}
BENCHMARK_CAPTURE(check_permission, half, half_of_it_and_b)
    ->Name("permission, by 20 policies of *aaa...b*, a name of a");
BENCHMARK_CAPTURE(check_permission, runs, many_runs_and_b)->Name("permission, by 20 policies of *a*a*...b*");
BENCHMARK_CAPTURE(check_permission, characters, many_characters_and_b)
    ->Name("permission, by 20 policies of *a?a?...b*");
BENCHMARK_CAPTURE(check_permission, one, a_character_and_b)->Name("permission, by 20 policies of *a?b*");

void decide_trust(benchmark::State& state, const std::string& pattern) {
  const auto trust = policy::parse_trust(
      fill(R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":)"
           R"("acs:ram::11:root"},"Condition":{"StringLike":{"sts:ExternalId":[)",
           pattern, "]}}}]}"));
  policy::Context context;
  context.product_keys.emplace(policy::external_id.name, times(external_id_bytes_max, "a"));
  for (auto _ : state) {
    const auto decision = policy::decide(**trust, "sts:AssumeRole",
                                         {policy::Principal::Kind::Ram, "acs:ram::11:root"}, context);
    if (decision.allowed()) state.SkipWithError("a pattern matched");
  }
}
BENCHMARK_CAPTURE(decide_trust, half, "*" + times(external_id_bytes_max / 2, "a") + "b*")
    ->Name("trust policy of *aaa...b*, an ExternalId of a");
BENCHMARK_CAPTURE(decide_trust, one, a_character_and_b())->Name("trust policy of *a?b*");

}  // namespace
