#include "contract/api/ens/describe_ens_sale_control.h"

#include <array>

#include "contract/api/ens/sale_control_parameters.h"

namespace sluice::api {
namespace {

template <class Request>
constexpr std::array<Parameter, 5> parameters_of() {
  return {sale::ali_uid_account<&Request::ali_uid_account>(),
          sale::commodity_code<&Request::commodity_code>(),
          sale::custom_account<&Request::custom_account>(sale::same_account_words),
          sale::module_code<&Request::module_code>(Presence::Optional),
          sale::order_type<&Request::order_type>(Presence::Optional)};
}
constexpr auto control_parameters = parameters_of<DescribeEnsSaleControl>();
constexpr auto stock_parameters = parameters_of<DescribeEnsSaleControlStock>();

constexpr ResponseField max_field{.name = "ModuleMaxValue", .description = sale::max_words, .example = "12"};
constexpr ResponseField min_field{.name = "ModuleMinValue", .description = sale::min_words, .example = "1"};
constexpr ResponseField value_fields[] = {
    max_field,
    min_field,
    {.name = "ModuleValue",
     .type = Type::StringList,
     .description = sale::values_words,
     .example = "elb.s1.small"},
};
constexpr ResponseField description_field{
    .name = "Description", .description = sale::description_words, .example = "small ones only"};
constexpr ResponseField value_field{
    .name = "ModuleValue", .type = Type::Object, .description = sale::range_words, .fields = value_fields};
constexpr ResponseField operator_field{
    .name = "Operator", .description = sale::operator_words, .example = "In"};
constexpr ResponseField condition_fields[] = {
    {.name = "ConditionControlModuleCode", .description = sale::condition_module_words, .example = "region"},
    {.name = "ConditionControlModuleValue",
     .description = sale::condition_value_words,
     .example = "cn-chengdu-telecom"},
};
constexpr ResponseField condition_field{.name = "ConditionControl",
                                        .type = Type::Object,
                                        .description = sale::condition_words,
                                        .fields = condition_fields};

constexpr ResponseField basic_fields[] = {description_field, value_field, operator_field};
constexpr ResponseField conditional_fields[] = {condition_field, description_field, value_field,
                                                operator_field};
constexpr ResponseField item_fields[] = {
    {.name = "BasicSaleControl",
     .type = Type::Object,
     .description = {"始终适用的约束,没有时不返回。",
                     "The one that always applies; left out if there is none."},
     .fields = basic_fields},
    {.name = "ConditionSaleControl",
     .type = Type::ObjectList,
     .description = {"有条件的约束。", "Those that apply under a condition."},
     .fields = conditional_fields},
};
constexpr ResponseField items_fields[] = {
    {.name = "ModuleCode", .description = sale::module_words, .example = "spec"},
    {.name = "SaleControlItem",
     .type = Type::Object,
     .description = {"该模块的约束。", "The module's controls."},
     .fields = item_fields},
};

// What is left is of one value, which is both ends of a range.
constexpr ResponseField stock_range_fields[] = {
    {.name = "ModuleMaxValue",
     .description = {"取值,与 ModuleMinValue 相同。", "The value; the same as ModuleMinValue."},
     .example = "elb.s1.small"},
    {.name = "ModuleMinValue", .description = {"取值。", "The value."}, .example = "elb.s1.small"},
};
constexpr ResponseField stock_range_field{.name = "ModuleValue",
                                          .type = Type::Object,
                                          .description = sale::range_words,
                                          .fields = stock_range_fields};
constexpr ResponseField stock_value_field{
    .name = "StockValue",
    .description = {"剩余库存。指定了账号而不向其出售时为 0。",
                    "How many are left; 0 where an account is named and they are not sold to it."},
    .example = "17"};
constexpr ResponseField basic_stock_fields[] = {stock_range_field, stock_value_field};
constexpr ResponseField conditional_stock_fields[] = {condition_field, stock_range_field, stock_value_field};
constexpr ResponseField stock_item_fields[] = {
    {.name = "BasicSaleControl",
     .type = Type::Object,
     .description = {"不区分条件的库存。库存按节点计算,因此不返回。",
                     "Stock without a condition; left out, as stock is counted by node."},
     .fields = basic_stock_fields},
    {.name = "ConditionSaleControl",
     .type = Type::ObjectList,
     .description = {"各节点的库存。", "The stock of each node."},
     .fields = conditional_stock_fields},
};
constexpr ResponseField stock_items_fields[] = {
    {.name = "ModuleCode", .description = sale::module_words, .example = "spec"},
    {.name = "SaleControlItem",
     .type = Type::Object,
     .description = {"该模块的库存。", "The module's stock."},
     .fields = stock_item_fields},
};

constexpr ResponseField commodity_field{
    .name = "CommodityCode", .description = sale::commodity_words, .example = "elb_post"};
constexpr ResponseField order_type_field{
    .name = "OrderType", .description = sale::order_type_words, .example = "Buy"};

constexpr ResponseField control_fields[] = {
    commodity_field,
    order_type_field,
    {.name = "SaleControlItems",
     .type = Type::ObjectList,
     .description = {"各模块的约束。", "The controls, by module."},
     .fields = items_fields},
};
constexpr ResponseField control_response[] = {
    {.name = "SaleControl",
     .type = Type::ObjectList,
     .description = {"各订单类型的约束。", "The controls, by order type."},
     .fields = control_fields},
};
constexpr ResponseField stock_fields[] = {
    commodity_field,
    order_type_field,
    {.name = "SaleControlItems",
     .type = Type::ObjectList,
     .description = {"各模块的库存。", "The stock, by module."},
     .fields = stock_items_fields},
};
constexpr ResponseField stock_response[] = {
    {.name = "SaleControl",
     .type = Type::ObjectList,
     .description = {"各订单类型的库存。", "The stock, by order type."},
     .fields = stock_fields},
};

constexpr Parameter resource_parameters[] = {
    sale::commodity_code<&DescribeEnsSaleControlAvailableResource::commodity_code>(),
    sale::custom_account<&DescribeEnsSaleControlAvailableResource::custom_account>(
        {"客户账号 ID,默认为调用者的账号。", "The account that would buy; the caller's own if not set."}),
    sale::order_type<&DescribeEnsSaleControlAvailableResource::order_type>(Presence::Optional),
};

constexpr ResponseField disk_fields[] = {
    {.name = "DiskName", .description = {"磁盘名称。", "The disk's name."}, .example = "data"},
    {.name = "DiskType", .description = {"磁盘类型。", "Its kind."}, .example = "cloud_efficiency"},
};
constexpr ResponseField region_fields[] = {
    {.name = "Area", .description = {"大区。", "The area."}, .example = "SouthWestChina"},
    {.name = "City", .description = {"城市。", "The city."}, .example = "chengdu"},
    {.name = "Country", .description = {"国家。", "The country."}, .example = "China"},
    {.name = "EnsRegionId",
     .description = {"边缘节点 ID。", "The edge node (ENS region)."},
     .example = "cn-chengdu-telecom"},
    {.name = "EnsRegionName", .description = {"边缘节点名称。", "Its name."}, .example = "成都电信"},
    {.name = "Isp", .description = {"运营商。", "The carrier."}, .example = "telecom"},
    {.name = "Province", .description = {"省份。", "The province."}, .example = "四川省"},
};
constexpr ResponseField spec_fields[] = {
    {.name = "Cores", .description = {"CPU 核数,仅实例有。", "Cores, of instances only."}, .example = "2"},
    {.name = "Memory", .description = {"内存,仅实例有。", "Memory, of instances only."}, .example = "4096"},
    {.name = "SpecName", .description = {"规格名称。", "The size's name."}, .example = "elb.s1.small"},
    {.name = "SpecValue", .description = {"规格取值。", "Its value in an order."}, .example = "elb.s1.small"},
};
constexpr ResponseField storage_fields[] = {
    {.name = "StorageName", .description = {"存储名称。", "The storage's name."}, .example = "local"},
    {.name = "StorageType", .description = {"存储类型。", "Its kind."}, .example = "local_ssd"},
};
constexpr ResponseField special_storage_fields[] = {
    {.name = "StorageType", .description = {"存储类型。", "The storage's kind."}, .example = "local_ssd"},
    {.name = "StorageName", .description = {"存储名称。", "Its name."}, .example = "local"},
    {.name = "EnsRegionId",
     .description = {"边缘节点 ID。", "The edge node (ENS region)."},
     .example = "cn-chengdu-telecom"},
};
constexpr ResponseField storage_types_fields[] = {
    {.name = "AvailableDefaultStorageType",
     .type = Type::ObjectList,
     .description = {"通用的存储类型,负载均衡没有。", "Storage everywhere; balancers have none."},
     .fields = storage_fields},
    {.name = "AvailableSpecialStorageType",
     .type = Type::ObjectLists,
     .description = {"节点特有的存储类型,负载均衡没有。", "Storage of single nodes; balancers have none."},
     .fields = special_storage_fields},
};
constexpr ResponseField resource_fields[] = {
    {.name = "AvailableDiskType",
     .type = Type::ObjectList,
     .description = {"可购买的磁盘类型,负载均衡没有。", "Disks that may be bought; balancers have none."},
     .fields = disk_fields},
    {.name = "AvailableRegion",
     .type = Type::ObjectList,
     .description = {"可购买的节点。", "The nodes on which they may be bought."},
     .fields = region_fields},
    {.name = "AvailableSpec",
     .type = Type::ObjectList,
     .description = {"在这些节点上可购买的规格。", "The sizes that may be bought on each of these nodes."},
     .fields = spec_fields},
    {.name = "AvailableStorageType",
     .type = Type::Object,
     .description = {"可购买的存储类型。", "Storage that may be bought."},
     .fields = storage_types_fields},
    commodity_field,
    order_type_field,
};
constexpr ResponseField resource_response[] = {
    {.name = "SaleControlAvailableResource",
     .type = Type::ObjectList,
     .description =
         {"可购买的资源,可购买规格相同的节点为一组。",
          "What may be bought: an element for each group of nodes on which the same sizes are sold."},
     .fields = resource_fields},
};

}  // namespace

constinit const Action DescribeEnsSaleControl::declaration{
    .name = "DescribeEnsSaleControl",
    .summary = {"查询一个账号的或适用于所有账号的售卖约束。仅限运营者。",
                "Shows the controls for an account, or those for all accounts. For the operator."},
    .ram = {.action = "ens:DescribeEnsSaleControl",
            .access_level = AccessLevel::Get,
            .audience = Audience::OperatorOnly},
    .parameters = control_parameters,
    .response = control_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","SaleControl":[{"CommodityCode":"elb_post",)"
        R"("OrderType":"Buy","SaleControlItems":[{"ModuleCode":"spec","SaleControlItem":{)"
        R"("BasicSaleControl":{"Operator":"In","ModuleValue":{"ModuleValue":["elb.s1.small"]}},)"
        R"("ConditionSaleControl":[]}}]}]})",
    .errors = sale::errors,
};

constinit const Action DescribeEnsSaleControlStock::declaration{
    .name = "DescribeEnsSaleControlStock",
    .summary = {"查询有数量限制的规格在各节点的剩余库存。仅限运营者。",
                "Shows what is left of sizes that are limited, by node. For the operator."},
    .ram = {.action = "ens:DescribeEnsSaleControlStock",
            .access_level = AccessLevel::Get,
            .audience = Audience::OperatorOnly},
    .parameters = stock_parameters,
    .response = stock_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","SaleControl":[{"CommodityCode":"elb_post",)"
        R"("OrderType":"Buy","SaleControlItems":[{"ModuleCode":"spec","SaleControlItem":{)"
        R"("ConditionSaleControl":[{"ConditionControl":{"ConditionControlModuleCode":"region",)"
        R"("ConditionControlModuleValue":"cn-chengdu-telecom"},"ModuleValue":{)"
        R"("ModuleMinValue":"elb.s1.small","ModuleMaxValue":"elb.s1.small"},"StockValue":"17"}]}}]}]})",
    .errors = sale::errors,
};

constinit const Action DescribeEnsSaleControlAvailableResource::declaration{
    .name = "DescribeEnsSaleControlAvailableResource",
    .summary = {"查询一个账号可以购买的节点和规格。仅限运营者。",
                "Shows on which nodes an account may buy which sizes. For the operator."},
    .ram = {.action = "ens:DescribeEnsSaleControlAvailableResource",
            .access_level = AccessLevel::Get,
            .audience = Audience::OperatorOnly},
    .parameters = resource_parameters,
    .response = resource_response,
    .response_example =
        R"({"RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E","SaleControlAvailableResource":[{)"
        R"("CommodityCode":"elb_post","OrderType":"Buy","AvailableRegion":[{"EnsRegionId":)"
        R"("cn-chengdu-telecom","EnsRegionName":"成都电信","Area":"SouthWestChina","Province":"四川省"}],)"
        R"("AvailableSpec":[{"SpecName":"elb.s1.small","SpecValue":"elb.s1.small"}],"AvailableDiskType":[],)"
        R"("AvailableStorageType":{"AvailableDefaultStorageType":[],"AvailableSpecialStorageType":[]}}]})",
    .errors = sale::errors,
};

}  // namespace sluice::api
