#pragma once
// The tables beside this file: one row a line, cells separated by tabs, "\n" for a line end inside a cell.

#include <fstream>
#include <string>
#include <vector>

namespace sluice::api {

using Row = std::vector<std::string>;

inline std::vector<Row> read_table(const std::string& name) {
  std::ifstream file(SLUICE_SOURCE_DIR "/src/contract/api/testdata/" + name);
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    Row& cells = rows.emplace_back(1);
    for (size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '\t') {
        cells.emplace_back();
      } else if (line.compare(i, 2, "\\n") == 0) {
        cells.back() += '\n';
        ++i;
      } else {
        cells.back() += line[i];
      }
    }
  }
  return rows;
}

}  // namespace sluice::api
