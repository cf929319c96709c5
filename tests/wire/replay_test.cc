// What official clients send, replayed byte for byte at the time it is dated, and in other ways of writing
// that mean the same: each is answered as the client expects, once.

#include <algorithm>
#include <cctype>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "contract/api/conformance.h"
#include "tests/wire/recording.h"
#include "tests/wire/wire_server.h"

namespace sluice::wire {
namespace {

using ::testing::StartsWith;

// The parameters of every create-network.
constexpr std::string_view name_sent = "captured";
constexpr std::string_view description_sent = "边缘 (edge) *~ a+b=c&d/e";

class Replay : public ::testing::TestWithParam<Recording> {
 protected:
  const Recording& recording() const { return GetParam(); }

  // Whatever comes first about going on with the body.
  static Answer receive_final(Client& client) {
    Answer answer = client.receive();
    while (answer.status == 100) answer = client.receive();
    return answer;
  }

  void expect_answered(const Answer& answer, WireServer& server) {
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.header("content-type"),
              recording().asks_for_xml() ? "text/xml;charset=utf-8" : "application/json;charset=utf-8");
    EXPECT_EQ(answer.header("content-encoding"), "") << "no client here understands one";
    EXPECT_EQ(answer.header("x-acs-request-id"), answer.text("RequestId"));
    EXPECT_EQ(answer.xml_root, recording().asks_for_xml() ? recording().action() + "Response" : "");
    if (recording().action() == "CreateNetwork") {
      expect_created(answer.text("NetworkId"), server);
    } else {
      expect_empty_list(answer);
    }
  }

  void expect_created(const std::string& id, WireServer& server) {
    EXPECT_THAT(id, StartsWith("n-5"));
    const control::Reply stored = server.cloud().call("DescribeNetworkAttribute", {{"NetworkId", id}});
    EXPECT_EQ(stored.text("NetworkName"), name_sent);
    EXPECT_EQ(stored.text("Description"), description_sent) << "decoded once, and no more than once";
    EXPECT_EQ(stored.text("CidrBlock"), "10.0.0.0/8");
    EXPECT_EQ(stored.text("EnsRegionId"), control::TestCloud::region);
  }

  void expect_empty_list(const Answer& answer) {
    if (answer.is_xml()) {
      EXPECT_EQ(answer.text("TotalCount"), "0");
      EXPECT_NE(answer.body.find("<Networks/>"), std::string::npos) << answer.body;
      return;
    }
    EXPECT_EQ(json::find_integer(answer.value, "TotalCount"), 0);
    const json::Value* networks = json::find_object(answer.value, "Networks");
    ASSERT_NE(networks, nullptr) << "clients look into the wrapper of an empty list, too";
    EXPECT_NE(json::find_array(*networks, "Network"), nullptr);
    const api::Action* action = api::find_action(api::ens_version, recording().action());
    EXPECT_THAT(api::conforms(action->response, answer.value), ::testing::IsEmpty());
  }

  // Each way has a server of its own: a nonce counts once.
  void expect_answered_over(const std::function<void(Client&)>& send) {
    WireServer server({}, {}, recording().time());
    Client client(server.endpoint());
    send(client);
    expect_answered(receive_final(client), server);
  }
};

INSTANTIATE_TEST_SUITE_P(Clients, Replay, ::testing::ValuesIn(all_recordings()), [](const auto& recording) {
  std::string name = recording.param.name;
  std::ranges::replace_if(
      name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

TEST_P(Replay, IsAnsweredAsTheClientExpects) {
  expect_answered_over([&](Client& client) { client.send(recording().bytes); });
}

TEST_P(Replay, IsAnsweredByteByByte) {
  expect_answered_over([&](Client& client) { client.send_byte_by_byte(recording().bytes); });
}

TEST_P(Replay, IsAnsweredInOtherSpellings) {
  const std::pair<const char*, std::string> spellings[] = {
      {"header names in lower case", with_header_names(recording(), std::tolower)},
      {"header names in upper case", with_header_names(recording(), std::toupper)},
      {"headers the other way round", with_headers_reversed(recording())},
      {"another framing of the body", with_other_framing(recording())},
      {"another spelling of spaces", with_other_spaces(recording())},
  };
  for (const auto& [what, bytes] : spellings) {
    SCOPED_TRACE(what);
    expect_answered_over([&](Client& client) { client.send(bytes); });
  }
}

TEST_P(Replay, IsAnsweredOnceHoweverFastItComesAgain) {
  WireServer server({}, {}, recording().time());
  Client client(server.endpoint());
  client.send(recording().bytes + recording().bytes);
  expect_answered(receive_final(client), server);
  const Answer again = receive_final(client);
  EXPECT_EQ(again.status, 400);
  EXPECT_EQ(again.code(), "SignatureNonceUsed");
}

TEST_P(Replay, IsRefusedOnceItIsTooOldOrChanged) {
  WireServer server({}, {}, recording().time() + std::chrono::minutes(15) + std::chrono::seconds(1));
  EXPECT_EQ(server.exchange(recording().bytes).code(), "InvalidTimeStamp.Expired");

  WireServer in_time({}, {}, recording().time());
  Recording changed = recording();
  changed.target += changed.target.find('?') == std::string::npos ? "?Extra=1" : "&Extra=1";
  EXPECT_EQ(in_time.exchange(write(changed)).code(), "SignatureDoesNotMatch");
}

TEST(Recordings, AreThere) {
  const auto recordings = all_recordings();
  EXPECT_GE(recordings.size(), 58u);
  for (const Recording& recording : recordings) {
    EXPECT_TRUE(recording.name.ends_with("_create-network") || recording.name.ends_with("_describe-networks"))
        << recording.name;
  }
}

}  // namespace
}  // namespace sluice::wire
