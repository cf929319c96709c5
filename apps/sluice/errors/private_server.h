#pragma once
// A server for one run: this program's own binary, `serve --dev`, on a temporary directory and a free port of
// 127.0.0.1. Process and directory are gone with the object. POSIX; the server ends with the thread that
// started it, should that be killed.

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include <sys/types.h>

#include "credentials.h"
#include "platform/base/ip.h"
#include "platform/base/result.h"
#include "platform/base/secret.h"
#include "platform/base/unique_fd.h"

namespace sluice::app::errors {

// It has so long to say that it is ready, and to end when it is asked to.
inline constexpr std::chrono::seconds server_ready_max{60};
inline constexpr std::chrono::seconds server_end_max{20};

// The provider that decides its orders, on every seam.
struct PrivateProvider {
  base::Endpoint endpoint;
  base::Secret secret;
  std::chrono::milliseconds deadline;  // so long it waits for it
};
// One that is silent is to be noticed soon; or one that is slow is to be waited for.
inline constexpr std::chrono::milliseconds provider_deadline{500}, provider_deadline_patient{5000};

class PrivateServer {
 public:
  // Waits until it is ready. Without a provider it decides by itself. The error is a sentence.
  static base::Result<std::unique_ptr<PrivateServer>, std::string> start(
      const std::optional<PrivateProvider>& provider = std::nullopt);
  ~PrivateServer();
  PrivateServer(const PrivateServer&) = delete;
  PrivateServer& operator=(const PrivateServer&) = delete;

  const std::string& url() const { return url_; }
  base::Result<Credentials, std::string> operator_key() const;
  // How large its files may get from now on, in bytes, or "none": what comes beyond that fails to be written.
  base::Result<void, std::string> limit_files(const std::string& bytes) const;

 private:
  explicit PrivateServer(std::string directory) : directory_(std::move(directory)) {}
  base::Result<void, std::string> write_config(const PrivateProvider& provider) const;
  base::Result<void, std::string> run(bool has_config);
  base::Result<void, std::string> await_ready();
  std::string data_dir() const { return directory_ + "/data"; }
  std::string log_file() const { return directory_ + "/log"; }
  std::string config_file() const { return directory_ + "/sluice.toml"; }
  std::string secret_file() const { return directory_ + "/provider-secret"; }

  const std::string directory_;
  pid_t pid_ = -1;
  base::UniqueFd process_;  // a pidfd: readable when it has ended
  base::UniqueFd output_;
  std::string url_;
};

}  // namespace sluice::app::errors
