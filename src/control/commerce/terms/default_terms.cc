#include "control/commerce/terms/default_terms.h"

#include "control/commerce/catalogue/default_commodities.h"
#include "control/commerce/pricing/default_plan.h"

namespace sluice::commerce {

void seed_terms(storage::Transaction& tx, storage::KeySource& keys, base::WallTime now) {
  if (terms_revision(tx) != 0) return;
  const auto insert = [&](TermKind kind, std::string_view name, std::string_view document) {
    insert_term(tx,
                {.key = keys.next(),
                 .kind = kind,
                 .name = std::string(name),
                 .document = std::string(document),
                 .created = now},
                keys.next());
  };
  insert(TermKind::Commodity, elb_post_code, default_elb_post_document());
  insert(TermKind::Commodity, elb_plan_code, default_elb_plan_document());
  insert(TermKind::PricingPlan, elb_post_code, default_elb_post_plan_document());
}

}  // namespace sluice::commerce
