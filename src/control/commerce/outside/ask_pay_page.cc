#include "control/commerce/outside/ask_pay_page.h"

#include "control/commerce/outside/read_answer.h"

namespace sluice::commerce {

OutsideAnswer<PayPageAnswer> ask_pay_page(providers::Consultation& consultation,
                                          const PayPageQuestion& question) {
  return read_answer(consultation.find({.seam = providers::Seam::Reseller, .body = print(question)}),
                     providers::parse_pay_page_answer, api::OrderError::PayResellerPayGetUrlError,
                     "the reseller gave no address of its page");
}

}  // namespace sluice::commerce
