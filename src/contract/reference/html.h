#pragma once
// The reference as web pages: self-contained, without scripts, readable from a file as well as from a server.
//
// Addresses that others may rely on:
//   /docs?lang=zh|en, /docs/ACTION?lang=zh|en, /docs/actions.json
//   of an action's page: a parameter by its path, #EnsRegionId and #BackendServers[].ServerId; a member of
//   the answer as #response-VSwitchId; an error by its code, #error-PayInsufficientBalance, a repeated one
//   with -2; and the sections #call-rates, #permission, #examples, #request-parameters, #later-parameters,
//   #response, #response-example, #errors, #history
//   of the index: an area as #2017-11-10-network, the gateway's codes as #error-Throttling.User

#include <span>
#include <string>
#include <string_view>

#include "contract/api/action.h"
#include "contract/reference/language.h"

namespace sluice::reference {

inline constexpr std::string_view docs_path = "/docs";

std::string html_page(const api::Action& action, Language language);
std::string html_index(Language language);
// `name` is what a stranger asked for.
std::string html_not_found(std::string_view name, std::span<const std::string_view> suggestions,
                           Language language);

}  // namespace sluice::reference
