// ClientTokens against a model: random callers with shared tokens, several under way at once, time that
// passes, and power that is lost at every single change of the disk.
//
//   SLUICE_CRASH_ROUNDS   how many random histories; default 40, under a sanitizer 8
//   SLUICE_CRASH_SEED     repeats one of them

#include "tests/crash/token_model.h"

#include <cstdio>
#include <random>

#include <gtest/gtest.h>

#include "tests/crash/cloud_on_a_disk.h"
#include "tests/crash/environment.h"
#include "tests/support/build.h"

namespace sluice::crash {
namespace {

constexpr std::chrono::seconds validity{600};
constexpr int histories_default = e2e::sanitized ? 8 : 40;
constexpr int waves_per_history = 12;
constexpr size_t callers_per_wave_max = 12;
constexpr int tokens = 4;
// Beyond what a wave changes, so that some waves end undisturbed.
constexpr uint64_t changes_of_a_wave = 120;

struct Caller {
  std::string token;
  Wish wish;
};

class TokenModelTest : public CloudOnADisk {
 protected:
  TokenModelTest() : CloudOnADisk("token-model") {}

  void begin_anew() {
    open_anew({.client_token_validity = validity});
    model_.emplace(validity);
  }

  Parameters parameters_of(const Caller& caller) const {
    Parameters parameters =
        cloud_->balancer_parameters(network_, caller.wish == Wish::Unserved ? "vsw-5unserved" : vswitch_);
    if (caller.wish == Wish::Other) parameters.emplace_back("LoadBalancerName", "other");
    parameters.emplace_back("ClientToken", caller.token);
    return parameters;
  }

  // All under way before the first of them is answered.
  void run(const std::vector<Caller>& wave) {
    std::vector<std::shared_ptr<control::Reply>> replies;
    for (const Caller& caller : wave)
      replies.push_back(cloud_->start("CreateLoadBalancer", parameters_of(caller)));
    cloud_->settle();
    for (size_t i = 0; i < wave.size(); ++i) {
      const control::Reply& reply = *replies[i];
      model_->take(wave[i].token, wave[i].wish, cloud_->clock().wall(),
                   Answer{reply.http_status, reply.body, reply.value});
    }
  }

  // Every token is asked again, after which nothing is unknown; then what the lists say is what it must be.
  void check() {
    std::vector<Caller> wave;
    for (int i = 0; i < tokens; ++i) wave.push_back({"t-" + std::to_string(i), Wish::One});
    run(wave);
    run(wave);
    for (const Caller& caller : wave) {
      if (!model_->is_certain(caller.token)) {  // it belongs to somebody with another wish
        run({{caller.token, Wish::Other}});
        EXPECT_TRUE(model_->is_certain(caller.token)) << caller.token;
      }
    }
    std::set<std::string> there;
    const control::Reply balancers = cloud_->call("DescribeLoadBalancers", {{"PageSize", "100"}});
    for (const json::Value& row : balancers.value["LoadBalancers"]["LoadBalancer"]) {
      there.insert(row["LoadBalancerId"].get<std::string>());
    }
    EXPECT_EQ(there, model_->balancers());
    std::map<std::string, std::string> recorded;
    const control::Reply ledger = cloud_->call("DescribeClientTokens", {{"PageSize", "100"}});
    for (const json::Value& entry : ledger.value["ClientTokens"]) {
      if (entry["Status"] != "Valid") continue;
      EXPECT_TRUE(
          recorded.emplace(entry["ClientToken"].get<std::string>(), entry["ResourceId"].get<std::string>())
              .second)
          << json::print(entry);
    }
    EXPECT_EQ(recorded, model_->made(cloud_->clock().wall()));
  }

  std::vector<Caller> draw_wave(std::mt19937_64& random) {
    std::vector<Caller> wave(1 + random() % callers_per_wave_max);
    for (Caller& caller : wave) {
      const uint64_t wish = random() % 8;
      caller = {"t-" + std::to_string(random() % tokens),
                wish == 0 ? Wish::Unserved : (wish < 3 ? Wish::Other : Wish::One)};
    }
    return wave;
  }

  void delete_one(std::mt19937_64& random) {
    if (model_->balancers().empty()) return;
    const std::string id = *std::next(model_->balancers().begin(),
                                      static_cast<std::ptrdiff_t>(random() % model_->balancers().size()));
    ASSERT_TRUE(cloud_->call("DeleteLoadBalancer", {{"LoadBalancerId", id}}).ok());
    model_->deleted(id);
  }

  std::optional<TokenModel> model_;
};

TEST_F(TokenModelTest, HoldsWhereverInAWaveThePowerIsLost) {
  const std::vector<Caller> wave = {
      {"t-0", Wish::One},      {"t-1", Wish::One}, {"t-0", Wish::One}, {"t-1", Wish::Other},
      {"t-2", Wish::Unserved}, {"t-2", Wish::One}, {"t-3", Wish::One}, {"t-0", Wish::Other},
  };
  uint64_t place = 1;
  for (bool reached = true; reached && !HasFailure(); ++place) {
    SCOPED_TRACE("power lost at change " + std::to_string(place));
    begin_anew();
    run({{"t-3", Wish::One}});
    cloud_->clock().advance(validity);  // the record of t-3 is there and has expired
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

TEST_F(TokenModelTest, HoldsInRandomHistories) {
  const uint64_t first_seed = from_environment("SLUICE_CRASH_SEED", std::random_device{}());
  const auto histories = from_environment("SLUICE_CRASH_ROUNDS", histories_default);
  for (uint64_t seed = first_seed; seed < first_seed + histories && !HasFailure(); ++seed) {
    SCOPED_TRACE("SLUICE_CRASH_SEED=" + std::to_string(seed));
    std::mt19937_64 random(seed);
    begin_anew();
    for (int wave = 0; wave < waves_per_history && !HasFailure(); ++wave) {
      const bool disturbed = random() % 3 == 0;
      if (disturbed) disk_.crash_at_change(1 + random() % changes_of_a_wave);
      run(draw_wave(random));
      if (disturbed) lose_power_and_start_again();
      if (HasFatalFailure()) return;
      cloud_->clock().advance(std::chrono::seconds(random() % validity.count()));
      if (random() % 4 == 0) delete_one(random);
      if (random() % 3 == 0) check();
    }
    check();
  }
}

}  // namespace
}  // namespace sluice::crash
