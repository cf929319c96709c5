#include "contract/api/ens/describe_ens_regions.h"

#include "contract/api/rows.h"
#include "contract/api/words.h"

namespace sluice::api {
namespace {

constexpr Parameter parameters[] = {
    {.name = "EnsRegionId",
     .names = Names::Region,
     .description = {"边缘节点 ID。不指定时返回全部可用的节点。",
                     "Show this edge node only; all of them if not set."},
     .example = "cn-dalian-unicom",
     .assign = bind<&DescribeEnsRegions::ens_region_id>},
};

constexpr ResponseField ens_regions_fields[] = {
    {.name = "Area", .description = {"所属大区。", "The area it belongs to."}, .example = "NorthEastChina"},
    {.name = "EnName", .description = {"英文名称。", "Its English name."}, .example = "NorthChina"},
    {.name = "EnsRegionId", .description = words::ens_region_id, .example = "cn-dalian-unicom"},
    {.name = "Name", .description = {"中文名称。", "Its Chinese name."}, .example = "大连联通"},
    {.name = "Province", .description = {"所属省份。", "The province it is in."}, .example = "辽宁省"},
};

constexpr ResponseField ens_regions_wrapper_fields[] = {
    {.name = "EnsRegions",
     .type = Type::ObjectList,
     .description = {"边缘节点列表。", "The edge nodes."},
     .fields = ens_regions_fields},
};

constexpr ResponseField response[] = {
    {.name = "Code", .type = Type::Integer, .description = words::business_code, .example = "0"},
    {.name = "EnsRegions",
     .type = Type::Object,
     .description = {"边缘节点列表。", "The edge nodes."},
     .fields = ens_regions_wrapper_fields},
};

constexpr ErrorRow errors[] = {
    {400, "MissingParameter",
     "The input parameters that is mandatory for processing this request is not supplied.", "缺少必填参数"},
    rows::no_permission,
    rows::invalid_parameter,
};

}  // namespace

constinit const Action DescribeEnsRegions::declaration{
    .name = "DescribeEnsRegions",
    .summary = {"查询可用的边缘节点。", "Lists the edge nodes that can be used."},
    .ram = {.action = "ens:DescribeEnsRegions", .access_level = AccessLevel::List},
    .parameters = parameters,
    .response = response,
    .response_example =
        R"({"Code":0,"EnsRegions":{"EnsRegions":[{"Area":"NorthEastChina","EnName":"NorthChina",)"
        R"("EnsRegionId":"cn-dalian-unicom","Name":"大连联通","Province":"辽宁省"}]},)"
        R"("RequestId":"473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E"})",
    .errors = errors,
};

}  // namespace sluice::api
