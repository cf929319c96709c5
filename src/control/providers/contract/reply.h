#pragma once
// What an HTTP answer of a provider amounts to.

#include <string_view>

#include "control/providers/consultation/question.h"

namespace sluice::providers {

inline constexpr size_t answer_bytes_max = 64 * 1024;
inline constexpr size_t reason_characters_max = 200;

// The path that a seam's questions are posted to, below the provider's URL.
std::string_view path_of(Seam seam);

// Not of the contract: where a sample provider is told how to behave, {"seam", "behaviour", "delay_ms"}.
inline constexpr std::string_view behave_path = "/v1/behave";

// 200 with what the seam's contract says is Answered; 4xx is Refused, whatever is in it; all else is Failed.
Reply read_reply(Seam seam, int status, std::string_view body);

}  // namespace sluice::providers
