#include "certs.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/base/durable_file.h"
#include "platform/base/unique_fd.h"
#include "platform/tls/authority.h"
#include "service_url.h"

namespace sluice::app {
namespace {

template <class T>
using Attempt = base::Result<T, std::string>;
using Failure = base::Unexpected<std::string>;

// The directory, locked against another one that makes certificates in it.
class Folder {
 public:
  static Attempt<Folder> open(const std::string& name) {
    std::error_code error;
    const std::string path = std::filesystem::absolute(name, error).lexically_normal().string();
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
    ::mkdir(path.c_str(), 0755);
    base::UniqueFd fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd) return Failure{fmt::format("--dir: cannot open {}: {}", path, std::strerror(errno))};
    // In a directory that others may write to, they would choose whom to trust.
    struct stat info {};
    constexpr mode_t writable_by_others = 022;
    if (::fstat(fd.get(), &info) != 0 || info.st_uid != ::geteuid() ||
        (info.st_mode & writable_by_others) != 0) {
      return Failure{
          fmt::format("--dir: {} must be a directory of this user that nobody else can write to", path)};
    }
    if (::flock(fd.get(), LOCK_EX) != 0) {
      return Failure{fmt::format("--dir: cannot lock {}: {}", path, std::strerror(errno))};
    }
    return Folder(path, std::move(fd));
  }

  std::string path(const std::string& file) const { return (std::filesystem::path(path_) / file).string(); }
  // Nothing for a file that is not there.
  Attempt<std::optional<std::string>> read(const std::string& file) const {
    if (::access(path(file).c_str(), F_OK) != 0 && errno == ENOENT) return std::optional<std::string>();
    std::ifstream stream(path(file));
    std::stringstream text;
    text << stream.rdbuf();
    if (!stream) return Failure{fmt::format("cannot read {}", path(file))};
    return std::optional(text.str());
  }
  // The key first: a certificate is complete when it is there.
  Attempt<void> write(const tls::Identity& identity, const std::string& certificate,
                      const std::string& key) const {
    auto written = base::write_durably(path(key), identity.key.reveal());
    if (!written) return written;
    return base::write_durably(path(certificate), identity.certificate, base::Readers::Everybody);
  }

 private:
  Folder(std::string path, base::UniqueFd lock) : path_(std::move(path)), lock_(std::move(lock)) {}

  std::string path_;
  base::UniqueFd lock_;
};

constexpr const char *authority_file = "ca.pem", *authority_key_file = "ca-key.pem";
constexpr const char *server_file = "server.pem", *server_key_file = "server-key.pem";

struct Authority {
  tls::Identity identity;
  bool kept;
};

Attempt<Authority> find_or_make_authority(const Folder& folder, base::WallTime now) {
  auto certificate = folder.read(authority_file);
  if (!certificate) return Failure{certificate.error()};
  auto key = folder.read(authority_key_file);
  if (!key) return Failure{key.error()};
  if (*certificate && *key) {
    return Authority{{std::move(**certificate), base::Secret(std::move(**key))}, true};
  }
  if (*certificate) {
    return Failure{
        fmt::format("{} is there without its key {}: put the key back, or move the certificate away",
                    folder.path(authority_file), folder.path(authority_key_file))};
  }
  tls::Identity made = tls::make_authority("Sluice authority", now);
  if (auto written = folder.write(made, authority_file, authority_key_file); !written) {
    return Failure{written.error()};
  }
  return Authority{std::move(made), false};
}

Attempt<std::vector<tls::HostName>> read_hosts(const std::vector<std::string>& named) {
  std::vector<tls::HostName> hosts;
  std::vector<std::string> all{"127.0.0.1", "::1", "localhost"};
  all.insert(all.end(), named.begin(), named.end());
  for (const std::string& text : all) {
    auto host = tls::HostName::parse(text);
    if (!host) return Failure{"--host: " + host.error()};
    if (std::ranges::find(hosts, *host) == hosts.end()) hosts.push_back(std::move(*host));
  }
  return hosts;
}

std::string day_of_end(const std::string& certificate) {
  const auto validity = tls::validity_of(certificate);
  return validity ? base::format_iso8601(validity->ends).substr(0, 10) : "an unknown day";
}

// As a shell reads it.
std::string quoted(const std::string& path) {
  constexpr std::string_view harmless =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-+,:@%=";
  if (path.find_first_not_of(harmless) == std::string::npos) return path;
  std::string text = "'";
  for (const char c : path) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

void print(const Folder& folder, const Authority& authority, const tls::Identity& server,
           const std::vector<tls::HostName>& hosts) {
  std::string names;
  for (const tls::HostName& host : hosts) names += (names.empty() ? "" : ", ") + host.text();
  const std::string ca = quoted(folder.path(authority_file));
  const std::string endpoint = "https" + std::string(default_endpoint.substr(default_endpoint.find(':')));
  fmt::print("authority     {}  ({}, until {})\n", folder.path(authority_file),
             authority.kept ? "kept" : "made now", day_of_end(authority.identity.certificate));
  fmt::print("its key       {}  (whoever has it can be anybody to those who trust the authority)\n",
             folder.path(authority_key_file));
  fmt::print("certificate   {}  (for {}; until {})\n", folder.path(server_file), names,
             day_of_end(server.certificate));
  fmt::print("its key       {}\n\n", folder.path(server_key_file));
  fmt::print("sluice serve --tls-cert {} --tls-key {}\n", quoted(folder.path(server_file)),
             quoted(folder.path(server_key_file)));
  fmt::print("sluice call --endpoint {} --ca-file {} DescribeEnsRegions\n", endpoint, ca);
  fmt::print("curl --cacert {} {}/healthz\n", ca, endpoint);
  fmt::print("export NODE_EXTRA_CA_CERTS={}   # Node\n", ca);
  fmt::print("export SSL_CERT_FILE={}   # OpenSSL and Go: instead of the system's authorities\n", ca);
}

Attempt<void> make(const CertsOptions& options) {
  const auto hosts = read_hosts(options.hosts);
  if (!hosts) return Failure{hosts.error()};
  const auto folder = Folder::open(options.directory);
  if (!folder) return Failure{folder.error()};
  const base::WallTime now = base::SystemClock{}.wall();
  const auto authority = find_or_make_authority(*folder, now);
  if (!authority) return Failure{authority.error()};
  const auto server = tls::issue_server_certificate(authority->identity, *hosts, now);
  if (!server) return Failure{fmt::format("{}: {}", folder->path(authority_file), server.error())};
  if (auto written = folder->write(*server, server_file, server_key_file); !written) return written;
  print(*folder, *authority, *server, *hosts);
  return {};
}

}  // namespace

int certs(const CertsOptions& options) {
  const auto made = make(options);
  if (made) return 0;
  std::fprintf(stderr, "sluice certs: %s\n", made.error().c_str());
  return 1;
}

}  // namespace sluice::app
