#pragma once
// The options of `sluice serve`, for the command itself and for those that ask about it.

#include "serve.h"

namespace CLI {
class App;
}

namespace sluice::app {

// `options` and `config`, which gets the name of the configuration file, outlive `command`.
void add_serve_options(CLI::App& command, ServeOptions& options, std::string& config);

// What a file says, where the command line says nothing; nothing at all if no file is named.
base::Result<void, std::string> read_serve_config(CLI::App& command, ServeOptions& options,
                                                  const std::string& config);

}  // namespace sluice::app
