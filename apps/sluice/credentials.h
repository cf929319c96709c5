#pragma once
// Where command-line clients find their key and the service.

#include <string>
#include <string_view>

#include "platform/base/ip.h"
#include "platform/base/result.h"
#include "platform/base/secret.h"

namespace sluice::app {

inline constexpr std::string_view default_endpoint = "http://127.0.0.1:8680";
// $XDG_STATE_HOME/sluice, else ~/.local/state/sluice.
std::string default_data_dir();

struct Credentials {
  std::string access_key_id;
  base::Secret access_key_secret;
};

// ALIBABA_CLOUD_ACCESS_KEY_ID and _SECRET, else credentials.json of the data directory.
base::Result<Credentials, std::string> find_credentials(const std::string& data_dir);

// http://ADDRESS:PORT
base::Result<base::Endpoint, std::string> parse_endpoint_url(std::string_view url);

}  // namespace sluice::app
