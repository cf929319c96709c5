#include "control/commerce/outside/ask_sale.h"

#include "control/commerce/refusal/hint.h"
#include "control/providers/contract/check_message.h"
#include "control/providers/contract/stock_message.h"

namespace sluice::commerce {
namespace {

using api::OrderError;
using providers::CheckAnswer;
using providers::Reply;

base::Unexpected<Refusal> no_sale(OrderError error, std::string hint) {
  return base::Unexpected{Refusal{.error = error, .hint = std::move(hint)}};
}

base::Result<bool, Refusal> sale_of(const Reply& reply) {
  if (reply.kind != Reply::Kind::Answered) {
    return no_sale(OrderError::SystemSaleValidateFailed, "the provider of sale control gave no answer");
  }
  const auto answer = providers::parse_check_answer(reply.body);
  if (!answer || answer->status == CheckAnswer::Status::RuleError) {
    return no_sale(OrderError::SystemSaleValidateFailed, "the provider's rules of sale control failed");
  }
  if (answer->status == CheckAnswer::Status::Allow) return true;
  return no_sale(OrderError::SaleControlVerificationFailed,
                 answer->rule.empty() ? std::string("the provider of sale control says so")
                                      : "the sale rule " + shown(answer->rule) + " says so");
}

base::Result<int64_t, Refusal> stock_of(const Reply& reply) {
  const auto answer = providers::parse_stock_answer(reply.body);
  if (reply.kind != Reply::Kind::Answered || !answer) {
    return no_sale(OrderError::SystemQueryImmortalError, "the provider of stock gave no answer");
  }
  return answer->available.value_or(INT32_MAX);
}

}  // namespace

OutsideAnswer<bool> ask_sale(providers::Consultation& consultation, const SaleQuestion& question) {
  const Reply* const reply = consultation.find(
      {.seam = providers::Seam::SaleControl,
       .body = print(providers::CheckQuestion{.commodity = question.commodity,
                                              .order_type = question.order_type,
                                              .region = question.ens_region_id,
                                              .spec = question.spec,
                                              .modules = {question.modules.begin(), question.modules.end()},
                                              .account = question.account_id,
                                              .quantity = question.quantity,
                                              .instant = question.now})});
  if (reply == nullptr) return std::nullopt;
  return sale_of(*reply);
}

OutsideAnswer<int64_t> ask_stock(providers::Consultation& consultation, const SaleQuestion& question) {
  const Reply* const reply =
      consultation.find({.seam = providers::Seam::Inventory,
                         .body = print(providers::StockQuestion{.region = question.ens_region_id,
                                                                .spec = question.spec,
                                                                .account = question.account_id,
                                                                .quantity = question.quantity})});
  if (reply == nullptr) return std::nullopt;
  return stock_of(*reply);
}

}  // namespace sluice::commerce
