#include "control/policy/document.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "platform/base/encoding.h"
#include "platform/json/json.h"

namespace sluice::policy {
namespace {

constexpr size_t shown_bytes_max = 64;
constexpr size_t utf8_bytes_max = 4;  // of a character
constexpr json::Limits json_limits{.depth_max = 8, .bytes_max = policy_characters_max * utf8_bytes_max};

using Names = std::vector<std::string_view>;

std::string cut(std::string text) {
  if (text.size() <= shown_bytes_max) return text;
  text.resize(shown_bytes_max);
  return text + "...";
}

// As JSON writes it, in ASCII: what a stranger sent may hold anything.
std::string ascii(const json::Value& value) {
  constexpr int compact = -1;
  return value.dump(compact, ' ', /*ensure_ascii=*/true, json::Value::error_handler_t::replace);
}

std::string shown_name(const std::string& name) {
  const std::string quoted = ascii(json::Value(name));
  return cut(quoted.substr(1, quoted.size() - 2));
}

std::string shown(const json::Value& value) {
  return cut(ascii(value));
}

bool is_action_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         std::string_view("-_./*?").find(c) != std::string_view::npos;
}

// "*" or "<code>:<name>".
bool is_action(std::string_view text) {
  if (text == "*") return true;
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
  return std::ranges::all_of(text.substr(0, colon), is_action_character) &&
         std::ranges::all_of(text.substr(colon + 1), is_action_character);
}

bool is_sts_action(std::string_view text) {
  return is_action(text) && Wildcard("sts:*", Case::Ignored).matches(text);
}

bool is_name_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte < 0x7F && std::string_view("*?/:").find(c) == std::string_view::npos;
}

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_name_character);
}

// Of "acs:ram::<account>:<kind>/<name>", one of the kinds; "root" stands without a name.
bool is_ram_name(std::string_view text, const Names& kinds) {
  constexpr std::string_view scheme = "acs:ram::";
  if (!text.starts_with(scheme)) return false;
  text.remove_prefix(scheme.size());
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!std::ranges::all_of(text.substr(0, colon), is_digit)) return false;
  const std::string_view relative = text.substr(colon + 1);
  return std::ranges::any_of(kinds, [&](std::string_view kind) {
    if (!kind.ends_with('/')) return relative == kind;
    return relative.starts_with(kind) && is_name(relative.substr(kind.size()));
  });
}

struct PrincipalRule {
  std::string_view member;
  Principal::Kind kind;
  bool (*is_accepted)(std::string_view);
  std::string_view accepted;
};

constexpr PrincipalRule principal_rules[] = {
    {"RAM", Principal::Kind::Ram,
     [](std::string_view text) {
       return is_ram_name(text, {"root", "user/", "role/"});
     },
     "acs:ram::<account>:root, acs:ram::<account>:user/<name> or acs:ram::<account>:role/<name>"},
    {"Service", Principal::Kind::Service,
     [](std::string_view text) { return is_name(text) && text.find('.') != std::string_view::npos; },
     "the name of a service such as \"ecs.aliyuncs.com\""},
    {"Federated", Principal::Kind::Federated,
     [](std::string_view text) {
       return is_ram_name(text, {"saml-provider/", "oidc-provider/"});
     },
     "acs:ram::<account>:saml-provider/<name> or acs:ram::<account>:oidc-provider/<name>"},
};

// Reads one document. Each step says whether it succeeded; the first that does not leaves the reason.
class Reader {
 public:
  Reader(DocumentKind kind, std::span<const Key> product_keys) : kind_(kind) {
    keys_.assign(common_keys().begin(), common_keys().end());
    if (kind == DocumentKind::Trust) keys_.push_back(external_id);
    keys_.insert(keys_.end(), product_keys.begin(), product_keys.end());
  }

  bool read(std::string_view text) {
    if (text.size() > json_limits.bytes_max || base::utf8_length(text) > policy_characters_max) {
      return refuse("PolicyDocument", fmt::format("{} bytes", text.size()),
                    fmt::format("at most {} characters", policy_characters_max));
    }
    const auto document = json::parse(text, json_limits);
    if (!document) {
      message_ =
          fmt::format("PolicyDocument: received text that is not JSON at byte {} ({}); accepted is JSON.",
                      document.error().offset, ascii(document.error().message));
      return false;
    }
    if (!document->is_object()) return refuse("PolicyDocument", shown(*document), "an object");
    return check_members("", *document, {"Version", "Statement"}) && read_version(*document) &&
           read_statements(*document);
  }

  std::vector<Statement> take_statements() { return std::move(statements_); }
  std::string take_message() { return std::move(message_); }

 private:
  bool refuse(std::string_view path, std::string_view received, std::string_view accepted) {
    message_ = fmt::format("{}: received {}; accepted is {}.", path, received, accepted);
    return false;
  }

