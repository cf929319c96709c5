#include "provider_options.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "provider/place.h"
#include "provider_secret.h"

namespace sluice::app {
namespace {

using providers::Seam;

constexpr std::string_view kinds[] = {"embedded", "http"};
constexpr std::string_view outage_words[] = {"pass", "refuse"};
constexpr std::string_view provider_keys[] = {"kind",        "url",      "secret_file", "secret_env",
                                              "deadline_ms", "attempts", "on_outage"};

// One table: its settings by the last part of their keys.
class Table {
 public:
  explicit Table(std::string name) : name_(std::move(name)) {}

  void add(std::string key, const TableSetting& setting) { settings_[std::move(key)] = &setting; }

  std::optional<std::string> text(const std::string& key, const std::string& accepted) {
    const TableSetting* const found = find(key);
    if (found == nullptr) return std::nullopt;
    const std::string* const text = std::get_if<std::string>(&found->setting.value);
    if (text == nullptr || text->empty()) refuse(key, accepted);
    return text == nullptr ? std::nullopt : std::optional(*text);
  }
  std::optional<std::string> word(const std::string& key, std::span<const std::string_view> words) {
    const std::string accepted = fmt::format("\"{}\"", fmt::join(words, "\" or \""));
    const auto found = text(key, accepted);
    if (found && std::ranges::find(words, *found) == words.end()) refuse(key, accepted);
    return found;
  }
  std::optional<int64_t> integer(const std::string& key, int64_t min, int64_t max) {
    const TableSetting* const found = find(key);
    if (found == nullptr) return std::nullopt;
    const int64_t* const number = std::get_if<int64_t>(&found->setting.value);
    if (number != nullptr && *number >= min && *number <= max) return *number;
    refuse(key, fmt::format("an integer in [{} - {}]", min, max));
    return std::nullopt;
  }

  bool has(const std::string& key) const { return settings_.contains(key); }
  void refuse(const std::string& key, const std::string& accepted) {
    say(key, fmt::format("received {}; accepted: {}", find(key)->setting.written, accepted));
  }
  // About a key, or about one that is not there.
  void say(const std::string& key, const std::string& what) {
    if (!error_.empty()) return;
    const TableSetting* const found = find(key);
    const std::string& place = (found == nullptr ? settings_.begin()->second : found)->place;
    error_ = fmt::format("{}: {}.{}: {}", place, name_, key, what);
  }
  const std::string& error() const { return error_; }

 private:
  const TableSetting* find(const std::string& key) const {
    const auto found = settings_.find(key);
    return found == settings_.end() ? nullptr : found->second;
  }

  const std::string name_;
  std::map<std::string, const TableSetting*> settings_;  // none is empty
  std::string error_;
};

void read_url(Table& table, providers::ProviderSettings& provider) {
  const auto url = table.text("url", "a text in quotes");
  if (!url) return table.say("url", "is missing; accepted: http://HOST:PORT or http://HOST:PORT/PATH");
  auto place = find_provider(*url);
  if (!place) return table.say("url", place.error());
  provider.server = place->server;
  provider.host = fmt::format("{}:{}", place->host, place->server.port);
  provider.prefix = std::move(place->prefix);
}

// What was taken from the environment, which several tables may name and which has it once.
using TakenSecrets = std::map<std::string, base::Secret>;

base::Result<base::Secret, std::string> take_once(const std::string& variable, TakenSecrets& taken) {
  if (const auto found = taken.find(variable); found != taken.end()) return found->second;
  auto secret = take_provider_secret(variable);
  if (secret) taken.emplace(variable, *secret);
  return secret;
}

void read_secret(Table& table, TakenSecrets& taken, providers::ProviderSettings& provider) {
  const auto file = table.text("secret_file", "the name of a file");
  const auto variable = table.text("secret_env", "the name of a variable of the environment");
  if (file.has_value() == variable.has_value()) {
    return table.say(file ? "secret_env" : "secret_file",
                     "give secret_file or secret_env: the secret that the provider has as well");
  }
  auto secret = file ? read_provider_secret(*file) : take_once(*variable, taken);
  if (!secret) return table.say(file ? "secret_file" : "secret_env", secret.error());
  provider.secret = *std::move(secret);
}

void read_provider(Table& table, Seam seam, TakenSecrets& taken, providers::Settings& settings) {
  const auto kind = table.word("kind", kinds);
  if (!kind) return table.say("kind", "is missing; accepted: \"embedded\" or \"http\"");
  const auto [deadline, attempts] = providers::default_patience(seam);
  providers::ProviderSettings provider;
  provider.deadline = std::chrono::milliseconds(
      table.integer("deadline_ms", providers::seam_deadline_min.count(), providers::seam_deadline_max.count())
          .value_or(deadline.count()));
  provider.attempts =
      static_cast<int>(table.integer("attempts", 1, providers::attempts_max).value_or(attempts));
  if (const auto on_outage = table.word("on_outage", outage_words)) {
    if (seam != Seam::Risk) table.say("on_outage", "is a setting of providers.risk alone");
    settings.risk_fails_closed = *on_outage == outage_words[1];
  }
  if (*kind == kinds[0]) return;  // what else is there waits for the kind to become http
  read_url(table, provider);
  if (table.error().empty()) read_secret(table, taken, provider);
  settings.of(seam) = std::move(provider);
}

}  // namespace

base::Result<providers::Settings, std::string> read_providers(const std::vector<TableSetting>& tables) {
  const std::string prefix = std::string(known_table) + ".";
  std::map<Seam, Table> by_seam;
  for (const TableSetting& each : tables) {
    const std::string& key = each.setting.key;
    const size_t point = key.find('.', std::min(prefix.size(), key.size()));
    const std::string name = key.substr(std::min(prefix.size(), key.size()), point - prefix.size());
    const auto seam = providers::parse_seam(name);
    const std::string last = point == std::string::npos ? "" : key.substr(point + 1);
    if (!seam) {
      return base::Unexpected{fmt::format("{}: received [{}]; accepted: [{}.NAME] with {}", each.place,
                                          point == std::string::npos ? key : key.substr(0, point),
                                          known_table, fmt::join(providers::seam_texts(), ", "))};
    }
    if (std::ranges::find(provider_keys, last) == std::end(provider_keys)) {
      return base::Unexpected{fmt::format("{}: received the key {}; accepted: {}", each.place, key,
                                          fmt::join(provider_keys, ", "))};
    }
    by_seam.try_emplace(*seam, prefix + name).first->second.add(last, each);
  }
  providers::Settings settings;
  TakenSecrets taken;
  for (auto& [seam, table] : by_seam) {
    read_provider(table, seam, taken, settings);
    if (!table.error().empty()) return base::Unexpected{table.error()};
  }
  return settings;
}

}  // namespace sluice::app
