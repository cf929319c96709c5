// Rows and pages: nothing is skipped, nothing comes twice, whatever is written meanwhile, and no more is kept
// than the limits say.

#include "control/audit/look_up.h"

#include <random>
#include <set>

#include <gtest/gtest.h>

#include "control/audit/resources.h"
#include "control/schema/testing/scratch_database.h"

namespace sluice::audit {
namespace {

const base::WallTime noon = *base::parse_iso8601("2026-01-02T12:00:00Z");
constexpr int64_t account = 7, other_account = 8;

Event event_at(base::WallTime time, std::string_view action, int64_t account_key = account) {
  Event event;
  event.time = time;
  event.action = action;
  event.version = api::ens_version;
  event.caller.account_key = account_key;
  return event;
}

int64_t count_of(storage::Transaction& tx, std::string_view table) {
  int64_t count = 0;
  tx.query("SELECT COUNT(*) FROM " + std::string(table), {},
           [&](const storage::Row& row) { count = row.integer(0); });
  return count;
}

class LookUp : public testing::Test {
 protected:
  void insert(Stream stream, const Event& event, const Limits& limits = {}) {
    database.run([&](storage::Transaction& tx) { return audit::insert(tx, stream, event, limits), 0; });
  }
  // Of all pages of a query, and `between` them whatever else happens.
  std::vector<std::string> actions_of(
      Query query, const std::function<void()>& between = [] {}) {
    query.newest = database.run(newest_of_all);
    std::vector<std::string> actions;
    do {
      const Found found = database.run([&](storage::Transaction& tx) { return look_up(tx, query); });
      EXPECT_LE(found.events.size(), query.events_max);
      for (const Event& event : found.events) actions.push_back(event.action);
      query.after = found.more;
      between();
    } while (query.after);
    return actions;
  }
  static Query all(Direction direction = Direction::Forward, size_t events_max = 3) {
    Query query;
    query.account_key = account;
    query.from = noon - std::chrono::hours(1);
    query.until = noon + std::chrono::hours(1);
    query.direction = direction;
    query.events_max = events_max;
    return query;
  }

