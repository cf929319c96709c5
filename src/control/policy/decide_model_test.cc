// decide() against the model on random policies and requests, drawn from small alphabets so that much
// matches.

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "control/policy/policy.h"
#include "control/policy/test_model.h"

namespace sluice::policy {
namespace {

using json::Value;
using Outcome = Decision::Outcome;
using Side = Decision::Side;
using Texts = std::vector<std::string>;

#ifdef SLUICE_SANITIZED
constexpr int rounds = 4'000;
#else
constexpr int rounds = 100'000;
#endif

// A type of keys: operators, the keys of that type, values of a document, values of a request.
struct Family {
  Texts operators;
  Texts keys;
  std::vector<Value> operands;
  Texts values;
};

const std::vector<Family> families = {
    {{"StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike",
      "StringNotLike"},
     {"ens:Text", "ens:Other"},
     {"a", "A", "aB", "b", "", "测", "*", "a*", "?", "?b", "A?*"},
     {"a", "A", "ab", "aB", "b", "", "测"}},
    {{"NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan",
      "NumericGreaterThanEquals"},
     {"ens:Number", "ens:Count"},
     {0, 1, "1", 2, "15e-1", 1.5, -1, "-1.0"},
     {"0", "1", "1.5", "2", "-1"}},
    {{"DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan",
      "DateGreaterThanEquals"},
     {"acs:CurrentTime", "ens:Expiry"},
     {"2026-08-12T12:00:00Z", "2026-08-12T20:00:00+08:00", "2026-08-12T12:00:01Z",
      "2026-12-31T18:30:00-05:30", "2027-01-01T08:00:00+08:00", "2024-02-29T23:30:00-01:00",
      "2026-03-01T07:59:59+08:00"},
     {"2026-08-12T12:00:00Z", "2026-08-12T12:00:01Z", "2027-01-01T00:00:00Z", "2024-03-01T00:30:00Z",
      "2026-02-28T23:59:59Z"}},
    {{"Bool"},
     {"acs:SecureTransport", "acs:MFAPresent", "ens:Flag"},
     {true, false, "true", "false"},
     {"true", "false"}},
    {{"IpAddress", "NotIpAddress"},
     {"acs:SourceIp", "ens:Peer"},
     {"10.0.0.1", "10.0.0.0/31", "10.0.0.0/8", "0.0.0.0/0", "192.0.2.128/25", "192.0.2.128"},
     {"10.0.0.1", "10.0.0.2", "192.0.2.127", "192.0.2.128", "255.255.255.255"}}};

constexpr Key modelled_keys[] = {{"ens:Text", KeyType::Text},     {"ens:Other", KeyType::Text},
                                 {"ens:Number", KeyType::Number}, {"ens:Count", KeyType::Number},
                                 {"ens:Expiry", KeyType::Time},   {"ens:Flag", KeyType::Flag},
                                 {"ens:Peer", KeyType::Address}};

policy::Value typed(KeyType type, const std::string& text) {
  switch (type) {
    case KeyType::Text:
      return text;
    case KeyType::Number:
      return std::stod(text);
    case KeyType::Time:
      return *base::parse_iso8601(text);
    case KeyType::Flag:
      return text == "true";
    case KeyType::Address:
      return *base::parse_ipv4(text);
  }
  return text;
}

class Draw {
 public:
  explicit Draw(unsigned seed) : random_(seed) {}

  size_t below(size_t end) { return random_() % end; }
  bool chance(size_t percent) { return below(100) < percent; }
  template <class T>
  T one_of(const std::vector<T>& choices) {
    return choices[below(choices.size())];
  }

  std::string run_of(std::string_view letters, size_t length_max) {
    std::string text(1 + below(length_max), ' ');
    for (char& c : text) c = letters[below(letters.size())];
    return text;
  }

