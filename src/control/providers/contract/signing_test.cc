#include "control/providers/contract/signing.h"

#include <gtest/gtest.h>

namespace sluice::providers {
namespace {

const base::Secret secret{std::string("a-secret-of-32-bytes-for-a-test!")};
constexpr Signed request{.method = "POST",
                         .path = "/v1/quote",
                         .time = "2026-01-02T03:04:05Z",
                         .body = R"({"commodity":"elb_post"})"};
const base::WallTime at = *base::parse_iso8601("2026-01-02T03:04:05Z");

// As any other program computes it:
//   printf 'POST\n/v1/quote\n2026-01-02T03:04:05Z\n%s' "$(printf '{"commodity":"elb_post"}' | sha256sum | cut
//   -d' ' -f1)" | openssl dgst -sha256 -hmac 'a-secret-of-32-bytes-for-a-test!'
TEST(ProviderSignature, IsWhatOtherProgramsCompute) {
  EXPECT_EQ(sign(secret, request), "4b304e520b193018ceaf0e2ab9946906e2c5c16fd2f14c39421cecc24ec1e998");
}

TEST(ProviderSignature, CoversEveryPart) {
  const std::string signature = sign(secret, request);
  EXPECT_EQ(verify(secret, request, signature, at), Verdict::Genuine);
  Signed method = request, path = request, body = request, time = request;
  method.method = "PUT";
  path.path = "/v1/quote?x";
  body.body = R"({"commodity":"elb_posT"})";
  time.time = "2026-01-02T03:04:06Z";
  for (const Signed& other : {method, path, body, time}) {
    EXPECT_EQ(verify(secret, other, signature, at), Verdict::WrongSignature);
  }
  const base::Secret other_secret{std::string("another-secret-of-32-bytes-here!")};
  EXPECT_EQ(verify(other_secret, request, signature, at), Verdict::WrongSignature);
  EXPECT_EQ(verify(secret, request, "", at), Verdict::WrongSignature);
}

TEST(ProviderSignature, HoldsForFiveMinutesEitherWay) {
  const std::string signature = sign(secret, request);
  using std::chrono::milliseconds;
  EXPECT_EQ(verify(secret, request, signature, at + clock_difference_max), Verdict::Genuine);
  EXPECT_EQ(verify(secret, request, signature, at - clock_difference_max), Verdict::Genuine);
  EXPECT_EQ(verify(secret, request, signature, at + clock_difference_max + milliseconds(1)),
            Verdict::WrongTime);
  EXPECT_EQ(verify(secret, request, signature, at - clock_difference_max - milliseconds(1)),
            Verdict::WrongTime);
  Signed other = request;
  for (const char* const time : {"", "now", "2026-01-02 03:04:05", "2026-01-02T03:04:05.000Z"}) {
    other.time = time;
    EXPECT_EQ(verify(secret, other, sign(secret, other), at), Verdict::WrongTime) << time;
  }
}

}  // namespace
}  // namespace sluice::providers
