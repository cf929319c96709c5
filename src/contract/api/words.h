#pragma once
// Words that several actions share, in the language of the reference page (Chinese) and in English: one
// translation of each thing, in one place.

#include "contract/api/text.h"

namespace sluice::api::words {

// Places and networks.
inline constexpr Text ens_region_id{"边缘节点 ID。", "The edge node (ENS region)."};
inline constexpr Text ens_region_ids{"边缘节点 ID 列表,最多 100 个。", "Edge nodes to look at, at most 100."};
inline constexpr Text network_id{"专有网络 ID。", "The network."};
inline constexpr Text network_ids{"专有网络 ID 列表,最多 100 个。", "Networks to look at, at most 100."};
inline constexpr Text network_name{"专有网络名称。", "The network's name."};
inline constexpr Text network_name_rule{
    "专有网络名称,长度为 2~128 个字符。以英文字母或中文开头,不能以 http:// 或 https:// "
    "开头,可包含数字、半角冒号(:)、下划线(_)和短划线(-)。",
    "The network's name: 2 to 128 characters, starting with a letter or a Chinese character; letters, "
    "Chinese characters, digits, colons, underscores and hyphens."};
inline constexpr Text network_cidr{"专有网络的 IPv4 网段。", "The network's IPv4 block."};
inline constexpr Text network_status{"专有网络状态。取值:Pending(配置中)、Available(可用)。",
                                     "The network's state: Pending or Available."};
inline constexpr Text network_description{"专有网络描述。", "What the network is for."};
inline constexpr Text vswitch_id{"交换机 ID。", "The vSwitch."};
inline constexpr Text vswitch_ids{"交换机 ID 列表。", "The ids of vSwitches in it."};
inline constexpr Text vswitches{"交换机列表。", "The vSwitches."};
inline constexpr Text vswitch_name{"交换机名称。", "The vSwitch's name."};
inline constexpr Text vswitch_name_rule{
    "交换机名称,长度为 2~128 个字符。以英文字母或中文开头,不能以 http:// 或 https:// "
    "开头,可包含数字、半角冒号(:)、下划线(_)和短划线(-)。",
    "The vSwitch's name: 2 to 128 characters, starting with a letter or a Chinese character; letters, "
    "Chinese characters, digits, colons, underscores and hyphens."};
inline constexpr Text vswitch_cidr{"交换机的 IPv4 网段。", "The vSwitch's IPv4 block."};
inline constexpr Text vswitch_status{"交换机状态。取值:Pending(配置中)、Available(可用)、Releasing(删除中)。",
                                     "The vSwitch's state: Pending, Available or Releasing."};
inline constexpr Text vswitch_description{"交换机描述。", "What the vSwitch is for."};
inline constexpr Text description_rule{
    "描述信息,长度为 2~256 个字符。以英文字母或中文开头,不能以 http:// 或 https:// 开头。",
    "A description of 2 to 256 characters that starts with a letter or a Chinese character, not with http:// "
    "or https://."};
inline constexpr Text free_addresses{"交换机中可用的 IP 地址数量。",
                                     "How many addresses of the vSwitch are still free."};
inline constexpr Text created_time{"创建时间,ISO 8601 格式的 UTC 时间。", "When it was created, in UTC."};
inline constexpr Text secondary_cidr_blocks{"附加网段。", "Additional blocks of the network."};
inline constexpr Text route_table_id{"路由表 ID。", "The route table."};
inline constexpr Text router_table_id{"路由表 ID,与 RouteTableId 相同,为兼容而保留。",
                                      "The route table under its older name; the same as RouteTableId."};
inline constexpr Text route_table_ids{"路由表 ID 列表。", "The network's route tables."};
inline constexpr Text gateway_route_table_id{"网关路由表 ID。", "The gateway's route table."};
inline constexpr Text network_acl_id{"网络 ACL ID。", "The network access control list."};
inline constexpr Text network_interface_id{"弹性网卡 ID。", "The network interface."};
inline constexpr Text network_interface_ids{"弹性网卡 ID 列表。", "Network interfaces in it."};
inline constexpr Text load_balancer_ids{"边缘负载均衡(ELB)实例 ID 列表。", "Balancers in it."};
inline constexpr Text instance_ids_in_it{"实例 ID 列表。", "Instances in it."};
inline constexpr Text nat_gateway_ids{"NAT 网关 ID 列表。", "NAT gateways in it."};
inline constexpr Text ha_vip_ids{"高可用虚拟 IP ID 列表。", "Highly available virtual addresses in it."};

// Lists.
inline constexpr Text page_number{"页码,从 1 开始,默认值为 1。", "Which page, counted from 1."};
inline constexpr Text page_size{"每页条数,默认值为 10。", "Entries a page."};
inline constexpr Text page_number_answered{"当前页码。", "The page this is."};
inline constexpr Text page_size_answered{"每页条数。", "Entries a page."};
inline constexpr Text total_count{"符合条件的总条数。", "Entries on all pages."};
inline constexpr Text business_code{"业务状态码,0 表示成功。", "Business code; 0 is success."};

// Tags.
inline constexpr Text tags{"标签列表。", "Tags."};
inline constexpr Text tags_rule{"标签列表,最多 20 个。", "Tags, at most 20."};
inline constexpr Text tag_key{"标签键。", "The tag's key."};
inline constexpr Text tag_key_rule{
    "标签键,长度为 1~64 个字符。不能以 aliyun、acs:、http:// 或 https:// 开头。",
    "The tag's key: 1 to 64 characters, not starting with aliyun, acs:, http:// or https://."};
inline constexpr Text tag_value{"标签值。", "The tag's value."};
inline constexpr Text tag_value_rule{
    "标签值,最长 128 个字符,可以为空。不能以 acs: 开头,不能包含 http:// 或 https://。",
    "The tag's value: at most 128 characters, possibly none; not starting with acs: and without http:// and "
    "https:// inside."};
inline constexpr Text old_tag_key{"标签键,与 Key 相同,为兼容而保留。", "The tag's key under its older name."};
inline constexpr Text old_tag_value{"标签值,与 Value 相同,为兼容而保留。",
                                    "The tag's value under its older name."};

// Balancers.
inline constexpr Text load_balancer_id{"边缘负载均衡(ELB)实例 ID。", "The balancer."};
inline constexpr Text load_balancer_name{"负载均衡实例名称。", "The balancer's name."};
inline constexpr Text load_balancer_status{
    "负载均衡实例状态。取值:Active(转发流量)、InActive(不转发流量)、Locked(锁定)、Releasing(释放中)。",
    "The balancer's state: Active (forwards), InActive (does not), Locked or Releasing."};
inline constexpr Text load_balancer_spec{"负载均衡实例的规格。", "The size of the balancer."};
inline constexpr Text load_balancer_type{"负载均衡类型。取值:CLB、InternetDR。",
                                         "Kind of balancer: CLB or InternetDR."};
inline constexpr Text load_balancer_address{"负载均衡实例的服务地址(私网 IP)。",
                                            "The private address the balancer listens on."};
inline constexpr Text address_ip_version{"服务地址的 IP 版本。取值:ipv4、ipv6。",
                                         "IP version of the address: ipv4 or ipv6."};
inline constexpr Text address_type{"服务地址的类型。intranet 表示私网。",
                                   "Kind of address; intranet is a private one."};
inline constexpr Text pay_type{"付费类型。PostPaid 表示按量付费。",
                               "How it is paid; PostPaid is pay as you go."};
inline constexpr Text bandwidth{"带宽峰值,-1 表示不限制。", "Bandwidth limit; -1 is none."};

// Listeners.
inline constexpr Text listener_port{"监听端口,取值范围为 1~65535。",
                                    "The port the listener serves, 1 to 65535."};
inline constexpr Text listener_protocol{
    "监听协议。取值:tcp、udp、http、https。同一端口上有多个协议的监听时必须指定。",
    "The listener's protocol: tcp, udp, http or https. Needed when one port carries listeners of several "
    "protocols."};
inline constexpr Text listener_protocol_answered{"监听协议。取值:tcp、udp、http、https。",
                                                 "The listener's protocol: tcp, udp, http or https."};
inline constexpr Text listener_description{"监听的描述。", "What the listener is for."};
inline constexpr Text listener_description_rule{
    "监听的描述,长度为 1~80 个字符,不能以 http:// 或 https:// 开头。",
    "What the listener is for: 1 to 80 characters, not starting with http:// or https://."};
inline constexpr Text listener_status{
    "监听状态。取值:Running(运行中)、Stopped(已停止)、Starting(启动中)、Configuring(配置中)、Stopping(停止中)"
    "。",
    "The listener's state: Running, Stopped, Starting, Configuring or Stopping."};
inline constexpr Text listener_forward{
    "是否将 HTTP 请求重定向到 HTTPS 监听。取值:on、off。",
    "Whether HTTP requests are redirected to an HTTPS listener: on or off."};
inline constexpr Text forward_port{"HTTP 请求重定向到的 HTTPS 监听端口。",
                                   "The HTTPS listener's port that HTTP requests are redirected to."};
inline constexpr Text backend_server_port{
    "后端服务器提供服务的端口,取值范围为 1~65535。不指定时与监听端口相同。",
    "The port on the backends that gets the traffic, 1 to 65535; the listener's own port if not set."};
inline constexpr Text scheduler_tcp{
    "调度算法。取值:wrr(加权轮询)、wlc(加权最小连接数)、rr(轮询)、sch(源 IP 一致性哈希)。",
    "How a backend is chosen: wrr (weighted round robin), wlc (weighted least connections), rr (round robin) "
    "or sch (consistent hash of the client's address)."};
inline constexpr Text scheduler_http{"调度算法。取值:wrr(加权轮询)、wlc(加权最小连接数)、rr(轮询)。",
                                     "How a backend is chosen: wrr (weighted round robin), wlc (weighted "
                                     "least connections) or rr (round robin)."};
inline constexpr Text persistence_timeout{
    "会话保持的时间,单位为秒,取值范围为 0~3600,0 表示不保持。",
    "For how many seconds a client keeps its backend, 0 to 3600; 0 is not at all."};
inline constexpr Text established_timeout{"连接空闲超时时间,单位为秒,取值范围为 10~900。",
                                          "Seconds after which an idle connection is closed, 10 to 900."};
inline constexpr Text idle_timeout{"空闲连接的保持时间,单位为秒,取值范围为 1~60。超时后关闭连接。",
                                   "Seconds for which an idle client connection is kept, 1 to 60."};
inline constexpr Text request_timeout{
    "等待后端服务器应答的时间,单位为秒,取值范围为 1~180。超时后向客户端返回 HTTP 504。",
    "Seconds for which a backend's answer is awaited, 1 to 180; then the client gets HTTP 504."};
inline constexpr Text x_forwarded_for{
    "是否通过 X-Forwarded-For 头字段传递客户端的真实 IP。取值:on、off。",
    "Whether backends learn the client's address from the X-Forwarded-For header: on or off."};
inline constexpr Text eip_transmit{"EIP 透传开关。取值:on、off。", "EIP pass-through: on or off."};

// Health checks.
inline constexpr Text health_check{"健康检查开关。取值:on、off。", "Whether backends are probed: on or off."};
inline constexpr Text healthy_threshold{
    "连续探测成功多少次后判定为正常,取值范围为 2~10。",
    "Successful probes in a row after which a backend counts as healthy, 2 to 10."};
inline constexpr Text unhealthy_threshold{
    "连续探测失败多少次后判定为异常,取值范围为 2~10。",
    "Failed probes in a row after which a backend counts as unhealthy, 2 to 10."};
inline constexpr Text health_check_interval{"探测的间隔时间,单位为秒,取值范围为 1~50。",
                                            "Seconds between two probes, 1 to 50."};
inline constexpr Text health_check_timeout{
    "等待探测应答的时间,单位为秒,取值范围为 1~300。小于探测间隔时以探测间隔为准。",
    "Seconds for which a probe's answer is awaited, 1 to 300; a value below the interval counts as the "
    "interval."};
inline constexpr Text health_check_connect_port{
    "探测的后端端口,取值范围为 1~65535。不指定时使用后端服务端口。",
    "The backend's port that is probed, 1 to 65535; the port that gets the traffic if not set."};
inline constexpr Text health_check_domain{
    "HTTP 探测使用的域名,长度为 1~80 个字符。不指定时使用后端服务器的地址。",
    "The host name that HTTP probes send, 1 to 80 characters; the backend's address if not set."};
inline constexpr Text health_check_uri{
    "HTTP 探测使用的 URI,长度为 1~80 个字符,必须以 / 开头且不能只有 /。",
    "The path that HTTP probes ask for: 1 to 80 characters, starting with / and not just /."};
inline constexpr Text health_check_http_code{
    "判定为正常的 HTTP 状态码类别。取值:http_2xx、http_3xx、http_4xx、http_5xx,多个类别用半角逗号分隔。",
    "Classes of HTTP status codes that count as healthy: http_2xx, http_3xx, http_4xx, http_5xx, several "
    "joined with commas."};
inline constexpr Text health_check_type{"探测方式。取值:tcp、http。", "Kind of probe: tcp or http."};
inline constexpr Text health_check_method{"HTTP 探测使用的方法。取值:head、get。",
                                          "The method of HTTP probes: head or get."};

// Backends.
inline constexpr Text backend_servers{"后端服务器列表。", "The backends."};
inline constexpr Text backend_servers_rule{"后端服务器列表,最多 20 个。", "The backends, at most 20."};
inline constexpr Text backend_server_id{
    "后端服务器 ID:实例 ID,或者 Type 为 eni 时的弹性网卡 ID。",
    "The backend: an instance, or a network interface where Type is eni."};
inline constexpr Text backend_weight{"后端服务器的权重,取值范围为 0~100,0 表示不再转发新的请求。",
                                     "The backend's weight, 0 to 100; 0 sends it nothing new."};
inline constexpr Text backend_type{"后端服务器类型。取值:ens(实例)、eni(弹性网卡)。",
                                   "Kind of backend: ens (instance) or eni (network interface)."};
inline constexpr Text backend_ip{"后端服务器的 IP 地址。", "The backend's address."};
inline constexpr Text backend_ip_rule{"后端服务器的 IP 地址。不指定时使用服务器的私网 IP。",
                                      "The backend's address; the server's private address if not set."};
inline constexpr Text backend_port{"后端服务器的端口,0 表示使用监听的后端服务端口。",
                                   "The backend's port; 0 is the listener's backend port."};

// Nodes.
inline constexpr Text node_id{"节点 ID。", "The node."};
inline constexpr Text served_port{"节点上实际提供服务的端口,0 表示没有提供服务。",
                                  "The port that really serves it on the node; 0 while none does."};

// Instances.
inline constexpr Text instance_id{"实例 ID。", "The instance."};
inline constexpr Text instance_ids{"实例 ID 列表。", "The instances."};
inline constexpr Text instance_name{"实例名称。", "The instance's name."};
inline constexpr Text instance_type{"实例规格。", "The size of the instance."};
inline constexpr Text instance_resource_type{
    "实例类别。取值:EnsInstance(包年包月)、EnsPostPaidInstance(按量付费)、EnsService(边缘服务)、BuildMachine("
    "镜像构建机)。",
    "Category: EnsInstance (subscription), EnsPostPaidInstance (pay as you go), EnsService (of an edge "
    "service) or BuildMachine (builds images)."};
inline constexpr Text instance_status{
    "实例状态。取值:"
    "Creating、Running、Stopped、Expired、Starting、Stopping、Releasing、ImageDownloading、Transferring、Rese"
    "tting。",
    "The instance's state: Creating, Running, Stopped, Expired, Starting, Stopping, Releasing, "
    "ImageDownloading, Transferring or Resetting."};
inline constexpr Text image_id{"镜像 ID。", "The image."};
inline constexpr Text host_name{"主机名。", "The host name."};
inline constexpr Text key_pair_name{"密钥对名称。", "The SSH key pair."};
inline constexpr Text security_group_id{"安全组 ID。", "The security group."};
inline constexpr Text private_ip_address{"私网 IP 地址。", "The private address."};
inline constexpr Text ip_address{"IP 地址。", "The address."};
inline constexpr Text gateway{"网关地址。", "The gateway."};
inline constexpr Text isp{"运营商。取值:cmcc、unicom、telecom。", "The carrier: cmcc, unicom or telecom."};
inline constexpr Text public_addresses{"公网 IP 地址列表。", "Public addresses."};
inline constexpr Text private_addresses{"私网 IP 地址列表。", "Private addresses."};
inline constexpr Text bandwidth_out{"公网出方向带宽峰值,单位为 Mbit/s。",
                                    "Public bandwidth limit outwards, in Mbit/s."};
inline constexpr Text auto_release_time{"自动释放时间,ISO 8601 格式的 UTC 时间。",
                                        "When it is released by itself, in UTC."};
inline constexpr Text spot_strategy{
    "抢占策略。取值:NoSpot(普通按量付费)、SpotAsPriceGo(系统自动出价)。",
    "Spot strategy: NoSpot (plain pay as you go) or SpotAsPriceGo (at the going price)."};
inline constexpr Text deletion_protection{"是否开启释放保护。", "Whether it is protected against release."};
inline constexpr Text vpd_id{"边缘网络 VPD ID。", "The VPD."};
inline constexpr Text vpd_vswitch_id{"边缘网络 VPD 的交换机 ID。", "The VPD's vSwitch."};
inline constexpr Text system_disk{"系统盘。", "The system disk."};
inline constexpr Text data_disks{"数据盘列表。", "The data disks."};
inline constexpr Text disk_category{"磁盘类型。", "The disk's category."};
inline constexpr Text disk_size_gib{"磁盘大小,单位为 GiB。", "The disk's size in GiB."};
inline constexpr Text disk_size_mib{"磁盘大小,单位为 MiB。", "The disk's size in MiB."};
inline constexpr Text disk_id{"磁盘 ID。", "The disk."};
inline constexpr Text disk_uuid{"磁盘的唯一标识。", "The disk's unique id."};
inline constexpr Text disk_name{"磁盘名称。", "The disk's name."};
inline constexpr Text disk_device_type{"磁盘的存储介质,例如 file、pangu、local_hdd。",
                                       "What the disk is stored on, such as file, pangu or local_hdd."};
inline constexpr Text disk_kind{"磁盘用途。取值:system(系统盘)、data(数据盘)。",
                                "What the disk is for: system or data."};
inline constexpr Text disk_encrypted{"磁盘是否加密。", "Whether the disk is encrypted."};
inline constexpr Text disk_key_id{"磁盘加密使用的 KMS 密钥 ID。", "The KMS key that encrypts the disk."};
inline constexpr Text network_interfaces{"弹性网卡列表。", "Network interfaces."};

}  // namespace sluice::api::words