  std::string action() { return one_of<std::string>({"ens", "ens", "ENS", "ram"}) + ":" + run_of("abAB", 3); }
  std::string action_pattern() {
    if (chance(15)) return "*";
    return one_of<std::string>({"ens", "Ens", "e*", "*", "???", "ram"}) + ":" + run_of("abA**?", 3);
  }

  std::string resource() {
    if (chance(10)) return one_of<std::string>({"*", "lb/1", "acs:ens:cn-a:1"});
    return "acs:" + one_of<std::string>({"ens", "ens", "Ens", "ram"}) + ":" +
           one_of<std::string>({"cn-a", "cn-b", ""}) + ":" + one_of<std::string>({"1", "12", ""}) + ":" +
           one_of<std::string>({"lb/1", "lb/测", "LB/1", "x:y", "lb/1/2"});
  }
  std::string resource_pattern() {
    if (chance(30)) return "*";
    return "acs:" + one_of<std::string>({"ens", "*", "e?s", "**"}) + ":" +
           one_of<std::string>({"", "*", "cn-a", "cn-?", "?*"}) + ":" +
           one_of<std::string>({"", "*", "1", "1?", "**"}) + ":" +
           one_of<std::string>({"*", "**", "lb/*", "lb/1", "lb/?", "*:y", "*/*/*", "?*"});
  }

  // One value by itself, or a list.
  template <class Make>
  Value values(Make make) {
    if (chance(50)) return make();
    Value list = Value::array();
    for (size_t left = 1 + below(3); left > 0; --left) list.push_back(make());
    return list;
  }

  Value condition() {
    Value operators = Value::object();
    for (size_t left = 1 + below(2); left > 0; --left) {
      const Family& family = families[below(families.size())];
      Value keys = Value::object();
      for (size_t key = 1 + below(2); key > 0; --key) {
        keys[one_of(family.keys)] = values([&] { return one_of(family.operands); });
      }
      operators[one_of(family.operators)] = std::move(keys);
    }
    return operators;
  }

  Value statement() {
    Value made = Value::object();
    if (chance(35)) made["Condition"] = condition();
    made[chance(15) ? "NotAction" : "Action"] = values([&] { return Value(action_pattern()); });
    made["Effect"] = chance(25) ? "Deny" : "Allow";
    made["Resource"] = values([&] { return Value(resource_pattern()); });
    return made;
  }

  Value document() {
    Value statements = statement();
    if (chance(70)) {
      statements = Value::array({std::move(statements)});
      for (size_t left = below(3); left > 0; --left) statements.push_back(statement());
    }
    Value made = Value::object();
    made["Version"] = "1";
    made["Statement"] = std::move(statements);
    return made;
  }

  // The same call for both: the context for decide(), the texts for the model.
  void call(Context& context, model::Request& request) {
    request = {action(), resource(), {}};
    context = {};
    for (const Family& family : families) {
      for (const std::string& key : family.keys) give(family, key, context, request);
    }
  }

 private:
  void give(const Family& family, const std::string& key, Context& context, model::Request& request) {
    const auto type = static_cast<KeyType>(&family - families.data());
    const std::string text = one_of(family.values);
    const policy::Value value = typed(type, text);
    if (key == "acs:CurrentTime") {
      context.current_time = std::get<base::WallTime>(value) + std::chrono::milliseconds(below(1000));
    } else if (key == "acs:SecureTransport") {
      context.secure_transport = std::get<bool>(value);
    } else if (key == "acs:MFAPresent") {
      context.mfa_present = std::get<bool>(value);
    } else if (key == "acs:SourceIp") {
      context.source_ip = std::get<base::Ipv4>(value);
    } else if (chance(5)) {
      // Of another type: as good as absent.
      context.product_keys.emplace(key, type == KeyType::Flag ? policy::Value(text) : policy::Value(true));
      return;
    } else if (chance(75)) {
      context.product_keys.emplace(key, value);
    } else {
      return;
    }
    request.keys.emplace(key, text);
  }

