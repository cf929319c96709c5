#include "bench/identity_world.h"

#include <algorithm>
#include <future>

#include <fmt/format.h>

#include "contract/api/catalogue.h"
#include "control/identity/policy_store.h"
#include "control/identity/user_store.h"
#include "control/network/network_actions.h"
#include "control/schema/schema.h"
#include "platform/storage/sqlite_database.h"

namespace sluice::bench {
namespace {

constexpr std::string_view secret_of_all = "secret-of-thirty-characters-00";

constexpr int64_t account_of_nobody = 0;  // whose events are those of unknown keys

// One that allows what is measured, and denies something of its own.
std::string document(size_t policy) {
  return fmt::format(
      R"({{"Version":"1","Statement":[{{"Effect":"Allow","Action":["ens:Describe*","ens:Create*"],)"
      R"("Resource":"*"}},{{"Effect":"Deny","Action":"ens:Delete*","Resource":"acs:ens:*:*:lb-{}"}}]}})",
      policy);
}

}  // namespace

IdentityWorld::IdentityWorld(const std::string& directory, const Shape& shape)
    : shape_(shape),
      directory_(directory),
      sealer_(base::Secret(std::string(identity::Sealer::key_bytes, 'k'))),
      tokens_(sealer_),
      keys_(clock_),
      loop_(clock_) {
  std::filesystem::create_directories(directory_);
  auto database = storage::open_sqlite(
      {.path = directory_ + "/sluice.db", .migrations = schema::migrations(), .vfs = {}});
  if (!database) give_up(database.error());
  database_ = std::move(*database);
  for (size_t user = 0; user < shape_.users(); user += shape_.users_per_account_max) {
    const size_t users = std::min(shape_.users_per_account_max, shape_.users() - user);
    write([&](storage::Transaction& tx) { write_account(tx, user, users); });
  }
  identity_ = std::make_unique<identity::Directory>(*database_, sealer_, ring_);
  network::serve_networks(registry_, {random_, keys_});
  trail_.emplace(*database_, clock_, audit::Limits{}, account_of_nobody);
  executor_ = std::make_unique<actions::Executor>(registry_, *database_, keys_, *trail_);
  gateway_ = std::make_unique<gateway::Gateway>(gateway::Parts{.loop = loop_,
                                                               .clock = clock_,
                                                               .business_clock = business_clock_,
                                                               .random = random_,
                                                               .keys = ring_,
                                                               .tokens = tokens_,
                                                               .registry = registry_,
                                                               .executor = *executor_,
                                                               .trail = *trail_,
                                                               .rates = {.factor = std::nullopt}});
}

IdentityWorld::~IdentityWorld() {
  database_.reset();
  std::filesystem::remove_all(directory_);
}

void IdentityWorld::write(const std::function<void(storage::Transaction&)>& work) {
  std::promise<void> done;
  database_->submit_write(
      [&](storage::Transaction& tx) {
        work(tx);
        return storage::Verdict::Keep;
      },
      [&](std::optional<storage::Failure> failure) {
        if (failure) give_up(failure->message);
        done.set_value();
      });
  done.get_future().wait();
}

void IdentityWorld::write_account(storage::Transaction& tx, size_t first_user, size_t users) {
  const int64_t row = ++rows_;
  const identity::StoredAccount account{
      .key = row, .account_id = model::AccountId(fmt::format("{:016}", row)), .is_operator = false};
  identity::insert_account(tx, account, fmt::format("account-{}", row), clock_.wall());
  const size_t policies = std::max<size_t>(users / shape_.users_per_policy, 1);
  for (size_t policy = 0; policy < policies; ++policy) {
    const int64_t key = ++rows_;
    identity::insert_policy(tx, {.key = key,
                                 .account_key = account.key,
                                 .name = fmt::format("policy-{}", policy),
                                 .created = clock_.wall(),
                                 .updated = clock_.wall()});
    identity::insert_policy_version(tx, key,
                                    {.version = 1, .document = document(policy), .created = clock_.wall()});
  }
  for (size_t user = 0; user < users; ++user) write_user(tx, account, first_user + user, user, policies);
}

void IdentityWorld::write_user(storage::Transaction& tx, const identity::StoredAccount& account, size_t user,
                               size_t in_account, size_t policies) {
  identity::User row;
  row.key = ++rows_;
  row.account_key = account.key;
  row.id = model::UserId(fmt::format("{:018}", row.key));
  row.name = fmt::format("user-{}", in_account);
  row.created = row.updated = clock_.wall();
  identity::insert_user(tx, row);
  for (size_t i = 0; i < std::min(shape_.policies_per_user, policies); ++i) {
    identity::attach_policy(tx, account.key,
                            {.principal_key = row.key,
                             .type = identity::PolicyType::Custom,
                             .policy_name = fmt::format("policy-{}", (in_account + i) % policies),
                             .attached = clock_.wall()});
  }
  for (size_t i = 0; i < shape_.keys_per_user; ++i) {
    const std::string id = key_id(user * shape_.keys_per_user + i);
    identity::insert_access_key(
        tx, ++rows_,
        {.access_key_id = model::AccessKeyId(id),
         .account = account,
         .sealed_secret = sealer_.seal(base::Secret(std::string(secret_of_all)), id, random_),
         .active = true,
         .drawn = false,
         .user_key = row.key},
        clock_.wall());
  }
  users_.emplace_back(account.key, row.key);
}

Seconds IdentityWorld::load() {
  const Stopwatch watch;
  if (auto loaded = identity_->load_all(); !loaded) give_up(loaded.error());
  return watch.elapsed();
}

std::string IdentityWorld::key_id(size_t key) const {
  return fmt::format("LTAI{:020}", key);
}

signature::SignedRequest IdentityWorld::sign(size_t key) {
  return signature::sign_acs3({.action = "DescribeNetworks",
                               .version = std::string(api::ens_version),
                               .parameters = {},
                               .access_key_id = key_id(key),
                               .secret = base::Secret(std::string(secret_of_all)),
                               .time = clock_.wall(),
                               .nonce = std::to_string(++nonces_),
                               .host = "127.0.0.1:8680"},
                              signature::Placement::PostQuery);
}

Seconds IdentityWorld::answer(const signature::SignedRequest& made) {
  signature::Request request{.method = made.method, .target = made.target, .body = made.body};
  for (const auto& [name, value] : made.headers) request.headers.emplace_back(name, value);
  const Stopwatch watch;
  std::optional<gateway::Answered> answer;
  gateway_->handle(request, {}, [&](gateway::Answered answered) { answer = std::move(answered); });
  while (!answer) loop_.turn(std::chrono::seconds(1));
  const Seconds elapsed = watch.elapsed();
  if (answer->content.http_status != 200) give_up(answer->content.body);
  return elapsed;
}

Seconds IdentityWorld::change(size_t key, bool active) {
  const std::string id = key_id(key);
  write([&](storage::Transaction& tx) {
    identity::set_access_key_active(tx, model::AccessKeyId(id), active);
    const auto& [account, user] = users_[key / shape_.keys_per_user];
    identity::note_change_of(tx, account, user);
  });
  const Stopwatch watch;
  std::promise<void> done;
  identity_->catch_up([&] { done.set_value(); });
  done.get_future().wait();
  const Seconds elapsed = watch.elapsed();
  const auto found = ring_.find(id);
  if (found == nullptr || found->active != active) give_up("the change of a key is not in force");
  return elapsed;
}

}  // namespace sluice::bench
