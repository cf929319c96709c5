#pragma once
// What a unit of work sees of the database: statements, parameters, rows. Engine-neutral.
//
// Statements are portable SQL: `?` marks parameters, integers are 64 bits, text is UTF-8, and conflicts are
// answered with `ON CONFLICT`. A Transaction lives for one run of one unit, on the storage thread that runs
// it.
//
// Engine failures (disk full, I/O, a lost race) are thrown as EngineError; units let them pass. They never
// leave the storage layer: the database catches them, undoes the unit, and runs it again or reports a
// Failure.

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

namespace sluice::storage {

// A parameter of a statement. Text is borrowed for the call.
using Value = std::variant<std::nullptr_t, int64_t, std::string_view>;

// One row of a result; valid only inside the call that hands it out.
class Row {
 public:
  virtual bool is_null(int column) const = 0;
  virtual int64_t integer(int column) const = 0;        // 0 for NULL
  virtual std::string_view text(int column) const = 0;  // empty for NULL

 protected:
  ~Row() = default;
};

class EngineError final : public std::runtime_error {
 public:
  enum class Kind {
    Retry,       // lost a race (SQLITE_BUSY, serialization failure): the same unit may succeed when run again
    Constraint,  // a constraint the unit did not answer itself: a defect of the unit
    Unavailable,  // disk full, I/O error, file gone
    Defect,       // wrong SQL or misuse
  };
  EngineError(Kind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

class Transaction {
 public:
  // Runs a statement that returns no rows; the number of rows it changed.
  virtual int64_t execute(std::string_view sql, std::initializer_list<Value> parameters = {}) = 0;
  // Calls `each` for every row, in order.
  virtual void query(std::string_view sql, std::span<const Value> parameters,
                     const std::function<void(const Row&)>& each) = 0;
  void query(std::string_view sql, std::initializer_list<Value> parameters,
             const std::function<void(const Row&)>& each) {
    query(sql, std::span<const Value>(parameters.begin(), parameters.size()), each);
  }

 protected:
  ~Transaction() = default;
};

}  // namespace sluice::storage
