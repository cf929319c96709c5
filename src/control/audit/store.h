#pragma once
// Events in the database, in two streams of one shape: changes, each written by the transaction that makes
// it, and refusals, which have a budget of their own so that no number of them pushes a change out. Called
// inside units of work.
//
// A row's sequence is its stream's next number, so newest minus oldest says how many there are, and rows
// leave at the front: each new row takes a few old ones with it (old_rows_per_row_max), and nothing is ever
// cleared in one go.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "control/audit/event.h"
#include "platform/storage/transaction.h"

namespace sluice::audit {

enum class Stream { Changes, Refusals };
inline constexpr Stream streams[] = {Stream::Changes, Stream::Refusals};

inline constexpr int64_t days_default = 90, days_min = 1, days_max = 3650;
inline constexpr int64_t events_default = 5'000'000, events_min = 1000, events_max = 1'000'000'000;
inline constexpr int64_t changes_per_refusal_row = 5;
inline constexpr int64_t old_rows_per_row_max = 2;

// For how long events are kept, and how many: so many changes, and beside them a fifth as many refusals.
struct Limits {
  int64_t days = days_default;
  int64_t events = events_default;
};
int64_t rows_max(Stream stream, const Limits& limits);
// What came before this is gone, or soon will be.
base::WallTime oldest_kept(base::WallTime now, const Limits& limits);

void insert(storage::Transaction& tx, Stream stream, const Event& event, const Limits& limits);

// Where an event stands among those of an account: by time, then by stream, then in the order they were
// written.
struct Position {
  base::WallTime time{};
  Stream stream = Stream::Changes;
  int64_t sequence = 0;
  auto operator<=>(const Position&) const = default;
};
struct Row {
  Position position;
  Event event;  // of its caller the account's id is left empty
};

// The newest row of a stream; 0 if there is none.
int64_t newest_sequence(storage::Transaction& tx, Stream stream);

enum class Direction { Forward, Backward };
// What of one stream and account is read: times from <= t < until, and nothing that was written after
// `newest`.
struct Range {
  int64_t account_key = 0;
  base::WallTime from{}, until{};
  int64_t newest = 0;
  Direction direction = Direction::Backward;
};
// At most `limit` rows behind `after`, in the order of the direction.
std::vector<Row> read(storage::Transaction& tx, Stream stream, const Range& range,
                      const std::optional<Position>& after, int64_t limit);

}  // namespace sluice::audit
