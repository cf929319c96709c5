#pragma once
// What a client is told when its request fails here: a status and a short text of our own.

#include <string_view>

#include "edge/dataplane/session/error.h"

namespace sluice::l7 {

// 0 where there is nobody to tell.
int status_of(session::Cause cause);

// A complete response; the text lives as long as the process. A response to HEAD has no body.
std::string_view error_response(session::Cause cause, bool answers_head_request, bool keep_alive);

}  // namespace sluice::l7