  std::mt19937 random_;
};

constexpr std::string_view names[] = {"first", "second", "third"};
constexpr std::string_view session_name = "session";

// What one side says: the first Deny that applies, else the first Allow.
Decision expected_side(const std::vector<Value>& documents, std::span<const std::string_view> named,
                       Side side, const model::Request& request) {
  const std::vector<model::Applying> all = model::applying(documents, request);
  auto decisive = std::ranges::find(all, true, &model::Applying::deny);
  if (decisive == all.end()) decisive = all.begin();
  if (decisive == all.end()) return {.side = side};
  return {decisive->deny ? Outcome::ExplicitDeny : Outcome::Allowed, side, named[decisive->policy],
          decisive->statement};
}

Decision expected_within(const Decision& identity, const Decision& session) {
  for (const Outcome outcome : {Outcome::ExplicitDeny, Outcome::ImplicitDeny}) {
    if (identity.outcome == outcome) {
      // An implicit deny of the identity gives way to an explicit one of the session.
      return outcome == Outcome::ImplicitDeny && session.outcome == Outcome::ExplicitDeny ? session
                                                                                          : identity;
    }
    if (session.outcome == outcome) return session;
  }
  return identity;
}

std::string story(const std::vector<Value>& documents, const Value& session, const model::Request& request) {
  std::string text = request.action + " on " + request.resource;
  for (const auto& [key, value] : request.keys) text += "\n  " + key + " = " + value;
  for (const Value& document : documents) text += "\n" + json::print(document);
  return text + "\nsession " + json::print(session);
}

TEST(DecideAndModel, AgreeOnRandomPoliciesAndRequests) {
  constexpr unsigned seed = 20261125;
  SCOPED_TRACE(seed);
  Draw draw(seed);
  std::map<Outcome, int> alone, within;
  int limited_by_session = 0;
  for (int round = 0; round < rounds; ++round) {
    std::vector<Value> documents(draw.below(std::size(names) + 1));
    std::vector<std::shared_ptr<const Policy>> policies;
    std::vector<Named> identity;
    const auto compile = [&](const Value& document) {
      const auto policy = parse(json::print(document), modelled_keys);
      if (!policy) {
        ADD_FAILURE() << policy.error().message << "\n" << json::print(document);
        return false;
      }
      policies.push_back(*policy);
      return true;
    };
    for (Value& document : documents) {
      document = draw.document();
      ASSERT_TRUE(compile(document));
      identity.push_back({names[identity.size()], policies.back().get()});
    }
    const Value session_document = draw.document();
    ASSERT_TRUE(compile(session_document));
    const Named session{session_name, policies.back().get()};
    Context context;
    model::Request asked;
    draw.call(context, asked);
    const Request request{asked.action, asked.resource, context};

    const Decision by_identity = expected_side(documents, names, Side::Identity, asked);
    const Decision by_session = expected_side({session_document}, {&session_name, 1}, Side::Session, asked);
    const Decision both = expected_within(by_identity, by_session);
    ASSERT_EQ(decide(identity, request), by_identity) << story(documents, session_document, asked);
    ASSERT_EQ(decide(identity, session, request), both) << story(documents, session_document, asked);
    std::ranges::reverse(identity);
    ASSERT_EQ(decide(identity, request).outcome, by_identity.outcome)
        << story(documents, session_document, asked);
    ++alone[by_identity.outcome];
    ++within[both.outcome];
    limited_by_session += by_identity.allowed() && !both.allowed();
  }
  for (const Outcome outcome : {Outcome::Allowed, Outcome::ExplicitDeny, Outcome::ImplicitDeny}) {
    EXPECT_GT(alone[outcome], rounds / 20) << "outcome " << static_cast<int>(outcome);
    EXPECT_GT(within[outcome], rounds / 20) << "outcome " << static_cast<int>(outcome);
  }
  EXPECT_GT(limited_by_session, rounds / 20);
}

}  // namespace
}  // namespace sluice::policy
