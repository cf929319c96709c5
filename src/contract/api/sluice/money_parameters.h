#pragma once
// Parameters and fields that the actions about customers and their money share.

#include "contract/api/action.h"
#include "contract/api/formats.h"
#include "contract/api/parameter.h"
#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api::money {

// What takes a setting away: an empty parameter is one that was not sent.
inline constexpr std::string_view none = "NONE";

inline constexpr Text account_id_words{"账号 ID。", "The account's id."};
inline constexpr Text currency_words{"币种代码(ISO 4217)。", "The currency, by its ISO 4217 code."};
inline constexpr Text amount_words{"金额,十进制数。", "The amount, in decimal digits."};
inline constexpr Text bill_id_words{"账单 ID。", "The bill."};
inline constexpr Text fund_account_id_words{"资金账户 ID。", "The fund account."};
inline constexpr std::string_view account_id_example = "1234567890123456";

template <auto Member>
constexpr Parameter account_id(Presence presence = Presence::Required) {
  return {.name = "AccountId",
          .presence = presence,
          .names = Names::Account,
          .description = account_id_words,
          .example = account_id_example,
          .constraint = {.length_max = 64},
          .assign = bind<Member>};
}

// A setting in words: an amount, a currency, a time, a note.
template <auto Member>
constexpr Parameter text(std::string_view name, Text description, std::string_view example,
                         Presence presence = Presence::Optional, size_t length_max = 64) {
  return {.name = name,
          .presence = presence,
          .names = Names::Nothing,
          .description = description,
          .example = example,
          .constraint = {.length_max = length_max},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter choice(std::string_view name, Text description, std::string_view example,
                           std::span<const std::string_view> one_of, Presence presence = Presence::Optional) {
  return {.name = name,
          .presence = presence,
          .description = description,
          .example = example,
          .constraint = {.one_of = one_of},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter flag(std::string_view name, Text description, std::string_view example = "true") {
  return {.name = name,
          .type = Type::Boolean,
          .description = description,
          .example = example,
          .assign = bind<Member>};
}

// What is named by the number or id that it was given.
template <auto Member>
constexpr Parameter id(std::string_view name, Text description, std::string_view example,
                       Presence presence = Presence::Required, Names names = Names::AnyId) {
  return {.name = name,
          .presence = presence,
          .names = names,
          .description = description,
          .example = example,
          .constraint = {.length_max = 64, .accepts = is_ram_name, .accepted = ram_name_text},
          .assign = bind<Member>};
}

// A JSON document.
template <auto Member>
constexpr Parameter document(std::string_view name, Text description, std::string_view example) {
  return text<Member>(name, description, example, Presence::Optional, 20'000);
}

// As money is paid for.
template <auto Member>
constexpr Parameter channel(Text description, Presence presence) {
  return {.name = "Channel",
          .presence = presence,
          .names = Names::Nothing,
          .description = description,
          .example = "wire",
          .constraint = {.length_max = 64, .accepts = is_ram_name, .accepted = ram_name_text},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter currency(Presence presence = Presence::Required) {
  return text<Member>("Currency", currency_words, "USD", presence, 3);
}

template <auto Member>
constexpr Parameter time(std::string_view name, Text description, Presence presence = Presence::Optional,
                         std::string_view example = "2026-02-01T00:00:00Z") {
  return {.name = name,
          .presence = presence,
          .names = Names::Nothing,
          .description = description,
          .example = example,
          .constraint = {.accepts = is_utc_time, .accepted = utc_time_text},
          .assign = bind<Member>};
}

inline constexpr ResponseField account_id_field{
    .name = "AccountId", .description = account_id_words, .example = account_id_example};
inline constexpr ResponseField currency_field{
    .name = "Currency", .description = currency_words, .example = "USD"};
inline constexpr ResponseField total_field{
    .name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "1"};
inline constexpr ResponseField page_number_field{
    .name = "PageNumber", .type = Type::Integer, .description = words::page_number_answered, .example = "1"};
inline constexpr ResponseField page_size_field{
    .name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "10"};
inline constexpr ResponseField created_field{
    .name = "CreationTime", .description = words::created_time, .example = "2026-01-02T03:04:05Z"};

inline constexpr Text from_words{"生效时间。", "Since when."};
inline constexpr Text to_words{"失效时间。", "Until when."};
inline constexpr Text from_now_words{"生效时间,默认立即生效。", "Since when; now if left out."};
inline constexpr std::string_view from_example = "2026-01-02T03:04:05Z";
inline constexpr std::string_view to_example = "2099-02-01T00:00:00Z";

inline constexpr ErrorRow no_such_account{400, "AccountNotFound", "The account does not exist.",
                                          "账号不存在"};
inline constexpr ErrorRow no_such_customer{400, "CustomerNotFound", "The account has no commercial record.",
                                           "账号没有客户记录"};
inline constexpr ErrorRow no_such_fund_account{400, "FundAccountNotFound", "The account has no fund account.",
                                               "账号没有资金账户"};

inline constexpr ErrorRow insufficient_balance{400, "InsufficientBalance", "Cash and credit do not reach.",
                                               "现金和信控额度不足"};
// For the operator, who may name any account.
constexpr Ram operators(std::string_view action, AccessLevel level) {
  return {.action = action, .access_level = level, .audience = Audience::OperatorOnly};
}

inline constexpr std::string_view empty_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"})";

}  // namespace sluice::api::money
