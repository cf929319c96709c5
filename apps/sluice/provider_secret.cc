#include "provider_secret.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "control/providers/contract/signing.h"
#include "environment.h"
#include "platform/base/unique_fd.h"

namespace sluice::app {
namespace {

using providers::secret_bytes_max;
using providers::secret_bytes_min;

base::Result<base::Secret, std::string> with_its_length(base::Secret secret, const std::string& where) {
  const size_t bytes = secret.reveal().size();
  if (bytes >= secret_bytes_min && bytes <= secret_bytes_max) return secret;
  return base::Unexpected{fmt::format("{} holds {} bytes; accepted: a secret of {} to {}", where,
                                      bytes > secret_bytes_max ? "too many" : std::to_string(bytes),
                                      secret_bytes_min, secret_bytes_max)};
}

}  // namespace

base::Result<base::Secret, std::string> read_provider_secret(const std::string& path) {
  const base::UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  // Room for a line end and one byte more, so that a longer one is noticed.
  std::string content(secret_bytes_max + 2, '\0');
  const ssize_t got = file ? ::pread(file.get(), content.data(), content.size(), 0) : -1;
  if (got < 0) return base::Unexpected{fmt::format("cannot read {}: {}", path, std::strerror(errno))};
  content.resize(static_cast<size_t>(got));
  if (content.ends_with('\n')) content.pop_back();
  return with_its_length(base::Secret(std::move(content)), path);
}

base::Result<base::Secret, std::string> take_provider_secret(const std::string& variable) {
  return with_its_length(take_from_environment(variable.c_str()), variable + " of the environment");
}

}  // namespace sluice::app
