#include "provider/check_contract.h"

#include <algorithm>

#include <fmt/format.h>

#include "control/providers/contract/available_message.h"
#include "control/providers/contract/check_message.h"
#include "control/providers/contract/decide_message.h"
#include "control/providers/contract/instance_message.h"
#include "control/providers/contract/pay_page_message.h"
#include "control/providers/contract/payment_message.h"
#include "control/providers/contract/place_message.h"
#include "control/providers/contract/quote_message.h"
#include "control/providers/contract/rate_message.h"
#include "control/providers/contract/relation_message.h"
#include "control/providers/contract/reply.h"
#include "control/providers/contract/signing.h"
#include "control/providers/contract/stock_message.h"
#include "platform/http/client.h"

namespace sluice::app {
namespace {

using providers::Reply;
using providers::Seam;

constexpr const char* example_region = "cn-chengdu-telecom";
constexpr const char* example_spec = "elb.s1.small";
constexpr const char* example_account = "1000000000000001";

std::string example_question(Seam seam, base::WallTime now) {
  using namespace providers;
  const std::map<std::string, std::string> modules = {{"region", example_region},
                                                      {"spec", example_spec},
                                                      {"pay_type", "PostPaid"},
                                                      {"billing_cycle", "Month"}};
  switch (seam) {
    case Seam::Pricing:
      return print(QuoteQuestion{.commodity = "elb_post",
                                 .region = example_region,
                                 .spec = example_spec,
                                 .modules = modules,
                                 .account = example_account,
                                 .cycle = "Month",
                                 .quantity = 1,
                                 .instant = now});
    case Seam::Risk:
      return print(DecideQuestion{.event = DecideQuestion::Event::Payment,
                                  .account = example_account,
                                  .payer = "fa-" + std::string(example_account),
                                  .commodity = "elb_post",
                                  .region = example_region,
                                  .spec = example_spec,
                                  .amount = "7.50",
                                  .currency = "USD",
                                  .address = "192.0.2.1",
                                  .counters = {{"open_orders", 0}},
                                  .instant = now});
    case Seam::SaleControl:
      return print(CheckQuestion{.commodity = "elb_post",
                                 .order_type = "Buy",
                                 .region = example_region,
                                 .spec = example_spec,
                                 .modules = modules,
                                 .account = example_account,
                                 .quantity = 1,
                                 .instant = now});
    case Seam::Inventory:
      return print(StockQuestion{
          .region = example_region, .spec = example_spec, .account = example_account, .quantity = 1});
    case Seam::Rates:
      return print(RateQuestion{.from = "USD", .to = "CNY", .instant = now});
    case Seam::Relation:
      return print(RelationQuestion{.account = example_account, .moment = RelationQuestion::Moment::Order});
    case Seam::Payment:  // charges nobody
      return print(PaymentQuestion{.step = PaymentStep::Find, .pay_no = "P0"});
    case Seam::ResourcePlane:
      return print(PlaceQuestion{.account = example_account,
                                 .region = example_region,
                                 .network = "n-000000000000000000000",
                                 .vswitch = "vsw-00000000000000000000"});
    case Seam::Registry:
      return print(InstanceQuestion{
          .account = example_account, .commodity = "elb_post", .instance = "elbhost-00000000000000000000"});
    case Seam::Funds:
      return print(AvailableQuestion{.holder = AvailableQuestion::Holder::Payer,
                                     .account = example_account,
                                     .fund_account = "fa-" + std::string(example_account),
                                     .currency = "USD"});
    case Seam::Reseller:
      return print(PayPageQuestion{.fund_account = "fa-" + std::string(example_account),
                                   .account = example_account,
                                   .commodity = "elb_post",
                                   .amount = "7.50",
                                   .currency = "USD"});
  }
  return "{}";
}

// What one request came to; the fault is a sentence.
class Asking {
 public:
  explicit Asking(const ProviderPlace& place)
      : client_(place.server, {.exchange_timeout = provider_answer_max, .host = place.host}) {}

  std::string answers(Seam seam, const http::Request& request) {
    const auto response = client_.send(request);
    if (!response) return response.error();
    const Reply reply = providers::read_reply(seam, response->status, response->content());
    return reply.kind == Reply::Kind::Answered ? std::string() : reply.why;
  }
  std::string refuses(const http::Request& request) {
    const auto response = client_.send(request);
    if (!response) return response.error();
    if (response->status >= 400 && response->status < 500) return {};
    return fmt::format("it answered {}; accepted: 400 to 499", response->status);
  }

 private:
  http::Client client_;
};

void set_header(http::Request& request, std::string_view name, std::string value) {
  const auto found = std::ranges::find(request.headers, name, &std::pair<std::string, std::string>::first);
  found->second = std::move(value);
}

}  // namespace

std::vector<ContractFinding> check_contract(const ProviderPlace& place, const base::Secret& secret,
                                            const std::vector<Seam>& seams) {
  const base::WallTime now = base::SystemClock{}.wall();
  std::vector<ContractFinding> findings;
  Asking asking(place);
  for (const Seam seam : seams) {
    const std::string name(to_text(seam));
    const std::string_view path = providers::path_of(seam);
    const std::string question = example_question(seam, now);
    const http::Request request = signed_request(place, path, question, secret, now);
    findings.push_back({name + ": answers a question", asking.answers(seam, request)});
    findings.push_back({name + ": answers it again under the same key", asking.answers(seam, request)});
    http::Request forged = request;
    set_header(forged, providers::signature_header, std::string(64, '0'));
    findings.push_back({name + ": refuses a wrong signature", asking.refuses(forged)});
    http::Request changed = request;
    changed.body += " ";
    findings.push_back({name + ": refuses a body that was not signed", asking.refuses(changed)});
    const base::WallTime long_ago = now - 2 * providers::clock_difference_max;
    findings.push_back({name + ": refuses a signature of ten minutes ago",
                        asking.refuses(signed_request(place, path, question, secret, long_ago))});
    findings.push_back({name + ": refuses what is no question",
                        asking.refuses(signed_request(place, path, "[]", secret, now))});
  }
  return findings;
}

}  // namespace sluice::app
