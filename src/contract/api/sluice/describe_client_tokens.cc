#include "contract/api/sluice/describe_client_tokens.h"

#include "contract/api/paging.h"
#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "Token",
     .names = Names::ClientToken,
     .description = {"只查询该 ClientToken 的记录。", "Only the records of this ClientToken."},
     .example = "26C28756-2586-17AF-B802-0DC50D8FDEBB",
     .assign = bind<&DescribeClientTokens::token>},
    {.name = "ActionName",
     .names = Names::Shared,
     .description = {"只查询该操作的记录。", "Only the records of this action."},
     .example = "CreateLoadBalancer",
     .assign = bind<&DescribeClientTokens::action_name>},
    {.name = "ResourceId",
     .names = Names::AnyId,
     .description = {"只查询创建了该资源的记录。", "Only the record of the call that made this resource."},
     .example = "lb-5s7crik3yo3bp03gqrbp5****",
     .assign = bind<&DescribeClientTokens::resource_id>},
    {.name = "AccountId",
     .names = Names::Account,
     .description = {"账号 ID,默认为调用者的账号。运营者可以指定其他账号,或用 * 表示所有账号。",
                     "Whose tokens: the caller's own by default. The operator may name another account, or * "
                     "for all of them."},
     .example = "*",
     .assign = bind<&DescribeClientTokens::account_id>},
    {.name = "WarningSeconds",
     .type = Type::Integer,
     .description = {"参数相同而 Token 不同的两次调用相隔不超过该秒数时,给出告警。0 表示不告警。",
                     "A call is warned about if one with the same parameters and another token came at most "
                     "this many seconds before it; 0 warns about none."},
     .example = "60",
     .default_value = "60",
     .constraint = {.min = 0, .max = 3600},
     .assign = bind<&DescribeClientTokens::warning_seconds>},
    page_number<&DescribeClientTokens::page_number>(),
    page_size<&DescribeClientTokens::page_size>(100),
};

constexpr Text access_key_id{"调用使用的 AccessKey ID。", "The access key of the call."};
constexpr Text request_id{"调用的请求 ID。", "The call's request id."};

constexpr ResponseField parameter_fields[] = {
    {.name = "Name", .description = {"参数名称。", "The parameter."}, .example = "LoadBalancerSpec"},
    {.name = "Value",
     .description = {"参数取值,敏感参数为其 SHA-256。", "What was sent; of a secret, its SHA-256."},
     .example = "elb.s2.medium"},
};

constexpr ResponseField retry_fields[] = {
    {.name = "Outcome",
     .description = {"结果。取值:Replayed(返回首次的结果)、Refused(参数不同,被拒绝)。",
                     "Replayed (it got the first answer) or Refused (its parameters differed)."},
     .example = "Refused"},
    {.name = "Time", .description = {"调用时间。", "When it came."}, .example = "2026-01-02T03:04:07Z"},
    {.name = "AccessKeyId", .description = access_key_id, .example = "LTAI5t7Example"},
    {.name = "RequestId", .description = request_id, .example = "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"},
    {.name = "DifferingParameters",
     .type = Type::StringList,
     .description = {"与首次调用不同的参数名称。", "The parameters that were not those of the first call."},
     .example = "LoadBalancerName"},
};

constexpr ResponseField warning_fields[] = {
    {.name = "Code",
     .description = {"告警代码。SameParametersNewToken:不久前有参数相同而 Token 不同的调用。",
                     "SameParametersNewToken: a call with the same parameters had come shortly before with "
                     "another token. If this one was a retry, it has made a second resource."},
     .example = "SameParametersNewToken"},
    {.name = "ClientToken",
     .description = {"先前调用的 Token。", "The earlier call's token."},
     .example = "26C28756-2586-17AF-B802-0DC50D8FDEBA"},
    {.name = "ResourceId",
     .description = {"先前调用创建的资源 ID。", "What the earlier call made."},
     .example = "lb-5s7crik3yo3bp03gqrbp6****"},
    {.name = "SecondsBefore",
     .type = Type::Integer,
     .description = {"先前调用早了多少秒。", "How many seconds earlier it came."},
     .example = "3"},
};

