#include "credentials.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "platform/json/json.h"

namespace sluice::app {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

std::string default_data_dir() {
  const std::string state = environment("XDG_STATE_HOME");
  if (!state.empty()) return state + "/sluice";
  const std::string home = environment("HOME");
  return (home.empty() ? std::string("/var/lib") : home + "/.local/state") + "/sluice";
}

base::Result<Credentials, std::string> read_credentials(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  const auto value = json::parse(text.str());
  const auto key_id = value ? json::find_text(*value, "AccessKeyId") : std::nullopt;
  const auto secret = value ? json::find_text(*value, "AccessKeySecret") : std::nullopt;
  if (!file || !key_id || !secret) return base::Unexpected{path + " cannot be read"};
  return Credentials{std::string(*key_id), base::Secret(std::string(*secret))};
}

base::Result<Credentials, std::string> find_credentials(const std::string& data_dir) {
  const std::string id = environment("ALIBABA_CLOUD_ACCESS_KEY_ID");
  if (!id.empty()) return Credentials{id, base::Secret(environment("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))};
  auto read = read_credentials(data_dir + "/credentials.json");
  if (read) return read;
  return base::Unexpected{
      fmt::format("no key: set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or name "
                  "the server's data directory "
                  "with --data-dir ({})",
                  read.error())};
}

}  // namespace sluice::app
