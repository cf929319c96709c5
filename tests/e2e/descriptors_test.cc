// A machine that gives the program few open files: what there is is shared out.

#include <gtest/gtest.h>

#include "edge/dataplane/testing/blocking_client.h"
#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/eventually.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using edgetest::BlockingClient;

TEST(Descriptors, OneAddressHasAQuarterOfTheConnectionsThereAre) {
  constexpr size_t descriptors = 2000, quarter_of_the_api = descriptors / 5 * 3 / 4;
  const storage::ScratchDirectory directory;
  const SluiceServer server({.data_dir = directory.path("data"), .descriptors_max = descriptors});
  ASSERT_TRUE(server.ready());
  // Busy ones, which make no room.
  std::vector<std::unique_ptr<BlockingClient>> clients;
  for (size_t i = 0; i < quarter_of_the_api; ++i) {
    clients.push_back(std::make_unique<BlockingClient>(server.endpoint()));
    ASSERT_TRUE(clients.back()->send("GET /healthz HTTP/1.1\r\n"));
  }
  EXPECT_FALSE(BlockingClient(server.endpoint()).get("/healthz"));
  ASSERT_TRUE(clients.back()->send("Host: a\r\n\r\n"));
  EXPECT_TRUE(clients.back()->receive_response());
  clients.pop_back();
  EXPECT_TRUE(eventually([&] { return BlockingClient(server.endpoint()).get("/healthz").has_value(); }));
}

}  // namespace
}  // namespace sluice::e2e
