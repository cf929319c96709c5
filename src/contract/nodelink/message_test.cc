#include "contract/nodelink/message.h"

#include <gtest/gtest.h>

#include "platform/base/encoding.h"
#include "platform/base/random.h"
#include "platform/json/json.h"

namespace sluice::nodelink {
namespace {

class Draw {
 public:
  explicit Draw(uint64_t seed) : random_(seed) {}

  int number(int low, int high) {
    return low + static_cast<int>(random_.next_u64() % static_cast<uint64_t>(high - low + 1));
  }
  uint16_t port() { return static_cast<uint16_t>(number(0, 65535)); }
  bool flag() { return number(0, 1) == 1; }
  base::Ipv4 address() { return {static_cast<uint32_t>(random_.next_u64())}; }
  std::string text(int low, int high) {
    return random_.text(static_cast<size_t>(number(low, high)), "abzAZ09-_.\"\\/{}[],:%?#&=");
  }

  Listener listener() {
    Listener listener;
    listener.protocol = flag() ? Protocol::Tcp : Protocol::Http;
    listener.port = port();
    listener.served_port = port();
    listener.wanted_running = flag();
    listener.scheduler = flag() ? Scheduler::WeightedRoundRobin : Scheduler::RoundRobin;
    listener.backend_port = port();
    listener.established_timeout_s = number(1, 86'400);
    listener.idle_timeout_s = number(1, 86'400);
    listener.request_timeout_s = number(1, 86'400);
    listener.x_forwarded_for = flag();
    HealthCheck& check = listener.health_check;
    check.kind = static_cast<HealthCheckKind>(number(0, 2));
    check.port = port();
    check.interval_s = number(1, 86'400);
    check.timeout_s = number(1, 86'400);
    check.healthy_threshold = number(1, 100);
    check.unhealthy_threshold = number(1, 100);
    check.domain = text(0, 255);
    check.uri = "/" + text(0, 1023);
    check.method = flag() ? HealthCheckMethod::Head : HealthCheckMethod::Get;
    check.expected = {flag(), flag(), flag(), flag()};
    return listener;
  }

  Change change() {
    Change change{static_cast<int64_t>(random_.next_u64() >> 1) | 1, text(1, 128), std::nullopt};
    if (number(0, 9) == 0) return change;
    LoadBalancer& balancer = change.wanted.emplace();
    balancer.id = change.load_balancer_id;
    balancer.owner = static_cast<int64_t>(random_.next_u64() >> 1);
    balancer.private_address = address();
    balancer.served_address = address();
    balancer.active = flag();
    for (int count = number(0, 4); count > 0; --count) {
      Listener drawn = listener();
      drawn.port = static_cast<uint16_t>(drawn.port / 8 * 8 + count);  // one per protocol and port
      balancer.listeners.push_back(std::move(drawn));
    }
    for (int count = number(0, 6); count > 0; --count) {
      balancer.backends.push_back({text(1, 128), address(), address(), port(), number(0, 100)});
    }
    return change;
  }

 private:
  base::SeededRandom random_;
};

Change example() {
  Listener web{.protocol = Protocol::Http, .port = 80, .wanted_running = true, .backend_port = 8080};
  web.health_check.kind = HealthCheckKind::Http;
  web.health_check.domain = "www.example.org";
  Listener raw{.port = 443, .served_port = 20443, .scheduler = Scheduler::RoundRobin, .backend_port = 443};
  return {7, "lb-1",
          LoadBalancer{.id = "lb-1",
                       .owner = 3,
                       .private_address = {0xC0A80205},
                       .served_address = {0x7FA80205},
                       .listeners = {web, raw},
                       .backends = {{"i-1", {0xC0A80209}, {0x7FA80209}, 0, 100},
                                    {"i-2", {0xC0A8020A}, {0x7FA8020A}, 9090, 0}}}};
}

// The example as JSON with one member set to something else; `where` is a JSON pointer.
std::string example_with(const std::string& where, json::Value value) {
  json::Value message = json::parse(print(example())).value();
  message[json::Value::json_pointer(where)] = std::move(value);
  return json::print(message);
}

std::string example_without(const std::string& object, const std::string& member) {
  json::Value message = json::parse(print(example())).value();
  EXPECT_EQ(message.at(json::Value::json_pointer(object)).erase(member), 1U) << object << '/' << member;
  return json::print(message);
}

std::string error_of(std::string_view text) {
  const auto change = parse_change(text);
  return change ? "none" : change.error();
}

TEST(Message, WhatIsPrintedReadsBack) {
  for (uint64_t seed = 0; seed < 500; ++seed) {
    const Change change = Draw(seed).change();
    const auto read = parse_change(print(change));
    ASSERT_TRUE(read) << "seed " << seed << ": " << read.error();
    EXPECT_EQ(*read, change) << "seed " << seed;
  }
}

TEST(Message, IsOneJsonObjectWithNamesForEnums) {
  EXPECT_EQ(
      print(example()),
      R"({"revision":7,"load_balancer_id":"lb-1","wanted":{"id":"lb-1","owner":3,"private_address":"192.168.2.5",)"
      R"("served_address":"127.168.2.5","active":true,"listeners":[{"protocol":"http","port":80,)"
      R"("served_port":0,)"
      R"("wanted_running":true,"scheduler":"wrr","backend_port":8080,"established_timeout_s":900,)"
      R"("idle_timeout_s":15,"request_timeout_s":60,"x_forwarded_for":false,"health_check":{"kind":"http",)"
      R"("port":0,"interval_s":2,"timeout_s":5,"healthy_threshold":3,"unhealthy_threshold":3,)"
      R"("domain":"www.example.org","uri":"/","method":"head",)"
      R"("expected":{"2xx":true,"3xx":false,"4xx":false,"5xx":false}}},)"
      R"({"protocol":"tcp","port":443,"served_port":20443,"wanted_running":false,)"
      R"("scheduler":"rr","backend_port":443,"established_timeout_s":900,"idle_timeout_s":15,)"
      R"("request_timeout_s":60,"x_forwarded_for":false,"health_check":{"kind":"off","port":0,)"
      R"("interval_s":2,)"
      R"("timeout_s":5,"healthy_threshold":3,"unhealthy_threshold":3,"domain":"","uri":"/","method":"head",)"
      R"("expected":{"2xx":true,"3xx":false,"4xx":false,"5xx":false}}}],"backends":[{"server_id":"i-1",)"
      R"("private_address":"192.168.2.9","served_address":"127.168.2.9","port":0,"weight":100},)"
      R"({"server_id":"i-2","private_address":"192.168.2.10","served_address":"127.168.2.10","port":9090,)"
      R"("weight":0}]}})");
}

TEST(Message, ABalancerThatIsGoneIsNull) {
  const Change gone{8, "lb-1", std::nullopt};
  EXPECT_EQ(print(gone), R"({"revision":8,"load_balancer_id":"lb-1","wanted":null})");
  EXPECT_EQ(parse_change(print(gone)).value(), gone);
}

TEST(Message, MissingOptionalMembersTakeTheDefaults) {
  const auto read = parse_change(
      R"({"revision":1,"load_balancer_id":"lb-1","wanted":{"id":"lb-1","private_address":"10.0.0.1",
          "served_address":"127.64.0.1","backends":[{"server_id":"i-1","private_address":"10.0.0.2",
          "served_address":"127.64.0.2"}],"listeners":[{"protocol":"tcp","port":80,"wanted_running":true,
          "backend_port":81},{"protocol":"http","port":80,"wanted_running":true,"backend_port":81,
          "health_check":{"kind":"tcp"}}]}})");
  ASSERT_TRUE(read) << read.error();
  const Listener tcp{.protocol = Protocol::Tcp, .port = 80, .wanted_running = true, .backend_port = 81};
  Listener http = tcp;
  http.protocol = Protocol::Http;
  http.health_check.kind = HealthCheckKind::Tcp;
  const LoadBalancer wanted{.id = "lb-1",
                            .private_address = {0x0A000001},
                            .served_address = {0x7F400001},
                            .listeners = {tcp, http},
                            .backends = {{"i-1", {0x0A000002}, {0x7F400002}}}};
  EXPECT_EQ(*read, (Change{1, "lb-1", wanted}));
}

TEST(Message, UnknownMembersAreIgnored) {
  for (const std::string object : {"", "/wanted", "/wanted/listeners/1", "/wanted/listeners/0/health_check",
                                   "/wanted/listeners/0/health_check/expected", "/wanted/backends/0"}) {
    for (const json::Value& value : {json::Value(1), json::Value(), json::Value::array({1, "x"})}) {
      EXPECT_EQ(parse_change(example_with(object + "/from_a_later_version", value)).value(), example())
          << object;
    }
  }
}

TEST(Message, WhatABalancerCannotBeServedWithoutIsRequired) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> required = {
      {"", {"revision", "load_balancer_id", "wanted"}},
      {"/wanted", {"id", "private_address", "served_address", "listeners", "backends"}},
      {"/wanted/listeners/1", {"protocol", "port", "wanted_running", "backend_port"}},
      {"/wanted/listeners/1/health_check", {"kind"}},
      {"/wanted/listeners/1/health_check/expected", {"2xx", "3xx", "4xx", "5xx"}},
      {"/wanted/backends/1", {"server_id", "private_address", "served_address"}}};
  for (const auto& [object, members] : required) {
    for (const std::string& member : members) {
      const std::string error = error_of(example_without(object, member));
      EXPECT_NE(error.find(member + ": received nothing, accepted is "), std::string::npos) << error;
    }
  }
}

TEST(Message, NumbersAreHeldToTheirRanges) {
  struct Range {
    std::string where;
    int64_t low, high;
  };
  const std::string listener = "/wanted/listeners/1/", check = listener + "health_check/";
  for (const Range& range : {Range{"/revision", 1, INT64_MAX},
                             {listener + "port", 0, 65535},
                             {listener + "served_port", 0, 65535},
                             {listener + "backend_port", 0, 65535},
                             {listener + "established_timeout_s", 1, 86'400},
                             {listener + "idle_timeout_s", 1, 86'400},
                             {listener + "request_timeout_s", 1, 86'400},
                             {check + "port", 0, 65535},
                             {check + "interval_s", 1, 86'400},
                             {check + "timeout_s", 1, 86'400},
                             {check + "healthy_threshold", 1, 100},
                             {check + "unhealthy_threshold", 1, 100},
                             {"/wanted/backends/0/port", 0, 65535},
                             {"/wanted/backends/0/weight", 0, 100}}) {
    SCOPED_TRACE(range.where);
    EXPECT_EQ(error_of(example_with(range.where, range.low)), "none");
    EXPECT_EQ(error_of(example_with(range.where, range.high)), "none");
    std::string accepted = ", accepted is an integer from ";
    accepted += std::to_string(range.low) + " to " + std::to_string(range.high);
    for (const json::Value& wrong :
         {json::Value(range.low - 1), json::Value(static_cast<uint64_t>(range.high) + 1),
          json::Value(INT64_MIN), json::Value(UINT64_MAX), json::Value(1.5), json::Value("1"),
          json::Value(true), json::Value()}) {
      const std::string error = error_of(example_with(range.where, wrong));
      EXPECT_TRUE(error.ends_with(": received " + json::print(wrong) + accepted)) << error;
    }
  }
}

TEST(Message, ErrorsNameTheMemberWhatCameAndWhatIsAccepted) {
  struct Case {
    std::string where;
    json::Value value;
    std::string error;
  };
  const std::string id = "a text of 1 to 128 visible ASCII characters";
  const std::vector<Case> cases = {
      {"/load_balancer_id", 5, "load_balancer_id: received 5, accepted is " + id},
      {"/load_balancer_id", "", "load_balancer_id: received \"\", accepted is " + id},
      {"/load_balancer_id", "lb\n1", "load_balancer_id: received \"lb\\n1\", accepted is " + id},
      {"/wanted", 1, "wanted: received 1, accepted is an object"},
      {"/wanted", json::Value::array(), "wanted: received an array, accepted is an object"},
      {"/wanted/id", "lb-2", "wanted.id: received \"lb-2\", accepted is the load_balancer_id \"lb-1\""},
      {"/wanted/id", std::string(129, 'x'),
       "wanted.id: received \"" + std::string(79, 'x') + "..., accepted is " + id},
      {"/wanted/private_address", "10.0.0.256",
       "wanted.private_address: received \"10.0.0.256\", accepted is an IPv4 address as text"},
      {"/wanted/served_address", 1, "wanted.served_address: received 1, accepted is an IPv4 address as text"},
      {"/wanted/active", "true", "wanted.active: received \"true\", accepted is true or false"},
      {"/wanted/active", json::Value(), "wanted.active: received null, accepted is true or false"},
      {"/wanted/listeners", json::Value::object(),
       "wanted.listeners: received an object, accepted is an array"},
      {"/wanted/backends", json::Value(), "wanted.backends: received null, accepted is an array"},
      {"/wanted/listeners/1", "x", "wanted.listeners[1]: received \"x\", accepted is an object"},
      {"/wanted/listeners/0/protocol", "udp",
       "wanted.listeners[0].protocol: received \"udp\", accepted is one of \"tcp\", \"http\""},
      {"/wanted/listeners/0/protocol", 0,
       "wanted.listeners[0].protocol: received 0, accepted is one of \"tcp\", \"http\""},
      {"/wanted/listeners/0/scheduler", "WRR",
       "wanted.listeners[0].scheduler: received \"WRR\", accepted is one of \"wrr\", \"rr\""},
      {"/wanted/listeners/1/health_check", json::Value(),
       "wanted.listeners[1].health_check: received null, accepted is an object"},
      {"/wanted/listeners/1/health_check/kind", "on",
       "wanted.listeners[1].health_check.kind: received \"on\", accepted is one of \"off\", \"tcp\", "
       "\"http\""},
      {"/wanted/listeners/1/health_check/method", "post",
       "wanted.listeners[1].health_check.method: received \"post\", accepted is one of \"head\", \"get\""},
      {"/wanted/listeners/1/health_check/uri", "x",
       "wanted.listeners[1].health_check.uri: received \"x\", accepted is a text of 1 to 1024 visible ASCII "
       "characters that begins with '/'"},
      {"/wanted/listeners/1/health_check/uri", "/ HTTP/1.1\r\nX: y",
       "wanted.listeners[1].health_check.uri: received \"/ HTTP/1.1\\r\\nX: y\", accepted is a text of 1 to "
       "1024 "
       "visible ASCII characters that begins with '/'"},
      {"/wanted/listeners/1/health_check/domain", "a b",
       "wanted.listeners[1].health_check.domain: received \"a b\", accepted is a text of 0 to 255 visible "
       "ASCII "
       "characters"},
      {"/wanted/listeners/1/health_check/expected/4xx", 1,
       "wanted.listeners[1].health_check.expected.4xx: received 1, accepted is true or false"},
      {"/wanted/backends/1/weight", 101,
       "wanted.backends[1].weight: received 101, accepted is an integer from 0 to 100"},
  };
  for (const Case& c : cases) EXPECT_EQ(error_of(example_with(c.where, c.value)), c.error);
}

TEST(Message, TwoListenersOnOnePortOfAProtocolAreRefused) {
  Change change = example();
  change.wanted->listeners[1].port = 80;
  EXPECT_EQ(error_of(print(change)), "none");
  change.wanted->listeners[1].protocol = Protocol::Http;
  EXPECT_EQ(error_of(print(change)),
            "wanted.listeners[1].port: received 80 again, accepted is one listener per protocol and port");
}

TEST(Message, TheFirstWrongMemberIsReported) {
  EXPECT_EQ(error_of(R"({"wanted":3,"load_balancer_id":"","revision":0})"),
            "revision: received 0, accepted is an integer from 1 to 9223372036854775807");
}

TEST(Message, LongTextIsShownCutBetweenCharacters) {
  std::string name;
  for (int i = 0; i < 100; ++i) name += "\xE4\xB8\xAD";
  const std::string error = error_of(example_with("/load_balancer_id", name));
  EXPECT_TRUE(base::is_utf8(error)) << error;
  EXPECT_LT(error.size(), 250U);
}

TEST(Message, WhatIsNotAJsonObjectIsRefused) {
  EXPECT_EQ(error_of("[]"), "the message: received an array, accepted is an object");
  EXPECT_EQ(error_of("7"), "the message: received 7, accepted is an object");
  const std::string whole = print(example());
  for (const std::string& text :
       {std::string(), std::string("{"), whole.substr(0, whole.size() - 1), whole + whole,
        std::string(R"({"revision":1,"revision":2,"load_balancer_id":"lb-1","wanted":null})")}) {
    EXPECT_TRUE(error_of(text).starts_with("the message: not JSON at byte ")) << error_of(text);
  }
}

TEST(Message, LengthIsBounded) {
  std::string text = print({1, "lb-1", std::nullopt});
  text.resize(change_bytes_max, ' ');
  EXPECT_EQ(error_of(text), "none");
  text += ' ';
  EXPECT_NE(error_of(text), "none");
}

}  // namespace
}  // namespace sluice::nodelink
