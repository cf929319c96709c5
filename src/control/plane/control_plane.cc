#include "control/plane/control_plane.h"

#include <future>
#include <mutex>

#include <unistd.h>

#include "control/accounts/account_actions.h"
#include "control/actions/executor.h"
#include "control/audit_lookup/look_up_events.h"
#include "control/business_clock_actions/business_clock_actions.h"
#include "control/commerce/customer/open_customer.h"
#include "control/commerce/customer_actions/customer_actions.h"
#include "control/commerce/funding_actions/funding_actions.h"
#include "control/commerce/order_actions/order_actions.h"
#include "control/commerce/sale_actions/sale_actions.h"
#include "control/commerce/terms/default_terms.h"
#include "control/commerce/terms_actions/terms_actions.h"
#include "control/compute/instance_actions.h"
#include "control/error_lab_actions/error_lab_actions.h"
#include "control/identity/directory.h"
#include "control/identity/identity_store.h"
#include "control/identity/reseal.h"
#include "control/loadbalancer/billed_balancers.h"
#include "control/loadbalancer/load_balancer_actions.h"
#include "control/loadbalancer/load_balancer_store.h"
#include "control/loadbalancer/served_ports.h"
#include "control/network/network_actions.h"
#include "control/nodes/counters.h"
#include "control/nodes/desired_store.h"
#include "control/nodes/listener_board.h"
#include "control/plane/billing_runner.h"
#include "control/plane/channel_runner.h"
#include "control/plane/data_files.h"
#include "control/plane/readiness.h"
#include "control/plane/recovery_runner.h"
#include "control/providers/client/client.h"
#include "control/ram/ram_actions.h"
#include "control/regions/region_actions.h"
#include "control/regions/region_store.h"
#include "control/schema/schema.h"
#include "control/sts/sts_actions.h"
#include "control/token_ledger/token_ledger_actions.h"
#include "platform/base/log.h"

namespace sluice::control {
namespace {

constexpr int64_t revisions_between_trims = 1000;

using Outcome = base::Result<int64_t, std::string>;

// Runs one write and waits for it; for the start of the process.
Outcome write_now(storage::Database& database, const std::function<int64_t(storage::Transaction&)>& work) {
  std::promise<Outcome> promise;
  auto future = promise.get_future();
  storage::write(
      database, [&](storage::Transaction& tx) -> Outcome { return work(tx); },
      [&](base::Result<Outcome, storage::Failure> done) {
        promise.set_value(done ? std::move(*done) : Outcome(base::Unexpected{done.error().message}));
      });
  return future.get();
}

base::Result<identity::Sealer, std::string> find_sealer(const Options& options, bool has_accounts,
                                                        base::Random& random) {
  if (options.sealer) return *options.sealer;
  const std::string path = sealing_key_path(options.data_dir, options.sealing_key_path);
  // A key that is drawn now would open none of their secrets.
  if (has_accounts && ::access(path.c_str(), F_OK) != 0) {
    return base::Unexpected{"the sealing key " + path +
                            " is missing: put back the one that these data were written with"};
  }
  return identity::Sealer::from_file(path, random);
}

}  // namespace

struct ControlPlane::Parts {
  Parts(const base::Clock& c, base::Random& r) : clock(c), random(r), keys(c), business_clock(c) {}

