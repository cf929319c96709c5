#include "platform/storage/where.h"

#include <limits>

namespace sluice::storage {

void Where::add(std::string_view condition) {
  sql_ += sql_.empty() ? " WHERE (" : " AND (";
  sql_ += condition;
  sql_ += ')';
}

Where& Where::holds(std::string_view condition, std::initializer_list<Value> values) {
  add(condition);
  values_.insert(values_.end(), values);
  return *this;
}

Where& Where::equals(std::string_view column, Value value) {
  return holds(std::string(column) + " = ?", {value});
}

Where& Where::equals_if_sent(std::string_view column, const std::optional<std::string>& text) {
  return text ? equals(column, std::string_view(*text)) : *this;
}

Where& Where::is_one_of_if_sent(std::string_view column, const std::vector<std::string>& texts) {
  if (texts.empty()) return *this;
  std::string condition = std::string(column) + " IN (";
  for (const std::string& text : texts) {
    condition += condition.back() == '(' ? "?" : ", ?";
    values_.emplace_back(std::string_view(text));
  }
  add(condition + ')');
  return *this;
}

Where& Where::refers_to_if_sent(std::string_view column, std::string_view table, std::string_view id_column,
                                const std::optional<std::string>& text) {
  if (!text) return *this;
  std::string condition(column);
  condition.append(" = (SELECT key FROM ").append(table).append(" WHERE ").append(id_column).append(" = ?)");
  return holds(condition, {std::string_view(*text)});
}

Where& Where::never() {
  return holds("1 = 0", {});
}

void query_page(Transaction& tx, std::string_view select, const Where& where, std::string_view sorted_by,
                const std::optional<Page>& page, const std::function<void(const Row&)>& each) {
  std::string sql = std::string(select) + where.sql() + " ORDER BY " + std::string(sorted_by);
  std::vector<Value> values(where.values().begin(), where.values().end());
  if (page) {
    // Division instead of multiplication: a huge page number must not overflow.
    if (page->number < 1 || page->size < 1) return;
    if (page->number - 1 > std::numeric_limits<int64_t>::max() / page->size) return;
    sql += " LIMIT ? OFFSET ?";
    values.emplace_back(page->size);
    values.emplace_back((page->number - 1) * page->size);
  }
  tx.query(sql, values, each);
}

int64_t count_rows(Transaction& tx, std::string_view from, const Where& where) {
  int64_t count = 0;
  tx.query("SELECT COUNT(*) FROM " + std::string(from) + where.sql(), where.values(),
           [&](const Row& row) { count = row.integer(0); });
  return count;
}

}  // namespace sluice::storage
