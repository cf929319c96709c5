#pragma once
// Ready-made calls of an action, for people to paste: with the values that its declaration gives as examples,
// against a development server, with the key that is in ALIBABA_CLOUD_ACCESS_KEY_ID and _SECRET.
//
// An action with few parameters is called with all of the page's; one with many only with those that are
// required or marked, because an arbitrary choice among filters that exclude each other would teach nothing.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/api/action.h"

namespace sluice::reference {

// Where `sluice serve` listens unless it is told otherwise.
inline constexpr std::string_view example_endpoint = "http://127.0.0.1:8680";

inline constexpr size_t few_parameters_max = 7;

std::vector<std::pair<std::string, std::string>> example_parameters(const api::Action& action);

struct Example {
  std::string_view id;     // for anchors and the machine-readable description
  std::string_view title;  // the tool
  std::string code;        // lines, each with its end
};

// sluice call; curl with openssl to sign; Node.js with @alicloud/pop-core; Python with
// alibabacloud-tea-openapi.
std::vector<Example> examples_of(const api::Action& action);

// As one word of a POSIX shell, and as a literal of JavaScript and Python; the text holds no control
// characters.
std::string shell_word(std::string_view text);
std::string quoted_literal(std::string_view text);

}  // namespace sluice::reference
