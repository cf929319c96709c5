#pragma once
// The conditions of a list that is read page by page, and the page: what a filter asks for stands in the
// statement, as bound parameters, so that no more rows are read than are shown.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/storage/transaction.h"

namespace sluice::storage {

// Texts that are handed in are not copied: they live at least as long as this.
class Where {
 public:
  // All must hold. `condition` is SQL of the program's own with a ? for each value.
  Where& holds(std::string_view condition, std::initializer_list<Value> values);
  Where& equals(std::string_view column, Value value);
  // Filters that count only when they were sent: a text, or a list that is not empty.
  Where& equals_if_sent(std::string_view column, const std::optional<std::string>& text);
  Where& is_one_of_if_sent(std::string_view column, const std::vector<std::string>& texts);
  // As equals_if_sent, for a column that refers to the row of `table` whose `id_column` is the text.
  Where& refers_to_if_sent(std::string_view column, std::string_view table, std::string_view id_column,
                           const std::optional<std::string>& text);
  // Something that no row has was asked for.
  Where& never();

  // " WHERE a AND b", or empty.
  const std::string& sql() const { return sql_; }
  std::span<const Value> values() const { return values_; }

 private:
  void add(std::string_view condition);

  std::string sql_;
  std::vector<Value> values_;
};

// Numbers count from 1.
struct Page {
  int64_t number;
  int64_t size;
};

// `select` with its conditions, sorted by columns (SQL), the page of it or all.
void query_page(Transaction& tx, std::string_view select, const Where& where, std::string_view sorted_by,
                const std::optional<Page>& page, const std::function<void(const Row&)>& each);
// `from` is a table, with its short name if the conditions use one.
int64_t count_rows(Transaction& tx, std::string_view from, const Where& where);

}  // namespace sluice::storage
