#include "edge/dataplane/l7/error_response.h"

#include <gtest/gtest.h>

#include "platform/http/head.h"

namespace sluice::l7 {
namespace {

using session::Cause;

struct AnswerRow {
  Cause cause;
  int status;
  session::Origin origin;
};

constexpr AnswerRow rows[] = {
    {Cause::RequestMalformed, 400, session::Origin::Downstream},
    {Cause::RequestTooSlow, 408, session::Origin::Downstream},
    {Cause::TargetTooLong, 414, session::Origin::Downstream},
    {Cause::HeadTooLarge, 431, session::Origin::Downstream},
    {Cause::MethodNotServed, 501, session::Origin::Downstream},
    {Cause::VersionNotServed, 505, session::Origin::Downstream},
    {Cause::ClientGone, 0, session::Origin::Downstream},
    {Cause::ClientTooSlow, 0, session::Origin::Downstream},
    {Cause::NoBackend, 503, session::Origin::Upstream},
    {Cause::BackendRefused, 502, session::Origin::Upstream},
    {Cause::BackendBroken, 502, session::Origin::Upstream},
    {Cause::BackendMalformed, 502, session::Origin::Upstream},
    {Cause::BackendTimedOut, 504, session::Origin::Upstream},
    {Cause::BackendTooSlow, 504, session::Origin::Upstream},
    {Cause::NodeExhausted, 503, session::Origin::Internal},
};

TEST(ErrorResponse, EveryCauseHasItsStatusAndOrigin) {
  for (const AnswerRow& row : rows) {
    EXPECT_EQ(status_of(row.cause), row.status) << session::name_of(row.cause);
    EXPECT_EQ(session::origin_of(row.cause), row.origin) << session::name_of(row.cause);
  }
}

TEST(ErrorResponse, IsAWellFormedMessageThatSaysWhetherTheConnectionGoesOn) {
  for (const AnswerRow& row : rows) {
    for (const bool to_head : {false, true}) {
      for (const bool keep_alive : {false, true}) {
        const std::string_view text = error_response(row.cause, to_head, keep_alive);
        if (row.status == 0) {
          EXPECT_TRUE(text.empty());
          continue;
        }
        http::ResponseHead head;
        ASSERT_EQ(http::parse_response_head(text, {}, false, head).state, http::HeadResult::State::Complete)
            << text;
        EXPECT_EQ(head.status, row.status);
        EXPECT_EQ(head.keep_alive, keep_alive);
        EXPECT_GT(head.body.length, 0u);
        EXPECT_EQ(text.size() - head.size, to_head ? 0u : head.body.length) << text;
      }
    }
  }
}

}  // namespace
}  // namespace sluice::l7
