#include "control/audit/event.h"

#include <gtest/gtest.h>

namespace sluice::audit {
namespace {

const base::WallTime event_noon = *base::parse_iso8601("2026-01-02T12:00:00Z");

TEST(EventId, IsAUuidThatSaysWhenItsEventWas) {
  const EventId id = event_id(event_noon + std::chrono::milliseconds(7), 0x1234'5678'9ABC'DEF0);
  EXPECT_EQ(id.get(), "019B7E94-3207-7000-9234-56789ABCDEF0");
  const auto parts = parse_event_id(id.get());
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->time, event_noon + std::chrono::milliseconds(7));
  EXPECT_EQ(parts->random, 0x1234'5678'9ABC'DEF0u);
}

TEST(EventId, WhatIsNoneIsRefused) {
  for (const char* text :
       {"", "x", "019B7E94-3207-7000-9234-56789ABCDEF", "019B7E94-3207-7000-9234-56789ABCDEF00",
        "019B7E94-3207-4000-9234-56789ABCDEF0", "019B7E94-3207-7000-1234-56789ABCDEF0",
        "019B7E94x3207-7000-9234-56789ABCDEF0", "019B7E94-3207-7000-9234-56789ABCDEG0"}) {
    EXPECT_FALSE(parse_event_id(text)) << text;
  }
}

TEST(Outcome, IsReadAsItIsWritten) {
  for (const Outcome outcome : {Outcome::Done, Outcome::Replayed, Outcome::Refused, Outcome::Denied,
                                Outcome::NotAuthenticated, Outcome::Others}) {
    EXPECT_EQ(parse_outcome(to_string(outcome)), outcome);
  }
  EXPECT_FALSE(parse_outcome("done"));
}

TEST(Refusal, OfAProvedCallerKeepsTheMessageAndAnUnprovedOneDoesNot) {
  Event event;
  refuse(event, {.http_status = 400, .code = "Code", .message = "what is wrong", .hint = "received x"},
         std::chrono::microseconds(1500));
  EXPECT_EQ(event.outcome, Outcome::Refused);
  EXPECT_EQ(event.http_status, 400);
  EXPECT_EQ(event.error_code, "Code");
  EXPECT_EQ(event.error_message, "what is wrong");
  EXPECT_EQ(event.microseconds, 1500);
  Event unproved;
  unproved.outcome = Outcome::NotAuthenticated;
  refuse(unproved,
         {.http_status = 400,
          .code = "SignatureDoesNotMatch",
          .message = "server string to sign is ...",
          .hint = {}},
         {});
  EXPECT_EQ(unproved.outcome, Outcome::NotAuthenticated);
  EXPECT_EQ(unproved.error_message, "");
}

TEST(Refusal, OfPermissionIsADenial) {
  Event event;
  refuse(event,
         {.http_status = 400,
          .code = "NoPermission",
          .message = "Permission denied.",
          .hint = {},
          .access_denied = api::AccessDenied{.policy_type = "AccountLevelIdentityBasedPolicy"}},
         {});
  EXPECT_EQ(event.outcome, Outcome::Denied);
  EXPECT_EQ(event.decision.by, Decision::By::ImplicitDeny);
}

}  // namespace
}  // namespace sluice::audit
