// The generated page of CreateLoadBalancer against its reference page, byte for byte. The lines are in
// testdata; "@name" stands for the rows of a table beside the declarations, laid out as the page does.

#include <algorithm>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/ens/create_load_balancer.h"
#include "contract/api/testdata/read_table.h"
#include "contract/reference/text.h"

namespace sluice::reference {
namespace {

using testing::IsEmpty;

using Lines = std::vector<std::string>;

void append_lines(Lines& lines, const std::string& text) {
  size_t begin = 0;
  for (size_t end; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
    lines.push_back(text.substr(begin, end - begin));
  }
  if (begin < text.size()) lines.push_back(text.substr(begin));
}

// No blank where the line ends.
std::string page_row(const api::Row& cells) {
  std::string row;
  for (const std::string& cell : cells) {
    if (!row.empty()) row += ' ';
    row += cell;
    row += cell.ends_with('\n') ? "|" : " |";
  }
  return row;
}

Lines lines_of_the_page() {
  std::ifstream file(SLUICE_SOURCE_DIR "/src/contract/reference/testdata/create_load_balancer_page.txt");
  Lines lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with('@')) {
      lines.push_back(line);
      continue;
    }
    for (const api::Row& row : api::read_table(line.substr(1))) append_lines(lines, page_row(row));
  }
  return lines;
}

Lines generated_lines(Language language) {
  Lines lines;
  append_lines(lines, text_page(api::CreateLoadBalancer::declaration, language));
  return lines;
}

size_t count_starting_with(const Lines& lines, std::string_view beginning) {
  return static_cast<size_t>(
      std::ranges::count_if(lines, [&](const std::string& line) { return line.starts_with(beginning); }));
}

// What stands between this line and the next empty one.
Lines table_under(const Lines& lines, std::string_view head) {
  const auto begin = std::ranges::find(lines, head);
  if (begin == lines.end()) return {};
  return {begin + 1, std::find(begin, lines.end(), "")};
}

TEST(ThePage, IsAllThere) {
  const Lines page = lines_of_the_page();
  ASSERT_EQ(page.size(), 133u);
  EXPECT_EQ(count_starting_with(page, "400 | "), 107u);
}

TEST(ThePage, IsGeneratedLineByLineInItsOrder) {
  const Lines generated = generated_lines(Language::Chinese);
  auto from = generated.begin();
  for (const std::string& line : lines_of_the_page()) {
    const auto found = std::find(from, generated.end(), line);
    ASSERT_NE(found, generated.end()) << "not there, or not behind what comes before it: " << line;
    from = found + 1;
  }
}

TEST(ThePage, HasNothingElseInsideItsTables) {
  const Lines page = lines_of_the_page();
  const Lines generated = generated_lines(Language::Chinese);
  const auto is_on_the_page = [&](const std::string& line) {
    return std::ranges::find(page, line) != page.end();
  };
  for (const char* head : {"操作 | 访问级别 | 资源类型 | 条件关键字 | 关联操作 |",
                           "名称 | 类型 | 必填 | 描述 | 示例值 |", "变更时间 | 变更内容概要 | 操作 |"}) {
    const Lines table = table_under(generated, head);
    EXPECT_THAT(table, testing::Not(IsEmpty())) << head;
    for (const std::string& line : table) EXPECT_TRUE(is_on_the_page(line)) << line;
  }
  Lines errors = table_under(generated, "HTTP status code | 错误码 | 错误信息 | 描述 |");
  ASSERT_EQ(errors.size(), 108u);
  EXPECT_THAT(errors.back(), testing::StartsWith("任何操作还可能返回网关的公共错误码:")) << "under the table";
}

TEST(ThePage, LeavesLaterParametersToASectionOfTheirOwn) {
  const Lines generated = generated_lines(Language::Chinese);
  const auto section = std::ranges::find(generated, "后来增加的请求参数");
  ASSERT_NE(section, generated.end());
  for (const char* name : {"BillingCycle | ", "LoadBalancerType | "}) {
    const auto begins = [&](const std::string& line) { return line.starts_with(name); };
    EXPECT_EQ(std::find_if(generated.begin(), section, begins), section) << name;
    EXPECT_NE(std::find_if(section, generated.end(), begins), generated.end()) << name;
  }
}

TEST(ThePage, HasTheSameStructureInEnglish) {
  const Lines chinese = generated_lines(Language::Chinese), english = generated_lines(Language::English);
  for (const char* line :
       {"- API call rate: 100 calls per second.", "- Call rate of a single user: 5 calls per second.",
        "ens:CreateLoadBalancer | create | *All resources * |", "| None |",
        "NetworkId | string | Yes | The network the balancer is created in. | n-5sax03dh2eyagujgsn7z9**** |",
        "400 | PayInsufficientBalance | Account balance is insufficient, please recharge and try again. |",
        "2023-12-21 | Error codes changed | See the change |"}) {
    EXPECT_THAT(english, testing::Contains(line));
  }
  EXPECT_EQ(count_starting_with(english, "400 | "), 107u);
  EXPECT_EQ(std::ranges::count(english, ""), std::ranges::count(chinese, ""));
}

}  // namespace
}  // namespace sluice::reference
