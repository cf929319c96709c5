#pragma once

#include <string>

#include "config_file.h"

namespace sluice::app {

// What --client-token-mismatch may be, the default first.
inline constexpr const char* token_mismatches[] = {"InvalidParameter.ClientToken",
                                                   "IdempotentParameterMismatch"};

struct ServeOptions {
  bool development = false;
  bool error_lab = false;
  std::string data_dir;
  std::string listen;
  std::string sealing_key_file;          // empty: in the data directory
  std::string tls_certificate, tls_key;  // files; empty: no TLS
  std::string plain_http;                // beside TLS: accept or refuse; empty: not said
  size_t workers = 1;
  std::string log_format;
  bool generate_names = true;
  std::string rate_limits;
  std::string backend_ports;
  std::string billing;  // on or off
  int64_t arrears_lock_days = 0, arrears_release_days = 0;
  int64_t client_token_seconds = 0;
  std::string client_token_mismatch;
  int64_t audit_days = 0;
  int64_t audit_events_max = 0;
  OptionPlaces places;               // of what a file says
  std::vector<TableSetting> tables;  // [providers.NAME]
};

// Runs until SIGTERM or SIGINT; the process's exit status.
int serve(const ServeOptions& options);

}  // namespace sluice::app
