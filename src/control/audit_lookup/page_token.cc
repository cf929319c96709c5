#include "control/audit_lookup/page_token.h"

#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "platform/base/secret.h"

namespace sluice::audit_lookup {
namespace {

constexpr std::string_view version = "1";
constexpr size_t numbers = 8;  // behind the version and the question

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (size_t dot; (dot = text.find('.')) != std::string_view::npos; text.remove_prefix(dot + 1)) {
    parts.push_back(text.substr(0, dot));
  }
  parts.push_back(text);
  return parts;
}

std::optional<int64_t> parse_number(std::string_view text) {
  int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end || number < 0) return std::nullopt;
  return number;
}

}  // namespace

std::string seal(const PageToken& token, const identity::Sealer& sealer, base::Random& random) {
  std::string plain =
      fmt::format("{}.{}.{}.{}.{}.{}.{}.{}.{}.{}", version, token.question, token.account_key,
                  base::to_unix_ms(token.from), base::to_unix_ms(token.until), token.newest.sequence[0],
                  token.newest.sequence[1], base::to_unix_ms(token.after.time),
                  static_cast<int>(token.after.stream), token.after.sequence);
  return sealer.seal(base::Secret(std::move(plain)), page_token_context, random);
}

std::optional<PageToken> open_page_token(std::string_view sealed, const identity::Sealer& sealer) {
  const auto plain = sealer.open(sealed, page_token_context);
  if (!plain) return std::nullopt;
  const std::vector<std::string_view> parts = split(plain->reveal());
  if (parts.size() != 2 + numbers || parts[0] != version) return std::nullopt;
  std::vector<int64_t> read;
  for (size_t i = 0; i < numbers; ++i) {
    const auto number = parse_number(parts[2 + i]);
    if (!number) return std::nullopt;
    read.push_back(*number);
  }
  if (read[6] >= static_cast<int64_t>(std::size(audit::streams))) return std::nullopt;
  return PageToken{.account_key = read[0],
                   .question = std::string(parts[1]),
                   .from = base::from_unix_ms(read[1]),
                   .until = base::from_unix_ms(read[2]),
                   .newest = {{read[3], read[4]}},
                   .after = {.time = base::from_unix_ms(read[5]),
                             .stream = static_cast<audit::Stream>(read[6]),
                             .sequence = read[7]}};
}

}  // namespace sluice::audit_lookup
