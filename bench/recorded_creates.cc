#include "bench/recorded_creates.h"

#include <future>
#include <sstream>

#include "bench/deposits.h"
#include "bench/figures.h"
#include "contract/api/catalogue.h"
#include "control/actions/executor.h"
#include "control/commerce/customer/open_customer.h"
#include "control/commerce/terms/default_terms.h"
#include "control/loadbalancer/load_balancer_actions.h"
#include "control/network/network_actions.h"
#include "control/regions/region_store.h"
#include "control/schema/schema.h"
#include "platform/base/random.h"
#include "platform/storage/sqlite_database.h"

namespace sluice::bench {
namespace {

constexpr const char* region = "cn-chengdu-telecom";
constexpr const char* block = "10.64.0.0/16";
constexpr int64_t account = 1;
constexpr size_t creates_at_a_time = 1000;
const model::NodeId node{"local"};

using Parameters = std::vector<std::pair<std::string, std::string>>;

void write_and_wait(storage::Database& database, storage::Database::Unit unit) {
  std::promise<std::optional<storage::Failure>> settled;
  database.submit_write(std::move(unit),
                        [&](std::optional<storage::Failure> failure) { settled.set_value(failure); });
  if (const auto failure = settled.get_future().get()) give_up(failure->message);
}

}  // namespace

// A database that notes what its write units execute. Units run on the writer thread, each with a place of
// its own.
class Recorder final : public storage::Database {
 public:
  Recorder(storage::Database& database, RecordedCreates& record) : database_(database), record_(record) {}

  void submit_write(Unit unit, Done done) override {
    RecordedCreates::Unit& noted = record_.units_.emplace_back();
    database_.submit_write(
        [this, &noted, unit = std::move(unit)](storage::Transaction& tx) {
          noted.clear();
          Listening listening(tx, *this, noted);
          return unit(listening);
        },
        std::move(done));
  }
  void submit_read(storage::Lane lane, Unit unit, Done done) override {
    database_.submit_read(lane, std::move(unit), std::move(done));
  }
  void set_commit_listener(CommitListener listener) override {
    database_.set_commit_listener(std::move(listener));
  }

 private:
  class Listening final : public storage::Transaction {
   public:
    Listening(storage::Transaction& tx, Recorder& recorder, RecordedCreates::Unit& noted)
        : tx_(tx), recorder_(recorder), noted_(noted) {}
    int64_t execute(std::string_view sql, std::initializer_list<storage::Value> values) override {
      recorder_.note(noted_, sql, values);
      return tx_.execute(sql, values);
    }
    void query(std::string_view sql, std::span<const storage::Value> values,
               const std::function<void(const storage::Row&)>& each) override {
      tx_.query(sql, values, each);
    }

   private:
    storage::Transaction& tx_;
    Recorder& recorder_;
    RecordedCreates::Unit& noted_;
  };

  void note(RecordedCreates::Unit& noted, std::string_view sql,
            std::initializer_list<storage::Value> values) {
    RecordedCreates::Statement& statement = noted.emplace_back(&*record_.sql_.emplace(sql).first);
    for (storage::Value value : values) {
      if (const auto* text = std::get_if<std::string_view>(&value))
        value = record_.texts_.emplace_back(*text);
      statement.values.push_back(value);
    }
  }

  storage::Database& database_;
  RecordedCreates& record_;
};

namespace {

// Runs actions as one account.
class Caller {
 public:
  using Pending = std::future<actions::Answer>;

  explicit Caller(storage::Database& database)
      : keys_(clock_), trail_(database, clock_, {}, 0), executor_(registry_, database, keys_, trail_) {
    const actions::Environment environment{random_, keys_};
    network::serve_networks(registry_, environment);
    network::serve_vswitches(registry_, environment);
    loadbalancer::serve(registry_, environment, {terms_, keys_, random_, payment_channel_}, board_, {});
  }

