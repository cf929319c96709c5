// Any bytes, as a policy and as a trust policy. What is refused has a reason that is fit to be shown. What is
// read means the same however it is spelled, and takes its place among others as policy.h says: nobody
// overrules its Deny, nobody is kept from denying it, and as a session policy it grants nothing.

#include <cstdint>
#include <cstdlib>

#include "control/policy/trust_policy.h"
#include "platform/base/encoding.h"
#include "platform/json/json.h"

namespace {

using namespace sluice::policy;
using Outcome = Decision::Outcome;

constexpr Key product_keys[] = {{"ens:Text", KeyType::Text}, {"ens:Number", KeyType::Number}};
constexpr size_t reason_bytes_max = 1024;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_reason(const Malformed& malformed) {
  const std::string& reason = malformed.message;
  require(reason.size() <= reason_bytes_max && reason.ends_with('.'));
  require(reason.find(": received ") != std::string::npos);
  for (const char c : reason) require(c >= 0x20 && c < 0x7F);
}

std::shared_ptr<const Policy> one_statement(std::string_view effect) {
  const auto policy = parse(R"({"Version":"1","Statement":{"Action":"*","Resource":"*","Effect":")" +
                            std::string(effect) + R"("}})");
  require(policy.has_value());
  return *policy;
}

Context context() {
  Context made{.current_time = *sluice::base::parse_iso8601("2026-08-12T12:00:00Z"),
               .source_ip = *sluice::base::parse_ipv4("203.0.113.7")};
  made.product_keys = {{"ens:Text", std::string("Web-1")}, {"ens:Number", 10.0}};
  return made;
}

void require_its_place(const Policy& policy, const Request& request) {
  static const auto allow = one_statement("Allow"), deny = one_statement("Deny");
  const Named own{"own", &policy}, all{"all", allow.get()}, none{"none", deny.get()};
  const Decision decision = decide({&own, 1}, request);
  require(decide({&own, 1}, all, request) == decision);
  const Outcome beside_all =
      decision.outcome == Outcome::ExplicitDeny ? Outcome::ExplicitDeny : Outcome::Allowed;
  for (const Named* other : {&all, &none}) {
    const Outcome expected = other == &all ? beside_all : Outcome::ExplicitDeny;
    const Named before[] = {*other, own}, behind[] = {own, *other};
    require(decide(before, request).outcome == expected && decide(behind, request).outcome == expected);
  }
  require(decide({&all, 1}, own, request).outcome == decision.outcome);
  require(!decide({}, own, request).allowed());
}

// The same document without its blanks and escapes. The text itself if that is too long, as numbers may
// become.
std::string respell(std::string_view text) {
  const auto value = sluice::json::parse(text);
  require(value.has_value());
  std::string respelled = sluice::json::print(*value);
  return sluice::base::utf8_length(respelled) > policy_characters_max ? std::string(text) : respelled;
}

template <class Read>
void require_same(const Read& read, const Read& again) {
  require(again.has_value() && **again == **read);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Context known = context();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto policy = parse(text, product_keys)) {
    require_same(policy, parse(respell(text), product_keys));
    for (const char* action : {"ens:DescribeLoadBalancers", "ram:CreateUser"}) {
      for (const char* resource : {"acs:ens:cn-x:1234567890123456:loadbalancer/lb-1", "*"}) {
        require_its_place(**policy, {action, resource, known});
      }
    }
  } else {
    require_reason(policy.error());
  }
  if (const auto trust = parse_trust(text, product_keys)) {
    require_same(trust, parse_trust(respell(text), product_keys));
    for (const char* caller : {"acs:ram::11:root", "acs:ram::11:user/ann", "acs:ram::11:role/ops/s", "x"}) {
      const Principal principal{Principal::Kind::Ram, caller};
      require(decide(**trust, "ens:DescribeLoadBalancers", principal, known).outcome ==
              Outcome::ImplicitDeny);
      decide(**trust, "sts:AssumeRole", principal, known);
    }
  } else {
    require_reason(trust.error());
  }
  return 0;
}
