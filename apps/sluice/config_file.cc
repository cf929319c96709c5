#include "config_file.h"

#include <cerrno>
#include <cstring>
#include <optional>
#include <vector>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "platform/base/unique_fd.h"
#include "platform/toml/settings.h"

namespace sluice::app {
namespace {

using Failure = base::Unexpected<std::string>;

constexpr const char* config_option = "config";

// One byte more than a document may have, so that a longer one is noticed.
base::Result<std::string, std::string> read_file(const std::string& path) {
  const base::UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::string text(toml::document_bytes_max + 1, '\0');
  size_t size = 0;
  ssize_t got = file ? 1 : -1;
  while (got > 0 && size < text.size()) {
    got = ::read(file.get(), text.data() + size, text.size() - size);
    if (got > 0) size += static_cast<size_t>(got);
  }
  if (got < 0) return Failure{fmt::format("--config: cannot read {}: {}", path, std::strerror(errno))};
  text.resize(size);
  return text;
}

bool is_key(const CLI::App& command, const CLI::Option& option) {
  return &option != command.get_help_ptr() && !option.get_lnames().empty() &&
         !option.check_lname(config_option);
}

std::string keys_of(const CLI::App& command) {
  std::vector<std::string> keys;
  for (const CLI::Option* option : command.get_options()) {
    if (is_key(command, *option)) keys.push_back(option->get_lnames().front());
  }
  return fmt::format("{}", fmt::join(keys, ", "));
}

CLI::Option* find_option(CLI::App& command, const std::string& key) {
  for (CLI::Option* option : command.get_options()) {
    if (is_key(command, *option) && option->check_lname(key)) return option;
  }
  return nullptr;
}

bool is_flag(const CLI::Option& option) {
  return option.get_items_expected_max() == 0 || option.get_expected_min() == 0;
}

// As the library describes it, INT:INT in [1 - 64] or TEXT:{json,text}, in words.
struct Accepted {
  bool number;
  std::string words;
};
Accepted accepted_by(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const size_t colon = type.find(':');
  std::string bounds = colon == std::string::npos ? "" : type.substr(colon + 1);
  const bool number = type.starts_with("INT") || type.starts_with("UINT");
  if (!number) return {false, bounds.empty() ? "text in quotes" : "one text of " + bounds};
  const size_t range = bounds.find(" in ");
  return {true, "an integer" + (range == std::string::npos ? "" : bounds.substr(range))};
}

// What the command line would say. Nothing: the value is of another type.
std::optional<std::string> as_argument(const toml::Setting& setting, const CLI::Option& option) {
  if (is_flag(option)) {
    const bool* flag = std::get_if<bool>(&setting.value);
    if (flag == nullptr) return std::nullopt;
    // Takes the other sense of an option such as --no-generated-names into account.
    return option.get_flag_value(setting.key, *flag ? "true" : "false");
  }
  if (accepted_by(option).number) {
    const int64_t* number = std::get_if<int64_t>(&setting.value);
    return number == nullptr ? std::nullopt : std::optional(std::to_string(*number));
  }
  const std::string* text = std::get_if<std::string>(&setting.value);
  return text == nullptr ? std::nullopt : std::optional(*text);
}

base::Result<void, std::string> set(CLI::Option& option, const toml::Setting& setting,
                                    const std::string& place) {
  const auto argument = as_argument(setting, option);
  bool taken = argument.has_value();
  if (taken && option.count() == 0) {
    try {
      option.add_result(*argument);
      option.run_callback();
    } catch (const CLI::Error&) {
      taken = false;
    }
  }
  if (taken) return {};
  return Failure{fmt::format("{}: {}: received {}; accepted: {}", place, setting.key, setting.written,
                             is_flag(option) ? "true or false" : accepted_by(option).words)};
}

}  // namespace

base::Result<ConfigFile, std::string> read_config(CLI::App& command, const std::string& path) {
  const auto text = read_file(path);
  if (!text) return Failure{text.error()};
  const auto settings = toml::parse_settings(*text, path);
  if (!settings) return Failure{settings.error()};
  ConfigFile file;
  for (const toml::Setting& setting : *settings) {
    const std::string place = fmt::format("{}:{}", path, setting.line);
    if (setting.key == known_table || setting.key.starts_with(std::string(known_table) + ".")) {
      file.tables.push_back({setting, place});
      continue;
    }
    CLI::Option* option = find_option(command, setting.key);
    if (option == nullptr) {
      return Failure{fmt::format("{}: received the key {}; accepted: {}, and tables [{}.NAME]", place,
                                 setting.key, keys_of(command), known_table)};
    }
    const bool overridden = option->count() > 0;
    if (auto done = set(*option, setting, place); !done) return Failure{done.error()};
    if (!overridden) file.places["--" + setting.key] = place;
  }
  return file;
}

std::string with_place(const std::string& refusal, const OptionPlaces& places) {
  const auto found = places.find(refusal.substr(0, refusal.find_first_of(":, ")));
  return found == places.end() ? refusal : found->second + ": " + refusal;
}

}  // namespace sluice::app
