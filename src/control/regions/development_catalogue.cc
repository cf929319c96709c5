#include "control/regions/region_store.h"

namespace sluice::regions {
namespace {

struct SeedRegion {
  std::string_view id, name, en_name, area, province;
};

constexpr SeedRegion seed_regions[] = {
    {"cn-beijing", "北京", "Beijing", "NorthChina", "北京市"},
    {"cn-beijing-cmcc", "北京移动", "Beijing CMCC", "NorthChina", "北京市"},
    {"cn-beijing-telecom", "北京电信", "Beijing Telecom", "NorthChina", "北京市"},
    {"cn-chengdu-telecom", "成都电信", "Chengdu Telecom", "SouthWestChina", "四川省"},
    {"cn-chengdu-telecom-4", "成都电信 4", "Chengdu Telecom 4", "SouthWestChina", "四川省"},
    {"cn-chenzhou-telecom_unicom_cmcc", "郴州三线", "Chenzhou", "CentralChina", "湖南省"},
    {"cn-cmcc-1", "移动 1", "CMCC 1", "EastChina", "浙江省"},
    {"cn-dalian-unicom", "大连联通", "Dalian Unicom", "NorthEastChina", "辽宁省"},
    {"cn-dongguan-9", "东莞 9", "Dongguan 9", "SouthChina", "广东省"},
    {"cn-foshan-telecom", "佛山电信", "Foshan Telecom", "SouthChina", "广东省"},
    {"cn-fuzhou-1", "福州 1", "Fuzhou 1", "EastChina", "福建省"},
    {"cn-fuzhou-7", "福州 7", "Fuzhou 7", "EastChina", "福建省"},
    {"cn-guangdong-10", "广东 10", "Guangdong 10", "SouthChina", "广东省"},
    {"cn-guangzhou-10", "广州 10", "Guangzhou 10", "SouthChina", "广东省"},
    {"cn-hangzhou", "杭州", "Hangzhou", "EastChina", "浙江省"},
    {"cn-hangzhou-telecom", "杭州电信", "Hangzhou Telecom", "EastChina", "浙江省"},
    {"cn-shanghai-unicom", "上海联通", "Shanghai Unicom", "EastChina", "上海市"},
    {"cn-suzhou-telecom", "苏州电信", "Suzhou Telecom", "EastChina", "江苏省"},
    {"cn-tianjin-cmcc", "天津移动", "Tianjin CMCC", "NorthChina", "天津市"},
    {"cn-wuhan-telecom", "武汉电信", "Wuhan Telecom", "CentralChina", "湖北省"},
    {"cn-wuxi-10", "无锡 10", "Wuxi 10", "EastChina", "江苏省"},
    {"cn-xian-telecom", "西安电信", "Xi'an Telecom", "NorthWestChina", "陕西省"},
    {"cn-xian-unicom", "西安联通", "Xi'an Unicom", "NorthWestChina", "陕西省"},
};

struct SeedInstanceType {
  std::string_view id;
  int64_t cpu, memory_mib;
};

constexpr SeedInstanceType seed_instance_types[] = {
    {"ens.se1.tiny", 1, 1024},
    {"ens.sn1.stiny", 1, 2048},
    {"ens.sn1.tiny", 2, 4096},
    {"ens.sn1.small", 4, 8192},
};

struct SeedImage {
  std::string_view id, os_name;
};

constexpr SeedImage seed_images[] = {
    {"m-5si16wo6simkt267p8b7hcmy3", "centos 7.6 x86_64"},
    {"centos_6_08_64_20G_alibase_20171208", "centos 6.8 x86_64"},
};

}  // namespace

void seed_development_catalogue(storage::Transaction& tx, const model::NodeId& node) {
  for (const SeedRegion& region : seed_regions) {
    tx.execute(
        "INSERT INTO ens_regions (ens_region_id, name, en_name, area, province, node_id) VALUES (?, ?, ?, ?, "
        "?, ?) "
        "ON CONFLICT (ens_region_id) DO NOTHING",
        {region.id, region.name, region.en_name, region.area, region.province, node.get()});
  }
  for (const SeedInstanceType& type : seed_instance_types) {
    tx.execute(
        "INSERT INTO instance_types (instance_type, cpu, memory_mib) VALUES (?, ?, ?) "
        "ON CONFLICT (instance_type) DO NOTHING",
        {type.id, type.cpu, type.memory_mib});
  }
  for (const SeedImage& image : seed_images) {
    tx.execute("INSERT INTO images (image_id, os_name) VALUES (?, ?) ON CONFLICT (image_id) DO NOTHING",
               {image.id, image.os_name});
  }
}

}  // namespace sluice::regions
