#pragma once
// Parameters and fields that the actions of the billing product share. Its answers say with three members
// that they are answers, and hold what was asked for in Data.

#include "contract/api/action.h"
#include "contract/api/formats.h"
#include "contract/api/parameter.h"
#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api::bss {

inline constexpr Text order_id_words{"订单号。", "The order's number."};
inline constexpr std::string_view order_id_example = "7312045519028224";

template <auto Member>
constexpr Parameter order_id() {
  return {.name = "OrderId",
          .presence = Presence::Required,
          .names = Names::Order,
          .description = order_id_words,
          .example = order_id_example,
          .constraint = {.length_max = 20},
          .assign = bind<Member>};
}

// How much time; which numbers are sold is the catalogue's to say (OrderPeriodInvalid).
inline constexpr int64_t months_max = 120;
template <auto Member>
constexpr Parameter months(std::string_view name, Text description) {
  return {.name = name,
          .type = Type::Integer,
          .presence = Presence::Required,
          .description = description,
          .example = "1",
          .constraint = {.min = 1, .max = months_max},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter client_token() {
  return {.name = "ClientToken",
          .names = Names::ClientToken,
          .description = {"保证请求幂等性,避免多次重试带来重复操作的问题。",
                          "Makes the call idempotent, so that a retry does nothing twice: up to 64 ASCII "
                          "characters."},
          .example = "26C28756-2586-17AF-B802-0DC50D8FDEBB",
          .constraint = {.length_max = 64, .accepts = is_ascii, .accepted = ascii_text},
          .assign = bind<Member>};
}

constexpr ResponseField data(std::span<const ResponseField> fields) {
  return {.name = "Data",
          .type = Type::Object,
          .description = {"返回数据。", "What was asked for."},
          .fields = fields};
}
// Of an action that places an order: its one field, and the whole answer.
inline constexpr ResponseField order_fields[] = {
    {.name = "OrderId", .description = order_id_words, .example = order_id_example}};
inline constexpr ResponseField success_field{
    .name = "Success",
    .type = Type::Boolean,
    .description = {"是否成功。", "Always true: refusals are errors."},
    .example = "true"};
inline constexpr ResponseField code_field{
    .name = "Code", .description = {"状态码。", "Success."}, .example = "Success"};
inline constexpr ResponseField message_field{
    .name = "Message", .description = {"状态信息。", "The same in a sentence."}, .example = "Successful!"};

inline constexpr ResponseField order_response[] = {success_field, code_field, message_field,
                                                   data(order_fields)};

}  // namespace sluice::api::bss
