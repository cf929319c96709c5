#include "contract/api/conformance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/json/json.h"

namespace sluice::api {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr ResponseField listener_fields[] = {
    {.name = "Port", .type = Type::Integer},
    {.name = "Running", .type = Type::Boolean},
    {.name = "Names", .type = Type::StringList},
};
constexpr ResponseField wrapper_fields[] = {
    {.name = "Listener", .type = Type::ObjectList, .fields = listener_fields}};
constexpr ResponseField place_fields[] = {{.name = "Region"}, {.name = "Zone"}};
constexpr ResponseField answer_fields[] = {
    {.name = "Name"},
    {.name = "Listeners", .type = Type::Object, .fields = wrapper_fields},
    {.name = "Place", .type = Type::Object, .fields = place_fields},
};

std::vector<std::string> problems(std::string_view text) {
  return conforms(answer_fields, json::parse(text).value());
}

TEST(ConformanceTest, WhatIsDeclaredConforms) {
  EXPECT_THAT(problems(R"({"RequestId":"1","Name":"a","Listeners":{"Listener":[)"
                       R"({"Port":80,"Running":true,"Names":["x"]}]},"Place":{"Region":"r"}})"),
              IsEmpty());
}

TEST(ConformanceTest, AnObjectOfFreeFormHasAnyMembers) {
  static constexpr ResponseField fields[] = {{.name = "Parameters", .type = Type::Object, .free_form = true}};
  EXPECT_THAT(conforms(fields, json::parse(R"({"Parameters":{"Any":"x","Other":["y"]}})").value()),
              IsEmpty());
  EXPECT_THAT(conforms(fields, json::parse(R"({"Parameters":["x"]})").value()), testing::SizeIs(1));
}

TEST(ConformanceTest, ScalarsAndObjectsMayBeLeftOutButListsMayNot) {
  EXPECT_THAT(problems(R"({"Listeners":{"Listener":[]}})"), IsEmpty());
  EXPECT_THAT(problems("{}"), ElementsAre("Listeners is left out"));
  EXPECT_THAT(problems(R"({"Listeners":{}})"), ElementsAre("Listeners.Listener is left out"));
  EXPECT_THAT(problems(R"({"Listeners":{"Listener":[{"Port":80}]}})"),
              ElementsAre("Listeners.Listener[0].Names is left out"));
}

TEST(ConformanceTest, AnUndeclaredMemberIsAProblemAtEveryDepth) {
  EXPECT_THAT(problems(R"({"Extra":1,"Listeners":{"Listener":[{"Names":[],"RequestId":"1"}],"More":2}})"),
              ElementsAre("Extra is not declared", "Listeners.Listener[0].RequestId is not declared",
                          "Listeners.More is not declared"));
}

TEST(ConformanceTest, AnotherTypeIsAProblem) {
  EXPECT_THAT(problems(R"({"RequestId":1,"Name":1,"Listeners":[],"Place":"r"})"),
              ElementsAre("RequestId is 1, not a string", "Name is 1, not a string",
                          "Listeners is [], not an object", "Place is \"r\", not an object"));
  EXPECT_THAT(problems(R"({"Listeners":{"Listener":[{"Port":"80","Running":"true","Names":[1]},[]]}})"),
              ElementsAre("Listeners.Listener[0].Port is \"80\", not an integer",
                          "Listeners.Listener[0].Running is \"true\", not a boolean",
                          "Listeners.Listener[0].Names[0] is 1, not a string",
                          "Listeners.Listener[1] is [], not an object"));
  EXPECT_THAT(problems(R"({"Name":null,"Listeners":{"Listener":null}})"),
              ElementsAre("Name is null, not a string", "Listeners.Listener is null, not an array"));
}

TEST(ConformanceTest, AnAnswerIsAnObject) {
  EXPECT_THAT(problems("[]"), ElementsAre("the answer is not an object"));
}

}  // namespace
}  // namespace sluice::api
