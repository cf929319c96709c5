#include "contract/api/sluice/terms.h"

#include "contract/api/paging.h"
#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr size_t document_length_max = 100'000;
constexpr size_t name_length_max = 128;

constexpr Text kind_words{
    "种类。取值:Commodity(商品)、PricingPlan(定价计划)、SaleRule(售卖约束)、OrderConstraint(订单约束)、"
    "RiskRule(风控规则)、ExchangeRate(汇率)、Node(边缘节点)、Platform(平台)。",
    "What it is about: Commodity, PricingPlan, SaleRule, OrderConstraint, RiskRule, ExchangeRate, Node or "
    "Platform."};
constexpr Text name_words{
    "名称,取自文档:商品编码、定价计划的商品编码、规则名称、汇率的币种(如 "
    "USD/HKD)、节点 ID,或 platform。",
    "Its name, which the document says: a commodity's code, the code of the commodity "
    "that a plan is for, a rule's name, the currencies of a rate (USD/HKD), a node's "
    "region, or platform."};
constexpr Text document_words{"JSON 文档。", "The document, a JSON object."};
constexpr Text term_id_words{"ID。定价计划的 ID 即其版本。", "Its id; of a pricing plan, its version."};

template <auto Member>
constexpr Parameter kind(Presence presence) {
  return {.name = "Kind",
          .presence = presence,
          .description = kind_words,
          .example = "SaleRule",
          .constraint = {.one_of = term_kinds},
          .assign = bind<Member>};
}

template <auto Member>
constexpr Parameter name() {
  return {.name = "Name",
          .names = Names::Shared,
          .description = name_words,
          .example = "large-sizes-in-core-only",
          .constraint = {.length_max = name_length_max},
          .assign = bind<Member>};
}

constexpr std::string_view example_document =
    R"({"Name":"large-sizes-in-core-only","Priority":10,"Commodity":"elb_post","Effect":"Deny",)"
    R"("Condition":"spec startsWith 'elb.s3' and region.tier != 'core'"})";

constexpr ResponseField id_field{
    .name = "TermId", .description = term_id_words, .example = "7312045519028224"};
constexpr ResponseField name_field{
    .name = "Name", .description = name_words, .example = "large-sizes-in-core-only"};

constexpr Parameter put_parameters[] = {
    kind<&PutTerm::kind>(Presence::Required),
    {.name = "Document",
     .presence = Presence::Required,
     .names = Names::Nothing,
     .description = document_words,
     .example = example_document,
     .constraint = {.length_max = document_length_max},
     .assign = bind<&PutTerm::document>},
    {.name = "ReplacedTermId",
     .names = Names::Shared,
     .description = {"被替换的版本的 ID,仅用于 PricingPlan 和 ExchangeRate;不指定则新增一个版本。",
                     "The version whose place it takes, of a PricingPlan or an ExchangeRate, which otherwise "
                     "is one version more."},
     .example = "7312045519028224",
     .constraint = {.length_max = 20},
     .assign = bind<&PutTerm::replaced_term_id>},
    {.name = "AcceptFaults",
     .type = Type::Boolean,
     .description =
         {"即使定价计划有矛盾或与其他版本的时间重叠也保存。",
          "Whether a pricing plan is put although it is inconsistent, or in force at the same time "
          "as another version of it. Orders that meet such a fault are refused."},
     .example = "true",
     .default_value = "false",
     .assign = bind<&PutTerm::accept_faults>},
};
constexpr ResponseField put_response[] = {
    id_field,
    name_field,
    {.name = "Warnings",
     .type = Type::StringList,
     .description = {"被接受的矛盾。", "The faults that were accepted."},
     .example = "Leaves: there is none, so that nothing has a price"},
};

constexpr ErrorRow too_many{400, "TooManyTerms", "There is no room for more terms.", "数量已达上限"};
constexpr ErrorRow not_found{400, "TermNotFound", "The term does not exist.", "不存在"};
constexpr ErrorRow put_errors[] = {too_many, not_found, rows::no_permission, rows::invalid_parameter};

