#pragma once
// RAM policies: documents that say what an identity may do, checked and compiled once, evaluated for every
// call. Source: RAM, "Policy structure and syntax", "Permission policy elements", "Conditional operators".
//
//   { "Version": "1",
//     "Statement": [ { "Effect": "Allow" | "Deny",
//                      "Action" | "NotAction": "ens:Describe*" | [ ... ],
//                      "Resource": "acs:ens:*:*:loadbalancer/lb-1" | [ ... ],
//                      "Condition": { "IpAddress": { "acs:SourceIp": "203.0.113.0/24" | [ ... ] } } } ] }
//
// What a policy decides about a request:
//
//   statements that apply             outcome
//   -------------------------------   ---------------------------------------------------
//   a Deny, whatever else             ExplicitDeny
//   no Deny, an Allow                 Allowed; beside a session policy, only if both allow
//   none                              ImplicitDeny
//
// A statement applies if its action, its resource and all of its conditions match:
//
//   element                         matches
//   -----------------------------   -------------------------------------------------------
//   Action, Resource                one of the patterns does
//   NotAction                       none of the patterns does
//   Condition                       every key under every operator does
//   a key with several values       one of them does
//     under a negative operator     none of them is equal (String*Not*, NumericNotEquals,
//                                   DateNotEquals, NotIpAddress)
//   a key that the request lacks    never, also under a negative operator
//
// Patterns: '*' is any run of characters, '?' is one character. Actions are "<code>:<name>" or "*", and
// ignore case (ASCII). Resources are "acs:<code>:<region>:<account>:<relative>", matched segment by segment,
// or "*"; an empty region or account matches any. The order of policies, of statements and of values never
// changes the outcome.
//
// Refused when read rather than misunderstood later: members, operators and condition keys that are not
// listed here (a Deny under a condition that can never be known would silently deny nothing), an operator
// under a key of another type, values that are no date, number, flag or address, and elements that stand
// there twice or not at all. NotResource is one of the members refused: the grammar has dropped it.
//
// Everything here is a function of values: no clock, no sockets. What parse() returns is immutable and may be
// shared by threads.

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "platform/base/clock.h"
#include "platform/base/ip.h"
#include "platform/base/result.h"

namespace sluice::policy {

inline constexpr size_t policy_characters_max = 6144;  // blanks count
inline constexpr size_t statements_max = 128;
inline constexpr size_t values_max = 512;  // in one list: of actions, resources, principals, values of a key

// What a condition key holds, in the order of Value's alternatives. Each type has operators of its own:
//   Text     StringEquals, StringEqualsIgnoreCase, StringLike, and their negatives
//   Number   Numeric*; magnitudes below 2^53
//   Time     Date*; ISO 8601 with "Z" or an offset, compared in whole seconds
//   Flag     Bool
//   Address  IpAddress, NotIpAddress; an IPv4 address or a CIDR block
enum class KeyType { Text, Number, Time, Flag, Address };
using Value = std::variant<std::string, double, base::WallTime, bool, base::Ipv4>;

// A condition key of a product. Known without being named: acs:CurrentTime, acs:SecureTransport,
// acs:SourceIp, acs:MFAPresent.
struct Key {
  std::string_view name;
  KeyType type;
};

// What is known about the call besides what it does. A value of another type than its key's counts as absent.
struct Context {
  base::WallTime current_time;
  bool secure_transport = false;
  base::Ipv4 source_ip;  // of the connection, or of the client that a trusted proxy names; never a parameter
  bool mfa_present = false;
  std::map<std::string, Value, std::less<>> product_keys = {};
};

// Why a document is not a policy: a sentence that names the member, what was received and what is accepted.
struct Malformed {
  std::string message;
};

class Policy;

// Identity policies and session policies. `product_keys` is only read during the call.
base::Result<std::shared_ptr<const Policy>, Malformed> parse(std::string_view document,
                                                             std::span<const Key> product_keys = {});

// Whether two documents mean the same, statement by statement, whatever their blanks and the order of
// members.
bool operator==(const Policy& a, const Policy& b);

struct Request {
  std::string_view action;    // "ens:CreateLoadBalancer"
  std::string_view resource;  // "acs:ens:cn-x:123:loadbalancer/lb-1", or "*" (all resources), which only
                              // patterns that match everything match
  const Context& context;
};

struct Named {
  std::string_view name;
  const Policy* policy;  // not null
};

// A decision and its reason. The names are views into what was passed in.
struct Decision {
  enum class Outcome { Allowed, ExplicitDeny, ImplicitDeny };
  enum class Side { Identity, Session };

  Outcome outcome = Outcome::ImplicitDeny;
  // Where `policy` is from. For ImplicitDeny, the side that does not allow; Identity if neither does.
  Side side = Side::Identity;
  // The statement that decided: the first Deny that applies, else the first Allow of the identity. For
  // ImplicitDeny there is none, and the name is empty.
  std::string_view policy;
  size_t statement = 0;  // its place in the document, from 0

  bool allowed() const { return outcome == Outcome::Allowed; }
  bool operator==(const Decision&) const = default;
};

// By the policies of an identity: of a user and its groups, or of a role.
Decision decide(std::span<const Named> identity, const Request& request);
// The same within a session that was given a policy of its own. It limits and never grants.
Decision decide(std::span<const Named> identity, const Named& session, const Request& request);

}  // namespace sluice::policy