  bool check_members(std::string_view path, const json::Value& object, const Names& accepted) {
    for (const auto& [name, value] : object.items()) {
      if (std::ranges::find(accepted, name) == accepted.end()) {
        return refuse(fmt::format("{}{}{}", path, path.empty() ? "" : ".", shown_name(name)),
                      "a member that is not known here", fmt::format("{}", fmt::join(accepted, ", ")));
      }
    }
    return true;
  }

  bool read_version(const json::Value& document) {
    const json::Value* version = json::find(document, "Version");
    if (version == nullptr) return refuse("Version", "nothing", "\"1\"");
    return *version == "1" || refuse("Version", shown(*version), "\"1\"");
  }

  bool read_statements(const json::Value& document) {
    const json::Value* statements = json::find(document, "Statement");
    constexpr std::string_view accepted = "a statement, or a list of 1 to {} of them";
    const auto refuse_all = [&](std::string_view received) {
      return refuse("Statement", received, fmt::format(accepted, statements_max));
    };
    if (statements == nullptr) return refuse_all("nothing");
    if (statements->is_object()) return read_statement("Statement", *statements);
    if (!statements->is_array()) return refuse_all(shown(*statements));
    if (statements->empty() || statements->size() > statements_max) {
      return refuse_all(fmt::format("a list of {}", statements->size()));
    }
    for (size_t i = 0; i < statements->size(); ++i) {
      const std::string path = fmt::format("Statement[{}]", i);
      const json::Value& statement = (*statements)[i];
      if (!statement.is_object()) return refuse(path, shown(statement), "an object");
      if (!read_statement(path, statement)) return false;
    }
    return true;
  }

  bool read_statement(const std::string& path, const json::Value& object) {
    const bool trust = kind_ == DocumentKind::Trust;
    const Names members = trust ? Names{"Effect", "Action", "Principal", "Condition"}
                                : Names{"Effect", "Action", "NotAction", "Resource", "Condition"};
    Statement statement;
    if (!check_members(path, object, members) || !read_effect(path, object, statement) ||
        !read_actions(path, object, statement) ||
        !(trust ? read_principals(path, object, statement) : read_resources(path, object, statement)) ||
        !read_conditions(path, object, statement)) {
      return false;
    }
    statements_.push_back(std::move(statement));
    return true;
  }

  bool read_effect(const std::string& path, const json::Value& object, Statement& statement) {
    const json::Value* effect = json::find(object, "Effect");
    if (effect != nullptr && *effect == "Allow") {
      statement.effect = Effect::Allow;
    } else if (effect != nullptr && *effect == "Deny") {
      statement.effect = Effect::Deny;
    } else {
      return refuse(path + ".Effect", effect == nullptr ? "nothing" : shown(*effect),
                    "\"Allow\" or \"Deny\"");
    }
    return true;
  }

  // One value or a list of them, each given to `read` with its path.
  template <class Read>
  bool read_values(const std::string& path, const json::Value& values, std::string_view accepted, Read read) {
    if (!values.is_array()) return read(path, values);
    if (values.empty() || values.size() > values_max) {
      return refuse(path, fmt::format("a list of {}", values.size()),
                    fmt::format("1 to {} values, each {}", values_max, accepted));
    }
    for (size_t i = 0; i < values.size(); ++i) {
      if (!read(fmt::format("{}[{}]", path, i), values[i])) return false;
    }
    return true;
  }

  // The same where every value is a text that `take` takes or not.
  template <class Take>
  bool read_texts(const std::string& path, const json::Value& values, std::string_view accepted, Take take) {
    return read_values(path, values, accepted, [&](const std::string& at, const json::Value& value) {
      if (value.is_string() && take(value.get_ref<const std::string&>())) return true;
      return refuse(at, shown(value), accepted);
    });
  }

  // Exactly one of Action and NotAction. Nothing after a refusal.
  const json::Value* find_actions(const std::string& path, const json::Value& object, Reach& reach) {
    const json::Value* covered = json::find(object, "Action");
    const json::Value* all_but = json::find(object, "NotAction");
    if ((covered == nullptr) == (all_but == nullptr)) {
      refuse(path + ".Action", covered == nullptr ? "nothing" : "both this and NotAction",
             "exactly one of Action and NotAction");
      return nullptr;
    }
    reach = covered != nullptr ? Reach::Covered : Reach::AllBut;
    return covered != nullptr ? covered : all_but;
  }

  bool read_actions(const std::string& path, const json::Value& object, Statement& statement) {
    const bool trust = kind_ == DocumentKind::Trust;
    const std::string_view accepted = trust ? "an action of STS such as \"sts:AssumeRole\""
                                            : "\"*\" or an action such as \"ens:Describe*\"";
    const json::Value* actions = nullptr;
    if (trust) {
      actions = json::find(object, "Action");
      if (actions == nullptr) return refuse(path + ".Action", "nothing", accepted);
    } else {
      actions = find_actions(path, object, statement.action_reach);
      if (actions == nullptr) return false;
    }
    const std::string member = statement.action_reach == Reach::Covered ? ".Action" : ".NotAction";
    return read_texts(path + member, *actions, accepted, [&](const std::string& text) {
      if (!(trust ? is_sts_action(text) : is_action(text))) return false;
      statement.actions.emplace_back(text, Case::Ignored);
      return true;
    });
  }

