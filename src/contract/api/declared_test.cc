#include "contract/api/declared.h"

#include <gtest/gtest.h>

namespace sluice::api {
namespace {

constexpr Parameter disk_fields[] = {{.name = "Size"}, {.name = "Key", .secret = true}};
constexpr Parameter tag_fields[] = {{.name = "Key"}, {.name = "Value"}};
constexpr Parameter parameters[] = {
    {.name = "Name"},
    {.name = "Password", .secret = true},
    {.name = "Ids", .type = Type::StringList},
    {.name = "Tag", .type = Type::ObjectList, .fields = tag_fields},
    {.name = "Disk", .type = Type::Object, .fields = disk_fields},
    {.name = "Limit.Size"},
};

TEST(Declared, ANameLeadsToItsParameterOrField) {
  const std::pair<std::string_view, const Parameter*> cases[] = {
      {"Name", &parameters[0]},
      {"Ids", &parameters[2]},
      {"Ids.3", &parameters[2]},
      {"Tag", &parameters[3]},
      {"Tag.1.Key", &tag_fields[0]},
      {"Tag.20.Value", &tag_fields[1]},
      {"Disk", &parameters[4]},
      {"Disk.Size", &disk_fields[0]},
      {"Unknown", nullptr},
      {"Name.1", nullptr},
      {"Ids.x", nullptr},
      {"Ids.1.Key", nullptr},
      {"Tag.x.Key", nullptr},
      {"Tag.1", nullptr},
      {"Tag.1.Other", nullptr},
      {"Tag.1.Key.Key", nullptr},
      {"Disk.1.Size", nullptr},
      {"Limit.Size", &parameters[5]},
      {"Limit", nullptr},
      {"", nullptr},
      {".", nullptr},
  };
  for (const auto& [name, declared] : cases) EXPECT_EQ(find_declared(parameters, name), declared) << name;
}

TEST(Declared, WhatHoldsASecretFieldHoldsASecret) {
  EXPECT_FALSE(holds_secret(parameters[0]));
  EXPECT_TRUE(holds_secret(parameters[1]));
  EXPECT_FALSE(holds_secret(parameters[3]));
  EXPECT_TRUE(holds_secret(parameters[4]));
}

}  // namespace
}  // namespace sluice::api
