#pragma once
// The structured log: one JSON object a line on standard error, or plain text for a person at a terminal.
// Every line has a time, a level, an event name (a stable identifier, never a sentence) and fields.
//
//   base::log_info("listener.started", {{"listener", id}, {"port", 80}});
//
// A Secret does not convert to a Field, so it cannot be logged. Thread-safe.

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace sluice::base {

enum class LogFormat { Json, Text };
enum class LogLevel { Debug, Info, Warning, Error, Off };

struct Field {
  std::string_view name;
  std::string value;
  bool quoted = true;

  Field(std::string_view field, std::string_view text) : name(field), value(text) {}
  Field(std::string_view field, const char* text) : name(field), value(text) {}
  Field(std::string_view field, const std::string& text) : name(field), value(text) {}
  Field(std::string_view field, bool flag) : name(field), value(flag ? "true" : "false"), quoted(false) {}
  template <std::integral N>
  Field(std::string_view field, N number) : name(field), value(std::to_string(number)), quoted(false) {}
};

// Before the first thread starts; otherwise Info and Text.
void configure_log(LogFormat format, LogLevel level);

void log(LogLevel level, std::string_view event, std::initializer_list<Field> fields);
inline void log_debug(std::string_view event, std::initializer_list<Field> fields = {}) {
  log(LogLevel::Debug, event, fields);
}
inline void log_info(std::string_view event, std::initializer_list<Field> fields = {}) {
  log(LogLevel::Info, event, fields);
}
inline void log_warning(std::string_view event, std::initializer_list<Field> fields = {}) {
  log(LogLevel::Warning, event, fields);
}
inline void log_error(std::string_view event, std::initializer_list<Field> fields = {}) {
  log(LogLevel::Error, event, fields);
}

// One line as it would be written, without its end; what the tests look at.
std::string format_log_line(LogFormat format, std::string_view time, LogLevel level, std::string_view event,
                            std::initializer_list<Field> fields);

}  // namespace sluice::base
