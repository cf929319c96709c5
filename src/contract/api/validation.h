#pragma once
// Reads a call's parameters into a typed request by the action's declaration: first every required parameter
// in API order (Missing<Param>), then every value in API order (InvalidParameter.<Param>, or the action's own
// row for that code). The hint says what was received and what is accepted. Unknown parameters and unknown
// fields are ignored: clients add their own.
//
// How values are read:
//   - Present but empty counts as absent, also inside a list or an object; an element of nothing but empty
//   fields is
//     left out. JSON null is empty.
//   - Text is UTF-8 and free of characters that an XML answer could not carry (controls but tab and line
//   ends).
//   - An integer is an optional minus and decimal digits, in the range of int64_t; a boolean is true or
//   false, any case.
//   - A list comes as Name.N (a list of objects as Name.N.Field) or as one JSON array in Name, an object as
//   Name.Field or
//     as one JSON object in Name, whichever the client prefers; both at once are refused. N counts from 1 up
//     to list_items_max; elements are taken in the order of N, and gaps do not matter.
//   - Inside JSON a number may come as a string, a string as a number and a boolean as a string. An empty
//   JSON array is a
//     list without elements, which is not the same as no list.
//   - A required field that an element lacks makes the whole parameter invalid, not missing.

#include "contract/api/action.h"
#include "contract/api/error.h"
#include "contract/api/parameter_set.h"
#include "platform/base/result.h"

namespace sluice::api {

// Fills `request`, a default-constructed struct of the action.
base::Result<void, Error> decode_into(void* request, const Action& action, const ParameterSet& parameters);

template <class Request>
base::Result<Request, Error> decode(const ParameterSet& parameters) {
  Request request{};
  auto decoded = decode_into(&request, Request::declaration, parameters);
  if (!decoded) return base::Unexpected{std::move(decoded).error()};
  return request;
}

// InvalidParameter.<name>, in the action's own words where its table has a row for it.
Error invalid_parameter(const Action& action, std::string_view name, std::string hint);

// Missing<name>; for what becomes mandatory only beside other parameters.
Error missing_parameter(std::string_view name, std::string hint = {});

}  // namespace sluice::api
