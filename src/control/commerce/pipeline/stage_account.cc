#include "control/commerce/bills/bill_store.h"
#include "control/commerce/customer/may_order.h"
#include "control/commerce/outside/ask_relation.h"
#include "control/commerce/pipeline/stages.h"
#include "control/identity/identity_store.h"

namespace sluice::commerce {
namespace {

// What the provider says in the place of what is kept here. Where it was not heard the order is refused, here
// or in S15, and nobody's trusteeship counts until then.
std::optional<Trusteeship> ask_trusteeship(storage::Transaction& tx, Situation& situation) {
  const Purchase& purchase = situation.purchase;
  const auto told = ask_relation(*purchase.outside, purchase.buyer.account_id, RelationMoment::Order);
  if (!told) return std::nullopt;
  if (!*told) situation.relation_unheard = told->error();
  if (!*told || (*told)->status == RelationAnswer::Status::None) return std::nullopt;
  const auto parent = identity::find_account(tx, model::AccountId((*told)->parent));
  return Trusteeship{.child_key = purchase.buyer.account_key,
                     .parent_key = parent ? parent->key : 0,  // an account that is not here
                     .state = (*told)->status == RelationAnswer::Status::Active ? TrusteeshipState::Active
                                                                                : TrusteeshipState::Changing,
                     .version = (*told)->version};
}

void gather_account(storage::Transaction& tx, Product&, Situation& situation) {
  const int64_t account_key = situation.purchase.buyer.account_key;
  situation.customer = find_customer(tx, account_key);
  situation.commodity = situation.terms.find_commodity(situation.purchase.commodity);
  situation.payers = find_payers(tx, account_key);
  if (situation.purchase.asks(providers::Seam::Relation)) {
    situation.payers.trusteeship = ask_trusteeship(tx, situation);
  }
  const int64_t payer_key = payer_of(account_key, situation.payers);
  situation.payer = payer_key == account_key ? situation.customer : find_customer(tx, payer_key);
  const base::WallTime now = situation.purchase.now;
  situation.in_arrears =
      is_in_arrears(tx, account_key, now) || (payer_key != account_key && is_in_arrears(tx, payer_key, now));
}

std::optional<Refusal> decide_account(Situation& situation) {
  // The parent that should pay has to be there as well.
  const bool both = situation.customer && situation.payer;
  const Commodity* const commodity = situation.commodity;
  return check_may_order(
      {.customer = both ? &*situation.customer : nullptr,
       .commerce_denied = situation.purchase.buyer.commerce_denied,
       .in_arrears = situation.in_arrears,
       .opened_by_hand = commodity != nullptr && commodity->open_mode == Commodity::OpenMode::Manual},
      situation.terms.platform);
}

}  // namespace

const Stage account_stage{"S07", "account",
                          "whoever may not buy at all learns that first, and nothing about what is on sale",
                          gather_account, decide_account};

}  // namespace sluice::commerce
