#pragma once
// The handlers of this module, one source file for each family.

#include "contract/api/sluice/coupons.h"
#include "contract/api/sluice/payment_methods.h"
#include "contract/api/sluice/stored_value_cards.h"
#include "control/commerce/funding_actions/funding_actions.h"

namespace sluice::commerce {

using actions::Answer;
using actions::Call;
using storage::KeySource;
using storage::Transaction;

// coupons.cc
Answer grant_coupon(KeySource&, Transaction&, const Call&, const api::GrantCoupon&);
Answer cancel_coupon(Transaction&, const Call&, const api::CancelCoupon&);
Answer describe_coupons(Transaction&, const Call&, const api::DescribeCoupons&);
// stored_value_cards.cc
Answer sell_card(KeySource&, Transaction&, const Call&, const api::SellStoredValueCard&);
Answer modify_card(Transaction&, const Call&, const api::ModifyStoredValueCard&);
Answer cancel_card(KeySource&, Transaction&, const Call&, const api::CancelStoredValueCard&);
Answer describe_cards(Transaction&, const Call&, const api::DescribeStoredValueCards&);
// payment_methods.cc
Answer set_method(KeySource&, Transaction&, const Call&, const api::SetPaymentMethod&);
Answer remove_method(Transaction&, const Call&, const api::RemovePaymentMethod&);
Answer describe_methods(Transaction&, const Call&, const api::DescribePaymentMethods&);

}  // namespace sluice::commerce
