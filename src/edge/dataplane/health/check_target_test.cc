#include "edge/dataplane/health/check_target.h"

#include <gtest/gtest.h>

namespace sluice::health {
namespace {

const base::Endpoint endpoint = *base::parse_endpoint("127.77.0.2:8080");

TEST(CheckTarget, TimeoutBelowTheIntervalCountsAsTheInterval) {
  EXPECT_EQ(timeout_of({.interval_s = 10, .timeout_s = 5}), std::chrono::seconds(10));
  EXPECT_EQ(timeout_of({.interval_s = 2, .timeout_s = 5}), std::chrono::seconds(5));
}

TEST(CheckTarget, RequestNamesTheDomainOrElseTheBackend) {
  EXPECT_EQ(request_text({endpoint, {.domain = "www.example.com", .uri = "/health?x=1"}}),
            "HEAD /health?x=1 HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: "
            "sluice-health-check\r\nAccept: */*\r\n"
            "Connection: close\r\n\r\n");
  EXPECT_TRUE(request_text({endpoint, {.method = nodelink::HealthCheckMethod::Get}})
                  .starts_with("GET / HTTP/1.1\r\nHost: 127.77.0.2:8080\r\n"));
}

TEST(CheckTarget, NothingInTheSettingsCanBreakTheRequestApart) {
  const std::string text =
      request_text({endpoint, {.domain = "a\r\nX: 1", .uri = "/a b\r\nX: 2\r\n\r\nGET /c"}});
  EXPECT_TRUE(
      text.starts_with("HEAD /a%20b%0D%0AX:%202%0D%0A%0D%0AGET%20/c HTTP/1.1\r\nHost: 127.77.0.2:8080\r\n"))
      << text;
  EXPECT_TRUE(request_text({endpoint, {.uri = "no-slash"}}).starts_with("HEAD /no-slash HTTP/1.1\r\n"));
}

TEST(CheckTarget, ExpectedClassesAreATable) {
  const nodelink::StatusClasses all{true, true, true, true};
  const nodelink::StatusClasses none{false, false, false, false};
  for (const int status : {200, 299, 301, 404, 503}) {
    EXPECT_TRUE(is_expected(status, all)) << status;
    EXPECT_FALSE(is_expected(status, none)) << status;
  }
  EXPECT_FALSE(is_expected(600, all));
  EXPECT_FALSE(is_expected(404, {.c2xx = true, .c3xx = true, .c4xx = false, .c5xx = true}));
  EXPECT_TRUE(is_expected(404, {.c2xx = false, .c3xx = false, .c4xx = true, .c5xx = false}));
}

TEST(CheckTarget, KeysDifferWhereAnythingDiffers) {
  const CheckTarget base_target{endpoint, {.domain = "a", .uri = "/b"}};
  const CheckTarget others[] = {
      {*base::parse_endpoint("127.77.0.2:8081"), base_target.settings},
      {endpoint, {.interval_s = 3, .domain = "a", .uri = "/b"}},
      {endpoint, {.healthy_threshold = 4, .domain = "a", .uri = "/b"}},
      {endpoint, {.domain = "a", .uri = "/b", .method = nodelink::HealthCheckMethod::Get}},
      {endpoint, {.domain = "a", .uri = "/b", .expected = {.c3xx = true}}},
      {endpoint, {.domain = "a/", .uri = "b"}},
  };
  EXPECT_EQ(key_of(base_target), key_of(CheckTarget(base_target)));
  for (const CheckTarget& other : others) EXPECT_NE(key_of(base_target), key_of(other));
}

}  // namespace
}  // namespace sluice::health
