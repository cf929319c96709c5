#include "tests/wire/recording.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include "control/gateway/envelope.h"
#include "platform/http/body.h"
#include "platform/http/head.h"

namespace sluice::wire {
namespace {

constexpr size_t chunk_bytes = 7;

Recording read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  Recording recording{.name = path.stem().string(), .bytes{std::istreambuf_iterator<char>(file), {}}};
  http::RequestHead head;
  const auto parsed = http::parse_request_head(recording.bytes, {}, head);
  if (parsed.state != http::HeadResult::State::Complete)
    throw std::runtime_error(path.string() + ": no head");
  recording.method = head.method;
  recording.target = head.target;
  for (const http::Header& header : head.headers()) recording.headers.emplace_back(header.name, header.value);
  recording.chunked = head.body.kind == http::BodyKind::Chunked;
  http::BodyReader body(head.body);
  const std::string_view rest = std::string_view(recording.bytes).substr(head.size);
  if (body.consume(rest, &recording.body) != rest.size() || !body.done()) {
    throw std::runtime_error(path.string() + ": the body is cut short or something follows it");
  }
  return recording;
}

signature::Request view(const Recording& recording) {
  return {recording.method,
          recording.target,
          {recording.headers.begin(), recording.headers.end()},
          recording.body};
}

bool is_framing(std::string_view name) {
  return http::equal_ignoring_case(name, "content-length") ||
         http::equal_ignoring_case(name, "transfer-encoding");
}

std::string in_chunks(std::string_view body) {
  std::string text;
  for (size_t at = 0; at < body.size(); at += chunk_bytes) {
    const std::string_view chunk = body.substr(at, chunk_bytes);
    text += fmt::format("{:x}\r\n{}\r\n", chunk.size(), chunk);
  }
  return text + "0\r\n\r\n";
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace

base::WallTime Recording::time() const {
  const auto envelope = gateway::read_envelope(view(*this));
  return base::parse_iso8601(envelope.value().timestamp).value();
}

std::string Recording::action() const {
  return name.ends_with("_create-network") ? "CreateNetwork" : "DescribeNetworks";
}

bool Recording::asks_for_xml() const {
  return gateway::choose_format(view(*this)) == gateway::Format::Xml;
}

std::vector<Recording> all_recordings() {
  std::vector<Recording> recordings;
  for (const char* folder : {"captures", "written"}) {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(SLUICE_SOURCE_DIR "/tests/wire/") + folder)) {
      if (entry.path().extension() == ".http") recordings.push_back(read(entry.path()));
    }
  }
  std::ranges::sort(recordings, {}, &Recording::name);
  return recordings;
}

std::string write(const Recording& recording) {
  std::string text = recording.method + " " + recording.target + " HTTP/1.1\r\n";
  for (const auto& [name, value] : recording.headers) {
    text.append(name).append(": ").append(value).append("\r\n");
  }
  return text + "\r\n" + (recording.chunked ? in_chunks(recording.body) : recording.body);
}

std::string with_header_names(const Recording& recording, int (*change)(int)) {
  Recording changed = recording;
  for (auto& [name, value] : changed.headers) {
    std::ranges::transform(name, name.begin(), [&](char c) { return static_cast<char>(change(c)); });
  }
  return write(changed);
}

std::string with_headers_reversed(const Recording& recording) {
  Recording changed = recording;
  std::ranges::reverse(changed.headers);
  return write(changed);
}

std::string with_other_framing(const Recording& recording) {
  if (recording.body.empty()) return recording.bytes;
  Recording changed = recording;
  changed.chunked = !recording.chunked;
  std::erase_if(changed.headers, [](const auto& header) { return is_framing(header.first); });
  if (changed.chunked) {
    changed.headers.emplace_back("Transfer-Encoding", "chunked");
  } else {
    changed.headers.emplace_back("Content-Length", std::to_string(changed.body.size()));
  }
  return write(changed);
}

std::string with_other_spaces(const Recording& recording) {
  Recording changed = recording;
  const bool as_plus = recording.target.find('+') != std::string::npos;
  changed.target =
      as_plus ? replace_all(recording.target, "+", "%20") : replace_all(recording.target, "%20", "+");
  return write(changed);
}

}  // namespace sluice::wire
