// Backends are reached at addresses of the machine itself: which of its ports a customer may have traffic
// sent to.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "edge/dataplane/testing/blocking_client.h"
#include "platform/storage/testing/scratch_directory.h"
#include "platform/tls/context.h"
#include "tests/support/echo_backend.h"
#include "tests/support/eventually.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::HasSubstr;

constexpr uint16_t listener_port = 20'180;

class BackendPorts : public testing::Test {
 protected:
  // An HTTP listener whose one backend is at that port of an address of its own; where it is served.
  static base::Endpoint serve(Api& api, const std::string& network, const std::string& instance,
                              const std::string& vswitch, uint16_t backend_port) {
    const std::string balancer = api.make_balancer(network, vswitch);
    api.add_backend(balancer, instance);
    api.make_listener(balancer, "http", listener_port, backend_port);
    api.start_listener(balancer, listener_port);
    EXPECT_TRUE(eventually([&] { return api.listener_state(balancer, listener_port).state == "Listening"; }));
    return api.served_at(network, balancer, listener_port);
  }

  const storage::ScratchDirectory directory_;
  const std::string data_ = directory_.path("data");
};

TEST_F(BackendPorts, ThatTheOperatorDoesNotNameGetNothing) {
  std::optional<EchoBackend> backend;
  std::string network, instance;
  base::Endpoint served;
  {
    SluiceServer server({.data_dir = data_});
    ASSERT_TRUE(server.ready());
    Api api = server.api();
    network = api.make_network("10.0.0.0/8");
    const std::string vswitch = api.make_vswitch(network, own_block());
    instance = api.make_instance(vswitch);
    backend.emplace(api.served_address(network, api.address_of_instance(instance)), instance);
    served = serve(api, network, instance, vswitch, backend->port());
    EXPECT_EQ(ask_for_echo(served, instance, "bytes"), "");
    EXPECT_EQ(server.terminate(), 0);
  }
  const std::string others = "1-" + std::to_string(backend->port() - 1);
  SluiceServer server({.data_dir = data_, .more = {"--backend-ports", others}});
  ASSERT_TRUE(server.ready());
  EXPECT_EQ(edgetest::get_once(served)->status, 503);
  EXPECT_THAT(server.process().errors(), HasSubstr("node.backend_ports"));
}

TEST_F(BackendPorts, LeaveTheApisOwnOutWhereItAnswersAtEveryAddress) {
  {
    SluiceServer seeded({.data_dir = data_});  // with example regions
    ASSERT_TRUE(seeded.ready());
    EXPECT_EQ(seeded.terminate(), 0);
  }
  const std::string certs = directory_.path("certs");
  ASSERT_EQ(run(sluice({"certs", "--dir", certs})).exit, 0);
  SluiceServer server(
      {.data_dir = data_,
       .listen = "0.0.0.0:0",
       .development = false,
       .more = {"--tls-cert", certs + "/server.pem", "--tls-key", certs + "/server-key.pem"}});
  ASSERT_TRUE(server.ready()) << server.process().errors();
  const uint16_t api_port = server.endpoint().port;
  Api api({*base::parse_ipv4("127.0.0.1"), api_port},
          {.tls = tls::ClientContext::trusting_file(certs + "/ca.pem").value()});
  const std::string network = api.make_network("10.0.0.0/8"),
                    vswitch = api.make_vswitch(network, own_block());
  const std::string instance = api.make_instance(vswitch);
  const base::Endpoint at_the_api{api.served_address(network, api.address_of_instance(instance)), api_port};
  EXPECT_EQ(edgetest::get_once(at_the_api, "/healthz")->status, 200) << "it does answer there";
  const base::Endpoint served = serve(api, network, instance, vswitch, api_port);
  EXPECT_EQ(edgetest::get_once(served, "/healthz")->status, 503);
}

}  // namespace
}  // namespace sluice::e2e
