#include "control/audit/parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "control/audit/resources.h"
#include "platform/base/encoding.h"
#include "platform/json/json.h"

namespace sluice::audit {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using Sent = std::vector<std::pair<std::string, std::string>>;

api::ParameterSet set_of(const Sent& sent) {
  api::ParameterSet set;
  for (const auto& [name, value] : sent) set.set(name, value);
  return set;
}

json::Value kept(std::string_view action, const Sent& sent) {
  return json::parse(parameters_text(*api::find_action(action), set_of(sent))).value();
}

TEST(KeptParameters, AreThoseThatTheActionDeclares) {
  EXPECT_EQ(kept("CreateNetwork", {{"CidrBlock", "10.0.0.0/8"},
                                   {"Tag.1.Key", "team"},
                                   {"NetworkName", ""},
                                   {"Signature", "x"},
                                   {"AccessKeySecret", "x"}}),
            (json::Value{{"CidrBlock", "10.0.0.0/8"}, {"Tag.1.Key", "team"}}));
}

TEST(KeptParameters, NeverHoldASecret) {
  for (const api::Action* action : api::all_actions()) {
    for (const api::Parameter& parameter : action->parameters) {
      if (!parameter.secret) continue;
      EXPECT_EQ(kept(action->name, {{std::string(parameter.name), "hunter2"}})[std::string(parameter.name)],
                secret_stand_in)
          << action->name;
    }
  }
}

// A part of a whole is as secret as the part.
TEST(KeptParameters, OfAWholeWithASecretPartHoldNothing) {
  static constexpr api::Parameter fields[] = {{.name = "Key", .secret = true}, {.name = "Size"}};
  static constexpr api::Parameter parameters[] = {
      {.name = "Disk", .type = api::Type::ObjectList, .fields = fields}};
  const api::Action action{.name = "Any", .parameters = parameters};
  const auto text = parameters_text(
      action, set_of({{"Disk", R"([{"Key":"hunter2"}])"}, {"Disk.1.Key", "hunter2"}, {"Disk.1.Size", "40"}}));
  EXPECT_THAT(text, Not(HasSubstr("hunter2")));
  EXPECT_THAT(text, HasSubstr("40"));
}

TEST(KeptParameters, OfALongValueHoldItsBeginningItsLengthAndItsDigest) {
  const std::string document = std::string(127, 'x') + "中" + std::string(6000, 'x');
  const std::string text =
      kept("CreatePolicy", {{"PolicyDocument", document}})["PolicyDocument"].get<std::string>();
  EXPECT_THAT(text, StartsWith(std::string(127, 'x') + "... (6130 bytes, SHA-256 "));
  EXPECT_LT(text.size(), value_bytes_max);
  EXPECT_TRUE(base::is_utf8(text));
}

TEST(KeptParameters, ThatHaveNoRoomAreCounted) {
  Sent sent;
  for (int i = 1; i <= 100; ++i)
    sent.emplace_back("Tag." + std::to_string(i) + ".Key", std::string(100, 'k'));
  const json::Value value = kept("CreateNetwork", sent);
  EXPECT_EQ(value.size() - 1 + value[std::string(left_out_member)].get<size_t>(), 100u);
  EXPECT_LT(json::print(value).size(), parameters_bytes_max + 1024);
}

TEST(KeptParameters, ThatAreNotTextAreKeptAsText) {
  EXPECT_TRUE(base::is_utf8(parameters_text(*api::find_action("CreateNetwork"), set_of({{"NetworkName",
                                                                                         "a\xFF\x01"
                                                                                         "b"}}))));
}

TEST(Resources, AreNamedByTheRequestAndByTheAnswer) {
  std::vector<Resource> resources = resources_of(
      *api::find_action("CreateLoadBalancer"),
      set_of(
          {{"NetworkId", "n-1"}, {"VSwitchId", "vsw-1"}, {"InstanceId", "not a parameter of this action"}}));
  add_resources(resources, json::Value{{"LoadBalancerId", "lb-1"}, {"NetworkId", "n-1"}, {"VSwitchId", 5}});
  EXPECT_EQ(resources, (std::vector<Resource>{{"ACS::ENS::Network", "n-1"},
                                              {"ACS::ENS::VSwitch", "vsw-1"},
                                              {"ACS::ENS::LoadBalancer", "lb-1"}}));
  EXPECT_EQ(parse_resources(to_text(resources)), resources);
}

TEST(Resources, OfAnAnswerAreListsAndPartsToo) {
  std::vector<Resource> resources;
  add_resources(resources, json::Value{{"InstanceIds", {"i-1", "i-2"}},
                                       {"AccessKey", {{"AccessKeyId", "LTAI1"}, {"AccessKeySecret", "s"}}}});
  EXPECT_EQ(resources, (std::vector<Resource>{{"ACS::ENS::Instance", "i-1"},
                                              {"ACS::ENS::Instance", "i-2"},
                                              {"ACS::RAM::AccessKey", "LTAI1"}}));
}

TEST(Resources, AreBounded) {
  std::vector<Resource> resources;
  json::Value ids = json::Value::array();
  for (int i = 0; i < 1000; ++i) ids.push_back("i-" + std::to_string(i));
  ids.push_back(std::string(1000, 'i'));
  add_resources(resources, json::Value{{"InstanceIds", std::move(ids)}});
  EXPECT_EQ(resources.size(), resources_max);
}

TEST(Resources, WhatIsNotAListOfThemIsNone) {
  for (const char* text : {"", "{}", "[1]", R"([["x"]])", R"([["x",1]])"}) {
    EXPECT_TRUE(parse_resources(text).empty()) << text;
  }
}

}  // namespace
}  // namespace sluice::audit
