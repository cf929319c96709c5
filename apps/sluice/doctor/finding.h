#pragma once

#include <string>
#include <string_view>

namespace sluice::app {

enum class Level {
  Ok,
  Warning,  // it runs, and somebody should look at it
  Problem,  // it does not start, or loses or tells what it must not
};

struct Finding {
  std::string_view check;  // a stable name
  Level level = Level::Ok;
  std::string found;
  std::string remedy;  // what to do; empty where nothing is to be done
};

}  // namespace sluice::app
