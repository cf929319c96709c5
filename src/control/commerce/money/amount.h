#pragma once
// Arithmetic of money: the one home of every rounding rule (commerce fact sheet, 4.1). Pure.
//
// An amount is a signed count of its currency's minor units (cents). Unit prices, rates and quantities are
// counts of 10^-8. Products are taken in 128 bits and rounded once, half away from zero. Nothing here is a
// floating point number, and nothing wraps: what does not fit is no result.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/money/currency.h"

namespace sluice::commerce {

// Of a currency that stands beside it.
using Minor = int64_t;
// In units of 10^-8.
using Scaled = int64_t;
inline constexpr int scaled_exponent = 8;
inline constexpr Scaled scaled_one = 100'000'000;
// No amount in the system is larger, so that sums of any two, and of all transfers of an account, fit.
inline constexpr Minor amount_max = 1'000'000'000'000'000;

// "52.00": digits, at most `exponent` of them behind one point, a sign only where the amount is below zero.
// Nothing for any other text, or beyond amount_max.
std::optional<Minor> parse_amount(std::string_view text, const Currency& currency);
// Always all digits behind the point: "52.00", "-0.05"; "52" in a currency without any.
std::string format_amount(Minor amount, const Currency& currency);

// The same with up to eight digits behind the point; printed without zeros at the end.
std::optional<Scaled> parse_scaled(std::string_view text);
std::string format_scaled(Scaled value);

// quantity x unit price, as an amount.
std::optional<Minor> price_of(Scaled unit_price, Scaled quantity, const Currency& currency);
// unit_price x numerator / denominator, both above zero: a price for a part of its time.
std::optional<Minor> share_of_price(Scaled unit_price, int64_t numerator, int64_t denominator,
                                    const Currency& currency);
// amount x numerator / denominator, both above zero: a share, a discount, days of a month.
std::optional<Minor> share_of(Minor amount, int64_t numerator, int64_t denominator);
// What an amount is at a rate of one unit of `to` per unit of `from`.
std::optional<Minor> convert(Minor amount, const Currency& from, const Currency& to, Scaled rate);

// Parts in proportion to the weights that add up to the amount, by the largest remainder (the first of equal
// ones). Weights are not negative and not all zero; the amount is not negative.
std::vector<Minor> split(Minor amount, std::span<const int64_t> weights);

}  // namespace sluice::commerce
