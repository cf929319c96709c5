#include "platform/base/log.h"

#include <atomic>

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "platform/base/clock.h"
#include "platform/base/encoding.h"

namespace sluice::base {
namespace {

std::atomic<LogFormat> current_format{LogFormat::Text};
std::atomic<LogLevel> current_level{LogLevel::Info};

spdlog::logger& sink() {
  static const auto logger = [] {
    auto made = std::make_shared<spdlog::logger>("sluice", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->set_level(spdlog::level::trace);
    return made;
  }();
  return *logger;
}

std::string_view level_name(LogLevel level) {
  switch (level) {
    case LogLevel::Debug:
      return "debug";
    case LogLevel::Info:
      return "info";
    case LogLevel::Warning:
      return "warning";
    case LogLevel::Error:
      return "error";
    case LogLevel::Off:
      return "off";
  }
  return "off";
}

// A line stays a line, and JSON, whatever a value holds: bytes that are not UTF-8 are replaced, and control
// characters (C0, DEL, and C1, which some terminals obey) are escaped in both formats.
void append_quoted(std::string& out, std::string_view value) {
  const std::string text = repair_utf8(value);
  out.push_back('"');
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    } else if (c == '\xC2' && next < 0xA0) {
      out += fmt::format("\\u{:04x}", next);
      ++i;
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

}  // namespace

void configure_log(LogFormat format, LogLevel level) {
  current_format = format;
  current_level = level;
}

std::string format_log_line(LogFormat format, std::string_view time, LogLevel level, std::string_view event,
                            std::initializer_list<Field> fields) {
  std::string line;
  if (format == LogFormat::Json) {
    line = fmt::format(R"({{"time":"{}","level":"{}","event":"{}")", time, level_name(level), event);
    for (const Field& field : fields) {
      line += fmt::format(",\"{}\":", field.name);
      if (field.quoted) {
        append_quoted(line, field.value);
      } else {
        line += field.value;
      }
    }
    line.push_back('}');
    return line;
  }
  line = fmt::format("{} {:<7} {}", time, level_name(level), event);
  for (const Field& field : fields) {
    line += fmt::format(" {}=", field.name);
    if (field.quoted) {
      append_quoted(line, field.value);
    } else {
      line += field.value;
    }
  }
  return line;
}

void log(LogLevel level, std::string_view event, std::initializer_list<Field> fields) {
  if (level < current_level.load(std::memory_order_relaxed)) return;
  const std::string time = format_iso8601(SystemClock{}.wall());
  sink().info("{}", format_log_line(current_format, time, level, event, fields));
  sink().flush();
}

}  // namespace sluice::base
