#pragma once
// Rows that the error tables of several actions share. What is gone answers 404 where a client must believe
// it (design.md); everything else of the documented tables is 400.

#include "contract/api/error.h"

namespace sluice::api::rows {

inline constexpr ErrorRow no_permission{400, "NoPermission", "Permission denied.",
                                        "没有足够的权限,请联系云账号管理员授予您相应权限。"};
inline constexpr ErrorRow invalid_parameter{
    400, "InvalidParameter.%s", "The specified field %s invalid. Please check it again.", "参数取值非法"};
inline constexpr ErrorRow invalid{400, "Invalid%s", "The specified parameter %s is invalid.", "参数取值非法"};
inline constexpr ErrorRow missing{400, "Missing%s", "You must specify the parameter %s.", "缺少必填参数"};
inline constexpr ErrorRow call_interface{400, "CallInterface", "Call Interface Happen Error.",
                                         "接口调用出错。"};
inline constexpr ErrorRow interface_failed{400, "ens.interface.error", "Failed to call API.", "接口调用失败"};
inline constexpr ErrorRow interface_error{400, "ens.interface.error", "An error occurred while call the API.",
                                          "接口调用失败"};
inline constexpr ErrorRow interface_error_calling{400, "ens.interface.error",
                                                  "An error occurred while calling the API.", "接口调用失败"};
inline constexpr ErrorRow invalid_parameter_plain{400, "InvalidParameter", "InvalidParameter", "参数非法"};
inline constexpr ErrorRow invalid_parameter_message{
    400, "InvalidParameter", "The errorMessage is %s. Please check it again.", "参数非法"};
inline constexpr ErrorRow missing_parameter_supplied{
    400, "MissingParameter",
    "The input parameter that is mandatory for processing this request is not supplied.", "缺少必填参数"};
inline constexpr ErrorRow incorrect_instance_status{
    400, "IncorrectInstanceStatus", "The current status of the resource does not support this operation.",
    "资源当前的状态不支持该操作"};
inline constexpr ErrorRow incorrect_listener_status{
    400, "IncorrectListenerStatus", "The current status of the resource does not support this operation.",
    "监听当前的状态不支持该操作"};
inline constexpr ErrorRow load_balancer_not_found{404, "LoadBalancerNotFound",
                                                  "The input parameter loadBalancerId that is not found.",
                                                  "负载均衡实例不存在"};
inline constexpr ErrorRow load_balancer_id_not_found{404, "LoadBalancerNotFound",
                                                     "The input parameter LoadBalancerId that is not found.",
                                                     "负载均衡实例不存在"};
inline constexpr ErrorRow listener_not_found{404, "ListenerNotFound", "Listener is not found.", "监听不存在"};
inline constexpr ErrorRow input_listener_not_found{
    404, "ListenerNotFound", "The input parameter listener that is not found.", "监听不存在"};
inline constexpr ErrorRow too_many_listeners{400, "TooManyListeners",
                                             "More than 1 listener is found, please be more specified.",
                                             "该端口上有多个监听,请指定监听协议"};
inline constexpr ErrorRow order_not_found{
    400, "OrderNotFound", "The specified order information is not found.", "未查询到指定的订单信息"};
inline constexpr ErrorRow network_id_not_found{400, "InvalidNetworkId.NotFound", "Network not found",
                                               "专有网络不存在"};
inline constexpr ErrorRow vswitch_not_found{400, "InvalidVSwitchId.NotFound",
                                            "Specified virtual switch does not exist.", "交换机不存在"};
inline constexpr ErrorRow instance_not_found{
    400, "InstanceNotFound", "The input parameter instanceId that is not found.", "实例不存在"};
inline constexpr ErrorRow instance_id_not_found{
    400, "InstanceIdNotFound", "The input parameter instancdId that is not found.", "实例不存在"};
inline constexpr ErrorRow security_group_not_found{
    400, "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist.", "安全组不存在"};
inline constexpr ErrorRow security_group_rule_conflict{400, "SecurityGroupRuleConflict.Duplicated",
                                                       "The SecurityGroup rule already exists.",
                                                       "安全组规则已存在"};
inline constexpr ErrorRow authorization_limit_exceed{
    400, "AuthorizationLimitExceed", "The limit of authorization records in the security group reaches.",
    "安全组规则数量已达上限"};

}  // namespace sluice::api::rows