  const base::Clock& clock;
  base::Random& random;
  storage::KeySource keys;
  identity::KeyRing key_ring;
  commerce::TermsCache terms;
  commerce::TestChannel payment_channel;
  business::BusinessClock business_clock;
  std::optional<commerce::Billing> billing;
  std::optional<loadbalancer::BilledBalancers> billed_balancers;
  std::optional<BillingRunner> billing_runner;  // none: nothing is billed
  std::optional<identity::Sealer> sealer;
  std::optional<identity::SessionTokens> tokens;
  std::unique_ptr<identity::Directory> directory;
  nodes::ListenerBoard board;
  std::unique_ptr<error_lab::Lab> error_lab;  // null: it is off
  actions::Registry registry;
  throttle::Rates rates;
  bool tls_required = false;
  int64_t newest_revision_at_start = 0;
  std::atomic<int64_t> trimmed_revision{0};
  std::unique_ptr<nodes::Publisher> publisher;
  std::optional<audit::Trail> trail;
  std::unique_ptr<actions::Executor> executor;
  providers::Settings providers;
  providers::Transport provider_transport;
  providers::Plugged plugged;
  std::unique_ptr<providers::Client> provider_client;  // on the gateway's loop; null: nobody is asked
  bool has_unfinished = false;                    // that somebody outside was asked for, before the start
  std::optional<RecoveryRunner> recovery_runner;  // null with provider_client
  std::optional<ChannelRunner> channel_runner;    // the same
  StorageProbe probe{clock.monotonic()};
  std::mutex directory_mutex;
  uint64_t directory_times_current = 0;        // as probe() saw it; guarded by directory_mutex
  base::MonotonicTime directory_current_at{};  // since when it has not moved; guarded by directory_mutex
  // Last, so that it goes first: its threads call into everything above.
  std::unique_ptr<storage::Database> database;
};

ControlPlane::ControlPlane(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
ControlPlane::~ControlPlane() = default;

base::Result<std::unique_ptr<ControlPlane>, std::string> ControlPlane::open(const Options& options,
                                                                            const base::Clock& clock,
                                                                            base::Random& random) {
  auto parts = std::make_unique<Parts>(clock, random);
  parts->rates = options.rates;
  parts->tls_required = options.tls_required;
  parts->providers = options.providers;
  parts->provider_transport = options.provider_transport;
  parts->plugged = providers::plugged_by(options.providers);
  auto database = options.open_database({.path = options.data_dir + "/" + database_file,
                                         .migrations = schema::migrations(),
                                         .reader_threads = options.reader_threads,
                                         .vfs = options.vfs});
  if (!database) return base::Unexpected{std::move(database).error()};
  parts->database = std::move(*database);
  parts->database->set_commit_listener([p = parts.get()] {
    if (p->publisher) p->publisher->wake();
  });
  const auto newest_key = write_now(*parts->database, schema::newest_key);
  if (!newest_key) return base::Unexpected{newest_key.error()};
  // Whoever opens the database draws keys of its own, so that several processes may.
  const auto opened =
      write_now(*parts->database, [](storage::Transaction& tx) { return nodes::next_count(tx, "openings"); });
  if (!opened) return base::Unexpected{opened.error()};
  parts->keys.start(*opened, *newest_key);

  const auto accounts = write_now(*parts->database, [](storage::Transaction& tx) {
    return static_cast<int64_t>(identity::list_accounts(tx).size());
  });
  if (!accounts) return base::Unexpected{accounts.error()};
  auto sealer = find_sealer(options, *accounts > 0, random);
  if (!sealer) return base::Unexpected{std::move(sealer).error()};
  parts->sealer = std::move(*sealer);
  if (parts->sealer->has_earlier()) {
    const auto resealed = identity::reseal_all(*parts->database, *parts->sealer, random);
    if (!resealed) return base::Unexpected{resealed.error()};
    base::log_info("identity.resealed", {{"secrets", *resealed}, {"sealing_key", parts->sealer->key_id()}});
  }
  parts->tokens.emplace(*parts->sealer);
  auto ready = identity::bootstrap(
      *parts->database, parts->keys, random, clock, *parts->sealer,
      {.first_key = options.first_key,
       .credentials_path = options.data_dir + "/" + credentials_file,
       .opened = [](storage::Transaction& tx, const identity::StoredAccount& account, base::WallTime now) {
         commerce::open_customer(tx, account.key, account.account_id.get(), now);
       }});
  if (!ready) return base::Unexpected{std::move(ready).error()};
  parts->directory = std::make_unique<identity::Directory>(*parts->database, *parts->sealer, parts->key_ring);
  if (auto loaded = parts->directory->load_all(); !loaded) return base::Unexpected{std::move(loaded).error()};

  const auto operator_key =
      write_now(*parts->database, [](storage::Transaction& tx) { return identity::find_operator(tx)->key; });
  if (!operator_key) return base::Unexpected{operator_key.error()};
  parts->trail.emplace(*parts->database, clock, options.audit, *operator_key);
  parts->executor =
      std::make_unique<actions::Executor>(parts->registry, *parts->database, parts->keys, *parts->trail,
                                          options.client_token_validity, options.client_token_mismatch);

  const auto newest = write_now(*parts->database, [&](storage::Transaction& tx) {
    parts->business_clock.set_ahead(business::read_ahead(tx));
    if (options.development) regions::seed_development_catalogue(tx, local_node);
    commerce::seed_terms(tx, parts->keys, clock.wall());
    unfinished::end_leases(tx);
    parts->has_unfinished = unfinished::count(tx) + commerce::count_wanted(tx) > 0;
    const int64_t revision = nodes::newest_revision(tx, local_node);
    nodes::trim_gone(tx, local_node, revision);  // the local node starts empty
    return nodes::newest_revision(tx, local_node);
  });
  if (!newest) return base::Unexpected{newest.error()};
  parts->newest_revision_at_start = *newest;

  const actions::Environment environment{random, parts->keys};
  regions::serve(parts->registry);
  network::serve_networks(parts->registry, environment);
  network::serve_vswitches(parts->registry, environment);
  compute::serve(parts->registry, environment);
  if (options.billing) parts->billing.emplace(commerce::Billing{parts->terms, parts->keys, *options.billing});
  const commerce::Engine engine{parts->terms, parts->keys, random, parts->payment_channel,
                                parts->billing ? &*parts->billing : nullptr};
  parts->billed_balancers.emplace(engine);
  if (parts->billing) {
    parts->billing_runner.emplace(*parts->database, *parts->billing, *parts->billed_balancers,
                                  parts->business_clock);
  }
  loadbalancer::serve(parts->registry, environment, engine, parts->board,
                      {.generate_names = options.generate_names});
  commerce::serve_terms(parts->registry, environment);
  commerce::serve_limits(parts->registry);
  commerce::serve_sale(parts->registry, environment, engine);
  commerce::serve_customers(parts->registry, {.environment = environment,
                                              .terms = parts->terms,
                                              .count_live =
                                                  [](storage::Transaction& tx, int64_t account_key) {
                                                    storage::Where where;
                                                    where.equals("l.account_key", account_key);
                                                    return loadbalancer::count_load_balancers(tx, where);
                                                  },
                                              .instances = *parts->billed_balancers});
  if (options.error_lab) parts->error_lab = std::make_unique<error_lab::Lab>();
  error_lab::serve(parts->registry, environment, parts->error_lab.get());
  business::serve_clock(parts->registry, {.clock = parts->business_clock,
                                          .may_be_stepped = options.development,
                                          .catch_up = [p = parts.get()](std::function<void()> then) {
                                            p->billing_runner ? p->billing_runner->catch_up(std::move(then))
                                                              : then();
                                          }});
  commerce::serve_funding(parts->registry, environment);
  commerce::serve_orders(parts->registry, engine);
  token_ledger::serve(parts->registry);
  audit_lookup::serve(parts->registry, environment, *parts->sealer, options.audit);
  ram::serve(parts->registry, environment, *parts->sealer, *parts->directory);
  sts::serve(parts->registry, environment, *parts->tokens, *parts->directory);
  accounts::serve(parts->registry, environment, *parts->sealer, *parts->directory);
  std::unique_ptr<ControlPlane> plane(new ControlPlane(std::move(parts)));
  plane->probe();
  return plane;
}

std::unique_ptr<gateway::Gateway> ControlPlane::make_gateway(io::Loop& loop) {
  if (parts_->plugged.any() || parts_->has_unfinished) {
    parts_->provider_client =
        std::make_unique<providers::Client>(loop, parts_->providers, parts_->provider_transport);
    parts_->executor->consult({&parts_->plugged, parts_->provider_client.get(), &parts_->clock});
    parts_->recovery_runner.emplace(*parts_->database, *parts_->executor, parts_->clock,
                                    parts_->business_clock, parts_->random);
    parts_->channel_runner.emplace(*parts_->database, *parts_->provider_client, parts_->clock);
  }
  return std::make_unique<gateway::Gateway>(gateway::Parts{.loop = loop,
                                                           .clock = parts_->clock,
                                                           .business_clock = parts_->business_clock,
                                                           .random = parts_->random,
                                                           .keys = parts_->key_ring,
                                                           .tokens = *parts_->tokens,
                                                           .registry = parts_->registry,
                                                           .executor = *parts_->executor,
                                                           .trail = *parts_->trail,
                                                           .rates = parts_->rates,
                                                           .tls_required = parts_->tls_required,
                                                           .error_lab = parts_->error_lab.get()});
}

void ControlPlane::connect_node(nodes::Publisher::Link link) {
  parts_->publisher = std::make_unique<nodes::Publisher>(*parts_->database, local_node, std::move(link));
  parts_->publisher->wake();
}

void ControlPlane::retry_node() {
  parts_->publisher->retry_if_failed();
}

void ControlPlane::poll_identity() {
  parts_->directory->poll();
}

void ControlPlane::bill() {
  if (parts_->billing_runner) parts_->billing_runner->wake();
}

void ControlPlane::end_unfinished() {
  if (!parts_->recovery_runner) return;
  parts_->recovery_runner->wake();
  parts_->channel_runner->wake();
}

void ControlPlane::catch_up_identity(std::function<void()> then) {
  parts_->directory->catch_up(std::move(then));
}

void ControlPlane::probe() {
  parts_->probe.ask(*parts_->database, parts_->clock);
  const uint64_t times_current = parts_->directory->times_current();
  std::lock_guard lock(parts_->directory_mutex);
  if (std::exchange(parts_->directory_times_current, times_current) == times_current) return;
  parts_->directory_current_at = parts_->clock.monotonic();
}

std::vector<gateway::Missing> ControlPlane::find_missing() const {
  Noticed noticed{
      .storage_read = parts_->probe.read_at(),
      .storage_written = parts_->probe.written_at(),
      .node_applied = parts_->board.has_applied(local_node.get(), parts_->newest_revision_at_start)};
  {
    std::lock_guard lock(parts_->directory_mutex);
    noticed.directory_current = parts_->directory_current_at;
  }
  return control::find_missing(noticed, parts_->clock.monotonic());
}

void ControlPlane::take(const nodelink::Report& report) {
  parts_->board.take(report);
  loadbalancer::remember_served_ports(*parts_->database, report);
  int64_t trimmed = parts_->trimmed_revision;
  if (report.applied_revision - trimmed < revisions_between_trims) return;
  if (!parts_->trimmed_revision.compare_exchange_strong(trimmed, report.applied_revision)) return;
  parts_->database->submit_write(
      [revision = report.applied_revision](storage::Transaction& tx) {
        nodes::trim_gone(tx, local_node, revision);
        return storage::Verdict::Keep;
      },
      [](std::optional<storage::Failure> failure) {
        if (failure) base::log_warning("desired_state.not_trimmed", {{"reason", failure->message}});
      });
}

bool ControlPlane::wait_for_node(std::chrono::milliseconds deadline) {
  return parts_->board.wait_applied(local_node.get(), parts_->newest_revision_at_start, deadline);
}

}  // namespace sluice::control
