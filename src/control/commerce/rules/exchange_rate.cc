#include "control/commerce/rules/exchange_rate.h"

namespace sluice::commerce {
namespace {

constexpr Scaled rate_max = 1'000'000 * scaled_one;

std::string currency_code(DocumentReader& document, std::string_view name) {
  std::string code = document.text(name);
  const bool is_code = code.size() == 3 && code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == code.npos;
  if (!is_code && !document.failed()) {
    document.refuse(name,
                    "received \"" + code.substr(0, 16) + "\"; accepted: three capital letters (ISO 4217)");
  }
  return code;
}

}  // namespace

base::Result<ExchangeRate, DocumentError> parse_exchange_rate(std::string_view text) {
  DocumentReader document(text);
  ExchangeRate rate;
  rate.from = currency_code(document, "From");
  rate.to = currency_code(document, "To");
  if (rate.from == rate.to) document.refuse("To", "is the same as From; accepted: another currency");
  rate.rate = document.scaled("Rate", 1, rate_max);
  rate.valid_from = document.time_or_none("ValidFrom").value_or(base::WallTime{});
  rate.valid_to = document.time_or_none("ValidTo");
  if (rate.valid_to && *rate.valid_to <= rate.valid_from) {
    document.refuse("ValidTo", "is not after ValidFrom; accepted: a later time");
  }
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return rate;
}

const ExchangeRate* find_rate(std::span<const ExchangeRate> rates, std::string_view from, std::string_view to,
                              base::WallTime now) {
  const ExchangeRate* found = nullptr;
  for (const ExchangeRate& rate : rates) {
    if (rate.from != from || rate.to != to) continue;
    if (now < rate.valid_from || (rate.valid_to && now >= *rate.valid_to)) continue;
    if (found == nullptr || rate.valid_from >= found->valid_from) found = &rate;
  }
  return found;
}

}  // namespace sluice::commerce