constexpr Parameter describe_parameters[] = {
    kind<&DescribeTerms::kind>(Presence::Optional),
    name<&DescribeTerms::name>(),
    page_number<&DescribeTerms::page_number>(),
    page_size<&DescribeTerms::page_size>(100),
};
constexpr ResponseField term_fields[] = {
    id_field,
    {.name = "Kind", .description = kind_words, .example = "SaleRule"},
    name_field,
    {.name = "CreationTime", .description = words::created_time, .example = "2026-01-02T03:04:05Z"},
    {.name = "Document",
     .description = {"JSON 文档,与提交时相同。", "The document, as it was sent."},
     .example = example_document},
};
constexpr ResponseField describe_response[] = {
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "1"},
    {.name = "PageNumber", .type = Type::Integer, .description = words::page_number_answered, .example = "1"},
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "10"},
    {.name = "Terms",
     .type = Type::ObjectList,
     .description = {"列表,最早创建的在前。", "They, oldest first."},
     .fields = term_fields},
};
constexpr ErrorRow describe_errors[] = {rows::no_permission, rows::invalid_parameter};

constexpr Parameter delete_parameters[] = {
    {.name = "TermId",
     .names = Names::Shared,
     .description = term_id_words,
     .example = "7312045519028224",
     .constraint = {.length_max = 20},
     .assign = bind<&DeleteTerm::term_id>},
    kind<&DeleteTerm::kind>(Presence::Optional),
    name<&DeleteTerm::name>(),
};
constexpr ErrorRow delete_errors[] = {not_found, rows::no_permission, rows::invalid_parameter};

}  // namespace

constinit const Action PutTerm::declaration{
    .name = "PutTerm",
    .version = sluice_version,
    .summary =
        {"提交商品、定价计划、规则、汇率、节点或平台的文档,对之后的订单立即生效。仅限运营者。",
         "Puts the document of a commodity, a pricing plan, a rule, a rate, a node or the platform, in "
         "force with the next order. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:PutTerm",
            .access_level = AccessLevel::Create,
            .audience = Audience::OperatorOnly},
    .parameters = put_parameters,
    .response = put_response,
    .response_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","TermId":"7312045519028224",)"
                        R"("Name":"large-sizes-in-core-only","Warnings":[]})",
    .errors = put_errors,
};

constinit const Action DescribeTerms::declaration{
    .name = "DescribeTerms",
    .version = sluice_version,
    .summary =
        {"查询商品、定价计划、规则、汇率、节点和平台的文档。仅限运营者。",
         "Lists the documents of commodities, pricing plans, rules, rates, nodes and the platform. For "
         "the operator."},
    .ram = {.action = "sluice:DescribeTerms",
            .access_level = AccessLevel::List,
            .audience = Audience::OperatorOnly},
    .parameters = describe_parameters,
    .response = describe_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","TotalCount":1,"PageNumber":1,"PageSize":10,)"
        R"("Terms":[{"TermId":"7312045519028224","Kind":"ExchangeRate","Name":"USD/HKD",)"
        R"("CreationTime":"2026-01-02T03:04:05Z",)"
        R"("Document":"{\"From\":\"USD\",\"To\":\"HKD\",\"Rate\":\"7.78\"}"}]})",
    .errors = describe_errors,
};

constinit const Action DeleteTerm::declaration{
    .name = "DeleteTerm",
    .version = sluice_version,
    .summary = {"删除一个文档,或某种类和名称的全部文档。仅限运营者。",
                "Deletes one document by its id, or all of a kind and name. For the operator."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:DeleteTerm",
            .access_level = AccessLevel::Delete,
            .audience = Audience::OperatorOnly},
    .parameters = delete_parameters,
    .response_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"})",
    .errors = delete_errors,
};

}  // namespace sluice::api
