#pragma once
// The words around what declarations say: headings, column heads and the explanation of the permission table,
// in the words of the reference page and in English.

#include "contract/api/text.h"

namespace sluice::reference::labels {

using api::Text;

// Headings.
inline constexpr Text api_reference{"API 参考", "API reference"};
inline constexpr Text version{"版本", "Version"};
inline constexpr Text call_rates{"调用频率", "Call rates"};
inline constexpr Text permission{"授权信息", "Permission"};
inline constexpr Text request_parameters{"请求参数", "Request parameters"};
inline constexpr Text later_parameters{"后来增加的请求参数", "Request parameters added later"};
inline constexpr Text limits{"取值限制", "Limits"};
inline constexpr Text response{"返回参数", "Response"};
inline constexpr Text response_example{"返回示例", "Response example"};
inline constexpr Text errors{"错误码", "Error codes"};
inline constexpr Text common_errors{"公共错误码", "Common error codes"};
inline constexpr Text history{"变更历史", "Change history"};
inline constexpr Text examples{"调用示例", "Examples"};
inline constexpr Text on_this_page{"本页内容", "On this page"};
inline constexpr Text all_actions{"全部操作", "All actions"};

// Columns.
inline constexpr Text operation{"操作", "Action"};
inline constexpr Text access_level{"访问级别", "Access level"};
inline constexpr Text resource_types{"资源类型", "Resource types"};
inline constexpr Text condition_keys{"条件关键字", "Condition keys"};
inline constexpr Text associated_actions{"关联操作", "Associated actions"};
inline constexpr Text name{"名称", "Name"};
inline constexpr Text type{"类型", "Type"};
inline constexpr Text required{"必填", "Required"};
inline constexpr Text description{"描述", "Description"};
inline constexpr Text example{"示例值", "Example"};
inline constexpr Text limit{"限制", "Limit"};
inline constexpr Text default_value{"默认值", "Default"};
inline constexpr Text http_status{"HTTP status code", "HTTP status code"};
inline constexpr Text error_code{"错误码", "Error code"};
inline constexpr Text error_message{"错误信息", "Error message"};
inline constexpr Text changed_at{"变更时间", "Date"};
inline constexpr Text change{"变更内容概要", "Summary of the change"};
inline constexpr Text change_details{"操作", "Details"};

// Cells.
inline constexpr Text yes{"是", "Yes"};
inline constexpr Text no{"否", "No"};
inline constexpr Text is_required{"必填", "required"};
inline constexpr Text is_optional{"选填", "optional"};
inline constexpr Text none{"无", "None"};
inline constexpr Text all_resources{"*全部资源 *", "*All resources *"};
inline constexpr Text see_change{"查看变更详情", "See the change"};
inline constexpr Text request_id{"请求 ID。", "The id of the request."};
inline constexpr Text in_any_case{"不区分大小写", "in any case"};
inline constexpr Text never_shown{"不会出现在错误提示和日志中", "never repeated in a hint or a log"};

// Call rates; {} is the figure.
inline constexpr Text api_rate{"API 调用频率:{} 次/秒。", "API call rate: {} calls per second."};
inline constexpr Text user_rate{"单用户调用频率:{} 次/秒。",
                                "Call rate of a single user: {} calls per second."};

// The list above the permission table. The page cuts the sixth after its comma; its rest is a line of its
// own.
inline constexpr Text permission_list[] = {
    {"操作:是指具体的权限点。", "Action: the permission that is asked for."},
    {"访问级别:是指每个操作的访问级别,取值为写入(Write)、读取(Read)或列出(List)。",
     "Access level: how the action accesses resources: it writes, reads or lists."},
    {"资源类型:是指操作中支持授权的资源类型。具体说明如下:",
     "Resource types: what the permission can be granted on:"},
    {"对于必选的资源类型,用前面加 * 表示。", "A resource type that must be named has a * in front."},
    {"对于不支持资源级授权的操作,用\n  全部资源 表示。",
     "An action that cannot be granted per resource says\n  All resources."},
    {"条件关键字:是指云产品自身定义的条件关键字。",
     "Condition keys: those that the product defines for itself."},
    {"关联操作:是指成功执行操作所需要的其他权限。操作者必须同时具备关联操作的权限,操作才能成功。",
     "Associated actions: other permissions that the caller needs as well for the action to succeed."},
};

inline constexpr Text writes{"写入", "writes"};
inline constexpr Text reads{"读取", "reads"};
inline constexpr Text with_token{"ClientToken 幂等", "idempotent with ClientToken"};
// {} is a list of codes.
inline constexpr Text also_common_errors{"任何操作还可能返回网关的公共错误码:{}。",
                                         "Any action may also answer with the gateway's common codes: {}."};
inline constexpr Text list_separator{"、", ", "};

inline constexpr Text index_intro{
    "每个操作的说明都由提供该操作的声明生成:参数、限制、权限、频率和错误码与服务端的检查一致。",
    "Every page is generated from the declaration that serves the action: parameters, limits, permissions, "
    "rates and error codes are what the service checks."};
inline constexpr Text common_errors_intro{"任何操作在执行之前都可能由网关返回这些错误码。",
                                          "What any action can get from the gateway before it runs."};
inline constexpr Text machine_readable{"机器可读的描述", "Machine-readable description"};
inline constexpr Text no_such_action{"没有这个操作", "No such action"};
inline constexpr Text did_you_mean{"您是不是要找:", "Did you mean:"};
inline constexpr Text other_language{"English", "中文"};  // what the link to the other one says

}  // namespace sluice::reference::labels
