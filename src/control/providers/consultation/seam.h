#pragma once
// The places where a system outside may stand in for what this service decides by itself.

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace sluice::providers {

enum class Seam {
  Pricing,
  Risk,
  SaleControl,
  Inventory,
  Rates,
  Relation,
  Payment,
  ResourcePlane,
  Registry,
  Funds,
  Reseller
};
inline constexpr size_t seam_count = 11;

// In the enum's order, as the configuration names them: pricing, risk, sale_control, ...
std::span<const std::string_view> seam_texts();
std::string_view to_text(Seam seam);
std::optional<Seam> parse_seam(std::string_view text);

// Which seams have a provider outside. A value; none in a plain set-up.
struct Plugged {
  std::array<bool, seam_count> seams{};
  // What becomes of an order that the risk provider was not heard about: it is refused, or passes and the
  // audit trail says so.
  bool risk_fails_closed = false;

  bool has(Seam seam) const { return seams[static_cast<size_t>(seam)]; }
  bool any() const { return seams != decltype(seams){}; }
};

}  // namespace sluice::providers
