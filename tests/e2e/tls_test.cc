// HTTPS as its users meet it: certificates made, served, trusted and renewed by the program itself.

#include <csignal>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/testing/scratch_directory.h"
#include "platform/tls/authority.h"
#include "tests/support/files.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class Https : public ::testing::Test {
 protected:
  std::string cert(const std::string& name) const { return certs_ + "/" + name; }

  Finished make_certs(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"certs", "--dir", certs_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(sluice(std::move(arguments)));
  }
  ServerSettings settings(std::vector<std::string> more = {}) const {
    ServerSettings settings{.data_dir = data_,
                            .more = {"--tls-cert", cert("server.pem"), "--tls-key", cert("server-key.pem")}};
    settings.more.insert(settings.more.end(), more.begin(), more.end());
    return settings;
  }
  // `sluice call` with the operator's key.
  Finished call(const std::string& endpoint, const std::vector<std::string>& words,
                const std::map<std::string, std::string>& environment = {}) const {
    std::vector<std::string> arguments{"call", "--endpoint", endpoint};
    arguments.insert(arguments.end(), words.begin(), words.end());
    Command command = sluice(std::move(arguments));
    command.environment["ALIBABA_CLOUD_ACCESS_KEY_ID"] = Api::key_id;
    command.environment["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = Api::key_secret;
    command.environment.insert(environment.begin(), environment.end());
    return run(command);
  }
  Finished trusting_call(const std::string& endpoint) const {
    return call(endpoint, {"--ca-file", cert("ca.pem"), "DescribeNetworks"});
  }
  // What answers a GET by TLS; who trusts the authority of the directory now.
  base::Result<http::Response, std::string> fetch_by_tls(const base::Endpoint& server,
                                                         const std::string& target) const {
    return http::fetch(server, {.target = target},
                       {.tls = tls::ClientContext::trusting_file(cert("ca.pem")).value()});
  }

  storage::ScratchDirectory directory_;
  const std::string data_ = directory_.path("data"), certs_ = directory_.path("certs");
};

TEST_F(Https, CertificatesAreMadeAndSayHowToUseThem) {
  const Finished made = make_certs({"--host", "Edge.Example.com", "--host", "10.1.2.3"});
  EXPECT_EQ(made.exit, 0) << made.errors;
  EXPECT_EQ(made.errors, "");
  for (const char* line :
       {"(for 127.0.0.1, ::1, localhost, edge.example.com, 10.1.2.3; until ", "sluice serve --tls-cert ",
        "sluice call --endpoint https://127.0.0.1:8680 --ca-file ", "curl --cacert ",
        "NODE_EXTRA_CA_CERTS=", "SSL_CERT_FILE="}) {
    EXPECT_THAT(made.output, HasSubstr(line));
  }
  EXPECT_EQ(mode_of(cert("ca-key.pem")), 0600u);
  EXPECT_EQ(mode_of(cert("server-key.pem")), 0600u);
}

TEST_F(Https, RenewingKeepsTheAuthority) {
  ASSERT_EQ(make_certs().exit, 0);
  const std::string ca = content_of(cert("ca.pem")), ca_key = content_of(cert("ca-key.pem")),
                    server = content_of(cert("server.pem")), server_key = content_of(cert("server-key.pem"));
  const Finished again = make_certs();
  EXPECT_EQ(again.exit, 0);
  EXPECT_THAT(again.output, HasSubstr("(kept, until "));
  EXPECT_EQ(content_of(cert("ca.pem")), ca);
  EXPECT_EQ(content_of(cert("ca-key.pem")), ca_key);
  EXPECT_NE(content_of(cert("server.pem")), server);
  EXPECT_NE(content_of(cert("server-key.pem")), server_key);
}

