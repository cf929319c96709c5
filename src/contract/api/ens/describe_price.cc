#include "contract/api/ens/describe_price.h"

#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr std::string_view internet_charge_types[] = {"BandwidthByDay", "95BandwidthByMonth",
                                                      "PayByBandwidth4thMonth", "PayByBandwidth"};
constexpr std::string_view disk_categories[] = {"cloud_efficiency", "cloud_ssd", "local_hdd", "local_ssd"};
constexpr std::string_view period_units[] = {"Month", "Day"};
constexpr int64_t disk_gb_max = 32'768;

constexpr Parameter disk_fields[] = {
    {.name = "Category",
     .description = {"磁盘类型。", "The disk's kind."},
     .example = "cloud_efficiency",
     .default_value = "cloud_efficiency",
     .constraint = {.one_of = disk_categories},
     .assign = bind<&DescribePrice::Disk::category>},
    {.name = "Size",
     .type = Type::Integer,
     .description = {"磁盘大小,单位为 GB。", "The disk's size in GB."},
     .example = "50",
     .constraint = {.min = 20, .max = disk_gb_max},
     .assign = bind<&DescribePrice::Disk::size>},
};

constexpr Parameter parameters[] = {
    {.name = "InstanceType",
     .presence = Presence::Required,
     .names = Names::Shared,
     .description = {"实例规格。", "The instance's size."},
     .example = "ens.sn1.tiny",
     .assign = bind<&DescribePrice::instance_type>},
    {.name = "EnsRegionId",
     .presence = Presence::Required,
     .names = Names::Region,
     .description = words::ens_region_id,
     .example = "cn-shanghai-unicom",
     .assign = bind<&DescribePrice::ens_region_id>},
    {.name = "Period",
     .type = Type::Integer,
     .presence = Presence::Required,
     .description = {"购买时长,单位由 PeriodUnit 指定。按月购买时取值为 1~9 或 12,按天购买时取值为 3。",
                     "How long, in units of PeriodUnit: 1 to 9 or 12 months, or 3 days."},
     .example = "1",
     .constraint = {.min = 1, .max = 12},
     .assign = bind<&DescribePrice::period>},
    {.name = "SystemDisk.Size",
     .type = Type::Integer,
     .presence = Presence::Required,
     .description = {"系统盘大小,单位为 GB。", "The system disk's size in GB."},
     .example = "20",
     .constraint = {.min = 1, .max = disk_gb_max},
     .assign = bind<&DescribePrice::system_disk_size>},
    {.name = "Quantity",
     .type = Type::Integer,
     .presence = Presence::Required,
     .description = {"实例数量。", "How many instances."},
     .example = "1",
     .constraint = {.min = 1, .max = 100},
     .assign = bind<&DescribePrice::quantity>},
    {.name = "DataDisk.1.Size",
     .type = Type::Integer,
     .description = {"第一块数据盘的大小,单位为 GB。指定时不考虑 DataDisks。",
                     "The first data disk's size in GB. If it is set, DataDisks does not count."},
     .example = "50",
     .constraint = {.min = 1, .max = disk_gb_max, .zero_is_unset = true},
     .assign = bind<&DescribePrice::first_data_disk_size>},
    {.name = "InternetChargeType",
     .presence = Presence::Required,
     .description = {"带宽计费方式。带宽按用量后付费,不计入价格。",
                     "How bandwidth is metered. It is paid afterwards and not part of the price."},
     .example = "95BandwidthByMonth",
     .constraint = {.one_of = internet_charge_types}},
    {.name = "DataDisks",
     .type = Type::ObjectList,
     .serialization = Serialization::Json,
     .description = {"数据盘列表。", "The data disks."},
     .example = R"([{"Category":"cloud_efficiency","Size":50}])",
     .constraint = {.items_max = 16},
     .fields = disk_fields,
     .assign = bind<&DescribePrice::data_disks>},
    {.name = "PeriodUnit",
     .description = {"购买时长的单位。取值:Month、Day。", "Unit of Period: Month or Day."},
     .example = "Month",
     .default_value = "Month",
     .constraint = {.one_of = period_units},
     .assign = bind<&DescribePrice::period_unit>},
};

constexpr ResponseField price_fields[] = {
    {.name = "Currency", .description = {"币种。", "The currency."}, .example = "USD"},
    {.name = "DiscountPrice",
     .type = Type::Number,
     .description = {"优惠金额。", "What is off."},
     .example = "1"},
    {.name = "OriginalPrice",
     .type = Type::Number,
     .description = {"原价。", "The list price."},
     .example = "16125"},
    {.name = "TradePrice",
     .type = Type::Number,
     .description = {"实付金额。", "What is to be paid."},
     .example = "126.75"},
};
constexpr ResponseField price_info_fields[] = {
    {.name = "Price", .type = Type::Object, .description = {"价格。", "The price."}, .fields = price_fields},
};
constexpr ResponseField response[] = {
    {.name = "PriceInfo",
     .type = Type::Object,
     .description = {"询价结果。", "The quote."},
     .fields = price_info_fields},
};

constexpr ErrorRow errors[] = {
    rows::missing_parameter_supplied,
    rows::instance_id_not_found,
    rows::no_permission,
    {400, "InvalidParameter", "The input parameter is Invalid.", "参数非法"},
    {400, "StockNotEnough", "The specified configuration is unavailable. Reconfigure and try again.",
     "指定的配置不可用"},
    rows::invalid_parameter,
    rows::call_interface,
};

}  // namespace

constinit const Action DescribePrice::declaration{
    .name = "DescribePrice",
    .summary = {"查询实例的价格。", "Quotes the price of instances."},
    .ram = {.action = "ens:DescribePrice", .access_level = AccessLevel::Get},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"RequestId":"694EB8FF-446C-5B1E-8146-9629E492551F","PriceInfo":{"Price":{"Currency":"USD",)"
        R"("DiscountPrice":1,"OriginalPrice":16125,"TradePrice":126.75}}})",
    .errors = errors,
};

}  // namespace sluice::api
