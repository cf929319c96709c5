#include "doctor/checks.h"

#include <cerrno>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sluice::app {
namespace {

using ::testing::HasSubstr;

// A finding as one line; what is to be done must be said whenever something is.
std::string line(const Finding& finding) {
  constexpr const char* words[] = {"ok: ", "warning: ", "problem: "};
  EXPECT_EQ(finding.remedy.empty(), finding.level == Level::Ok) << finding.found;
  EXPECT_FALSE(finding.check.empty());
  return words[static_cast<size_t>(finding.level)] + finding.found;
}

template <class Reading>
struct Case {
  Reading reading;
  const char* line;  // or what it contains
};

template <class Reading, size_t Count>
void expect_lines(Finding (*check)(const Reading&), const Case<Reading> (&cases)[Count]) {
  for (const auto& each : cases) EXPECT_THAT(line(check(each.reading)), HasSubstr(each.line));
}

TEST(Doctor, ServerThatRunsIsFoundAndNamed) {
  expect_lines<ServerReading>(check_server, {
                                                {{"/d", false, {}}, "ok: none runs on /d"},
                                                {{"/d", true, 42}, "ok: one runs on /d (process 42)"},
                                                {{"/d", true, {}}, "ok: one runs on /d"},
                                            });
}

TEST(Doctor, Listen) {
  expect_lines<ListenReading>(
      check_listen,
      {
          {{"", "127.0.0.1:1", 0, false}, "ok: 127.0.0.1:1 is free"},
          {{"", "127.0.0.1:1", EADDRINUSE, true}, "ok: 127.0.0.1:1 is taken, and a server runs"},
          {{"", "127.0.0.1:1", EADDRINUSE, false}, "problem: 127.0.0.1:1: Address already in use"},
          {{"", "127.0.0.1:1", EACCES, false}, "problem: 127.0.0.1:1: Permission denied"},
          {{"", "10.1.1.1:1", EADDRNOTAVAIL, false}, "problem: 10.1.1.1:1: Cannot assign requested address"},
          {{"", "10.1.1.1:1", ENOBUFS, false}, "problem: 10.1.1.1:1: No buffer space available"},
          {{"--listen: received x", "x", 0, false}, "problem: --listen: received x"},
      });
  EXPECT_THAT(check_listen({"", "127.0.0.1:80", EACCES, false}).remedy, HasSubstr("CAP_NET_BIND_SERVICE"));
}

TEST(Doctor, NeighboursThatABackendCouldBe) {
  expect_lines<NeighbourReading>(
      check_neighbours,
      {
          {{}, "ok: no service listens on all addresses"},
          {{"", {22}}, "warning: port 22: listened on at all addresses"},
          {{"", {22, 5432}}, "warning: port 22, 5432: "},
          {{"", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}}, "port 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more: "},
          {{"--backend-ports: received x", {}}, "problem: --backend-ports: received x"},
      });
}

TEST(Doctor, Privileges) {
  expect_lines<PrivilegeReading>(check_privileges,
                                 {
                                     {{1024, true}, "ok: every port can be bound"},
                                     {{0, false}, "ok: no port takes privileges here"},
                                     {{1, false}, "ok: no port takes privileges here"},
                                     {{80, false}, "warning: ports below 80 cannot be bound"},
                                     {{1024, false}, "warning: ports below 1024 cannot be bound"},
                                 });
}

TEST(Doctor, Descriptors) {
  expect_lines<DescriptorReading>(check_descriptors, {
                                                         {{descriptors_wanted}, "ok: at most 65536 open"},
                                                         {{descriptors_wanted - 1}, "warning: at most 65535"},
                                                         {{descriptors_min}, "warning: at most 1024"},
                                                         {{descriptors_min - 1}, "problem: at most 1023"},
                                                     });
}

TEST(Doctor, Disk) {
  expect_lines<DiskReading>(check_disk, {
                                            {{"/d", "", free_bytes_wanted, 0}, "ok: 1024 MiB free at /d"},
                                            {{"/d", "", free_bytes_wanted - 1, 0}, "warning: 1023 MiB"},
                                            {{"/d", "", free_bytes_min, 0}, "warning: 64 MiB"},
                                            {{"/d", "", free_bytes_min - 1, 0}, "problem: 63 MiB"},
                                            {{"/d", "cannot read /d", 0, 0}, "problem: cannot read /d"},
                                        });
}

TEST(Doctor, Filesystem) {
  expect_lines<DiskReading>(check_filesystem,
                            {
                                {{"/d", "", 0, 0xEF53}, "ok: /d is on ext4"},
                                {{"/d", "", 0, 0x58465342}, "ok: /d is on xfs"},
                                {{"/d", "", 0, 0x6969}, "warning: /d is on nfs"},
                                {{"/d", "", 0, 0xFF534D42}, "warning: /d is on cifs"},
                                {{"/d", "", 0, 0x65735546}, "warning: /d is on fuse"},
                                {{"/d", "", 0, 0x01021994}, "warning: /d is on tmpfs, which is in memory"},
                                {{"/d", "", 0, 0x794C7630}, "warning: /d is on overlay"},
                                {{"/d", "", 0, 0x1234}, "ok: /d is on a kind of its own (0x1234)"},
                                {{"/d", "cannot read /d", 0, 0}, "problem: cannot read /d"},
                            });
}

