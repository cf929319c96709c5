#include "control/providers/sample/state.h"

#include "control/commerce/pricing/default_plan.h"
#include "platform/json/json.h"

namespace sluice::providers {
namespace {

using commerce::DocumentReader;

constexpr std::string_view relation_words[] = {"ACTIVE", "CHANGING"};

std::string sentence(const std::string& place, const commerce::DocumentError& error) {
  return place + (error.field.empty() || place.empty() ? "" : ".") + error.field + ": " + error.message;
}

// The list's objects, each read as a document of its own.
template <class Item, class Parse>
std::string read_documents(const json::Value& root, std::string_view name, std::vector<Item>& items,
                           Parse parse) {
  const json::Value* const list = json::find_array(root, name);
  for (size_t i = 0; list != nullptr && i < list->size(); ++i) {
    auto item = parse(json::print((*list)[i]));
    if (!item) return sentence(std::string(name) + "[" + std::to_string(i) + "]", item.error());
    items.push_back(*std::move(item));
  }
  return {};
}

SampleState::Relation read_relation(DocumentReader& document) {
  SampleState::Relation relation;
  relation.account = document.text("account");
  relation.answer.parent = document.text("parent");
  relation.answer.status = document.one_of("status", relation_words, "ACTIVE") == "ACTIVE"
                               ? RelationAnswer::Status::Active
                               : RelationAnswer::Status::Changing;
  relation.answer.version = document.integer("version", 1, INT64_MAX, 1);
  return relation;
}

SampleState::Funds read_funds(DocumentReader& document) {
  SampleState::Funds funds{.holder = document.text("holder"), .currency = document.text("currency")};
  const commerce::Currency& currency = document.currency("currency");
  funds.available = document.amount("available", currency, 0, commerce::amount_max);
  return funds;
}

}  // namespace

SampleState default_sample_state() {
  SampleState state;
  state.plans.push_back(*commerce::parse_plan(commerce::default_elb_post_plan_document(), "published"));
  return state;
}

base::Result<SampleState, std::string> parse_sample_state(std::string_view text) {
  SampleState state;
  auto root = json::parse(text, {.depth_max = 16, .bytes_max = commerce::document_bytes_max});
  json::Value rest = root ? *root : json::Value();
  // Each of these is a document of its own, read below.
  for (const char* const name : {"plans", "rates"}) {
    if (json::find_array(rest, name) != nullptr) rest.erase(name);
  }
  DocumentReader document(root ? json::print(rest) : std::string(text));
  state.closed = document.texts("closed");
  state.risky = document.texts("risky");
  document.each("stock", [&](DocumentReader& item) {
    SampleState::Stock stock{.region = item.text("region"), .spec = item.text("spec")};
    stock.available = item.integer("available", 0, INT64_MAX);
    state.stock.push_back(std::move(stock));
  });
  document.each("funds", [&](DocumentReader& item) { state.funds.push_back(read_funds(item)); });
  document.each("relations", [&](DocumentReader& item) { state.relations.push_back(read_relation(item)); });
  if (const auto error = document.end()) return base::Unexpected{sentence({}, *error)};
  std::string fault = read_documents(*root, "plans", state.plans, [](const std::string& plan) {
    return commerce::parse_plan(plan, "sample");
  });
  if (fault.empty()) fault = read_documents(*root, "rates", state.rates, commerce::parse_exchange_rate);
  if (!fault.empty()) return base::Unexpected{std::move(fault)};
  return state;
}

}  // namespace sluice::providers