TEST_F(Https, CertificatesThatCannotBeMadeAreRefusedInASentence) {
  const Finished bad_host = make_certs({"--host", "not a host"});
  EXPECT_EQ(bad_host.exit, 1);
  EXPECT_THAT(bad_host.errors, StartsWith("sluice certs: --host: received not a host; accepted: "));
  EXPECT_FALSE(std::filesystem::exists(certs_));

  ASSERT_EQ(make_certs().exit, 0);
  std::filesystem::remove(cert("ca-key.pem"));
  const Finished no_key = make_certs();
  EXPECT_EQ(no_key.exit, 1);
  EXPECT_THAT(no_key.errors, HasSubstr("ca.pem is there without its key "));

  std::filesystem::permissions(certs_, std::filesystem::perms::all);
  EXPECT_THAT(make_certs().errors, HasSubstr("that nobody else can write to"));
  std::ofstream(directory_.path("file")) << "a file";
  const Finished no_directory = run(sluice({"certs", "--dir", directory_.path("file")}));
  EXPECT_EQ(no_directory.exit, 1);
  EXPECT_THAT(no_directory.errors, HasSubstr("--dir: cannot open " + directory_.path("file")));
  EXPECT_NE(run(sluice({"certs"})).exit, 0) << "--dir is required";
}

TEST_F(Https, TheServiceIsCalledByWhoeverTrustsItsAuthority) {
  ASSERT_EQ(make_certs().exit, 0);
  const SluiceServer server(settings());
  ASSERT_TRUE(server.ready());
  EXPECT_THAT(server.url(), StartsWith("https://127.0.0.1:"));
  const std::string port = std::to_string(server.endpoint().port);

  for (const std::string& endpoint : {server.url(), "https://localhost:" + port}) {
    const Finished called = trusting_call(endpoint);
    EXPECT_EQ(called.exit, 0) << called.errors << called.output;
    EXPECT_THAT(called.output, HasSubstr("\"TotalCount\""));
  }
  const Finished by_environment =
      call(server.url(), {"DescribeNetworks"}, {{"SSL_CERT_FILE", cert("ca.pem")}});
  EXPECT_EQ(by_environment.exit, 0) << by_environment.errors;
}

TEST_F(Https, WhoeverDoesNotTrustItSaysWhy) {
  ASSERT_EQ(make_certs().exit, 0);
  const SluiceServer server(settings());
  ASSERT_TRUE(server.ready());
  const std::string at = base::format_endpoint(server.endpoint());

  const Finished untrusted = call(server.url(), {"DescribeNetworks"});
  EXPECT_EQ(untrusted.exit, 2);
  EXPECT_EQ(untrusted.errors, "sluice call: cannot connect to " + at +
                                  " by TLS: the server's certificate comes from an authority that is not "
                                  "trusted\n");
  // Another loopback address is the same server, and not in its certificate.
  const SluiceServer elsewhere(
      {.data_dir = directory_.path("data2"), .listen = "127.1.2.3:0", .more = settings().more});
  ASSERT_TRUE(elsewhere.ready());
  const Finished wrong_host = trusting_call(elsewhere.url());
  EXPECT_EQ(wrong_host.exit, 2);
  EXPECT_THAT(wrong_host.errors,
              EndsWith(" by TLS: the server's certificate is for others: 127.0.0.1, ::1, localhost\n"));

  const std::pair<std::vector<std::string>, std::string> mistakes[] = {
      {{"--ca-file", directory_.path("none"), "DescribeNetworks"},
       "--ca-file: cannot read the authority file "},
      {{"--ca-file", cert("ca-key.pem"), "DescribeNetworks"}, "holds no certificate"},
  };
  for (const auto& [words, why] : mistakes) {
    const Finished finished = call(server.url(), words);
    EXPECT_EQ(finished.exit, 2);
    EXPECT_THAT(finished.errors, HasSubstr(why));
  }
  const Finished plain = call("http://" + at, {"--ca-file", cert("ca.pem"), "DescribeNetworks"});
  EXPECT_EQ(plain.exit, 2);
  EXPECT_THAT(plain.errors, HasSubstr("--ca-file: received "));
  EXPECT_THAT(trusting_call("https://127.0.0.1:1").errors, HasSubstr("cannot connect to 127.0.0.1:1: "));
}

