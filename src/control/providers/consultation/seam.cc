#include "control/providers/consultation/seam.h"

namespace sluice::providers {
namespace {

constexpr std::array<std::string_view, seam_count> texts = {"pricing",   "risk",  "sale_control",
                                                            "inventory", "rates", "relation"};

}  // namespace

std::span<const std::string_view> seam_texts() {
  return texts;
}

std::string_view to_text(Seam seam) {
  return texts[static_cast<size_t>(seam)];
}

std::optional<Seam> parse_seam(std::string_view text) {
  for (size_t i = 0; i < texts.size(); ++i) {
    if (texts[i] == text) return static_cast<Seam>(i);
  }
  return std::nullopt;
}

}  // namespace sluice::providers
