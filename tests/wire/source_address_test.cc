// Policies see the connection that a call came over, and no address that it claims.

#include <gtest/gtest.h>

#include "tests/wire/wire_call.h"
#include "tests/wire/wire_server.h"

namespace sluice::wire {
namespace {

using control::Key;

class SourceAddress : public testing::Test {
 protected:
  // Everything is allowed from there.
  void allow_from(const std::string& block) {
    const std::string document =
        R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*",)"
        R"("Condition":{"IpAddress":{"acs:SourceIp":")" +
        block + R"("}}}]})";
    const std::string name = "from-" + std::to_string(++policies_);
    EXPECT_TRUE(
        server_.cloud().call("CreatePolicy", {{"PolicyName", name}, {"PolicyDocument", document}}).ok());
    EXPECT_TRUE(server_.cloud()
                    .call("AttachPolicyToUser",
                          {{"PolicyType", "Custom"}, {"PolicyName", name}, {"UserName", "alice"}})
                    .ok());
  }
  std::string code_of_call(const control::Parameters& parameters = {}) {
    const WireCall call{.host = server_.host(),
                        .parameters = parameters,
                        .action = "DescribeNetworks",
                        .access_key_id = alice_.id,
                        .secret = alice_.secret,
                        .timestamp = base::format_iso8601(server_.now()),
                        .nonce = "nonce-" + std::to_string(++calls_),
                        .signature_method = "HMAC-SHA1"};
    return server_.exchange(to_bytes(call)).code();
  }

 private:
  WireServer server_;
  const Key alice_ = server_.cloud().make_user("alice");
  int policies_ = 0, calls_ = 0;
};

TEST_F(SourceAddress, IsThatOfTheConnection) {
  EXPECT_EQ(code_of_call(), "NoPermission");
  allow_from("203.0.113.0/24");
  EXPECT_EQ(code_of_call(), "NoPermission");
  EXPECT_EQ(code_of_call({{"SourceIp", "203.0.113.7"}}), "NoPermission");
  allow_from("127.0.0.0/8");
  EXPECT_EQ(code_of_call(), "");
}

}  // namespace
}  // namespace sluice::wire
