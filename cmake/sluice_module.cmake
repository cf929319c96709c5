# One folder is one library.
#
#   sluice_module(DEPENDS platform_base OpenSSL::Crypto [FOLDERS ...] [TEST_DEPENDS ...])
#
# makes, from the folder it is called in (src/platform/io becomes platform_io):
#   <name>            a static library of every *.cc that is not a test or a fuzzer
#   <name>_test       a GoogleTest binary of every *_test.cc, registered with ctest
#   <name>_<x>_fuzz   a libFuzzer binary per <x>_fuzz.cc, where SLUICE_FUZZERS is on
# DEPENDS names what the library may use; tools/check_layers holds the includes to it. FOLDERS names sub-folders whose
# *.cc belong to the same library, where one folder would be too long a list. SOURCES_APART compiles each file for
# itself, where files use the same names on purpose (see SLUICE_UNITY).

add_library(sluice_options INTERFACE)
target_include_directories(sluice_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(sluice_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wno-sign-conversion -Werror -fno-omit-frame-pointer)
target_link_libraries(sluice_options INTERFACE Threads::Threads)
# What the headers below are read with must be the same for all who use them precompiled. Of JSON: a conversion that can
# throw is written out where it happens.
target_compile_definitions(sluice_options INTERFACE FMT_SHARED JSON_USE_IMPLICIT_CONVERSIONS=0)
if(SLUICE_SANITIZE)
  target_compile_options(sluice_options INTERFACE -fsanitize=${SLUICE_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(sluice_options INTERFACE -fsanitize=${SLUICE_SANITIZE})
  target_compile_definitions(sluice_options INTERFACE SLUICE_SANITIZED)  # for bounds and repetitions of tests
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(sluice_options INTERFACE -Wno-missing-field-initializers)
else()
  # g++ 12 warns about code inside its own library headers at -O2 (GCC bugs 105329, 105651).
  target_compile_options(sluice_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized
    -Wno-missing-field-initializers)
endif()

# What fuzzers watch: modules, and not the tests of them, which would only take longer to compile.
add_library(sluice_fuzzed INTERFACE)
if(SLUICE_FUZZERS)
  target_compile_options(sluice_fuzzed INTERFACE -fsanitize=fuzzer-no-link)
endif()

# The sources of a module are compiled several at a time: most of a small file's cost is its headers and the templates it
# instantiates, which its neighbours need as well (docs/decisions/0014). So names in the unnamed namespaces of one folder
# are unique. scripts/tidy, TSan and coverage compile each file for itself, which finds a header that is not included.
set(sources_at_a_time 8)
function(sluice_compile_together name)
  if(SLUICE_UNITY)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${sources_at_a_time})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      # Of std::string(a) + b, where enough is inlined (GCC bug 105651 again).
      target_compile_options(${name} PRIVATE -Wno-array-bounds -Wno-stringop-overflow)
    endif()
  endif()
endfunction()

# One precompiled header for all modules and one for all tests: building it once per target would take longer than the
# sources do. clang takes from it only what a file uses, and saves a sixth of the whole with JSON and fmt in it; g++ reads
# all of it each time, which costs the many files without JSON what the others gain.
set(sluice_heavy_headers)
if(SLUICE_UNITY AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  set(sluice_heavy_headers <algorithm> <chrono> <unordered_map> <variant> <fmt/format.h> <nlohmann/json.hpp>)
endif()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/pch/empty.cc CONTENT "// carries a precompiled header\n")
add_library(sluice_pch STATIC ${PROJECT_BINARY_DIR}/pch/empty.cc)
target_link_libraries(sluice_pch PRIVATE sluice_options sluice_fuzzed)
target_precompile_headers(sluice_pch PRIVATE <string> <string_view> <vector> <functional> <memory> <optional> <map>
  <span> <utility> ${sluice_heavy_headers})
# What tests say is not worth optimising: a table of cases takes up to five times as long to compile, and the time of a
# run goes into what is tested.
add_library(sluice_test_options INTERFACE)
target_compile_options(sluice_test_options INTERFACE -O0)
if(SLUICE_UNITY)
  # A test's parameter may be called as a helper of a test beside it.
  target_compile_options(sluice_test_options INTERFACE -Wno-shadow)
endif()
add_library(sluice_test_pch STATIC ${PROJECT_BINARY_DIR}/pch/empty.cc)
target_link_libraries(sluice_test_pch PRIVATE sluice_options sluice_test_options GTest::gtest GTest::gmock)
if(sluice_heavy_headers)
  list(APPEND sluice_heavy_headers <gmock/gmock.h> <map> <optional>)
endif()
target_precompile_headers(sluice_test_pch PRIVATE <gtest/gtest.h> <string> <vector> <functional> <memory>
  ${sluice_heavy_headers})

# A binary is one test of ctest, as starting a process takes longer than most cases do; it runs as SHARDS processes where it
# is long, and those of the highest COST are started first. What became of each case is in reports/<test>.xml (see
# tools/sum_tests).
set(test_seconds_max 1200)
function(sluice_test name)
  cmake_parse_arguments(ARG "" "SHARDS;COST" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE sluice_options sluice_test_options ${ARG_DEPENDS} GTest::gtest GTest::gmock GTest::gtest_main)
  target_precompile_headers(${name} REUSE_FROM sluice_test_pch)
  target_compile_definitions(${name} PRIVATE SLUICE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  sluice_compile_together(${name})
  if(NOT ARG_SHARDS)
    set(ARG_SHARDS 1)
  endif()
  if(NOT ARG_COST)
    set(ARG_COST 1)
  endif()
  foreach(shard RANGE 1 ${ARG_SHARDS})
    set(test ${name})
    if(ARG_SHARDS GREATER 1)
      set(test ${name}_${shard}_of_${ARG_SHARDS})
    endif()
    math(EXPR index "${shard} - 1")
    add_test(NAME ${test} COMMAND ${name} --gtest_output=xml:${PROJECT_BINARY_DIR}/reports/${test}.xml)
    set_tests_properties(${test} PROPERTIES TIMEOUT ${test_seconds_max} COST ${ARG_COST}
      ENVIRONMENT "GTEST_TOTAL_SHARDS=${ARG_SHARDS};GTEST_SHARD_INDEX=${index}")
  endforeach()
endfunction()

function(sluice_module)
  cmake_parse_arguments(ARG "SOURCES_APART" "" "DEPENDS;FOLDERS;TEST_DEPENDS" ${ARGN})
  file(RELATIVE_PATH path ${PROJECT_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR})
  string(REPLACE "/" "_" name ${path})
  list(TRANSFORM ARG_FOLDERS APPEND "/*.cc")
  file(GLOB all CONFIGURE_DEPENDS *.cc ${ARG_FOLDERS})
  set(tests ${all})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  set(fuzzers ${all})
  list(FILTER fuzzers INCLUDE REGEX "_fuzz\\.cc$")
  set(sources ${all})
  list(FILTER sources EXCLUDE REGEX "_(test|fuzz)\\.cc$")

  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC sluice_options ${ARG_DEPENDS} PRIVATE sluice_fuzzed)
    target_precompile_headers(${name} REUSE_FROM sluice_pch)
    if(NOT ARG_SOURCES_APART)
      sluice_compile_together(${name})
    endif()
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE sluice_options ${ARG_DEPENDS})
  endif()
  if(tests)
    sluice_test(${name}_test SOURCES ${tests} DEPENDS ${name} ${ARG_TEST_DEPENDS})
  endif()
  if(SLUICE_FUZZERS)
    foreach(fuzzer ${fuzzers})
      get_filename_component(stem ${fuzzer} NAME_WE)
      add_executable(${name}_${stem} ${fuzzer})
      target_link_libraries(${name}_${stem} PRIVATE sluice_fuzzed ${name} ${ARG_TEST_DEPENDS})
      target_link_options(${name}_${stem} PRIVATE -fsanitize=fuzzer)
      set_property(GLOBAL APPEND PROPERTY SLUICE_FUZZER_TARGETS ${name}_${stem})
    endforeach()
  endif()
endfunction()
