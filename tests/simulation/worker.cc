#include "tests/simulation/worker.h"

namespace sluice::simulation {
namespace {

using storage::Lane;

constexpr int64_t group_max = 6;

}  // namespace

control::OpenDatabase Worker::open_stepped(Opened opened) {
  return [opened](const storage::SqliteOptions& sqlite)
             -> base::Result<std::unique_ptr<storage::Database>, std::string> {
    auto database = storage::SteppedDatabase::open(sqlite);
    if (!database) return base::Unexpected{std::move(database).error()};
    *opened = database->get();
    return std::unique_ptr<storage::Database>(std::move(*database));
  };
}

control::Options Worker::stepped(control::Options options, Opened opened) {
  options.open_database = open_stepped(std::move(opened));
  return options;
}

Worker::Worker(control::Options options, std::unique_ptr<base::Random> random)
    : cloud_(stepped(std::move(options), database_), *base::parse_iso8601(control::TestCloud::started_at),
             std::move(random)) {}

Worker::Worker(const Worker& beside, std::unique_ptr<base::Random> random)
    : cloud_({beside.cloud_, open_stepped(database_)}, std::move(random)) {}

void Worker::hold() {
  (*database_)->hold();
}

bool Worker::has_work() const {
  const storage::SteppedDatabase& database = **database_;
  return database.writes_waiting() + database.reads_waiting(Lane::Calls) +
             database.reads_waiting(Lane::Delivery) >
         0;
}

void Worker::step(Draw& draw) {
  storage::SteppedDatabase& database = **database_;
  switch (draw.below(4)) {
    case 0:
      return cloud_.turn();
    case 1:
      return database.run_read(draw.of({Lane::Calls, Lane::Delivery}));
    default:
      return database.run_writes(static_cast<size_t>(draw.between(1, group_max)));
  }
}

void Worker::work_off() {
  storage::SteppedDatabase& database = **database_;
  do {
    cloud_.turn();
    database.run_writes(group_max);
    database.run_read(Lane::Calls);
    database.run_read(Lane::Delivery);
    cloud_.turn();
  } while (has_work());
}

void Worker::tick() {
  cloud_.plane().end_unfinished();
  cloud_.plane().bill();
  cloud_.plane().retry_node();
  cloud_.plane().poll_identity();
}

void Worker::kill() {
  (*database_)->drop_all();
  cloud_.kill();
}

bool Worker::start() {
  if (!cloud_.reopen()) return false;
  hold();
  return true;
}

}  // namespace sluice::simulation
