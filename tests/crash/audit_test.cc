// The audit trail where power is lost at every single change of the disk: a change and its event are there
// together or not at all, so that after a start each change has exactly one event, each event its change, and
// what was acknowledged has both.
//
//   SLUICE_CRASH_ROUNDS   how many random histories; default 25, under a sanitizer 5
//   SLUICE_CRASH_SEED     repeats one of them

#include <cstdio>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "tests/crash/cloud_on_a_disk.h"
#include "tests/crash/environment.h"
#include "tests/support/build.h"

namespace sluice::crash {
namespace {

using control::Parameters;
using control::Reply;

class AuditCrashTest : public CloudOnADisk {
 protected:
  static constexpr int histories_default = e2e::sanitized ? 5 : 25;
  static constexpr int waves_per_history = 8;
  static constexpr uint64_t changes_of_a_wave = 120;
  static constexpr int tokens = 3;

  AuditCrashTest() : CloudOnADisk("audit") {}

  void begin_anew() {
    open_anew();
    acknowledged_.clear();
  }

  struct Call {
    std::string action;
    Parameters parameters;
  };
  Call create(const std::string& token = {}) const {
    Parameters parameters = cloud_->balancer_parameters(network_, vswitch_);
    if (!token.empty()) parameters.emplace_back("ClientToken", token);
    return {"CreateLoadBalancer", parameters};
  }
  // It is refused, which rolls its unit back within the group.
  static Call refused() { return {"DeleteLoadBalancer", {{"LoadBalancerId", "lb-5nothing"}}}; }

  // All under way before the first of them is answered.
  void run(const std::vector<Call>& wave) {
    std::vector<std::shared_ptr<Reply>> replies;
    for (const Call& call : wave) replies.push_back(cloud_->start(call.action, call.parameters));
    cloud_->settle();
    for (const auto& reply : replies) {
      if (!reply->ok()) continue;
      acknowledged_.emplace(reply->text("RequestId"), reply->text("LoadBalancerId"));
    }
  }

  std::vector<json::Value> events() {
    std::vector<json::Value> all;
    std::string token;
    do {
      Parameters parameters = {{"MaxResults", "50"},
                               {"LookupAttribute.1.Key", "EventName"},
                               {"LookupAttribute.1.Value", "CreateLoadBalancer"}};
      if (!token.empty()) parameters.emplace_back("NextToken", token);
      const Reply reply = cloud_->call("LookupEvents", parameters);
      EXPECT_TRUE(reply.ok()) << reply.body;
      for (const json::Value& event : reply.value["Events"]) all.push_back(event);
      token = reply.text("NextToken");
    } while (!token.empty());
    return all;
  }

  void check() {
    std::set<std::string> there;
    for (int page = 1;; ++page) {
      const Reply balancers =
          cloud_->call("DescribeLoadBalancers", {{"PageSize", "100"}, {"PageNumber", std::to_string(page)}});
      const json::Value& rows = balancers.value["LoadBalancers"]["LoadBalancer"];
      for (const json::Value& row : rows) there.insert(row["LoadBalancerId"].get<std::string>());
      if (rows.size() < 100) break;
    }
    std::set<std::string> made;
    std::map<std::string, std::string> told;  // by request
    for (const json::Value& event : events()) {
      const std::string outcome = event["additionalEventData"]["outcome"].get<std::string>();
      if (outcome != "Done" && outcome != "Replayed") continue;
      const std::string id = event["referencedResources"]["ACS::ENS::LoadBalancer"].at(0).get<std::string>();
      if (outcome == "Done") {
        EXPECT_TRUE(made.insert(id).second) << id << " was made twice";
      }
      EXPECT_TRUE(told.emplace(event["requestId"].get<std::string>(), id).second)
          << "two events of one request: " << json::print(event);
    }
    EXPECT_EQ(made, there) << "changes and their events";
    for (const auto& [request, id] : acknowledged_) {
      const auto event = told.find(request);
      ASSERT_TRUE(event != told.end()) << "no event of the acknowledged request " << request;
      EXPECT_EQ(event->second, id);
    }
  }

  std::vector<Call> draw_wave(std::mt19937_64& random) {
    std::vector<Call> wave;
    for (uint64_t i = 0; i < 1 + random() % 12; ++i) {
      const uint64_t kind = random() % 4;
      if (kind == 0) {
        wave.push_back(refused());
      } else {
        wave.push_back(kind == 1 ? create() : create("t-" + std::to_string(random() % tokens)));
      }
    }
    return wave;
  }

  std::map<std::string, std::string> acknowledged_;  // request, balancer
};

TEST_F(AuditCrashTest, AChangeAndItsEventAreOneWhereverThePowerIsLost) {
  uint64_t place = 1;
  for (bool reached = true; reached && !HasFailure(); ++place) {
    SCOPED_TRACE("power lost at change " + std::to_string(place));
    begin_anew();
    run({create("t-0"), create()});
    const std::vector<Call> wave = {create(),      create("t-0"), refused(), create("t-1"),
                                    create("t-1"), create(),      refused(), create("t-2")};
    disk_.crash_at_change(place);
    run(wave);
    reached = disk_.crashed();
    lose_power_and_start_again();
    if (HasFatalFailure()) return;
    check();
  }
  std::printf("power was lost at each of %llu changes\n", static_cast<unsigned long long>(place - 2));
  EXPECT_GT(place, 10u);
}

TEST_F(AuditCrashTest, AChangeAndItsEventAreOneInRandomHistories) {
  const uint64_t first_seed = from_environment("SLUICE_CRASH_SEED", std::random_device{}());
  const auto histories = from_environment("SLUICE_CRASH_ROUNDS", histories_default);
  for (uint64_t seed = first_seed; seed < first_seed + histories && !HasFailure(); ++seed) {
    SCOPED_TRACE("SLUICE_CRASH_SEED=" + std::to_string(seed));
    std::mt19937_64 random(seed);
    begin_anew();
    for (int wave = 0; wave < waves_per_history && !HasFailure(); ++wave) {
      const bool disturbed = random() % 2 == 0;
      if (disturbed) disk_.crash_at_change(1 + random() % changes_of_a_wave);
      run(draw_wave(random));
      if (disturbed) lose_power_and_start_again();
      if (HasFatalFailure()) return;
      cloud_->clock().advance(std::chrono::seconds(random() % 60));
      if (random() % 2 == 0) check();
    }
    check();
  }
}

TEST_F(AuditCrashTest, RefusalsThatFindTheDiskFullAreWrittenOnceItIsNot) {
  begin_anew();
  const control::Key alice = cloud_->make_user("alice");
  const auto end_second = [this] {
    cloud_->clock().advance(std::chrono::seconds(1));
    cloud_->turn();
    // Writers take turns: behind this one the refusals are written, or known not to be.
    cloud_->call("DeleteNetwork", {{"NetworkId", "n-5nothing"}});
    cloud_->turn();
  };
  const auto calls_written = [this] {
    int64_t calls = 0;
    for (const json::Value& event : events()) calls += event["additionalEventData"]["count"].get<int64_t>();
    return calls;
  };
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(cloud_->call_as(alice, "CreateLoadBalancer", create().parameters).code(), "NoPermission");
  }
  disk_.inject(
      {.operation = storage::LossyVfs::Operation::Write, .code = SQLITE_FULL, .after = 0, .times = 1000});
  end_second();
  EXPECT_EQ(calls_written(), 0);
  disk_.heal();
  end_second();
  EXPECT_EQ(calls_written(), 3);
}

}  // namespace
}  // namespace sluice::crash
