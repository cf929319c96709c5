// Where the real program serves its listeners: without privileges, and beside another server on the same
// machine.

#include <filesystem>
#include <memory>
#include <optional>

#include <gmock/gmock.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/io/listen.h"
#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/echo_backend.h"
#include "tests/support/eventually.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::HasSubstr;

constexpr uint16_t privileged_port = 80;
constexpr uint16_t first_choice_without_privileges = 10'080;

// Network, vSwitch, a balancer, and an instance with its backend behind it.
struct Site {
  Site(const SluiceServer& server, const std::string& block)
      : api(server.api()),
        network(api.make_network("10.0.0.0/8")),
        vswitch(api.make_vswitch(network, block)),
        instance(api.make_instance(vswitch)),
        balancer(api.make_balancer(network, vswitch)),
        backend(api.served_address(network, api.address_of_instance(instance)), instance) {
    api.add_backend(balancer, instance);
  }

  void listen(uint16_t port) {
    api.make_listener(balancer, "http", port, backend.port());
    api.start_listener(balancer, port);
  }
  bool comes_to(uint16_t port, const std::string& state) {
    return eventually([&] { return api.listener_state(balancer, port).state == state; });
  }
  base::Endpoint served_at(uint16_t port) { return api.served_at(network, balancer, port); }
  std::string ask(const base::Endpoint& at) const {
    return ask_for_echo(at, instance, "bytes of " + instance);
  }

  Api api;
  const std::string network, vswitch, instance, balancer;
  EchoBackend backend;
};

// Nobody, if the test itself runs as root.
std::optional<uid_t> unprivileged_user() {
  constexpr uid_t nobody = 65534;
  return ::geteuid() == 0 ? std::optional(nobody) : std::nullopt;
}

// On some machines no port needs privileges.
bool may_listen_as(const std::optional<uid_t>& user, const base::Endpoint& at) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (user && (::setgroups(0, nullptr) != 0 || ::setgid(*user) != 0 || ::setuid(*user) != 0)) ::_exit(2);
    ::_exit(io::listen_tcp(at) ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

class UnprivilegedServer : public ::testing::Test {
 protected:
  // Data and program where that user gets at them.
  UnprivilegedServer() {
    namespace fs = std::filesystem;
    settings.user = unprivileged_user();
    settings.data_dir = directory.path("home/data");
    fs::create_directory(directory.path("home"));
    if (!settings.user) return;
    fs::permissions(directory.path("."), fs::perms::others_exec, fs::perm_options::add);
    EXPECT_EQ(::chown(directory.path("home").c_str(), *settings.user, *settings.user), 0);
    settings.program = directory.path("sluice");
    fs::copy_file(SLUICE_BINARY, settings.program);
    fs::permissions(settings.program, fs::perms(0755));
  }

  storage::ScratchDirectory directory;
  ServerSettings settings;
};

TEST_F(UnprivilegedServer, ServesAPrivilegedPortWhereItMayAndTellsWhere) {
  auto server = std::make_unique<SluiceServer>(settings);
  ASSERT_TRUE(server->ready()) << server->process().errors();
  auto site = std::make_unique<Site>(*server, own_block());
  const base::Ipv4 address =
      site->api.served_address(site->network, site->api.address_of_balancer(site->balancer));
  const bool may_listen = may_listen_as(settings.user, {address, privileged_port});
  // The first choice is taken, so the one that is served is not what a start on empty ground would choose.
  auto in_the_way = io::listen_tcp({address, first_choice_without_privileges});
  ASSERT_TRUE(in_the_way);

  site->listen(privileged_port);
  ASSERT_TRUE(site->comes_to(privileged_port, "Listening"));
  const base::Endpoint served = site->served_at(privileged_port);
  EXPECT_EQ(served.address, address);
  if (may_listen) {
    EXPECT_EQ(served.port, privileged_port);
  } else {
    EXPECT_GE(served.port, 1024);
    EXPECT_NE(served.port, first_choice_without_privileges);
    EXPECT_THAT(site->api.listener_state(site->balancer, privileged_port).reason,
                HasSubstr("needs privileges; served on port " + std::to_string(served.port)));
  }
  EXPECT_EQ(site->ask(served), "");

  in_the_way->reset();
  EXPECT_EQ(server->terminate(), 0) << server->process().errors();
  server = std::make_unique<SluiceServer>(settings);
  ASSERT_TRUE(server->ready()) << server->process().errors();
  Api api = server->api();
  EXPECT_EQ(api.served_at(site->network, site->balancer, privileged_port), served) << "it moved";
  EXPECT_EQ(site->ask(served), "");
}

TEST(TwoServers, DoNotTakeEachOthersPortsAndTheSecondHealsWhenTheFirstEnds) {
  constexpr uint16_t port = 20'080;
  storage::ScratchDirectory directory;
  SluiceServer first_server({.data_dir = directory.path("first")});
  SluiceServer second_server({.data_dir = directory.path("second")});
  ASSERT_TRUE(first_server.ready() && second_server.ready());
  Site first(first_server, own_block());
  Site second(second_server, own_block());

  first.listen(port);
  ASSERT_TRUE(first.comes_to(port, "Listening"));
  const base::Endpoint served = first.served_at(port);
  EXPECT_EQ(first.ask(served), "");

  second.listen(port);
  ASSERT_TRUE(second.comes_to(port, "Failed"));
  EXPECT_EQ(second.api.listener_state(second.balancer, port).reason,
            "port 20080 on " + base::format_ipv4(served.address) + " is in use by another process");
  EXPECT_EQ(first.ask(served), "");

  EXPECT_EQ(first_server.terminate(), 0);
  ASSERT_TRUE(second.comes_to(port, "Listening"));
  EXPECT_EQ(second.served_at(port), served) << "both were after the same place";
  EXPECT_EQ(second.ask(served), "");
}

}  // namespace
}  // namespace sluice::e2e
