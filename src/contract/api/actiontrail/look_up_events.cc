#include "contract/api/actiontrail/look_up_events.h"

#include "contract/api/formats.h"
#include "contract/api/rows.h"

namespace sluice::api {
namespace {

constexpr std::string_view direction_values[] = {directions::forward, directions::backward};
constexpr std::string_view attribute_keys[] = {
    "ServiceName",  "EventName",    "User",    "EventId",          "EventType",
    "ResourceType", "ResourceName", "EventRW", "EventAccessKeyId", "SourceIpAddress"};

constexpr Parameter attribute_parameters[] = {
    {.name = "Key",
     .presence = Presence::Required,
     .description = {"查询条件的名称。", "What is compared."},
     .example = "EventName",
     .constraint = {.one_of = attribute_keys},
     .assign = bind<&LookupEvents::Attribute::key>},
    {.name = "Value",
     .presence = Presence::Required,
     .names = Names::AnyId,
     .description = {"查询条件的值,区分大小写,精确匹配。例如 Key 为 EventRW 时取值为 Read 或 Write。",
                     "What it must be, exactly and in this case: of EventRW, Read or Write."},
     .example = "CreateLoadBalancer",
     .constraint = {.length_max = 256},
     .assign = bind<&LookupEvents::Attribute::value>},
};

constexpr Parameter parameters[] = {
    {.name = "NextToken",
     .names = Names::Marker,
     .description = {"上一页结果中的 NextToken,其他请求参数必须与上一次请求相同。",
                     "The NextToken of the page before; everything else must be asked as it was then."},
     .example = "MS4xLjAuMC4wLjAuMC4wLjA=",
     .constraint = {.length_max = 512},
     .assign = bind<&LookupEvents::next_token>},
    {.name = "MaxResults",
     .type = Type::Integer,
     .description = {"返回的最大条数,取值范围为 0~50,0 与默认值 20 相同。",
                     "How many events a page may have, 0 to 50; 0 is the default."},
     .example = "20",
     .default_value = "20",
     .constraint = {.min = 0, .max = 50, .zero_is_unset = true},
     .assign = bind<&LookupEvents::max_results>},
    {.name = "StartTime",
     .names = Names::Nothing,
     .description = {"查询的开始时间,UTC 时间,默认为结束时间的 7 天前。时间范围最长为 30 天。",
                     "The first second to look at, in UTC; 7 days before EndTime if not set. At most 30 days "
                     "are looked at."},
     .example = "2026-01-01T00:00:00Z",
     .constraint = {.accepts = is_utc_time, .accepted = utc_time_text},
     .assign = bind<&LookupEvents::start_time>},
    {.name = "EndTime",
     .names = Names::Nothing,
     .description = {"查询的结束时间,UTC 时间,默认为当前时间。",
                     "The last second to look at, in UTC; now if not set."},
     .example = "2026-01-02T04:00:00Z",
     .constraint = {.accepts = is_utc_time, .accepted = utc_time_text},
     .assign = bind<&LookupEvents::end_time>},
    {.name = "Direction",
     .description = {"事件的顺序。取值:FORWARD(按时间升序)、BACKWARD(按时间降序,默认值)。",
                     "FORWARD for the oldest first, BACKWARD (the default) for the newest."},
     .example = "BACKWARD",
     .default_value = "BACKWARD",
     .constraint = {.one_of = direction_values},
     .assign = bind<&LookupEvents::direction>},
    {.name = "LookupAttribute",
     .type = Type::ObjectList,
     .serialization = Serialization::Repeated,
     .description = {"查询条件,最多 2 个,同时满足。Key 相同时以后一个为准。",
                     "What the events must be, at most two conditions, both of which hold; of two with one "
                     "key the second counts."},
     .example = R"([{"Key":"EventName","Value":"CreateLoadBalancer"}])",
     .constraint = {.items_max = 2},
     .fields = attribute_parameters,
     .assign = bind<&LookupEvents::attributes>},
};

constexpr ResponseField identity_fields[] = {
    {.name = "type",
     .description =
         {"身份类型。取值:root-account(主账号)、ram-user(RAM 用户)、assumed-role(RAM 角色)、unknown"
          "(未知的 AccessKey)。",
          "root-account, ram-user, assumed-role, or unknown for an access key that nobody has."},
     .example = "ram-user"},
    {.name = "principalId",
     .description = {"身份 ID。", "The caller's id."},
     .example = "222748924538000000"},
    {.name = "accountId", .description = {"账号 ID。", "The account."}, .example = "1234567890123456"},
    {.name = "accessKeyId",
     .description = {"调用使用的 AccessKey ID。", "The access key of the call."},
     .example = "LTAI5t7Example"},
    {.name = "userName",
     .description = {"RAM 用户名称,角色为 角色名称:会话名称,主账号为 root。",
                     "The RAM user's name, role:session of a role, root of the account itself."},
     .example = "alice"},
};

constexpr ResponseField statement_fields[] = {
    {.name = "policyName", .description = {"策略名称。", "The policy."}, .example = "balancer-admins"},
    {.name = "statement",
     .type = Type::Integer,
     .description = {"策略中的第几条语句,从 1 开始。", "Which of its statements, counted from 1."},
     .example = "2"},
};

constexpr ResponseField additional_fields[] = {
    {.name = "outcome",
     .description =
         {"结果。取值:Done(已执行)、Replayed(返回相同 ClientToken 首次调用的结果)、Refused(未执行)、"
          "Denied(没有权限)、NotAuthenticated(身份未得到证明)、Others(同一秒内其他种类的拒绝)。",
          "Done, Replayed (it got the answer of the first call with its ClientToken), Refused (it "
          "changed nothing), Denied (no permission), NotAuthenticated (who called is not proved), "
          "or Others (refusals of more kinds than are told apart)."},
     .example = "Done"},
    {.name = "decision",
     .description =
         {"权限判定。取值:AccountKey、Everybody、Policy、ExplicitDeny、ImplicitDeny、OperatorOnly、"
          "NotAsked(判定之前已被拒绝)。",
          "AccountKey (no policy is asked of it), Everybody (no permission is needed), Policy, "
          "ExplicitDeny, ImplicitDeny, OperatorOnly, or NotAsked (refused before that)."},
     .example = "Policy"},
    {.name = "statements",
     .type = Type::ObjectList,
     .description = {"做出判定的策略语句。", "The statements that decided; none where none applied."},
     .fields = statement_fields},
    {.name = "explanation",
     .description = {"对判定的说明。", "The decision in words."},
     .example = "statement 2 of the policy balancer-admins allows it"},
    {.name = "secureTransport",
     .type = Type::Boolean,
     .description = {"是否通过 TLS 调用。", "Whether the call came over TLS."},
     .example = "true"},
    {.name = "httpStatus",
     .type = Type::Integer,
     .description = {"返回的 HTTP 状态码。", "The HTTP status of the answer."},
     .example = "200"},
    {.name = "microsecondsUntilRecorded",
     .type = Type::Integer,
     .description = {"从收到请求到记录该事件的微秒数。变更在提交之前记录,因此不含提交的时间。",
                     "From the request's arrival until the event was written down. A change is written down "
                     "in its own transaction, so the time of the commit is not in it."},
     .example = "1840"},
    {.name = "count",
     .type = Type::Integer,
     .description =
         {"该事件代表的调用次数。同一秒内相同的拒绝合并为一个事件,其他字段为其中第一次调用的内容。",
          "How many calls the event stands for: equal refusals within one second are one event, "
          "which says of the first what it says."},
     .example = "1"},
    {.name = "parametersLeftOut",
     .type = Type::Integer,
     .description = {"因过长而未记录的参数个数。", "How many parameters had no room."},
     .example = "0"},
    {.name = "remark",
     .description = {"关于如何作出决定的说明;没有异常时不返回。",
                     "What was not as usual about how a change was decided; left out where nothing was."},
     .example = "the risk provider gave no decision: passed without one"},
};

constexpr ResponseField event_fields[] = {
    {.name = "eventId",
     .description = {"事件 ID。", "The event's own id."},
     .example = "019B7C8F-3A48-7000-9D21-3C5E0F7A1B42"},
    {.name = "eventVersion",
     .description = {"事件格式的版本。", "The version of this form."},
     .example = "1"},
    {.name = "eventTime",
     .description = {"收到请求的时间,UTC 时间。", "When the request came, in UTC."},
     .example = "2026-01-02T03:04:05Z"},
    {.name = "eventName", .description = {"操作名称。", "The action."}, .example = "CreateLoadBalancer"},
    {.name = "eventRW",
     .description = {"读写类型。取值:Write、Read。", "Write, or Read for a denied question."},
     .example = "Write"},
    {.name = "eventType", .description = {"事件类型。", "What kind of event."}, .example = "ApiCall"},
    {.name = "eventCategory", .description = {"事件类别。", "The category."}, .example = "Management"},
    {.name = "eventSource",
     .description = {"处理请求的服务。", "The service that it was sent to."},
     .example = "ens.aliyuncs.com"},
    {.name = "serviceName", .description = {"服务名称。", "The service."}, .example = "Ens"},
    {.name = "apiVersion", .description = {"API 版本。", "The API's version."}, .example = "2017-11-10"},
    {.name = "acsRegion",
     .description = {"请求参数中的 EnsRegionId,没有时为空。",
                     "The EnsRegionId of the request, if it had one."},
     .example = "cn-chengdu-telecom"},
    {.name = "isGlobal",
     .type = Type::Boolean,
     .description = {"服务是否不分地域。", "Whether the service has no regions."},
     .example = "false"},
    {.name = "sourceIpAddress",
     .description = {"调用者的 IP 地址。", "The other end of the connection."},
     .example = "203.0.113.7"},
    {.name = "userAgent",
     .description = {"调用者自称的客户端,最长 128 个字符。",
                     "The client, as it calls itself; at most 128 characters."},
     .example = "AlibabaCloud (linux; amd64) Core/0.01"},
    {.name = "userIdentity",
     .type = Type::Object,
     .description = {"调用者。", "Who called."},
     .fields = identity_fields},
    {.name = "recipientAccountId",
     .description = {"事件所属的账号 ID。", "The account whose event it is."},
     .example = "1234567890123456"},
    {.name = "requestId",
     .description = {"请求 ID。", "The call's request id."},
     .example = "473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"},
    {.name = "requestParameters",
     .type = Type::Object,
     .description =
         {"请求参数。敏感参数以 *** 代替,过长的值只保留开头、长度和 SHA-256。",
          "What was asked for: of a secret ***, of a long value its beginning, length and SHA-256."},
     .free_form = true},
    {.name = "requestParameterJson",
     .description = {"JSON 格式的请求参数。", "The same as JSON text."},
     .example = R"({"LoadBalancerSpec":"elb.s2.medium"})"},
    {.name = "errorCode",
     .description = {"错误码,成功时没有该参数。", "The code of a refusal; absent otherwise."},
     .example = "NoPermission"},
    {.name = "errorMessage",
     .description = {"错误信息,成功时没有该参数。", "The message of a refusal; absent otherwise."},
     .example = "Permission denied."},
    {.name = "resourceType",
     .description = {"相关资源的类型,以半角分号分隔。",
                     "The types of the resources, joined with semicolons."},
     .example = "ACS::ENS::LoadBalancer"},
    {.name = "resourceName",
     .description = {"相关资源的 ID 或名称,以半角分号分隔。",
                     "The ids or names of the resources, in the same order."},
     .example = "lb-5s7crik3yo3bp03gqrbp5****"},
    {.name = "referencedResources",
     .type = Type::Object,
     .description = {"相关资源,按类型分组。", "The resources by their types, what the call made among them."},
     .free_form = true},
    {.name = "additionalEventData",
     .type = Type::Object,
     .description =
         {"附加信息:结果、权限判定及其依据、耗时、次数。",
          "What else is known: the outcome, why the caller was let in or kept out, how long it took."},
     .fields = additional_fields},
};

constexpr ResponseField response[] = {
    {.name = "StartTime",
     .description = {"查询的开始时间。", "The first second that was looked at."},
     .example = "2026-01-01T00:00:00Z"},
    {.name = "EndTime",
     .description = {"查询的结束时间。", "The last second that was looked at."},
     .example = "2026-01-02T04:00:00Z"},
    {.name = "NextToken",
     .description = {"用于查询下一页,没有更多事件时没有该参数。一页的事件可能少于 MaxResults。",
                     "Asks for the next page; absent where there is none. A page may have fewer events than "
                     "MaxResults, and none at all, before the last."},
     .example = "MS4xLjAuMC4wLjAuMC4wLjA="},
    {.name = "Events",
     .type = Type::ObjectList,
     .description = {"事件列表。", "The events."},
     .fields = event_fields},
};

constexpr ErrorRow errors[] = {rows::no_permission, rows::invalid_parameter};

}  // namespace

constinit const Action LookupEvents::declaration{
    .name = "LookupEvents",
    .version = actiontrail_version,
    .summary = {"查询操作审计事件:谁在何时从何处修改了什么,或者因何被拒绝。",
                "Looks the audit trail up: who changed what, from where, or was kept from it and why."},
    .rate_limits = {.api_per_second = 20, .user_per_second = 2},
    .ram = {.action = "actiontrail:LookupEvents", .access_level = AccessLevel::Get},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"FD79665A-CE8B-49D4-82E6-5EE2E0E791DD","StartTime":"2026-01-01T00:00:00Z",)"
        R"("EndTime":"2026-01-02T04:00:00Z","NextToken":"MS4xLjAuMC4wLjAuMC4wLjA=","Events":[{)"
        R"("eventId":"019B7C8F-3A48-7000-9D21-3C5E0F7A1B42","eventVersion":"1",)"
        R"("eventTime":"2026-01-02T03:04:05Z","eventName":"CreateLoadBalancer","eventRW":"Write",)"
        R"("eventType":"ApiCall","eventCategory":"Management","eventSource":"ens.aliyuncs.com",)"
        R"("serviceName":"Ens","apiVersion":"2017-11-10","acsRegion":"cn-chengdu-telecom","isGlobal":false,)"
        R"("sourceIpAddress":"203.0.113.7","userAgent":"AlibabaCloud (linux; amd64) Core/0.01",)"
        R"("userIdentity":{"type":"ram-user","principalId":"222748924538000000",)"
        R"("accountId":"1234567890123456","accessKeyId":"LTAI5t7Example","userName":"alice"},)"
        R"("recipientAccountId":"1234567890123456","requestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E",)"
        R"("requestParameters":{"EnsRegionId":"cn-chengdu-telecom","LoadBalancerSpec":"elb.s2.medium"},)"
        R"("requestParameterJson":"{\"EnsRegionId\":\"cn-chengdu-telecom\",\"LoadBalancerSpec\":\"elb.s2.medium\"}",)"
        R"("resourceType":"ACS::ENS::LoadBalancer","resourceName":"lb-5s7crik3yo3bp03gqrbp5****",)"
        R"("referencedResources":{"ACS::ENS::LoadBalancer":["lb-5s7crik3yo3bp03gqrbp5****"]},)"
        R"("additionalEventData":{"outcome":"Done","decision":"Policy","statements":[)"
        R"({"policyName":"balancer-admins","statement":2}],)"
        R"("explanation":"statement 2 of the policy balancer-admins allows it","secureTransport":true,)"
        R"("httpStatus":200,"microsecondsUntilRecorded":1840,"count":1,"parametersLeftOut":0}}]})",
    .errors = errors,
};

}  // namespace sluice::api