constexpr ResponseField token_fields[] = {
    {.name = "ClientToken",
     .description = {"幂等 Token。", "The token."},
     .example = "26C28756-2586-17AF-B802-0DC50D8FDEBB"},
    {.name = "ActionName", .description = {"操作名称。", "The action."}, .example = "CreateLoadBalancer"},
    {.name = "AccountId",
     .description = {"账号 ID。", "The account whose token it is."},
     .example = "1234567890123456"},
    {.name = "Status",
     .description = {"状态。取值:Valid(重试返回首次结果)、Expired(已过期)、Replaced(过期后已被重新使用)。",
                     "Valid (a retry gets the first answer), Expired, or Replaced (used again after it had "
                     "expired)."},
     .example = "Valid"},
    {.name = "ResourceId",
     .description = {"创建的资源 ID。", "What the first call made."},
     .example = "lb-5s7crik3yo3bp03gqrbp5****"},
    {.name = "CreationTime",
     .description = {"首次调用的时间。", "When the first call came."},
     .example = "2026-01-02T03:04:05Z"},
    {.name = "ExpirationTime",
     .description = {"过期时间。", "Until when a retry gets its answer."},
     .example = "2026-01-02T03:14:05Z"},
    {.name = "AccessKeyId", .description = access_key_id, .example = "LTAI5t7Example"},
    {.name = "RequestId", .description = request_id, .example = "1ECC937A-AE0E-4626-BE51-DED1D6D1C888"},
    {.name = "Parameters",
     .type = Type::ObjectList,
     .description = {"首次调用的参数。", "What the first call asked for."},
     .fields = parameter_fields},
    {.name = "Retries",
     .type = Type::ObjectList,
     .description = {"再次使用该 Token 的调用,每个 Token 最多记录 100 次。",
                     "Who came again with the token, in order; the first 100 are kept."},
     .fields = retry_fields},
    {.name = "Warnings",
     .type = Type::ObjectList,
     .description = {"告警。", "What looks wrong about it."},
     .fields = warning_fields},
};

constexpr ResponseField response[] = {
    {.name = "TotalCount", .type = Type::Integer, .description = words::total_count, .example = "1"},
    {.name = "PageNumber", .type = Type::Integer, .description = words::page_number_answered, .example = "1"},
    {.name = "PageSize", .type = Type::Integer, .description = words::page_size_answered, .example = "10"},
    {.name = "ClientTokens",
     .type = Type::ObjectList,
     .description = {"Token 记录,最新的在前,至少保留一天。",
                     "The records, newest first, each kept for at least a day."},
     .fields = token_fields},
};

constexpr ErrorRow errors[] = {rows::no_permission, rows::invalid_parameter};

// Of the account that is looked at, so that a user of the operator needs a policy that reaches it.
constexpr std::string_view resource_types[] = {"acs:sluice:*:{#AccountId}:*"};

}  // namespace

constinit const Action DescribeClientTokens::declaration{
    .name = "DescribeClientTokens",
    .version = sluice_version,
    .summary = {"查询幂等 Token 的使用记录:创建了哪个资源,谁重试过,哪些参数不同。",
                "Lists ClientTokens: what each one made, who came again with it, and what differed."},
    // Looks through as much as an account has asked for in a day.
    .rate_limits = {.api_per_second = 20, .user_per_second = 2},
    .ram = {.action = "sluice:DescribeClientTokens",
            .access_level = AccessLevel::List,
            .resource_types = resource_types},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","TotalCount":1,"PageNumber":1,"PageSize":10,)"
        R"("ClientTokens":[{"ClientToken":"26C28756-2586-17AF-B802-0DC50D8FDEBB",)"
        R"("ActionName":"CreateLoadBalancer","AccountId":"1234567890123456","Status":"Valid",)"
        R"("ResourceId":"lb-5s7crik3yo3bp03gqrbp5****","CreationTime":"2026-01-02T03:04:05Z",)"
        R"("ExpirationTime":"2026-01-02T03:14:05Z","AccessKeyId":"LTAI5t7Example",)"
        R"("RequestId":"1ECC937A-AE0E-4626-BE51-DED1D6D1C888",)"
        R"("Parameters":[{"Name":"LoadBalancerSpec","Value":"elb.s2.medium"}],)"
        R"("Retries":[{"Outcome":"Refused","Time":"2026-01-02T03:04:07Z","AccessKeyId":"LTAI5t7Example",)"
        R"("RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","DifferingParameters":["LoadBalancerName"]}],)"
        R"("Warnings":[{"Code":"SameParametersNewToken","ClientToken":"26C28756-2586-17AF-B802-0DC50D8FDEBA",)"
        R"("ResourceId":"lb-5s7crik3yo3bp03gqrbp6****","SecondsBefore":3}]}]})",
    .errors = errors,
};

}  // namespace sluice::api
