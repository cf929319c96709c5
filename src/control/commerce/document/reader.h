#pragma once
// Reads the documents of operators (commodities, pricing plans, rules): JSON objects whose members are asked
// for one by one. The first thing that is wrong is kept, with its place, what was received and what is
// accepted; from then on everything reads as empty, so callers read straight through and ask once, at the
// end:
//
//   DocumentReader document(text);
//   plan.currency = document.text("Currency");
//   document.each("Leaves", [&](DocumentReader& leaf) { ... leaf.scaled("UnitPrice", 0, max) ... });
//   if (auto error = document.end()) return base::Unexpected{*error};
//
// A member that nobody asked for is a mistake too: a misspelt name must not be a default.

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/money/amount.h"
#include "platform/base/clock.h"
#include "platform/json/json.h"

namespace sluice::commerce {

inline constexpr size_t document_bytes_max = size_t{256} << 10;
inline constexpr size_t document_items_max = 10'000;  // of one list

struct DocumentError {
  std::string field;    // "Modules[2].Code", counted from 0; empty for the document itself
  std::string message;  // "received ...; accepted: ..."
  bool operator==(const DocumentError&) const = default;
};

class DocumentReader {
 public:
  explicit DocumentReader(std::string_view text);

  // A member that has to be there; the second form says what stands for one that is not.
  std::string text(std::string_view name);
  std::string text(std::string_view name, std::string_view otherwise);
  std::string one_of(std::string_view name, std::span<const std::string_view> accepted);
  std::string one_of(std::string_view name, std::span<const std::string_view> accepted,
                     std::string_view otherwise);
  int64_t integer(std::string_view name, int64_t min, int64_t max);
  int64_t integer(std::string_view name, int64_t min, int64_t max, int64_t otherwise);
  bool flag(std::string_view name, bool otherwise);
  // Amounts and prices are texts in decimal digits, so that no reader makes floating point numbers of them.
  Minor amount(std::string_view name, const Currency& currency, Minor min, Minor max);
  Minor amount(std::string_view name, const Currency& currency, Minor min, Minor max, Minor otherwise);
  Scaled scaled(std::string_view name, Scaled min, Scaled max);
  Scaled scaled(std::string_view name, Scaled min, Scaled max, Scaled otherwise);
  const Currency& currency(std::string_view name);
  // YYYY-MM-DDThh:mm:ssZ.
  base::WallTime time(std::string_view name);
  std::optional<base::WallTime> time_or_none(std::string_view name);
  std::vector<std::string> texts(std::string_view name);  // empty if it is not there
  // Each object of a list; none if it is not there.
  void each(std::string_view name, const std::function<void(DocumentReader&)>& read);
  // An object, if it is there.
  void within(std::string_view name, const std::function<void(DocumentReader&)>& read);

  bool has(std::string_view name) const;
  // What the reader's own rules cannot know: two members that do not fit each other.
  void refuse(std::string_view name, std::string message);
  bool failed() const { return state_->error.has_value(); }
  // To be called last, on each reader.
  std::optional<DocumentError> end();

 private:
  struct State {
    json::Value root;
    std::optional<DocumentError> error;
  };
  DocumentReader(std::shared_ptr<State> state, const json::Value* object, std::string path)
      : state_(std::move(state)), object_(object), path_(std::move(path)) {}

  // Null if it is not there, or is something else than `accepted` says (which is noted).
  enum class Need { Required, Optional };
  const json::Value* member(std::string_view name, Need need, bool (json::Value::*is)() const noexcept,
                            std::string_view accepted);
  std::string text_of(std::string_view name, Need need);
  std::optional<int64_t> integer_of(std::string_view name, Need need, int64_t min, int64_t max);
  std::optional<Minor> amount_of(std::string_view name, Need need, const Currency& currency, Minor min,
                                 Minor max);
  std::optional<Scaled> scaled_of(std::string_view name, Need need, Scaled min, Scaled max);
  std::string place(std::string_view name) const;

  std::shared_ptr<State> state_;
  const json::Value* object_;  // null once something is wrong with it
  std::string path_;           // with a point at its end, or empty
  std::set<std::string, std::less<>> asked_;
};

}  // namespace sluice::commerce
