#pragma once

#include <string>

namespace sluice::app {

struct DocsOptions {
  std::string action;    // empty: all of them
  std::string language;  // zh, en
  std::string format;    // text, html, json
};

// Prints the reference of an action, or the list of all; no server is asked. 0, or 2 for an action that does
// not exist.
int docs(const DocsOptions& options);

}  // namespace sluice::app
