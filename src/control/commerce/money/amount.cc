#include "control/commerce/money/amount.h"

#include <algorithm>
#include <numeric>

namespace sluice::commerce {
namespace {

__extension__ using Wide = __int128;

Wide power_of_ten(int exponent) {
  Wide power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// numerator / denominator, rounded half away from zero; the denominator is above zero.
Wide divide(Wide numerator, Wide denominator) {
  const Wide half = denominator / 2;
  // Of an odd denominator no numerator lies on the half, so that cutting it off changes nothing.
  return numerator < 0 ? -((-numerator + half) / denominator) : (numerator + half) / denominator;
}

std::optional<int64_t> fitting(Wide value, int64_t max) {
  if (value > max || value < -Wide{max}) return std::nullopt;
  return static_cast<int64_t>(value);
}

std::optional<int64_t> parse_fixed(std::string_view text, int exponent, int64_t max) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view behind = point == text.npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || (point != text.npos && behind.empty())) return std::nullopt;
  if (whole.size() > 1 && whole.front() == '0') return std::nullopt;
  if (whole.size() > 19 || behind.size() > static_cast<size_t>(exponent)) return std::nullopt;
  Wide value = 0;
  for (const std::string_view digits : {whole, behind}) {
    for (const char c : digits) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
  }
  value *= power_of_ten(exponent - static_cast<int>(behind.size()));
  if (negative && value == 0) return std::nullopt;
  return fitting(negative ? -value : value, max);
}

std::string format_fixed(int64_t value, int exponent) {
  // Of the most negative number there is no positive one, hence unsigned.
  const uint64_t size = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
  std::string digits = std::to_string(size);
  const auto behind = static_cast<size_t>(exponent);
  if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
  if (behind > 0) digits.insert(digits.size() - behind, 1, '.');
  return value < 0 ? '-' + digits : digits;
}

}  // namespace

std::optional<Minor> parse_amount(std::string_view text, const Currency& currency) {
  return parse_fixed(text, currency.exponent, amount_max);
}

std::string format_amount(Minor amount, const Currency& currency) {
  return format_fixed(amount, currency.exponent);
}

std::optional<Scaled> parse_scaled(std::string_view text) {
  return parse_fixed(text, scaled_exponent, INT64_MAX);
}

std::string format_scaled(Scaled value) {
  std::string text = format_fixed(value, scaled_exponent);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::optional<Minor> price_of(Scaled unit_price, Scaled quantity, const Currency& currency) {
  // Both factors have eight digits behind the point, the amount has `exponent`.
  const Wide product = Wide{unit_price} * quantity;
  return fitting(divide(product, power_of_ten(2 * scaled_exponent - currency.exponent)), amount_max);
}

std::optional<Minor> share_of_price(Scaled unit_price, int64_t numerator, int64_t denominator,
                                    const Currency& currency) {
  // Two factors of 63 bits, and a divisor of as many with at most eight digits more: all of it fits.
  const Wide divisor = denominator * power_of_ten(scaled_exponent - currency.exponent);
  return fitting(divide(Wide{unit_price} * numerator, divisor), amount_max);
}

std::optional<Minor> share_of(Minor amount, int64_t numerator, int64_t denominator) {
  return fitting(divide(Wide{amount} * numerator, denominator), amount_max);
}

std::optional<Minor> convert(Minor amount, const Currency& from, const Currency& to, Scaled rate) {
  const int shift = scaled_exponent + from.exponent - to.exponent;
  return fitting(divide(Wide{amount} * rate, power_of_ten(shift)), amount_max);
}

std::vector<Minor> split(Minor amount, std::span<const int64_t> weights) {
  Wide total = 0;
  for (const int64_t weight : weights) total += weight;
  std::vector<Minor> parts;
  std::vector<Wide> remainders;
  Minor left = amount;
  for (const int64_t weight : weights) {
    const Wide exact = Wide{amount} * weight;
    parts.push_back(static_cast<Minor>(exact / total));
    remainders.push_back(exact % total);
    left -= parts.back();
  }
  std::vector<size_t> order(weights.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return remainders[a] > remainders[b]; });
  for (size_t i = 0; left > 0; ++i, --left) ++parts[order[i]];
  return parts;
}

}  // namespace sluice::commerce
