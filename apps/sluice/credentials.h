#pragma once
// Where command-line clients find their key.

#include <string>

#include "platform/base/result.h"
#include "platform/base/secret.h"

namespace sluice::app {

// $XDG_STATE_HOME/sluice, else ~/.local/state/sluice.
std::string default_data_dir();

struct Credentials {
  std::string access_key_id;
  base::Secret access_key_secret;
};

// From a file such as credentials.json. The error is a sentence.
base::Result<Credentials, std::string> read_credentials(const std::string& path);

// ALIBABA_CLOUD_ACCESS_KEY_ID and _SECRET, else credentials.json of the data directory.
base::Result<Credentials, std::string> find_credentials(const std::string& data_dir);

}  // namespace sluice::app
