#pragma once
// Nested declarations as the rows of a table: each field with the path that leads to it.
//
//   BackendServers               array<object>
//   BackendServers[].ServerId    string           [] stands for any element of a list
//   OrderByParams.ExpireTimeSort string

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contract/api/action.h"

namespace sluice::reference {

// string, integer, boolean, array<string>, array<object>, object
std::string_view type_name(api::Type type);

// Field is api::Parameter or api::ResponseField.
template <class Field>
struct FieldRow {
  std::string path;
  size_t depth = 0;  // 0 for a parameter or member itself
  const Field* field = nullptr;
};

template <class Field>
void append_rows(std::span<const Field> fields, const std::string& prefix, size_t depth,
                 std::vector<FieldRow<Field>>& rows) {
  for (const Field& field : fields) {
    const std::string path = prefix + std::string(field.name);
    rows.push_back({path, depth, &field});
    append_rows(field.fields, path + (field.type == api::Type::ObjectList ? "[]." : "."), depth + 1, rows);
  }
}

// In declared order, every field right behind what it belongs to. Valid as long as the declaration.
template <class Field>
std::vector<FieldRow<Field>> rows_of(std::span<const Field> fields) {
  std::vector<FieldRow<Field>> rows;
  append_rows(fields, "", 0, rows);
  return rows;
}

// Those parameters of the action that came with the page, or later.
std::vector<FieldRow<api::Parameter>> parameter_rows(const api::Action& action, api::Since since);

}  // namespace sluice::reference
