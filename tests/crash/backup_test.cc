// Backups of a server while many clients create balancers with tokens, and servers that are made of them. A
// backup is one instant: what was acknowledged before it was begun is in it, what was asked for after its end
// is not, and of what was under way between, each create is in it whole or not at all.
//
//   SLUICE_CRASH_ROUNDS   how many backups; default 5, under a sanitizer 2

#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "platform/storage/testing/scratch_directory.h"
#include "tests/crash/burst.h"
#include "tests/crash/environment.h"
#include "tests/crash/listener_watch.h"
#include "tests/crash/token_ledger.h"
#include "tests/support/build.h"
#include "tests/support/sluice_server.h"

namespace sluice::crash {
namespace {

constexpr size_t clients = 16;
constexpr size_t creates_before = 100, creates_meanwhile = 400, creates_after = 100;
constexpr size_t listeners = 4;

// A round of creates, sent by many clients that each wait for their answer: the first ones before the backup
// is begun, the last ones when it has ended.
class Creates {
 public:
  Creates(const base::Endpoint& server, std::vector<Asked> asked)
      : server_(server), asked_(std::move(asked)), answers_(asked_.size()) {
    for (size_t i = 0; i < clients; ++i) threads_.emplace_back([this] { send(); });
  }

  // What is answered when `creates_before` are.
  std::vector<Answer> await_first() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return answered_ >= creates_before; });
    return answers_;
  }
  // All answers, after the last ones were sent too.
  std::vector<Answer> finish() {
    {
      const std::lock_guard lock(mutex_);
      backup_ended_ = true;
    }
    changed_.notify_all();
    threads_.clear();
    return answers_;
  }

 private:
  void send() {
    e2e::Api api(server_);
    std::unique_lock lock(mutex_);
    while (next_ < asked_.size()) {
      const size_t i = next_++;
      if (i >= creates_before + creates_meanwhile) changed_.wait(lock, [&] { return backup_ended_; });
      lock.unlock();
      e2e::Reply reply = api.call(asked_[i].action, asked_[i].parameters);
      lock.lock();
      answers_[i] = {reply.status, std::move(reply.body), std::move(reply.value)};
      ++answered_;
      changed_.notify_all();
    }
  }

  const base::Endpoint server_;
  const std::vector<Asked> asked_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Answer> answers_;  // guarded by mutex_ until finish(), as are those below
  size_t next_ = 0;
  size_t answered_ = 0;
  bool backup_ended_ = false;
  std::vector<std::jthread> threads_;
};

class BackupTest : public ::testing::Test {
 protected:
  static constexpr int rounds_default = e2e::sanitized ? 2 : 5;

  void start(const std::string& data) {
    server_ = std::make_unique<e2e::SluiceServer>(e2e::ServerSettings{.data_dir = directory_.path(data)});
    ASSERT_TRUE(server_->ready()) << server_->process().errors();
    api_ = std::make_unique<e2e::Api>(server_->endpoint());
  }
  void stop() { EXPECT_EQ(server_->terminate(), 0) << server_->process().errors(); }

  Call caller() {
    return [this](std::string_view action, const Parameters& parameters) -> Answer {
      e2e::Reply reply = api_->call(action, parameters);
      return {reply.status, std::move(reply.body), std::move(reply.value)};
    };
  }

  void back_up(const std::string& to) const {
    const e2e::Finished finished =
        e2e::run(e2e::sluice({"backup", "--data-dir", directory_.path("data"), "--to", directory_.path(to)}));
    EXPECT_EQ(finished.exit, 0) << finished.errors;
  }
  void restore(const std::string& from, const std::string& data) const {
    const e2e::Finished finished = e2e::run(
        e2e::sluice({"restore", "--from", directory_.path(from), "--data-dir", directory_.path(data)}));
    ASSERT_EQ(finished.exit, 0) << finished.errors;
    std::filesystem::copy_file(directory_.path("data/secrets.key"), directory_.path(data + "/secrets.key"));
  }

  // The server that is there now is made of a backup, whose ledger knows what was answered before it was
  // begun. `answers` are those of the server that was backed up.
  void check_restored(TokenLedger& ledger, const std::vector<Asked>& creates,
                      const std::vector<Answer>& answers) {
    const Call call = caller();
    ledger.check_what_is_left(call);
    const size_t left = ledger.left();
    const std::vector<Asked> retries = ledger.draw_retries(20, 0);
    const Burst burst = send_at_once(server_->endpoint(), retries, e2e::patience, [] {});
    size_t same = 0, same_after = 0;
    for (size_t i = 0; i < retries.size(); ++i) {
      ledger.take_retry(retries[i], burst.answers[i]);
      if (i >= creates.size() || burst.answers[i].body.empty()) continue;
      const bool is_same = burst.answers[i].value["LoadBalancerId"] == answers[i].value["LoadBalancerId"];
      same += is_same ? 1 : 0;
      if (i >= creates_before + creates_meanwhile) same_after += is_same ? 1 : 0;
    }
    EXPECT_EQ(same, left) << "a token of a balancer in the backup answers with another one";
    EXPECT_EQ(same_after, 0u) << "in the backup is what was asked for after its end";
    ledger.check_round(call);
    ledger.check_everything(call);
    std::printf("%zu acknowledged before, %zu in the backup, %zu were made\n", ledger.acknowledged(), left,
                creates.size());
  }

  storage::ScratchDirectory directory_;
  std::unique_ptr<e2e::SluiceServer> server_;
  std::unique_ptr<e2e::Api> api_;
};

TEST_F(BackupTest, UnderLoadIsOneInstantAndBecomesAServer) {
  const auto rounds = from_environment("SLUICE_CRASH_ROUNDS", rounds_default);
  std::mt19937_64 random(rounds);
  start("data");
  if (HasFatalFailure()) return;
  const std::string block = e2e::own_block();
  const std::string network = api_->make_network("10.0.0.0/8");
  const std::string vswitch = api_->make_vswitch(network, block);
  TokenLedger ledger(network, vswitch, block);
  ListenerWatch watch(caller(), network, vswitch, listeners);
  ledger.add_instance(watch.instance_address());
  for (const std::string& id : watch.balancers()) ledger.add_balancer(id);

  for (uint64_t round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const std::string backup = "backup-" + std::to_string(round);
    const std::string restored = "restored-" + std::to_string(round);
    const std::vector<Asked> asked = ledger.draw_creates(creates_before + creates_meanwhile + creates_after);
    TokenLedger ledger_of_backup = ledger;
    Creates creates(server_->endpoint(), asked);
    const std::vector<Answer> first = creates.await_first();
    back_up(backup);
    const std::vector<Answer> answers = creates.finish();
    stop();
    for (size_t i = 0; i < asked.size(); ++i) {
      ASSERT_TRUE(answers[i].ok()) << "a backup is in nobody's way: " << answers[i].body;
      ledger.take_answer(asked[i], answers[i]);
      ledger_of_backup.take_answer(asked[i], first[i]);
    }

    restore(backup, restored);
    if (HasFatalFailure()) return;
    start(restored);
    if (HasFatalFailure()) return;
    watch.check_forwarding(random);
    check_restored(ledger_of_backup, asked, answers);
    stop();

    start("data");
    if (HasFatalFailure()) return;
    ledger.check_round(caller());
  }
  ledger.check_everything(caller());
}

}  // namespace
}  // namespace sluice::crash