  schema::ScratchDatabase database;
};

TEST_F(LookUp, AnEventIsReadAsItWasWritten) {
  Event event = event_at(noon, "CreateLoadBalancer");
  event.random = event_random_max;
  event.caller.kind = identity::CallerKind::User;
  event.caller.principal_id = "2222";
  event.caller.principal_name = "alice";
  event.caller.session_name = "session";
  event.caller.access_key_id = model::AccessKeyId("LTAI1");
  event.source = *base::parse_ipv4("203.0.113.7");
  event.over_tls = true;
  event.user_agent = "agent";
  event.request_id = model::RequestId("request");
  event.parameters = R"({"A":"b"})";
  event.resources = to_text({{"ACS::ENS::LoadBalancer", "lb-1"}});
  event.decision = {Decision::By::Policy, {{"ops", 2}}};
  event.outcome = Outcome::Refused;
  event.http_status = 404;
  event.error_code = "Code";
  event.error_message = "message";
  event.microseconds = 1234;
  event.count = 99;
  insert(Stream::Refusals, event);
  Query query = all();
  query.newest = database.run(newest_of_all);
  const Found found = database.run([&](storage::Transaction& tx) { return look_up(tx, query); });
  ASSERT_EQ(found.events.size(), 1u);
  const Event& read = found.events[0];
  EXPECT_EQ(read.time, event.time);
  EXPECT_EQ(read.random, event.random);
  EXPECT_EQ(read.caller.kind, event.caller.kind);
  EXPECT_EQ(read.caller.principal_id, "2222");
  EXPECT_EQ(read.caller.principal_name, "alice");
  EXPECT_EQ(read.caller.session_name, "session");
  EXPECT_EQ(read.caller.access_key_id.get(), "LTAI1");
  EXPECT_EQ(read.source, event.source);
  EXPECT_TRUE(read.over_tls);
  EXPECT_EQ(read.user_agent, "agent");
  EXPECT_EQ(read.request_id, event.request_id);
  EXPECT_EQ(read.version, event.version);
  EXPECT_EQ(read.action, event.action);
  EXPECT_EQ(read.parameters, event.parameters);
  EXPECT_EQ(read.resources, event.resources);
  EXPECT_EQ(read.decision, event.decision);
  EXPECT_EQ(read.outcome, Outcome::Refused);
  EXPECT_EQ(read.http_status, 404);
  EXPECT_EQ(read.error_code, "Code");
  EXPECT_EQ(read.error_message, "message");
  EXPECT_EQ(read.microseconds, 1234);
  EXPECT_EQ(read.count, 99);
}

TEST_F(LookUp, BothStreamsAreOneListInTheOrderOfTime) {
  const auto second = std::chrono::seconds(1);
  insert(Stream::Changes, event_at(noon, "1"));
  insert(Stream::Changes, event_at(noon + 2 * second, "3"));
  insert(Stream::Refusals, event_at(noon + second, "2"));
  insert(Stream::Refusals, event_at(noon + 2 * second, "4"));
  insert(Stream::Changes, event_at(noon + 3 * second, "5"));
  insert(Stream::Changes, event_at(noon + second, "x", other_account));
  EXPECT_EQ(actions_of(all()), (std::vector<std::string>{"1", "2", "3", "4", "5"}));
  EXPECT_EQ(actions_of(all(Direction::Backward)), (std::vector<std::string>{"5", "4", "3", "2", "1"}));
}

TEST_F(LookUp, TimesAreFromTheFirstToBeforeTheLast) {
  for (int i = 0; i < 5; ++i)
    insert(Stream::Changes, event_at(noon + std::chrono::milliseconds(i), std::to_string(i)));
  Query query = all();
  query.from = noon + std::chrono::milliseconds(1);
  query.until = noon + std::chrono::milliseconds(4);
  EXPECT_EQ(actions_of(query), (std::vector<std::string>{"1", "2", "3"}));
}

// What was there at the first page is told, once each, in order; what comes meanwhile is not, wherever it
// lands.
TEST_F(LookUp, PagesAreCompleteWhileEventsArrive) {
  std::mt19937_64 random(20260102);
  for (int history = 0; history < 20; ++history) {
    database.run([](storage::Transaction& tx) {
      return tx.execute("DELETE FROM audit_changes") + tx.execute("DELETE FROM audit_refusals");
    });
    size_t inserted = 0;
    const auto insert_some = [&](size_t count) {
      for (size_t i = 0; i < count; ++i) {
        const Stream stream = streams[random() % 2];
        // Few times, so that many events share one.
        insert(stream, event_at(noon + std::chrono::milliseconds(random() % 6), std::to_string(++inserted)));
      }
    };
    insert_some(40);
    for (const Direction direction : {Direction::Forward, Direction::Backward}) {
      const auto before = actions_of(all(direction, 50));
      const auto actions = actions_of(all(direction, 1 + random() % 7), [&] { insert_some(3); });
      EXPECT_EQ(actions, before);
      EXPECT_EQ(std::set<std::string>(actions.begin(), actions.end()).size(), actions.size());
    }
  }
}

TEST_F(LookUp, APageEndsWhereEnoughWasLookedAtAndTheNextGoesOn) {
  database.run([&](storage::Transaction& tx) {
    for (size_t i = 0; i < events_examined_max + 10; ++i) {
      audit::insert(tx, Stream::Changes, event_at(noon, i % events_examined_max == 5 ? "rare" : "common"),
                    {});
    }
    return 0;
  });
  Query query = all();
  query.conditions = {{"EventName", "rare"}};
  query.newest = database.run(newest_of_all);
  const Found first = database.run([&](storage::Transaction& tx) { return look_up(tx, query); });
  EXPECT_EQ(first.events.size(), 1u);
  ASSERT_TRUE(first.more);
  EXPECT_EQ(actions_of(query), (std::vector<std::string>{"rare", "rare"}));
}

TEST_F(LookUp, NoMoreIsKeptThanTheLimitSaysAndRefusalsPushNoChangeOut) {
  const Limits limits{.days = 90, .events = 50};
  for (int i = 0; i < 200; ++i)
    insert(Stream::Changes, event_at(noon, "change-" + std::to_string(i)), limits);
  for (int i = 0; i < 1000; ++i) insert(Stream::Refusals, event_at(noon, "refusal"), limits);
  database.run([&](storage::Transaction& tx) {
    EXPECT_EQ(count_of(tx, "audit_changes"), 50);
    EXPECT_EQ(count_of(tx, "audit_refusals"), 10);
    return 0;
  });
  Query query = all(Direction::Backward, 50);
  query.conditions = {{"EventName", "change-150"}};
  EXPECT_EQ(actions_of(query).size(), 1u) << "the newest are those that stay";
}

TEST_F(LookUp, WhatIsOldLeavesAFewAtATime) {
  const Limits limits{.days = 1, .events = 1000};
  for (int i = 0; i < 20; ++i) insert(Stream::Changes, event_at(noon, "old"), limits);
  const auto later = noon + std::chrono::days(1) + std::chrono::milliseconds(1);
  insert(Stream::Changes, event_at(later, "new"), limits);
  EXPECT_EQ(database.run([](storage::Transaction& tx) { return count_of(tx, "audit_changes"); }),
            21 - old_rows_per_row_max);
  for (int i = 0; i < 30; ++i) insert(Stream::Changes, event_at(later, "new"), limits);
  EXPECT_EQ(database.run([](storage::Transaction& tx) { return count_of(tx, "audit_changes"); }), 31);
}

// Numbers that were given are never given again, so that a page's token means what it meant.
TEST_F(LookUp, TheNewestRowStaysHoweverOldItIs) {
  const Limits limits{.days = 1, .events = 1};
  for (int i = 0; i < 5; ++i)
    insert(Stream::Changes, event_at(noon + i * std::chrono::days(10), "x"), limits);
  database.run([&](storage::Transaction& tx) {
    EXPECT_EQ(count_of(tx, "audit_changes"), 1);
    EXPECT_EQ(newest_sequence(tx, Stream::Changes), 5);
    return 0;
  });
}

TEST_F(LookUp, AConditionIsAboutWhatItSays) {
  Event event = event_at(noon, "CreateLoadBalancer");
  event.caller.kind = identity::CallerKind::User;
  event.caller.principal_name = "alice";
  event.caller.access_key_id = model::AccessKeyId("LTAI1");
  event.source = *base::parse_ipv4("203.0.113.7");
  event.random = 5;
  event.resources = to_text({{"ACS::ENS::Network", "n-1"}, {"ACS::ENS::LoadBalancer", "lb-1"}});
  const std::pair<Condition, bool> cases[] = {
      {{"EventName", "CreateLoadBalancer"}, true},
      {{"EventName", "createloadbalancer"}, false},
      {{"ServiceName", "Ens"}, true},
      {{"ServiceName", "Ram"}, false},
      {{"User", "alice"}, true},
      {{"User", "root"}, false},
      {{"EventId", event_id(noon, 5).get()}, true},
      {{"EventId", event_id(noon, 6).get()}, false},
      {{"EventType", "ApiCall"}, true},
      {{"EventType", "ConsoleSignin"}, false},
      {{"EventRW", "Write"}, true},
      {{"EventRW", "Read"}, false},
      {{"EventAccessKeyId", "LTAI1"}, true},
      {{"EventAccessKeyId", "LTAI"}, false},
      {{"SourceIpAddress", "203.0.113.7"}, true},
      {{"SourceIpAddress", "203.0.113.8"}, false},
      {{"ResourceType", "ACS::ENS::LoadBalancer"}, true},
      {{"ResourceType", "ACS::ENS::Instance"}, false},
      {{"ResourceName", "n-1"}, true},
      {{"ResourceName", "n-2"}, false},
      {{"Unknown", "n-1"}, false},
  };
  for (const auto& [condition, expected] : cases) {
    EXPECT_EQ(matches(event, condition), expected) << condition.key << " " << condition.value;
  }
  event.caller.kind = identity::CallerKind::Account;
  EXPECT_TRUE(matches(event, {"User", "root"}));
  event.outcome = Outcome::Others;
  EXPECT_FALSE(matches(event, {"User", "root"})) << "whose that was is not known";
  event.outcome = Outcome::Done;
  event.caller.kind = identity::CallerKind::AssumedRole;
  event.caller.session_name = "s";
  EXPECT_TRUE(matches(event, {"User", "alice:s"}));
  event.action = "DescribeNetworks";
  EXPECT_TRUE(matches(event, {"EventRW", "Read"}));
}

}  // namespace
}  // namespace sluice::audit
