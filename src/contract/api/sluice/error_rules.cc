#include "contract/api/sluice/error_rules.h"

#include "contract/api/rows.h"

namespace sluice::api {
namespace {

constexpr int64_t counted_max = 1'000'000;

constexpr Text rule_id_words{"规则 ID。", "The rule's id."};
constexpr Text action_words{"受影响的操作名称。", "The action that it strikes."};
constexpr Text instant_words{
    "时机。取值:BeforeCommit(不执行)、AfterCommit(已生效,但答复为错误)、"
    "AnswerNeverSent(已生效,连接在答复前关闭)。",
    "When it strikes: BeforeCommit (nothing is done), AfterCommit (everything is done, and the answer is the "
    "error) or AnswerNeverSent (everything is done, and the connection is closed without an answer)."};
constexpr Text code_words{"错误码,必须是该操作文档中的或网关的错误码。不指定时只延迟。",
                          "The error's code: one of the action's table, or of the gateway's. Without it the "
                          "rule only delays."};
constexpr Text occurrence_words{"错误码在文档中多次出现时,第几个。",
                                "Which row of that code, where there are several."};
constexpr Text subject_words{"填入错误码和消息中的 %s。", "What stands for %s in code and message."};
constexpr Text delay_words{"延迟,单位为毫秒。",
                           "How long the call or its answer is held back, in milliseconds."};
constexpr Text matches_words{"参数匹配列表,须全部相同。",
                             "Parameters that a call has to have with exactly these values."};
constexpr Text match_name_words{"参数名称。", "The parameter's name, such as EnsRegionId or Tag.1.Key."};
constexpr Text match_value_words{"参数取值。", "Its value."};
constexpr Text account_words{"账号 ID,不指定时为所有账号。", "Whose calls; everybody's if not set."};
constexpr Text nth_words{"从第几个匹配的调用开始。", "From which matching call on, counted from 1."};
constexpr Text times_words{"最多触发次数。", "How often it strikes at most."};
constexpr Text probability_words{"每次触发的概率,百分比。",
                                 "How likely each of them is struck, in percent; drawn from Seed."};
constexpr Text seed_words{"随机数种子,相同的种子有相同的结果。", "The seed; the same one draws the same."};

constexpr Parameter match_fields[] = {
    {.name = "Name",
     .presence = Presence::Required,
     .names = Names::Nothing,
     .description = match_name_words,
     .example = "EnsRegionId",
     .constraint = {.length_max = 128},
     .assign = bind<&ArmErrorRule::Match::name>},
    {.name = "Value",
     .presence = Presence::Required,
     .names = Names::Nothing,
     .description = match_value_words,
     .example = "cn-chengdu-telecom",
     .constraint = {.length_max = 1024},
     .assign = bind<&ArmErrorRule::Match::value>},
};

constexpr Parameter arm_parameters[] = {
    {.name = "ActionName",
     .presence = Presence::Required,
     .names = Names::Shared,
     .description = action_words,
     .example = "CreateLoadBalancer",
     .constraint = {.length_max = 128},
     .assign = bind<&ArmErrorRule::action_name>},
    {.name = "Instant",
     .presence = Presence::Required,
     .description = instant_words,
     .example = "AfterCommit",
     .constraint = {.one_of = error_instants},
     .assign = bind<&ArmErrorRule::instant>},
    {.name = "ErrorCode",
     .names = Names::Shared,
     .description = code_words,
     .example = "SystemOtsSystem",
     .constraint = {.length_max = 128},
     .shown_in_examples = true,
     .assign = bind<&ArmErrorRule::error_code>},
    {.name = "Occurrence",
     .type = Type::Integer,
     .description = occurrence_words,
     .example = "1",
     .default_value = "1",
     .constraint = {.min = 1, .max = 100},
     .assign = bind<&ArmErrorRule::occurrence>},
    {.name = "Subject",
     .names = Names::Nothing,
     .description = subject_words,
     .example = "EnsRegionId",
     .constraint = {.length_max = 128},
     .assign = bind<&ArmErrorRule::subject>},
    {.name = "DelayMilliseconds",
     .type = Type::Integer,
     .description = delay_words,
     .example = "500",
     .default_value = "0",
     .constraint = {.min = 0, .max = error_delay_ms_max},
     .assign = bind<&ArmErrorRule::delay_ms>},
    {.name = "Match",
     .type = Type::ObjectList,
     .serialization = Serialization::Repeated,
     .description = matches_words,
     .example = R"([{"Name":"EnsRegionId","Value":"cn-chengdu-telecom"}])",
     .constraint = {.items_max = 10},
     .fields = match_fields,
     .assign = bind<&ArmErrorRule::matches>},
    {.name = "AccountId",
     .names = Names::Account,
     .description = account_words,
     .example = "1234567890123456",
     .constraint = {.length_max = 64},
     .assign = bind<&ArmErrorRule::account_id>},
    {.name = "Nth",
     .type = Type::Integer,
     .description = nth_words,
     .example = "1",
     .default_value = "1",
     .constraint = {.min = 1, .max = counted_max},
     .assign = bind<&ArmErrorRule::nth>},
    {.name = "Times",
     .type = Type::Integer,
     .description = times_words,
     .example = "1",
     .default_value = "1",
     .constraint = {.min = 1, .max = counted_max},
     .assign = bind<&ArmErrorRule::times>},
    {.name = "ProbabilityPercent",
     .type = Type::Integer,
     .description = probability_words,
     .example = "100",
     .default_value = "100",
     .constraint = {.min = 1, .max = 100},
     .assign = bind<&ArmErrorRule::probability_percent>},
    {.name = "Seed",
     .type = Type::Integer,
     .description = seed_words,
     .example = "7",
     .default_value = "0",
     .constraint = {.min = 0},
     .assign = bind<&ArmErrorRule::seed>},
};

constexpr ResponseField id_field{
    .name = "RuleId", .description = rule_id_words, .example = "7312045519028224"};
constexpr ResponseField arm_response[] = {id_field};

constexpr ResponseField match_response[] = {
    {.name = "Name", .description = match_name_words, .example = "EnsRegionId"},
    {.name = "Value", .description = match_value_words, .example = "cn-chengdu-telecom"},
};
constexpr ResponseField rule_fields[] = {
    id_field,
    {.name = "ActionName", .description = action_words, .example = "CreateLoadBalancer"},
    {.name = "Instant", .description = instant_words, .example = "AfterCommit"},
    {.name = "ErrorCode", .description = code_words, .example = "SystemOtsSystem"},
    {.name = "DelayMilliseconds", .type = Type::Integer, .description = delay_words, .example = "0"},
    {.name = "Match", .type = Type::ObjectList, .description = matches_words, .fields = match_response},
    {.name = "AccountId", .description = account_words, .example = "1234567890123456"},
    {.name = "Nth", .type = Type::Integer, .description = nth_words, .example = "1"},
    {.name = "Times", .type = Type::Integer, .description = times_words, .example = "1"},
    {.name = "ProbabilityPercent", .type = Type::Integer, .description = probability_words, .example = "100"},
    {.name = "Seed", .type = Type::Integer, .description = seed_words, .example = "7"},
    {.name = "Calls",
     .type = Type::Integer,
     .description = {"匹配的调用次数。", "How many calls have matched."},
     .example = "3"},
    {.name = "Struck",
     .type = Type::Integer,
     .description = {"已触发次数。", "How often it has struck."},
     .example = "1"},
};
constexpr ResponseField describe_response[] = {
    {.name = "ErrorRules",
     .type = Type::ObjectList,
     .description = {"规则列表,按其先后。", "The rules, in the order in which they are asked."},
     .fields = rule_fields},
};

constexpr ErrorRow lab_is_off{400, "ErrorLabOff", "The error lab is off.", "故障演练未启用"};
constexpr ErrorRow no_such_rule{400, "ErrorRuleNotFound", "The error rule does not exist.", "规则不存在"};
constexpr ErrorRow too_many{400, "TooManyErrorRules", "There is no room for more error rules.",
                            "规则数量已达上限"};
constexpr ErrorRow arm_errors[] = {lab_is_off, too_many, rows::no_permission, rows::invalid_parameter};
constexpr ErrorRow describe_errors[] = {lab_is_off, rows::no_permission, rows::invalid_parameter};
constexpr ErrorRow disarm_errors[] = {lab_is_off, no_such_rule, rows::no_permission, rows::invalid_parameter};

constexpr Parameter disarm_parameters[] = {
    {.name = "RuleId",
     .presence = Presence::Required,
     .names = Names::Shared,
     .description = rule_id_words,
     .example = "7312045519028224",
     .constraint = {.length_max = 20},
     .assign = bind<&DisarmErrorRule::rule_id>},
};

}  // namespace

constinit const Action ArmErrorRule::declaration{
    .name = "ArmErrorRule",
    .version = sluice_version,
    .summary =
        {"为测试设定一个错误或延迟。规则在进程重启后失效。仅限运营者,须启用故障演练。",
         "Arms an error or a delay, for tests of one's own automation. Rules end with the process. For "
         "the operator, where the error lab is on."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:ArmErrorRule",
            .access_level = AccessLevel::Create,
            .audience = Audience::OperatorOnly},
    .parameters = arm_parameters,
    .response = arm_response,
    .response_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","RuleId":"7312045519028224"})",
    .errors = arm_errors,
};

constinit const Action DescribeErrorRules::declaration{
    .name = "DescribeErrorRules",
    .version = sluice_version,
    .summary = {"查询已设定的错误和延迟。仅限运营者,须启用故障演练。",
                "Lists the errors and delays that are armed. For the operator, where the error lab is on."},
    .ram = {.action = "sluice:DescribeErrorRules",
            .access_level = AccessLevel::List,
            .audience = Audience::OperatorOnly},
    .response = describe_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","ErrorRules":[{"RuleId":"7312045519028224",)"
        R"("ActionName":"CreateLoadBalancer","Instant":"AfterCommit","ErrorCode":"SystemOtsSystem",)"
        R"("DelayMilliseconds":0,"Match":[],"Nth":1,"Times":1,"ProbabilityPercent":100,"Seed":7,"Calls":3,)"
        R"("Struck":1}]})",
    .errors = describe_errors,
};

constinit const Action DisarmErrorRule::declaration{
    .name = "DisarmErrorRule",
    .version = sluice_version,
    .summary = {"取消一个已设定的错误或延迟。仅限运营者,须启用故障演练。",
                "Disarms an error or a delay. For the operator, where the error lab is on."},
    .effect = Effect::Write,
    .ram = {.action = "sluice:DisarmErrorRule",
            .access_level = AccessLevel::Delete,
            .audience = Audience::OperatorOnly},
    .parameters = disarm_parameters,
    .response = arm_response,
    .response_example = R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","RuleId":"7312045519028224"})",
    .errors = disarm_errors,
};

}  // namespace sluice::api
