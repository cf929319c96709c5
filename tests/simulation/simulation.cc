#include "tests/simulation/simulation.h"

#include <atomic>

#include <fmt/format.h>
#include <sqlite3.h>

#include "control/providers/client/breaker.h"
#include "control/schema/schema.h"
#include "control/unfinished/unfinished_call.h"
#include "tests/simulation/invariants.h"

namespace sluice::simulation {
namespace {

using namespace std::chrono_literals;
using providers::Behaviour;
using providers::PaymentStep;
using providers::Seam;
using storage::Transaction;

constexpr int steps_max = 1200;
constexpr int rounds_to_end_max = 60;
constexpr int64_t days_kept = 800;  // longer than a life, whose events and tokens are looked at in its end
constexpr int64_t standstill_days_max = 45;  // in which nobody makes bills
constexpr uint64_t changes_before_power_fails = 80;
constexpr uint64_t writes_before_disk_is_full = 40, writes_that_fail = 12;
constexpr commerce::Timeline timeline;

// Two lives may be under way in one process.
std::string new_disk_name() {
  static std::atomic<int> count = 0;
  return "simulated-" + std::to_string(++count);
}

}  // namespace

Scenario draw_scenario(Draw& draw) {
  Scenario scenario;
  scenario.kind.is_billed = draw.one_in(3);
  scenario.kind.has_deposit = !scenario.kind.is_billed || draw.one_in(2);
  scenario.workers = static_cast<int>(draw.between(1, 2));
  scenario.calls = static_cast<int>(draw.between(4, 40));
  scenario.workers_die = draw.one_in(2);
  scenario.workers_pause = draw.one_in(2);
  scenario.power_fails = draw.one_in(2);
  scenario.disk_fills = draw.one_in(3);
  scenario.network_fails = draw.one_in(2);
  scenario.provider_misbehaves = draw.one_in(2);
  return scenario;
}

std::string to_text(const Scenario& scenario) {
  return fmt::format(
      "billed {}, deposit {}, workers {}, calls {}, die {}, pause {}, power {}, disk full {}, network {}, "
      "provider {}",
      scenario.kind.is_billed, scenario.kind.has_deposit, scenario.workers, scenario.calls,
      scenario.workers_die, scenario.workers_pause, scenario.power_fails, scenario.disk_fills,
      scenario.network_fails, scenario.provider_misbehaves);
}

Simulation::Simulation(uint64_t seed)
    : draw_(seed),
      scenario_(draw_scenario(draw_)),
      provider_clock_(*base::parse_iso8601(control::TestCloud::started_at)),
      network_(provider_clock_),
      disk_(new_disk_name()),
      calls_left_(scenario_.calls) {
  set_up();
}

Simulation::~Simulation() {
  for (const auto& worker : workers_) {
    if (worker->is_open()) worker->kill();
  }
}

void Simulation::set_up() {
  const Beginning& beginning = beginning_of(scenario_.kind);
  control::Options options;
  options.data_dir = beginning.data_dir;
  options.vfs = disk_.name();
  options.client_token_validity = 24h * days_kept;
  options.audit.days = days_kept;
  if (scenario_.kind.is_billed) options.billing = timeline;
  if (!scenario_.kind.is_billed) options.providers.of(Seam::Payment) = network_.settings();
  options.provider_transport = network_.transport();
  workers_.push_back(std::make_unique<Worker>(options, new_random()));
  for (int i = 1; i < scenario_.workers; ++i) {
    workers_.push_back(std::make_unique<Worker>(*workers_.front(), new_random()));
  }
  for (const auto& worker : workers_) worker->hold();
  clients_.emplace(beginning.customers, faults_);
}

std::unique_ptr<base::Random> Simulation::new_random() {
  return std::make_unique<base::SeededRandom>(draw_.below(UINT64_MAX));
}

base::WallTime Simulation::now() const {
  return provider_clock_.wall();
}

uint64_t Simulation::digest() const {
  return digest_ ^ clients_->digest();
}

void Simulation::look(const std::function<void(Transaction&)>& work) {
  if (watcher_ == nullptr) {
    auto opened = storage::SteppedDatabase::open({.path = workers_.front()->cloud().data_dir() + "/sluice.db",
                                                  .migrations = schema::migrations(),
                                                  .vfs = disk_.name()});
    if (!opened) {
      faults_.push_back(opened.error());
      return;
    }
    watcher_ = std::move(*opened);
  }
  watcher_->submit_read(
      storage::Lane::Calls,
      [&](Transaction& tx) {
        work(tx);
        return storage::Verdict::Keep;
      },
      [&](std::optional<storage::Failure> failure) {
        if (failure) faults_.push_back("cannot look: " + failure->message);
      });
}

Faults Simulation::run() {
  live();
  end_everything();
  if (!faults_.empty()) return faults_;
  clients_->send_tokens_again(draw_, workers_);
  end_everything();
  check(faults_);
  return faults_;
}

void Simulation::live() {
  for (int i = 0; i < steps_max && faults_.empty(); ++i) {
    step();
    if (disk_.crashed()) lose_power();
    clients_->take_answers();
    digest_ = digest_ * 31 + disk_.changes();
  }
}

void Simulation::step() {
  const uint64_t kind = draw_.below(100);
  Worker& any = worker();
  if (kind < 50) {
    if (any.runs()) any.step(draw_);
  } else if (kind < 75) {
    network_.step(draw_);
  } else if (kind < 85) {
    if (calls_left_ > 0 && any.runs()) {
      --calls_left_;
      clients_->call(draw_, any);
    }
  } else if (kind < 92) {
    pass_time();
  } else if (kind < 97) {
    if (any.runs()) any.tick();
  } else {
    misfortune();
  }
}

void Simulation::pass_time() {
  // A call may take seconds, or be under way at midnight; not for days.
  const bool may_jump = scenario_.kind.is_billed && clients_->all_answered();
  if (may_jump && standstills_left_ > 0 && draw_.one_in(4)) {
    --standstills_left_;
    return let_pass(1h * draw_.between(1, 24 * standstill_days_max));
  }
  if (may_jump && draw_.one_in(2)) return let_pass(1h * draw_.between(1, 24 * 6));
  if (draw_.one_in(8)) return let_pass(1s * draw_.between(1, 40));
  let_pass(1ms * draw_.between(1, 700));
}

void Simulation::let_pass(base::Duration time) {
  provider_clock_.advance(time);
  for (const auto& worker : workers_) worker->cloud().clock().advance(time);
}

void Simulation::misfortune() {
  Worker& any = worker();
  switch (draw_.below(6)) {
    case 0:
      if (!scenario_.workers_die) return;
      if (!any.is_open()) return start_whoever_is_down();
      clients_->lose(any);
      return any.kill();
    case 1:
      if (scenario_.workers_pause) any.pause(any.runs());
      return;
    case 2:
      if (scenario_.power_fails) disk_.crash_at_change(1 + draw_.below(changes_before_power_fails));
      return;
    case 3:
      if (!scenario_.disk_fills) return;
      is_disk_full_ = !is_disk_full_;
      if (!is_disk_full_) return disk_.heal();
      return disk_.inject(
          {.operation = draw_.of({storage::LossyVfs::Operation::Write, storage::LossyVfs::Operation::Sync}),
           .code = draw_.one_in(2) ? SQLITE_FULL : SQLITE_IOERR_WRITE,
           .after = draw_.below(writes_before_disk_is_full),
           .times = 1 + draw_.below(writes_that_fail)});
    case 4:
      if (!scenario_.network_fails) return;
      return draw_.one_in(2) ? network_.become_unreliable() : network_.become_reliable();
    default:
      if (!scenario_.provider_misbehaves) return;
      const auto behaviour =
          draw_.of({Behaviour::Proper, Behaviour::Mute, Behaviour::Silent, Behaviour::Failing,
                    Behaviour::Refusing, Behaviour::Forgetful, Behaviour::Closing, Behaviour::Wrong});
      const auto step = static_cast<PaymentStep>(draw_.below(4));
      network_.provider().behave(
          Seam::Payment,
          {.behaviour = behaviour, .step = draw_.one_in(2) ? std::nullopt : std::optional(step)});
  }
}

void Simulation::lose_power() {
  for (const auto& worker : workers_) {
    clients_->lose(*worker);
    if (worker->is_open()) worker->kill();
  }
  watcher_.reset();
  disk_.revive();
  start_whoever_is_down();
  if (!is_disk_full_) look([&](Transaction& tx) { check_ledger(tx, faults_); });
}

void Simulation::start_whoever_is_down() {
  for (const auto& worker : workers_) {
    if (!worker->is_open()) worker->start();
  }
}

// All that can be done at this instant. False if it does not end.
bool Simulation::work_off() {
  for (int i = 0; i < 200; ++i) {
    bool is_busy = !network_.is_idle();
    while (!network_.is_idle()) network_.step(draw_);
    for (const auto& worker : workers_) {
      worker->work_off();
      is_busy = is_busy || worker->has_work();
    }
    if (!is_busy && network_.is_idle()) return true;
  }
  return false;
}

void Simulation::end_everything() {
  disk_.crash_at_change(0);
  disk_.heal();
  network_.become_reliable();
  network_.provider().behave(Seam::Payment, {});
  for (const auto& worker : workers_) worker->pause(false);
  start_whoever_is_down();
  for (int round = 0; faults_.empty(); ++round) {
    if (!work_off()) faults_.push_back("work that does not end");
    clients_->take_answers();
    bool is_unfinished = false;
    look([&](Transaction& tx) { is_unfinished = is_something_unfinished(tx); });
    if (!is_unfinished && clients_->all_answered() && round > 1) return;
    if (round == rounds_to_end_max) {
      faults_.push_back(clients_->all_answered() ? "something that was begun does not end"
                                                 : "somebody is not answered");
    }
    let_pass(providers::Breaker::rest + unfinished::lease);
    for (const auto& worker : workers_) {
      worker->cloud().turn();
      worker->tick();
    }
  }
}

void Simulation::check(Faults& faults) {
  look([&](Transaction& tx) {
    check_everything_ended(tx, faults);
    check_what_was_told(tx, *clients_, faults);
    check_limits(tx, *clients_, faults);
    check_plans(tx, *clients_, faults);
    if (scenario_.kind.is_billed) {
      check_bills(tx, *clients_, timeline, now(), faults);
    } else {
      check_charges(tx, *clients_, network_.provider(), faults);
    }
  });
}

}  // namespace sluice::simulation
