#pragma once
// What CreateLoadBalancer writes, statement by statement: the real action is run in a scratch database and
// every statement it executes is kept with its values. Replayed into an empty database, they make the same
// rows without gateway, validation or reads.

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "platform/storage/database.h"

namespace sluice::bench {

class RecordedCreates {
 public:
  enum class Deposit { None, OneMonth };

  // Creates a network, a vSwitch, and `count` balancers with a ClientToken each.
  RecordedCreates(const std::string& directory, size_t count, Deposit deposit);

  size_t count() const { return units_.size() - setup_units; }
  size_t statements_per_create() const { return units_.back().size(); }
  // How many of them are about each table.
  std::map<std::string, size_t> statements_by_table() const;
  // What has to be there, the network and the vSwitch; then each create. Units of work: inside a transaction.
  void replay_setup(storage::Transaction& tx) const;
  void replay_create(storage::Transaction& tx, size_t index) const {
    replay(tx, units_[setup_units + index]);
  }

 private:
  friend class Recorder;
  struct Statement {
    explicit Statement(const std::string* text) : sql(text) {}
    const std::string* sql;
    std::vector<storage::Value> values;  // texts are in texts_
  };
  using Unit = std::vector<Statement>;
  static constexpr size_t setup_units = 3;
  static void replay(storage::Transaction& tx, const Unit& unit);

  std::unordered_set<std::string> sql_;
  std::deque<std::string> texts_;
  std::deque<Unit> units_;  // in the order they were submitted
};

// An empty database with the schema of the control plane.
std::unique_ptr<storage::Database> open_empty(const std::string& path);

}  // namespace sluice::bench
