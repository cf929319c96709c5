#include "sealing_key.h"

#include <fmt/format.h>

#include "environment.h"

namespace sluice::app {

base::Result<std::optional<identity::Sealer>, std::string> take_sealer(const std::string& sealing_key_file) {
  const base::Secret text = take_from_environment(sealing_key_variable);
  if (text.empty()) return std::optional<identity::Sealer>();
  if (!sealing_key_file.empty()) {
    return base::Unexpected{fmt::format("--sealing-key-file: received {} with {}; accepted: one of the two",
                                        sealing_key_file, sealing_key_variable)};
  }
  auto sealer = identity::Sealer::from_text(text);
  if (!sealer) return base::Unexpected{fmt::format("{}: {}", sealing_key_variable, sealer.error())};
  return std::optional(std::move(*sealer));
}

}  // namespace sluice::app
