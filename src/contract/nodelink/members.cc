#include "contract/nodelink/members.h"

#include <algorithm>

namespace sluice::nodelink {
namespace {

// As JSON text, cut where it gets long for an error.
std::string shown(const json::Value* received) {
  constexpr size_t bytes_max = 80;
  if (received == nullptr) return "nothing";
  if (received->is_object()) return "an object";
  if (received->is_array()) return "an array";
  std::string text = json::print(*received);
  if (text.size() <= bytes_max) return text;
  size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not inside a character
  text.resize(end);
  return text + "...";
}

}  // namespace

bool TextForm::accepts(std::string_view text) const {
  return text.size() >= bytes_min && text.size() <= bytes_max &&
         (first == 0 || text.empty() || text.front() == first) &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

std::string TextForm::describe() const {
  std::string text = "a text of " + std::to_string(bytes_min) + " to " + std::to_string(bytes_max) +
                     " visible ASCII characters";
  if (first != 0) text.append(" that begins with '").append(1, first).append("'");
  return text;
}

MemberReader::MemberReader(const json::Value& object, std::string path, std::string& error)
    : object_(object), path_(std::move(path)), error_(error) {
  if (!object_.is_object()) refuse(path_.empty() ? "the message" : path_, &object_, "an object");
}

void MemberReader::flag(std::string_view name, Need need, bool& value) {
  const auto accepted = [] { return "true or false"; };
  const json::Value* member = find(name, need, accepted);
  if (member == nullptr) return;
  if (!member->is_boolean()) return refuse(path_of(name), member, accepted());
  value = member->get<bool>();
}

void MemberReader::text(std::string_view name, Need need, std::string& value, const TextForm& form) {
  const auto accepted = [&] { return form.describe(); };
  const json::Value* member = find(name, need, accepted);
  if (member == nullptr) return;
  if (!member->is_string() || !form.accepts(member->get_ref<const std::string&>())) {
    return refuse(path_of(name), member, accepted());
  }
  value = member->get_ref<const std::string&>();
}

void MemberReader::address(std::string_view name, Need need, base::Ipv4& value) {
  const auto accepted = [] { return "an IPv4 address as text"; };
  const json::Value* member = find(name, need, accepted);
  if (member == nullptr) return;
  const auto address =
      member->is_string() ? base::parse_ipv4(member->get_ref<const std::string&>()) : std::nullopt;
  if (!address) return refuse(path_of(name), member, accepted());
  value = *address;
}

std::string MemberReader::path_of(std::string_view name) const {
  return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

void MemberReader::refuse(std::string_view path, const json::Value* received, std::string_view accepted) {
  error_.append(path).append(": received ").append(shown(received)).append(", accepted is ").append(accepted);
}

std::optional<int64_t> MemberReader::integer(std::string_view name, Need need, int64_t low, int64_t high) {
  const auto accepted = [&] {
    return "an integer from " + std::to_string(low) + " to " + std::to_string(high);
  };
  const json::Value* member = find(name, need, accepted);
  if (member == nullptr) return std::nullopt;
  const auto number = json::find_integer(object_, name);
  if (!number || *number < low || *number > high) {
    refuse(path_of(name), member, accepted());
    return std::nullopt;
  }
  return number;
}

}  // namespace sluice::nodelink
