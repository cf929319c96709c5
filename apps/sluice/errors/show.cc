#include "errors/show.h"

#include <fmt/format.h>

#include "errors/row.h"

namespace sluice::app::errors {
namespace {

constexpr size_t value_bytes_max = 160;

enum class Where { Anywhere, PrivateServer };
constexpr std::string_view where_texts[] = {"anywhere", "private-server"};

Where where(const Row& row) {
  return is_confined(*find_recipe(row.error)) ? Where::Anywhere : Where::PrivateServer;
}

std::string_view where_words(const Row& row) {
  return where(row) == Where::Anywhere ? "yes" : "yes, on a server of its own";
}

std::string place_words(api::OrderError error) {
  const auto place = place_of(error);
  if (!place) return "not told by CreateLoadBalancer";
  if (place->rank == 0) return "at any stage, before whatever else it might have told";
  return fmt::format("{} {}, rank {}: of several causes the one with the smallest rank is told", place->stage,
                     place->stage_name, place->rank);
}

std::vector<std::string> step_texts(const Step& step) {
  if (const auto* const act = std::get_if<Act>(&step)) {
    std::vector<std::string> lines = {
        fmt::format("{:<9} {}", to_text(act->call.who), call_text(act->call.action, act->call.parameters))};
    for (const Call& call : act->undo) {
      lines.push_back(fmt::format("          in the end {}", call_text(call.action, call.parameters)));
    }
    return lines;
  }
  if (const auto* const amend = std::get_if<Amend>(&step)) {
    return {fmt::format("operator  DescribeTerms and PutTerm: the {} {} with {}", amend->kind, amend->name,
                        call_text("", amend->members)),
            "          in the end PutTerm of what was there"};
  }
  const auto& away = std::get<TakeAway>(step);
  return {fmt::format("operator  DescribeTerms and DeleteTerm: the {} {}", away.kind, away.name),
          "          in the end PutTerm of what was there"};
}

std::vector<std::string> recipe_texts(const Recipe& recipe) {
  std::vector<std::string> lines;
  const auto add = [&](const Step& step) {
    for (std::string& line : step_texts(step)) lines.push_back(std::move(line));
  };
  for (const Step& step : steps_before()) add(step);
  for (const Step& step : recipe.steps) add(step);
  const std::string call =
      fmt::format("{:<9} {}", to_text(recipe.caller), call_text(recipe.action, recipe.changes));
  lines.push_back(call);
  if (recipe.sent == Sent::Once) return lines;
  lines.push_back("          and while its order is being paid:");
  for (const Step& step : recipe.meanwhile) add(step);
  if (recipe.sent == Sent::Twice) lines.push_back(call);
  return lines;
}

json::Value to_json(const Row& row) {
  const api::ErrorRow& known = api::row_of(row.error);
  json::Value value = {{"code", known.code},
                       {"message", known.message},
                       {"http_status", known.http_status},
                       {"kind", to_text(row.kind)}};
  if (const auto place = place_of(row.error)) {
    value["stage"] = place->stage;
    if (place->rank != 0) value["rank"] = place->rank;
  }
  value["provoke"] = where_texts[static_cast<size_t>(where(row))];
  return value;
}

}  // namespace

std::string call_text(const std::string& action, const base::FormPairs& parameters) {
  std::string text = action;
  for (const auto& [name, value] : parameters) {
    const bool is_long = value.size() > value_bytes_max;
    text += fmt::format(" {}={}{}", name, std::string_view(value).substr(0, value_bytes_max),
                        is_long ? "..." : "");
  }
  return text;
}

std::string list_text() {
  std::string text = fmt::format("{:<46} {:<16} {:<60} {}\n", "code", "kind", "provoke", "message");
  for (const Row& each : rows()) {
    const api::ErrorRow& known = api::row_of(each.error);
    text += fmt::format("{:<46} {:<16} {:<60} {}\n", known.code, words_of(each.kind), where_words(each),
                        known.message);
  }
  return text;
}

json::Value list_json() {
  json::Value list = json::Value::array();
  for (const Row& each : rows()) list.push_back(to_json(each));
  return list;
}

std::string explain_text(api::OrderError error) {
  const Row& told = row(error);
  const api::ErrorRow& known = api::row_of(error);
  std::string text = fmt::format(
      "{}\n  message   {}\n  status    {}\n  kind      {}\n  told      {}\n  cause     {}\n", known.code,
      known.message, known.http_status, words_of(told.kind), place_words(error), told.cause);
  text += fmt::format("  way out   {}\n  provoke   {}\n", told.remedy, where_words(told));
  if (const Recipe* const recipe = find_recipe(error)) {
    for (const std::string& line : recipe_texts(*recipe)) text += fmt::format("            {}\n", line);
  }
  return text;
}

json::Value explain_json(api::OrderError error) {
  const Row& told = row(error);
  json::Value value = to_json(told);
  value["cause"] = told.cause;
  value["remedy"] = told.remedy;
  if (const Recipe* const recipe = find_recipe(error)) {
    value["steps"] = json::Value::array();
    for (const std::string& line : recipe_texts(*recipe)) value["steps"].push_back(line);
  }
  return value;
}

}  // namespace sluice::app::errors
