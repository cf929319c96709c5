#pragma once
// For tests only: a database as the first version of the tables was, with rows in all of them.

#include <string>

namespace sluice::schema {

// first_version.sql, which that version wrote, in a new file. A failure is thrown.
void make_first_version(const std::string& path);

}  // namespace sluice::schema
