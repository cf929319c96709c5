#include "contract/api/action.h"

#include "platform/base/log.h"

namespace sluice::api {

std::string_view to_string(AccessLevel level) {
  switch (level) {
    case AccessLevel::Create:
      return "create";
    case AccessLevel::Get:
      return "get";
    case AccessLevel::List:
      return "list";
    case AccessLevel::Update:
      return "update";
    case AccessLevel::Delete:
      return "delete";
  }
  return {};
}

const ErrorRow& Action::error(std::string_view code, size_t occurrence) const {
  for (const ErrorRow& row : errors) {
    if (row.code == code && occurrence-- == 0) return row;
  }
  base::log_error("action.undocumented_error", {{"action", name}, {"code", code}});
  return gateway::internal_error;
}

}  // namespace sluice::api
