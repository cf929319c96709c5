#pragma once
// Parameters and fields that the actions about policies share.

#include "contract/api/action.h"
#include "contract/api/formats.h"
#include "contract/api/parameter.h"
#include "contract/api/ram/words.h"

namespace sluice::api {

inline constexpr std::string_view ram_policy_types[] = {"System", "Custom"};

template <auto Member>
constexpr Parameter ram_policy_type(Presence presence = Presence::Required) {
  return {.name = "PolicyType",
          .presence = presence,
          .description = ram_words::policy_type,
          .example = "Custom",
          .constraint = {.one_of = ram_policy_types},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter ram_policy_name(Names names = Names::Policy) {
  return {.name = "PolicyName",
          .presence = Presence::Required,
          .names = names,
          .description = ram_words::policy_name,
          .example = "edge-readers",
          .constraint = {.length_max = 128, .accepts = is_policy_name, .accepted = policy_name_text},
          .assign = bind<Member>};
}

namespace ram_fields {

inline constexpr ResponseField policy_name{
    .name = "PolicyName", .description = ram_words::policy_name, .example = "edge-readers"};
inline constexpr ResponseField policy_type{
    .name = "PolicyType", .description = ram_words::policy_type, .example = "Custom"};
inline constexpr ResponseField policy_description{
    .name = "Description", .description = ram_words::policy_description, .example = "sees everything"};
inline constexpr ResponseField default_version{.name = "DefaultVersion",
                                               .description = {"默认版本。", "The version that is in force."},
                                               .example = "v1"};
inline constexpr ResponseField create_date{
    .name = "CreateDate", .description = ram_words::create_date, .example = "2026-01-02T03:04:05Z"};
inline constexpr ResponseField update_date{
    .name = "UpdateDate", .description = ram_words::update_date, .example = "2026-01-02T03:04:05Z"};

inline constexpr std::string_view document_example =
    R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"ens:Describe*","Resource":"*"}]})";
inline constexpr ResponseField version[] = {
    {.name = "VersionId", .description = ram_words::policy_version, .example = "v1"},
    {.name = "IsDefaultVersion",
     .type = Type::Boolean,
     .description = ram_words::is_default_version,
     .example = "true"},
    {.name = "PolicyDocument", .description = ram_words::policy_document, .example = document_example},
    create_date,
};
inline constexpr ResponseField attach_date{
    .name = "AttachDate", .description = ram_words::attach_date, .example = "2026-01-02T03:04:05Z"};
// A policy that somebody has.
inline constexpr ResponseField attached_policy[] = {policy_name, policy_type, policy_description,
                                                    default_version, attach_date};

}  // namespace ram_fields
}  // namespace sluice::api
