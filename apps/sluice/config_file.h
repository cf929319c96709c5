#pragma once
// The options of a command from a TOML file: every long option has a key of the same name without its dashes.
// What the command line says wins.

#include <map>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/toml/settings.h"

namespace CLI {
class App;
}

namespace sluice::app {

// Where a file sets an option: "--listen" is at "sluice.toml:3".
using OptionPlaces = std::map<std::string, std::string>;

// What a file says in a table, which no option does.
struct TableSetting {
  toml::Setting setting;  // with the whole key, providers.pricing.url
  std::string place;      // sluice.toml:12
};

struct ConfigFile {
  OptionPlaces places;
  std::vector<TableSetting> tables;  // of known_table
};
inline constexpr const char* known_table = "providers";

// Gives `command`, whose command line has been parsed, what the file says and the command line does not. The
// error is a sentence that begins with the file, the line and the key.
base::Result<ConfigFile, std::string> read_config(CLI::App& command, const std::string& path);

// A refusal begins with the option that it is about ("--listen: received ..."): says where the file sets it.
std::string with_place(const std::string& refusal, const OptionPlaces& places);

}  // namespace sluice::app
