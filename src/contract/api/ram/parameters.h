#pragma once
// Parameters that several RAM actions share.

#include "contract/api/formats.h"
#include "contract/api/parameter.h"
#include "contract/api/ram/words.h"

namespace sluice::api {

template <auto Member>
constexpr Parameter ram_user_name(Presence presence = Presence::Required,
                                  Text description = ram_words::user_name, Names names = Names::User) {
  return {.name = "UserName",
          .presence = presence,
          .names = names,
          .description = description,
          .example = "alice",
          .constraint = {.length_max = 64, .accepts = is_ram_name, .accepted = ram_name_text},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter ram_role_name(Names names = Names::Role) {
  return {.name = "RoleName",
          .presence = Presence::Required,
          .names = names,
          .description = ram_words::role_name,
          .example = "edge-reader",
          .constraint = {.length_max = 64, .accepts = is_ram_name, .accepted = ram_name_text},
          .assign = bind<Member>};
}

// A text about a user, a policy or a role that only people read.
template <auto Member>
constexpr Parameter ram_note(std::string_view name, Text description, std::string_view example,
                             size_t length_max = 128) {
  return {.name = name,
          .names = Names::Nothing,
          .description = description,
          .example = example,
          .constraint = {.length_max = length_max},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter ram_marker() {
  return {.name = "Marker",
          .names = Names::Marker,
          .description = ram_words::marker,
          .example = "MTIzNDU2Nzg5MDEyMzQ1Ng==",
          .constraint = {.length_max = 64},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter ram_max_items() {
  return {.name = "MaxItems",
          .type = Type::Integer,
          .description = ram_words::max_items,
          .example = "100",
          .default_value = "100",
          .constraint = {.min = 1, .max = 1000},
          .assign = bind<Member>};
}

}  // namespace sluice::api