  bool read_resources(const std::string& path, const json::Value& object, Statement& statement) {
    constexpr std::string_view accepted =
        "\"*\" or acs:<code>:<region>:<account>:<relative> such as \"acs:ens:*:*:loadbalancer/*\"";
    const std::string at = path + ".Resource";
    const json::Value* resources = json::find(object, "Resource");
    if (resources == nullptr) return refuse(at, "nothing", accepted);
    return read_texts(at, *resources, accepted, [&](const std::string& text) {
      auto pattern = ResourcePattern::create(text);
      if (pattern) statement.resources.push_back(*std::move(pattern));
      return pattern.has_value();
    });
  }

  bool read_principals(const std::string& path, const json::Value& object, Statement& statement) {
    const std::string at = path + ".Principal";
    constexpr std::string_view accepted = "an object with one or more of RAM, Service, Federated";
    const json::Value* principal = json::find(object, "Principal");
    if (principal == nullptr) return refuse(at, "nothing", accepted);
    if (!principal->is_object() || principal->empty()) return refuse(at, shown(*principal), accepted);
    for (const auto& [name, values] : principal->items()) {
      const std::string member = at + "." + shown_name(name);
      const auto* rule = std::ranges::find(principal_rules, name, &PrincipalRule::member);
      if (rule == std::end(principal_rules)) {
        return refuse(member, "a member that is not known here", "RAM, Service, Federated");
      }
      const auto take = [&](const std::string& text) {
        if (!rule->is_accepted(text)) return false;
        statement.principals.push_back({rule->kind, text});
        return true;
      };
      if (!read_texts(member, values, rule->accepted, take)) return false;
    }
    std::ranges::stable_sort(statement.principals, {}, &TrustedPrincipal::kind);
    return true;
  }

  bool read_conditions(const std::string& path, const json::Value& object, Statement& statement) {
    const json::Value* conditions = json::find(object, "Condition");
    if (conditions == nullptr) return true;
    const std::string at = path + ".Condition";
    if (!conditions->is_object()) return refuse(at, shown(*conditions), "an object of operators");
    for (const auto& [name, keys] : conditions->items()) {
      const std::string member = at + "." + shown_name(name);
      const Operator* op = find_operator(name);
      if (op == nullptr) {
        Names known;
        for (const Operator& each : all_operators()) known.push_back(each.name);
        return refuse(member, "an operator that is not known", fmt::format("{}", fmt::join(known, ", ")));
      }
      if (!keys.is_object() || keys.empty()) {
        return refuse(member, shown(keys), "an object of one or more condition keys");
      }
      for (const auto& [key, values] : keys.items()) {
        if (!read_condition(member + "." + shown_name(key), *op, key, values, statement)) return false;
      }
    }
    // The order of members means nothing, so it makes no difference between policies either.
    std::ranges::sort(statement.conditions, {}, [](const Condition& condition) {
      return std::pair(condition.op, std::string_view(condition.key));
    });
    return true;
  }

  bool read_condition(const std::string& path, const Operator& op, const std::string& key,
                      const json::Value& values, Statement& statement) {
    const auto known = std::ranges::find(keys_, key, &Key::name);
    if (known == keys_.end()) {
      Names names;
      for (const Key& each : keys_) names.push_back(each.name);
      return refuse(path, "a condition key that is not known", fmt::format("{}", fmt::join(names, ", ")));
    }
    if (known->type != op.type) {
      Names fitting;
      for (const Operator& each : all_operators()) {
        if (each.type == known->type) fitting.push_back(each.name);
      }
      return refuse(path, fmt::format("a key of another type than {} compares", op.name),
                    fmt::format("this key under {}", fmt::join(fitting, ", ")));
    }
    Condition condition{&op, key, {}};
    const std::string_view accepted = accepted_operands(op.type);
    const auto read = [&](const std::string& at, const json::Value& value) {
      auto operand = read_operand(op, value);
      if (!operand) return refuse(at, shown(value), accepted);
      condition.operands.push_back(*std::move(operand));
      return true;
    };
    if (!read_values(path, values, accepted, read)) return false;
    statement.conditions.push_back(std::move(condition));
    return true;
  }

  const DocumentKind kind_;
  std::vector<Key> keys_;
  std::vector<Statement> statements_;
  std::string message_;
};

}  // namespace

base::Result<std::vector<Statement>, Malformed> read_document(DocumentKind kind, std::string_view text,
                                                              std::span<const Key> product_keys) {
  Reader reader(kind, product_keys);
  if (!reader.read(text)) return base::Unexpected{Malformed{reader.take_message()}};
  return reader.take_statements();
}

}  // namespace sluice::policy
