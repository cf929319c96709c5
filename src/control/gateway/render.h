#pragma once
// Answers in the format that was asked for (gateway fact sheet, section 4).

#include <string>

#include "contract/api/error.h"
#include "contract/model/ids.h"
#include "control/gateway/envelope.h"
#include "platform/json/json.h"

namespace sluice::gateway {

struct Rendered {
  int http_status = 200;
  std::string_view content_type;  // clients compare it lower case and whole
  std::string body;
};

Rendered render_answer(Format format, std::string_view action, const json::Value& answer);
Rendered render_error(Format format, const api::Error& error, const model::RequestId& request_id,
                      std::string_view host);

}  // namespace sluice::gateway