TEST_F(Https, AnExpiredCertificateIsNotServed) {
  const base::WallTime long_ago = base::SystemClock{}.wall() - tls::server_validity - std::chrono::days(1);
  const auto authority = tls::make_authority("Old", long_ago);
  const auto server =
      tls::issue_server_certificate(authority, {tls::HostName::parse("127.0.0.1").value()}, long_ago).value();
  std::filesystem::create_directory(certs_);
  std::ofstream(cert("server.pem")) << server.certificate;
  std::ofstream(cert("server-key.pem")) << server.key.reveal();
  const Finished finished = run(serve_command(settings()));
  EXPECT_EQ(finished.exit, 1);
  EXPECT_THAT(finished.errors,
              AllOf(StartsWith("sluice: --tls-cert, --tls-key: the certificate " + cert("server.pem")),
                    HasSubstr(" has expired: it ended at ")));
  EXPECT_FALSE(std::filesystem::exists(data_)) << "a server that does not start leaves nothing";
}

TEST_F(Https, APlainRequestIsToldToUseTlsAndHealthAnswersBoth) {
  ASSERT_EQ(make_certs().exit, 0);
  const SluiceServer server(settings());
  ASSERT_TRUE(server.ready());
  Reply refused = server.api().call("DescribeNetworks");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.code(), "InvalidProtocol.NeedSsl");
  EXPECT_EQ(refused.text("Message"), "Your request is denied as lack of ssl protect.");
  EXPECT_EQ(server.api().call("NoSuchAction").code(), "InvalidAction.NotFound") << "check 5 comes before";

  EXPECT_TRUE(server.healthy());
  const auto by_tls = fetch_by_tls(server.endpoint(), "/healthz");
  ASSERT_TRUE(by_tls) << by_tls.error();
  EXPECT_EQ(by_tls->body, "ok\n");

  const Finished called = call("http://" + base::format_endpoint(server.endpoint()), {"DescribeNetworks"});
  EXPECT_EQ(called.exit, 1);
  EXPECT_THAT(called.output, HasSubstr("InvalidProtocol.NeedSsl"));
}

TEST_F(Https, PlainRequestsAreServedBesideTlsWhereThatIsWanted) {
  ASSERT_EQ(make_certs().exit, 0);
  const SluiceServer server(settings({"--plain-http", "accept"}));
  ASSERT_TRUE(server.ready());
  EXPECT_TRUE(server.api().call("DescribeNetworks").ok());
  EXPECT_EQ(trusting_call(server.url()).exit, 0);
}

TEST_F(Https, ThePublicIsServedByTlsOnlyAndNeverByADevelopmentServer) {
  ASSERT_EQ(make_certs().exit, 0);
  ServerSettings development = settings();
  development.listen = "0.0.0.0:0";
  ServerSettings ordinary = development;
  ordinary.development = false;
  ServerSettings without_tls = ordinary;
  without_tls.more.clear();
  ServerSettings with_plain = ordinary;
  with_plain.more.insert(with_plain.more.end(), {"--plain-http", "accept"});

  const std::string problem = "sluice: --listen: 0.0.0.0:0 is not a loopback address; ";
  const std::pair<ServerSettings, std::string> refused[] = {
      {development, "--dev serves 127.0.0.0/8 only\n"},
      {without_tls, "without --tls-cert and --tls-key, 127.0.0.0/8 is served only\n"},
      {with_plain, "--plain-http accept goes with 127.0.0.0/8 only\n"},
  };
  for (const auto& [one, why] : refused) {
    const Finished finished = run(serve_command(one));
    EXPECT_EQ(finished.exit, 1);
    EXPECT_EQ(finished.errors, problem + why);
  }
  const SluiceServer server(ordinary);
  ASSERT_TRUE(server.ready());
  EXPECT_THAT(server.url(), StartsWith("https://0.0.0.0:"));
  const base::Endpoint here{base::Ipv4{0x7f000001}, server.endpoint().port};
  EXPECT_TRUE(fetch_by_tls(here, "/healthz"));
  EXPECT_EQ(Api(here).call("DescribeNetworks").code(), "InvalidProtocol.NeedSsl");
}

