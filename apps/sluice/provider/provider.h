#pragma once
// `sluice provider`: the sample provider, which answers every seam of the contract (docs/providers.md), and
// what there is to do with anybody's provider.

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace sluice::app {

struct ProviderOptions {
  enum class What { Serve, Behave, Check };
  What what = What::Serve;
  std::string secret_file;
  // Serve:
  std::string listen;
  std::string state_file;               // empty: the published prices, and nobody is kept from anything
  std::vector<std::string> behaviours;  // pricing=slow:900
  // Behave and Check:
  std::string url;
  std::string behaviour;
  std::vector<std::string> seams;  // to check; empty: all
};

// Adds it to the program, with its options.
CLI::App* add_provider_command(CLI::App& app, ProviderOptions& options);

// The process's exit status.
int run_provider(const ProviderOptions& options);

}  // namespace sluice::app
