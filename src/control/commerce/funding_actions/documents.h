#pragma once
// How this module tells that a document of a request cannot be read.

#include "control/actions/registry.h"
#include "control/commerce/document/reader.h"

namespace sluice::commerce {

inline base::Unexpected<api::Error> wrong_document(const api::Action& action, std::string_view parameter,
                                                   const DocumentError& error) {
  return actions::invalid(action, parameter,
                          error.field.empty() ? error.message : error.field + ": " + error.message);
}

}  // namespace sluice::commerce
