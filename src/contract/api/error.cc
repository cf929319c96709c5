#include "contract/api/error.h"

namespace sluice::api {
namespace {

std::string fill(std::string_view pattern, std::string_view subject) {
  const size_t at = pattern.find("%s");
  if (at == std::string_view::npos) return std::string(pattern);
  std::string filled(pattern.substr(0, at));
  filled += subject;
  filled += pattern.substr(at + 2);
  return filled;
}

}  // namespace

Error make_error(const ErrorRow& row, std::string_view subject, std::string hint) {
  return Error{row.http_status, fill(row.code, subject), fill(row.message, subject), std::move(hint),
               std::nullopt};
}

}  // namespace sluice::api
