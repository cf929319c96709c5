#include "contract/api/accepted.h"

#include <gtest/gtest.h>

#include "contract/api/formats.h"

namespace sluice::api {
namespace {

constexpr std::string_view switches[] = {"on", "off"};
constexpr std::string_view only_post_paid[] = {"PostPaid"};
constexpr Parameter fields[] = {{.name = "ServerId"}, {.name = "Weight", .type = Type::Integer}};

struct AcceptedText {
  Parameter parameter;
  std::string zh;
  std::string en;
};

TEST(AcceptedTest, WordsFollowTheDeclaration) {
  const AcceptedText cases[] = {
      {{.name = "P"}, "文本", "text"},
      {{.constraint = {.length_max = 80}}, "1~80 个字符", "1 to 80 characters"},
      {{.constraint = {.length_min = 2, .length_max = 128}}, "2~128 个字符", "2 to 128 characters"},
      {{.constraint = {.length_max = 80, .accepts = is_not_url, .accepted = not_url_text}},
       "1~80 个字符,不能以 http:// 或 https:// 开头",
       "1 to 80 characters, not starting with http:// or https://"},
      {{.constraint = {.accepts = is_ipv4, .accepted = ipv4_text}}, "IPv4 地址", "an IPv4 address"},
      {{.constraint = {.one_of = switches}}, "取值:on, off", "one of on, off"},
      {{.constraint = {.one_of = only_post_paid}}, "取值:PostPaid", "PostPaid"},
      {{.type = Type::Boolean}, "true 或 false", "true or false"},
      {{.type = Type::Integer}, "整数", "an integer"},
      {{.type = Type::Integer, .constraint = {.min = 1}}, "不小于 1 的整数", "an integer of at least 1"},
      {{.type = Type::Integer, .constraint = {.max = 9}}, "不大于 9 的整数", "an integer of at most 9"},
      {{.type = Type::Integer, .constraint = {.min = 1, .max = 9, .zero_is_unset = true}},
       "1~9 的整数,0 表示不指定",
       "an integer from 1 to 9, 0 for not set"},
      {{.type = Type::Object, .fields = fields},
       "包含 ServerId, Weight 的 JSON 对象",
       "a JSON object with ServerId, Weight"},
      {{.type = Type::StringList, .constraint = {.items_max = 100}},
       "0~100 个元素的 JSON 数组(或以 .1、.2 编号),每个元素:文本",
       "a JSON array (or values numbered .1, .2 ...) of 0 to 100 items, each text"},
      {{.type = Type::ObjectList, .constraint = {.items_min = 1}, .fields = fields},
       "1~1000 个元素的 JSON 数组(或以 .1、.2 编号),每个元素:包含 ServerId, Weight 的 JSON 对象",
       "a JSON array (or values numbered .1, .2 ...) of 1 to 1000 items, each a JSON object with ServerId, "
       "Weight"},
  };
  for (const AcceptedText& c : cases) {
    EXPECT_EQ(accepted_values(c.parameter).zh, c.zh);
    EXPECT_EQ(accepted_values(c.parameter).en, c.en);
  }
}

}  // namespace
}  // namespace sluice::api
