// What is in deploy/ fits the program that is built beside it.

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/build.h"
#include "tests/support/files.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::HasSubstr;
using ::testing::IsSubsetOf;

constexpr const char* unit_file = SLUICE_SOURCE_DIR "/deploy/sluice.service";
constexpr const char* container_file = SLUICE_SOURCE_DIR "/deploy/Containerfile";

bool is_there(const std::string& program) {
  return ::access(program.c_str(), X_OK) == 0;
}

Finished run_found(std::vector<std::string> arguments) {
  return run({.arguments = std::move(arguments),
              .environment = {{"PATH", "/usr/sbin:/usr/bin:/sbin:/bin"}},
              .user = {}});
}

// Long options that a text names, or that a command has by its help.
std::set<std::string> options_in(const std::string& text) {
  std::set<std::string> options;
  const std::regex option("(?:^|[\\s\"])--([a-z][a-z-]+)");
  for (std::sregex_iterator found(text.begin(), text.end(), option), end; found != end; ++found) {
    options.insert((*found)[1]);
  }
  return options;
}

std::string line_after(const std::string& text, const std::string& name) {
  const size_t at = text.find("\n" + name);
  return at == std::string::npos ? "" : text.substr(at + 1, text.find('\n', at + 1) - at - 1);
}

TEST(Unit, PassesOptionsThatServeHas) {
  const std::string start = line_after(content_of(unit_file), "ExecStart=");
  ASSERT_THAT(start, HasSubstr("/usr/bin/sluice serve "));
  const auto given = options_in(start);
  EXPECT_GE(given.size(), 4u);
  EXPECT_THAT(given, IsSubsetOf(options_in(run(sluice({"serve", "--help"})).output)));
}

TEST(Unit, LoadsWhatItsStartNames) {
  const std::string unit = content_of(unit_file), start = line_after(unit, "ExecStart=");
  const std::regex credential("=%d/([a-z-]+)");
  size_t count = 0;
  for (std::sregex_iterator found(start.begin(), start.end(), credential), end; found != end;
       ++found, ++count) {
    EXPECT_THAT(unit, HasSubstr("\nLoadCredential=" + (*found)[1].str() + ":/etc/sluice/"));
  }
  EXPECT_EQ(count, 3u);
}

TEST(Unit, IsOneThatSystemdUnderstands) {
  constexpr const char* analyze = "/usr/bin/systemd-analyze";
  if (!is_there(analyze)) GTEST_SKIP() << "systemd-analyze is not there";
  // It wants to see the program, which is installed elsewhere.
  const storage::ScratchDirectory directory;
  const std::string copy = directory.path("sluice.service");
  std::ofstream(copy) << std::regex_replace(content_of(unit_file), std::regex("/usr/bin/sluice"),
                                            SLUICE_BINARY);
  const Finished finished = run_found({analyze, "verify", copy});
  EXPECT_EQ(finished.exit, 0) << finished.output << finished.errors;
  EXPECT_EQ(finished.output + finished.errors, "");
}

// The packages that the second stage of the container installs.
std::set<std::string> installed_packages() {
  std::set<std::string> packages;
  const std::string text = content_of(container_file);
  const std::regex install("apt-get install[^\n]*\\\\\n((?: +[a-z0-9.+-]+ \\\\\n)+)");
  std::smatch found;
  if (!std::regex_search(text, found, install)) return packages;
  std::istringstream words(found[1].str());
  for (std::string word; words >> word;) {
    if (word != "\\") packages.insert(word);
  }
  return packages;
}

TEST(Container, HasTheLibrariesOfTheProgramAndNoOthers) {
  if (sanitized) GTEST_SKIP() << "what the sanitizers bring is not for a container";
  if (!is_there("/usr/bin/ldd") || !is_there("/usr/bin/dpkg")) GTEST_SKIP() << "ldd and dpkg are not there";
  std::set<std::string> needed;
  const std::string libraries = run_found({"/usr/bin/ldd", SLUICE_BINARY}).output;
  const std::regex library("=> (/[^ ]+)");
  for (std::sregex_iterator found(libraries.begin(), libraries.end(), library), end; found != end; ++found) {
    // Packages know files by the name under /usr, or by that of the link to it.
    const std::string real = std::filesystem::canonical((*found)[1].str()).string();
    Finished owner = run_found({"/usr/bin/dpkg", "-S", real});
    if (owner.exit != 0 && real.starts_with("/usr/"))
      owner = run_found({"/usr/bin/dpkg", "-S", real.substr(4)});
    ASSERT_EQ(owner.exit, 0) << real << ": " << owner.errors;
    needed.insert(owner.output.substr(0, owner.output.find(':')));
  }
  ASSERT_FALSE(needed.empty());
  // Part of every Debian: its package manager needs them.
  for (const char* always : {"libc6", "libgcc-s1", "libstdc++6"}) needed.erase(always);
  EXPECT_EQ(installed_packages(), needed);
}

TEST(Container, CallsTheProgramAsItIs) {
  const std::string text = content_of(container_file);
  for (const auto& [line, command] :
       {std::pair(line_after(text, "HEALTHCHECK"), "ready"), std::pair(line_after(text, "CMD"), "serve")}) {
    EXPECT_THAT(line, HasSubstr("\"" + std::string(command) + "\""));
    auto given = options_in(line.substr(line.find('[')));
    EXPECT_FALSE(given.empty());
    EXPECT_THAT(given, IsSubsetOf(options_in(run(sluice({command, "--help"})).output)));
  }
  EXPECT_THAT(text, HasSubstr("\nUSER 10001:10001\n")) << "nobody's, and not root's";
}

TEST(Container, ComesFromDebianAlone) {
  const std::string text = content_of(container_file);
  const std::regex from("\nFROM ([^ \n]+)");
  size_t stages = 0;
  for (std::sregex_iterator found(text.begin(), text.end(), from), end; found != end; ++found, ++stages) {
    EXPECT_EQ((*found)[1], "debian:12-slim");
  }
  EXPECT_EQ(stages, 2u);
  EXPECT_EQ(text.find("://"), text.find("://127.0.0.1")) << "no download address";
}

}  // namespace
}  // namespace sluice::e2e
