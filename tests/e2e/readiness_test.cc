// /readyz, `sluice ready` and what a service manager is told, from the start to the end of a server. What
// makes a server unready while it runs is in tests/control/readiness_test.cc.

#include <csignal>
#include <cstddef>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "edge/dataplane/testing/blocking_client.h"
#include "platform/http/client.h"
#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/eventually.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::HasSubstr;

class Readiness : public ::testing::Test {
 protected:
  std::string data() const { return directory.path("data"); }
  storage::ScratchDirectory directory;
};

Reply ask(const base::Endpoint& server, const std::string& method = "GET") {
  return to_reply(http::fetch(server, {.method = method, .target = "/readyz"}));
}

TEST_F(Readiness, AServerThatHasSaidItIsReadyIs) {
  const SluiceServer server({.data_dir = data()});
  ASSERT_TRUE(server.ready());
  const Reply reply = ask(server.endpoint());
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "{\"ready\":true,\"missing\":[]}\n");
  EXPECT_EQ(http::find_header(reply.headers, "content-type"), "application/json;charset=utf-8");
  EXPECT_EQ(http::find_header(reply.headers, "cache-control"), "no-store");
  EXPECT_EQ(ask(server.endpoint(), "HEAD").status, 200);
}

TEST_F(Readiness, TheCommandAsksForIt) {
  SluiceServer server({.data_dir = data()});
  ASSERT_TRUE(server.ready());
  const std::string url = server.url();
  const Finished well = run(sluice({"ready", "--endpoint", url}));
  EXPECT_EQ(well.exit, 0) << well.errors;
  EXPECT_EQ(well.output, "{\"ready\":true,\"missing\":[]}\n");
  ASSERT_EQ(server.terminate(), 0);
  const Finished gone = run(sluice({"ready", "--endpoint", url}));
  EXPECT_EQ(gone.exit, 1);
  EXPECT_THAT(gone.errors, HasSubstr("sluice ready: "));
}

TEST_F(Readiness, WhileTheLastRequestsFinishTheAnswerIs503AndNewCallsAreRefused) {
  SluiceServer server({.data_dir = data()});
  ASSERT_TRUE(server.ready());
  edgetest::BlockingClient last(server.endpoint());
  ASSERT_TRUE(last.send("GET /healthz HTTP/1.1\r\nHost: a\r\n"));
  ASSERT_TRUE(server.healthy()) << "the server has seen what came before";
  server.process().signal(SIGTERM);
  Reply reply;
  ASSERT_TRUE(eventually([&] { return (reply = ask(server.endpoint())).status != 200; }));
  EXPECT_EQ(reply.status, 503);
  EXPECT_THAT(reply.body,
              HasSubstr("{\"ready\":false,\"missing\":[{\"what\":\"stopping\",\"reason\":\"the service "
                        "ends when"));
  const Reply call = server.api().call("DescribeEnsRegions");
  EXPECT_EQ(call.status, 503);
  EXPECT_EQ(call.code(), "ServiceUnavailable");
  EXPECT_THAT(call.text("Hint"), HasSubstr("the service is stopping; nothing was done"));
  ASSERT_TRUE(last.send("\r\n"));
  const auto answered = last.receive_response();
  ASSERT_TRUE(answered);
  EXPECT_EQ(answered->body, "ok\n");
  last.shutdown_write();
  EXPECT_EQ(server.process().wait(), 0);
}

// What a service manager listens at.
class ManagerSocket {
 public:
  explicit ManagerSocket(const std::string& name) : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    name.copy(address.sun_path, sizeof address.sun_path - 1);
    if (name.front() == '@') address.sun_path[0] = '\0';
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    EXPECT_EQ(::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), size), 0) << name;
    const timeval limit{.tv_sec = patience.count(), .tv_usec = 0};
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  }
  std::string receive() const {
    char text[256];
    const ssize_t got = ::recv(socket_.get(), text, sizeof text, 0);
    return std::string(text, got < 0 ? 0 : static_cast<size_t>(got));
  }

 private:
  base::UniqueFd socket_;
};

TEST_F(Readiness, AServiceManagerIsToldAtAPathAndAtAnAbstractName) {
  for (const std::string& name :
       {directory.path("manager"), "@sluice-test-manager-" + std::to_string(::getpid())}) {
    SCOPED_TRACE(name);
    const ManagerSocket manager(name);
    Command command = serve_command({.data_dir = data()});
    command.environment["NOTIFY_SOCKET"] = name;
    ChildProcess process(command);
    EXPECT_EQ(manager.receive(), "READY=1") << process.errors();
    process.signal(SIGTERM);
    EXPECT_EQ(manager.receive(), "STOPPING=1");
    EXPECT_EQ(process.wait(), 0);
  }
}

TEST_F(Readiness, AServiceManagerThatIsNotThereHoldsNothingUp) {
  for (const std::string& name : {directory.path("nobody"), std::string(200, 'x')}) {
    Command command = serve_command({.data_dir = data()});
    command.environment["NOTIFY_SOCKET"] = name;
    ChildProcess process(command);
    EXPECT_THAT(process.read_line().value_or(""), HasSubstr("sluice ready: "));
    process.signal(SIGTERM);
    EXPECT_EQ(process.wait(), 0);
    EXPECT_THAT(process.errors(), HasSubstr("serve.manager_not_told"));
  }
}

}  // namespace
}  // namespace sluice::e2e
