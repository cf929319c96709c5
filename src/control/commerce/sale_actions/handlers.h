#pragma once
// The handlers of this module; each family has a source file of its own.

#include "contract/api/ens/describe_ens_sale_control.h"
#include "contract/api/ens/describe_price.h"
#include "contract/api/ens/ens_sale_control.h"
#include "control/actions/registry.h"
#include "control/commerce/pipeline/place_order.h"
#include "control/commerce/terms_actions/room.h"

namespace sluice::commerce {

using actions::Answer;
using actions::Call;

// What changes of controls work with.
struct ControlKeeper {
  TermsCache& terms;
  storage::KeySource& keys;
  const TermLimits& limits;
};

// change_sale_control.cc
Answer create_sale_control(const ControlKeeper&, storage::Transaction&, const Call&,
                           const api::CreateEnsSaleControl&);
Answer update_sale_control(const ControlKeeper&, storage::Transaction&, const Call&,
                           const api::UpdateEnsSaleControl&);
// delete_sale_control.cc
Answer delete_sale_control(const ControlKeeper&, storage::Transaction&, const Call&,
                           const api::DeleteEnsSaleControl&);
Answer delete_sale_condition_control(const ControlKeeper&, storage::Transaction&, const Call&,
                                     const api::DeleteEnsSaleConditionControl&);
// describe_sale_control.cc
Answer describe_sale_control(const Engine&, storage::Transaction&, const Call&,
                             const api::DescribeEnsSaleControl&);
// what_is_sold.cc
Answer describe_sale_control_stock(const Engine&, storage::Transaction&, const Call&,
                                   const api::DescribeEnsSaleControlStock&);
Answer describe_available_resource(const Engine&, storage::Transaction&, const Call&,
                                   const api::DescribeEnsSaleControlAvailableResource&);
// describe_price.cc
Answer describe_price(const Engine&, storage::Transaction&, const Call&, const api::DescribePrice&);

}  // namespace sluice::commerce
