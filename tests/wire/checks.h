#pragma once
// The gateway's checks in their order, but step 6 (TLS), each with a way to fail it: the one table that the
// tests of codes and of precedence read (OpenAPI gateway fact sheet, sections 5.1 and 5.2).

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/wire/wire_call.h"
#include "tests/wire/wire_server.h"

namespace sluice::wire {

struct Check {
  int step;          // of section 5.1
  const char* what;  // goes wrong
  // What it bends; of two checks that bend the same only one can fail.
  std::vector<std::string_view> bends;
  std::function<void(WireCall&)> bend = [](WireCall&) {};
  int http_status;
  std::string_view code;
  std::string_view message;  // %s: mismatch_text of the call
  // Nothing: both.
  std::optional<Dialect> only_in = std::nullopt;
  // Brings the server into the state that refuses the call, and out of it again.
  std::function<void(WireServer&, const WireCall&)> prepare = nullptr;
  std::function<void(WireServer&)> restore = nullptr;
  bool tells_when_to_retry = false;
  // The query cannot be read, so what format it asks for is not known.
  bool format_is_lost = false;

  bool applies_to(Dialect dialect) const { return !only_in || *only_in == dialect; }
};

// In the order in which they win.
std::span<const Check> all_checks();

// A server whose state the checks know: its other keys, a role that may do nothing, and a rate of one call a
// second, so that each check has a second of its own.
class CheckedServer : public WireServer {
 public:
  // Where TLS is required, this plain server refuses every call that comes as far as step 6.
  explicit CheckedServer(bool tls_required = false);

  // A CreateNetwork that succeeds, once, in the second that has come with it.
  WireCall good_call(Dialect dialect, Format format = Format::Json);
  // Prepares the check for the call that is already bent, sends it, and restores.
  Answer provoke(std::span<const Check* const> failing, WireCall call);

 private:
  int calls_ = 0;
  control::Key session_, expired_session_;
};

}  // namespace sluice::wire
