// The script of docs/testing-automation.md, as its readers run it.

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

constexpr const char* page = SLUICE_SOURCE_DIR "/docs/testing-automation.md";

// What is in the page's block of shell commands.
std::string documented_script() {
  std::ifstream file(page);
  std::stringstream text;
  text << file.rdbuf();
  constexpr std::string_view opening = "```sh\n", closing = "\n```";
  const std::string all = text.str();
  const size_t begin = all.find(opening);
  if (begin == std::string::npos) return {};
  const size_t from = begin + opening.size();
  return all.substr(from, all.find(closing, from) - from);
}

TEST(DocumentedScript, ForTestingAutomationEndsWell) {
  const std::string script = documented_script();
  ASSERT_NE(script, "") << page;
  Command command = sluice({});
  const std::string programs = std::filesystem::path(command.arguments.front()).parent_path();
  command.arguments = {"/bin/bash", "-c", script};
  command.environment["PATH"] = programs + ":/usr/local/bin:/usr/bin:/bin";
  const Finished finished = run(command);
  EXPECT_EQ(finished.exit, 0) << finished.output << finished.errors;
}

}  // namespace
}  // namespace sluice::e2e
