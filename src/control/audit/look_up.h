#pragma once
// A page of an account's events, of both streams in one order. Called inside units of work.
//
// The pages of one query show what was there when its first page was read, each event once, whatever is
// written meanwhile (Query::newest). Conditions are looked at event by event, and a page looks at no more
// than events_examined_max, so it may end early; `more` says so.

#include <string>
#include <string_view>

#include "control/audit/store.h"

namespace sluice::audit {

inline constexpr size_t events_examined_max = 10'000;  // a page; a few ten milliseconds of a reader

// What an event may be asked for, in the words of ActionTrail.
struct Condition {
  std::string key;
  std::string value;
};
bool matches(const Event& event, const Condition& condition);

// It cannot be told whose access key it was of, or it stands for callers that are not told apart.
bool is_of_nobody(const Event& event);

// How the words of ActionTrail follow from an event.
std::string_view service_of(std::string_view version);  // Ens
std::string_view read_or_write(const Event& event);     // Read, Write
std::string user_name_of(const Event& event);           // alice; root
inline constexpr std::string_view event_type = "ApiCall";

struct Newest {
  std::array<int64_t, std::size(streams)> sequence{};  // by stream
};
Newest newest_of_all(storage::Transaction& tx);

struct Query {
  int64_t account_key = 0;
  base::WallTime from{}, until{};  // from <= t < until
  Direction direction = Direction::Backward;
  std::vector<Condition> conditions;  // all of which hold
  Newest newest;
  std::optional<Position> after;
  size_t events_max = 0;
};
struct Found {
  std::vector<Event> events;
  std::optional<Position> more;  // behind which the next page begins; nothing: there is none
};
Found look_up(storage::Transaction& tx, const Query& query);

}  // namespace sluice::audit
