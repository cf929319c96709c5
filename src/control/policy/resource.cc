#include "control/policy/resource.h"

#include <algorithm>

namespace sluice::policy {
namespace {

using Segments = std::array<std::string_view, 4>;  // code, region, account, relative
constexpr size_t code_at = 0, region_at = 1, account_at = 2, relative_at = 3;

std::optional<Segments> split(std::string_view text) {
  constexpr std::string_view scheme = "acs:";
  if (!text.starts_with(scheme)) return std::nullopt;
  text.remove_prefix(scheme.size());
  Segments segments;
  for (size_t i = 0; i < relative_at; ++i) {
    const size_t colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    segments[i] = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  segments[relative_at] = text;
  return segments;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::string_view any_if_empty(std::string_view segment) {
  return segment.empty() ? "*" : segment;
}

}  // namespace

Resource::Resource(std::string_view text) : Resource(split(text)) {}

Resource::Resource(const std::optional<Segments>& name)
    : Resource(name.has_value(), name.value_or(Segments{})) {}

Resource::Resource(bool is_name, const Segments& parts)
    : is_name_(is_name),
      segments_{Subject(parts[code_at]), Subject(parts[region_at]), Subject(parts[account_at]),
                Subject(parts[relative_at])} {}

std::optional<ResourcePattern> ResourcePattern::create(std::string_view text) {
  if (text == "*") return ResourcePattern({"*", "*", "*", "*"});
  const auto segments = split(text);
  if (!segments || (*segments)[code_at].empty() || (*segments)[relative_at].empty()) return std::nullopt;
  if (std::ranges::any_of(text, is_control)) return std::nullopt;
  return ResourcePattern(*segments);
}

ResourcePattern::ResourcePattern(const Segments& segments)
    : segments_{Wildcard(segments[code_at]), Wildcard(any_if_empty(segments[region_at])),
                Wildcard(any_if_empty(segments[account_at])), Wildcard(segments[relative_at])} {}

bool ResourcePattern::matches(const Resource& resource) const {
  if (!resource.is_name_) return std::ranges::all_of(segments_, &Wildcard::matches_everything);
  for (size_t i = 0; i < segments_.size(); ++i) {
    if (!segments_[i].matches(resource.segments_[i])) return false;
  }
  return true;
}

}  // namespace sluice::policy