TEST_F(Https, HalfASettingIsRefusedInASentence) {
  const std::pair<std::vector<std::string>, std::string> halves[] = {
      {{"--tls-cert", "a.pem"}, "sluice: --tls-cert and --tls-key: give both or neither\n"},
      {{"--tls-key", "a.pem"}, "sluice: --tls-cert and --tls-key: give both or neither\n"},
      {{"--plain-http", "accept"},
       "sluice: --plain-http: received accept; accepted with --tls-cert and --tls-key only\n"},
      {{"--tls-cert", "none.pem", "--tls-key", "none.pem"},
       "sluice: --tls-cert, --tls-key: cannot read the certificate none.pem: No such file or directory\n"},
  };
  for (const auto& [more, why] : halves) {
    const Finished finished = run(serve_command({.data_dir = data_, .more = more}));
    EXPECT_EQ(finished.exit, 1);
    EXPECT_EQ(finished.errors, why);
  }
  EXPECT_NE(run(serve_command({.data_dir = data_, .more = {"--plain-http", "maybe"}})).exit, 0);
  EXPECT_FALSE(std::filesystem::exists(data_));
}

TEST_F(Https, SighupServesARenewedCertificateAndKeepsTheOldOneWhereTheNewOneIsNone) {
  ASSERT_EQ(make_certs().exit, 0);
  SluiceServer server(settings());
  ASSERT_TRUE(server.ready());
  std::ofstream(cert("server.pem"), std::ios::trunc) << "no certificate";
  server.process().signal(SIGHUP);
  ASSERT_TRUE(
      eventually([&] { return server.process().errors().find("tls.not_reloaded") != std::string::npos; }));
  EXPECT_EQ(trusting_call(server.url()).exit, 0);

  // Another authority: who trusts only the new one sees when it is served.
  std::filesystem::remove_all(certs_);
  ASSERT_EQ(make_certs().exit, 0);
  EXPECT_EQ(trusting_call(server.url()).exit, 2);
  server.process().signal(SIGHUP);
  ASSERT_TRUE(
      eventually([&] { return server.process().errors().find("tls.reloaded") != std::string::npos; }));
  EXPECT_EQ(trusting_call(server.url()).exit, 0);
  EXPECT_EQ(server.terminate(), 0);
}

TEST_F(Https, TheDemoTrustsWhomItIsToldTo) {
  ASSERT_EQ(make_certs().exit, 0);
  const SluiceServer server(settings());
  ASSERT_TRUE(server.ready());
  const auto demo = [&](const std::string& ca_file, const std::string& secret) {
    Command command = sluice({"demo", "--once", "--endpoint", server.url(), "--ca-file", ca_file});
    command.environment["ALIBABA_CLOUD_ACCESS_KEY_ID"] = Api::key_id;
    command.environment["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = secret;
    return run(command);
  };
  EXPECT_THAT(demo(cert("ca.pem"), "wrong").errors, HasSubstr("SignatureDoesNotMatch")) << "it came as far";
  const auto stranger = tls::make_authority("Stranger", base::SystemClock{}.wall());
  std::ofstream(directory_.path("stranger.pem")) << stranger.certificate;
  EXPECT_THAT(demo(directory_.path("stranger.pem"), Api::key_secret).errors,
              HasSubstr("that is not trusted"));
}

}  // namespace
}  // namespace sluice::e2e
