#pragma once
// Stage S09 of an order: do these modules make something that the catalogue sells (commerce fact sheet, 2.1
// and 3.2)? Pure.

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "control/commerce/catalogue/commodity.h"
#include "control/commerce/refusal/refusal.h"

namespace sluice::commerce {

// What a request says, by module; nothing or an empty text where it says nothing.
using RequestedModules = std::map<std::string, std::optional<std::string>, std::less<>>;
// The modules of an order line, each with its value. A module that has none is not in it.
using Modules = std::map<std::string, std::string, std::less<>>;

// The modules with their defaults filled in, or the first of these that holds:
//
//   CommodityInvalidItemCode      there is no such commodity (null), or the spec is none of its items
//   OrderMissingModuleInfoError   a required module has no value and no default
//   CommodityInvalidComponent     a module that the commodity does not have, a value that is none of its
//                                 module's items, a constraint that is not met
//   SystemUnSupportOperationType  not one of the commodity's order types; Buy and Open of a withdrawn one
//   OrderPeriodInvalid            billing_cycle or period is none of its items
//   OrderQuantityInvalid          fewer than min_quantity or more than max_quantity
//
// In a constraint a module without a value is ''. `facts` knows what has a point in its name
// (`region.tier`). A constraint that has no result counts as not met: what the operator wanted to keep
// apart is not sold because a fact is missing.
base::Result<Modules, Refusal> check_modules(const Commodity* commodity, OrderType order_type,
                                             const RequestedModules& requested, int64_t quantity,
                                             const Facts& facts);

}  // namespace sluice::commerce
