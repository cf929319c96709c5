#include "tests/wire/well_formed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/http/message_text.h"

namespace sluice::wire {

using ::testing::MatchesRegex;

void expect_well_formed(const Answer& answer, Format format) {
  std::vector<std::string> lines;
  for (std::string_view rest = answer.head; !rest.empty();) {
    const size_t end = rest.find("\r\n");
    ASSERT_NE(end, std::string_view::npos) << answer.head;
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end + 2);
  }
  ASSERT_GE(lines.size(), 3u);
  EXPECT_EQ(lines.back(), "");
  for (size_t i = 1; i + 1 < lines.size(); ++i) {
    EXPECT_THAT(lines[i], MatchesRegex("[A-Za-z-]+: [^ ].*")) << "one blank behind the colon";
  }
  EXPECT_EQ(answer.header("content-type"),
            format == Format::Json ? "application/json;charset=utf-8" : "text/xml;charset=utf-8");
  EXPECT_EQ(answer.header("content-length"), std::to_string(answer.body.size()));
  EXPECT_EQ(answer.header("content-encoding"), "");
  EXPECT_EQ(answer.header("vary"), "Accept-Encoding");
  EXPECT_EQ(answer.header("access-control-allow-origin"), "*");
  EXPECT_EQ(answer.header("access-control-expose-headers"), "*");
  EXPECT_THAT(std::string(answer.header("x-acs-trace-id")), MatchesRegex("[0-9a-f]{32}"));
  EXPECT_THAT(answer.text("RequestId"),
              MatchesRegex("[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[0-9A-F]{4}-[0-9A-F]{12}"));
  EXPECT_EQ(answer.header("x-acs-request-id"), answer.text("RequestId"));
}

void expect_kept_open(const Answer& answer, base::WallTime now) {
  EXPECT_EQ(answer.header("connection"), "keep-alive");
  EXPECT_EQ(answer.header("keep-alive"), "timeout=25");
  EXPECT_EQ(answer.header("date"), http::format_http_date(now));
}

}  // namespace sluice::wire
