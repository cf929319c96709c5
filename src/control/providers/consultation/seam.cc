#include "control/providers/consultation/seam.h"

#include "platform/base/words.h"

namespace sluice::providers {
namespace {

constexpr std::string_view seam_names[] = {"pricing",  "risk",     "sale_control", "inventory",
                                           "rates",    "relation", "payment",      "resource_plane",
                                           "registry", "funds",    "reseller"};

}  // namespace

std::span<const std::string_view> seam_texts() {
  return seam_names;
}

std::string_view to_text(Seam seam) {
  return base::word_of(seam_names, seam);
}

std::optional<Seam> parse_seam(std::string_view text) {
  return base::find_word<Seam>(seam_names, text);
}

}  // namespace sluice::providers