  Pending start(std::string_view name, const Parameters& parameters) {
    api::ParameterSet set;
    for (const auto& [parameter, value] : parameters) set.set(parameter, value);
    const auto promise = std::make_shared<std::promise<actions::Answer>>();
    const api::Action& action = *api::find_action(api::ens_version, name);
    const identity::Caller caller{.account_key = account};
    const model::RequestId request_id = model::mint_request_id(random_);
    const audit::Arrival arrival{.time = clock_.wall(),
                                 .at = clock_.monotonic(),
                                 .source = {},
                                 .user_agent = "bench",
                                 .request_id = request_id};
    executor_.run(action, set,
                  {.request_id = request_id,
                   .caller = caller,
                   .nonce = {nonces::digest_of("key", new_token()), clock_.wall()},
                   .received = clock_.wall(),
                   .now = clock_.wall(),
                   .attempt = std::make_shared<audit::Attempt>(
                       audit::make_attempt(arrival, action, set, caller, random_))},
                  [promise](actions::Answer answer) { promise->set_value(std::move(answer)); });
    return promise->get_future();
  }

  std::string id_of(Pending pending, std::string_view member) {
    const actions::Answer answer = pending.get();
    if (!answer) give_up(answer.error().code);
    return std::string(json::find_text(*answer, member).value_or(""));
  }

  std::string new_token() { return model::mint_request_id(random_).get(); }

 private:
  base::SystemClock clock_;
  base::SystemRandom random_;
  storage::KeySource keys_;
  actions::Registry registry_;
  nodes::ListenerBoard board_;
  commerce::TermsCache terms_;
  commerce::TestChannel payment_channel_;
  const audit::Trail trail_;
  actions::Executor executor_;
};

}  // namespace

RecordedCreates::RecordedCreates(const std::string& directory, size_t count, Deposit deposit) {
  const auto database =
      open_empty(directory + (deposit == Deposit::None ? "/recorded.db" : "/recorded-deposits.db"));
  Recorder recorder(*database, *this);
  write_and_wait(recorder, [&](storage::Transaction& tx) {
    const base::SystemClock clock;
    storage::KeySource keys(clock);
    regions::seed_development_catalogue(tx, node);
    commerce::open_customer(tx, account, "1234567890123456", clock.wall());
    commerce::seed_terms(tx, keys, clock.wall());
    if (deposit == Deposit::OneMonth) charge_deposits(tx, keys, account, clock.wall());
    return storage::Verdict::Keep;
  });
  Caller caller(recorder);
  const std::string network = caller.id_of(
      caller.start("CreateNetwork", {{"EnsRegionId", region}, {"CidrBlock", block}}), "NetworkId");
  const std::string vswitch = caller.id_of(
      caller.start("CreateVSwitch", {{"EnsRegionId", region}, {"NetworkId", network}, {"CidrBlock", block}}),
      "VSwitchId");
  std::vector<Caller::Pending> pending;
  for (size_t i = 0; i < count; ++i) {
    pending.push_back(caller.start("CreateLoadBalancer", {{"EnsRegionId", region},
                                                          {"LoadBalancerSpec", "elb.s1.small"},
                                                          {"PayType", "PostPaid"},
                                                          {"NetworkId", network},
                                                          {"VSwitchId", vswitch},
                                                          {"ClientToken", caller.new_token()}}));
    if (pending.size() < creates_at_a_time && i + 1 < count) continue;
    for (Caller::Pending& one : pending) caller.id_of(std::move(one), "LoadBalancerId");
    pending.clear();
  }
}

std::map<std::string, size_t> RecordedCreates::statements_by_table() const {
  std::map<std::string, size_t> counts;
  for (const Statement& statement : units_.back()) {
    // INSERT INTO table, UPDATE table, DELETE FROM table
    std::istringstream words(*statement.sql);
    std::string verb, table;
    words >> verb >> table;
    while (verb != "UPDATE" &&
           (table == "OR" || table == "REPLACE" || table == "IGNORE" || table == "INTO" || table == "FROM")) {
      words >> table;
    }
    ++counts[table];
  }
  return counts;
}

void RecordedCreates::replay_setup(storage::Transaction& tx) const {
  for (size_t i = 0; i < setup_units; ++i) replay(tx, units_[i]);
}

void RecordedCreates::replay(storage::Transaction& tx, const Unit& unit) {
  // query() takes as many values as come; a statement without rows calls nobody.
  for (const Statement& statement : unit)
    tx.query(*statement.sql, statement.values, [](const storage::Row&) {});
}

std::unique_ptr<storage::Database> open_empty(const std::string& path) {
  auto database = storage::open_sqlite({.path = path, .migrations = schema::migrations()});
  if (!database) give_up(database.error());
  return std::move(*database);
}

}  // namespace sluice::bench
