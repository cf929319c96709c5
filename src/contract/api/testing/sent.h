#pragma once
// For tests only: what a client sends, name and value, and what becomes of it.

#include <string>
#include <utility>
#include <vector>

#include "contract/api/action.h"
#include "contract/api/parameter_set.h"

namespace sluice::apitest {

using Sent = std::vector<std::pair<std::string, std::string>>;

api::ParameterSet set_of(const Sent& sent);

// Fills the struct of the action; fails the test where its declaration does not take the parameters.
void accept_into(void* request, const api::Action& action, const Sent& sent);

// The code with which the action turns the parameters away; fails the test where it takes them.
std::string refusal(void* request, const api::Action& action, const Sent& sent);

// Not by api::decode, whose result type would be compiled anew for each of a hundred requests.
template <class Request>
Request accept(const Sent& sent) {
  Request request{};
  accept_into(&request, Request::declaration, sent);
  return request;
}

template <class Request>
std::string refuse(const Sent& sent) {
  Request request{};
  return refusal(&request, Request::declaration, sent);
}

}  // namespace sluice::apitest
