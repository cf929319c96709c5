#pragma once
// The handlers of this module; each family has a source file of its own.

#include "contract/api/sluice/limits.h"
#include "contract/api/sluice/terms.h"
#include "control/commerce/terms_actions/terms_actions.h"

namespace sluice::commerce {

using actions::Answer;
using actions::Call;

// put_term.cc
Answer put_term(storage::KeySource&, const TermLimits&, storage::Transaction&, const Call&,
                const api::PutTerm&);
// find_terms.cc
Answer describe_terms(storage::Transaction&, const Call&, const api::DescribeTerms&);
Answer delete_term(storage::KeySource&, storage::Transaction&, const Call&, const api::DeleteTerm&);
// stocks.cc
Answer set_stock(const StockLimits&, storage::Transaction&, const Call&, const api::SetStock&);
Answer remove_stock(storage::Transaction&, const Call&, const api::RemoveStock&);
Answer describe_stocks(storage::Transaction&, const Call&, const api::DescribeStocks&);
// quotas.cc
Answer set_quota(storage::Transaction&, const Call&, const api::SetQuota&);
Answer remove_quota(storage::Transaction&, const Call&, const api::RemoveQuota&);
Answer describe_quotas(storage::Transaction&, const Call&, const api::DescribeQuotas&);

}  // namespace sluice::commerce