TEST(Doctor, Sync) {
  expect_lines<SyncReading>(check_sync,
                            {
                                {{"", sync_wanted}, "ok: a written page is on disk after 20.0 ms"},
                                {{"", sync_wanted + std::chrono::milliseconds(1)}, "warning: a written page"},
                                {{"cannot write in /d: Read-only file system", {}}, "problem: cannot write"},
                            });
}

TEST(Doctor, Clock) {
  expect_lines<ClockReading>(check_clock, {
                                              {{2026, true}, "ok: synchronised"},
                                              {{2026, false}, "warning: not synchronised"},
                                              {{2026, {}}, "ok: the kernel does not say"},
                                              {{1970, true}, "problem: the year is 1970"},
                                              {{2101, true}, "problem: the year is 2101"},
                                          });
}

TEST(Doctor, Directory) {
  expect_lines<DirectoryReading>(
      check_directory,
      {
          {{"/d", false, false, 0, 1, 0}, "ok: /d is not there yet"},
          {{"/d", true, false, 1, 1, 0600}, "problem: /d is no directory"},
          {{"/d", true, true, 2, 1, 0700}, "problem: /d belongs to user 2, and this is user 1"},
          {{"/d", true, true, 1, 1, 0700}, "ok: /d has mode 0700"},
          {{"/d", true, true, 1, 1, 0750}, "warning: /d has mode 0750"},
          {{"/d", true, true, 1, 1, 0770}, "problem: /d has mode 0770"},
          {{"/d", true, true, 1, 1, 0702}, "problem: /d has mode 0702"},
      });
}

TEST(Doctor, SecretFile) {
  expect_lines<SecretFileReading>(check_secret_file,
                                  {
                                      {{"/k", false, false, 0}, "ok: /k is not there"},
                                      {{"/k", true, true, 0600}, "ok: /k has mode 0600"},
                                      {{"/k", true, true, 0400}, "ok: /k has mode 0400"},
                                      {{"/k", true, true, 0640}, "problem: /k has mode 0640"},
                                      {{"/k", true, true, 0604}, "problem: /k has mode 0604"},
                                      {{"/k", true, false, 0600}, "problem: /k cannot be read"},
                                  });
}

TEST(Doctor, Tls) {
  const base::WallTime now = *base::parse_iso8601("2026-01-02T03:04:05Z");
  expect_lines<TlsReading>(
      check_tls,
      {
          {{false, "", {}, now}, "ok: not used"},
          {{true, "the key does not fit", {}, now}, "problem: the key does not fit"},
          {{true, "", now + std::chrono::days(14), now}, "ok: certificate and key fit, for 14 days"},
          {{true, "", now + std::chrono::days(13), now}, "warning: certificate and key fit, for 13"},
      });
}

TEST(Doctor, Providers) {
  expect_lines<ProvidersReading>(check_providers,
                                 {
                                     {{{}, ""}, "ok: none: orders are decided by documents"},
                                     {{{"pricing", "risk"}, ""}, "ok: decided outside: pricing, risk"},
                                     {{{}, "a.toml:2: kind"}, "problem: a.toml:2: kind"},
                                 });
}

TEST(Doctor, Schema) {
  expect_lines<SchemaReading>(check_schema,
                              {
                                  {{"/d", false, "", 0, 6}, "ok: /d is not there yet"},
                                  {{"/d", true, "", 6, 6}, "ok: version 6"},
                                  {{"/d", true, "", 5, 6}, "ok: version 5; the next start brings"},
                                  {{"/d", true, "it is newer", 0, 6}, "problem: it is newer"},
                              });
}

TEST(Doctor, SealingKey) {
  expect_lines<SealingReading>(
      check_sealing_key,
      {
          {{"/k", false, false, "", "", "", false}, "ok: /k is not there yet"},
          {{"/k", false, true, "", "", "", false}, "problem: /k is missing, and there are secrets"},
          {{"/k", true, true, "", "", "ab12", false}, "ok: ab12 in /k opens every secret"},
          {{"/k", true, false, "", "", "ab12", false}, "ok: ab12 in /k, and there are no secrets yet"},
          {{"/k", true, true, "", "access key X: no", "ab12", false}, "problem: access key X: no"},
          {{"/k", true, true, "", "", "ab12", true},
           "warning: ab12 in /k opens every secret, with an earlier"},
          {{"/k", true, true, "damaged", "", "", false}, "problem: damaged"},
      });
}

TEST(Doctor, CoreDumps) {
  expect_lines<CoreReading>(check_core_dumps, {
                                                  {{false, 1}, "ok: the server switches its own off"},
                                                  {{true, 0}, "ok: off"},
                                                  {{true, 1}, "warning: possible"},
                                              });
}

}  // namespace
}  // namespace sluice::app
