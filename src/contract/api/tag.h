#pragma once

#include <string>

#include "contract/api/formats.h"
#include "contract/api/parameter.h"
#include "contract/api/words.h"

namespace sluice::api {

struct Tag {
  std::string key;
  std::string value;
};

inline constexpr Parameter tag_fields[] = {
    {.name = "Key",
     .presence = Presence::Required,
     .names = Names::Tag,
     .description = words::tag_key_rule,
     .example = "team",
     .constraint = {.length_max = 64, .accepts = is_tag_key, .accepted = tag_key_text},
     .assign = bind<&Tag::key>},
    {.name = "Value",
     .names = Names::Tag,
     .description = words::tag_value_rule,
     .example = "edge",
     .constraint = {.length_max = 128, .accepts = is_tag_value, .accepted = tag_value_text},
     .assign = bind<&Tag::value>},
};

}  // namespace sluice::api
