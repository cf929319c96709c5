#include "contract/api/validation.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/formats.h"
#include "contract/api/testing/sent.h"

namespace sluice::api {
namespace {

using apitest::Sent;
using apitest::set_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// An action with one parameter of every kind.
struct Probe {
  static const Action declaration;

  struct Backend {
    std::string server_id;
    int weight = -1;
    std::optional<std::string> ip;
    std::optional<bool> encrypted;
  };
  struct Disk {
    std::optional<int64_t> size;
    std::optional<std::string> category;
  };

  std::string id;
  int port = -1;
  std::optional<std::string> name;
  std::string scheduler;
  std::optional<std::string> strategy;
  std::optional<int64_t> number;
  std::optional<uint16_t> backend_port;
  std::optional<bool> flag;
  std::optional<std::vector<std::string>> names;
  std::vector<Backend> backends;
  std::optional<Disk> disk;
};

constexpr std::string_view schedulers[] = {"wrr", "rr"};
constexpr std::string_view strategies[] = {"Concentrate", "Disperse"};

constexpr Parameter probe_backend_fields[] = {
    {.name = "ServerId", .presence = Presence::Required, .assign = bind<&Probe::Backend::server_id>},
    {.name = "Weight",
     .type = Type::Integer,
     .default_value = "100",
     .constraint = {.min = 0, .max = 100},
     .assign = bind<&Probe::Backend::weight>},
    {.name = "Ip",
     .constraint = {.accepts = is_ipv4, .accepted = ipv4_text},
     .assign = bind<&Probe::Backend::ip>},
    {.name = "Encrypted", .type = Type::Boolean, .assign = bind<&Probe::Backend::encrypted>},
};

constexpr Parameter probe_disk_fields[] = {
    {.name = "Size", .type = Type::Integer, .constraint = {.min = 1}, .assign = bind<&Probe::Disk::size>},
    {.name = "Category", .assign = bind<&Probe::Disk::category>},
};

constexpr Parameter probe_parameters[] = {
    {.name = "Id", .presence = Presence::Required, .assign = bind<&Probe::id>},
    {.name = "Name",
     .constraint = {.length_min = 2, .length_max = 5, .accepts = is_not_url, .accepted = not_url_text},
     .assign = bind<&Probe::name>},
    {.name = "Port",
     .type = Type::Integer,
     .presence = Presence::Required,
     .constraint = {.min = 1, .max = 65535},
     .assign = bind<&Probe::port>},
    {.name = "Scheduler",
     .default_value = "wrr",
     .constraint = {.one_of = schedulers},
     .assign = bind<&Probe::scheduler>},
    {.name = "Strategy",
     .constraint = {.one_of = strategies, .any_case = true},
     .assign = bind<&Probe::strategy>},
    {.name = "Number", .type = Type::Integer, .assign = bind<&Probe::number>},
    {.name = "BackendPort",
     .type = Type::Integer,
     .constraint = {.min = 1, .max = 65535, .zero_is_unset = true},
     .assign = bind<&Probe::backend_port>},
    {.name = "Flag", .type = Type::Boolean, .assign = bind<&Probe::flag>},
    {.name = "Names",
     .type = Type::StringList,
     .serialization = Serialization::Repeated,
     .constraint = {.length_max = 4, .items_max = 3},
     .assign = bind<&Probe::names>},
    {.name = "Backends",
     .type = Type::ObjectList,
     .serialization = Serialization::Json,
     .constraint = {.items_min = 1, .items_max = 2},
     .fields = probe_backend_fields,
     .assign = bind<&Probe::backends>},
    {.name = "Disk",
     .type = Type::Object,
     .serialization = Serialization::Json,
     .fields = probe_disk_fields,
     .assign = bind<&Probe::disk>},
    {.name = "Password", .constraint = {.length_max = 8}, .secret = true},
    {.name = "Unbound", .type = Type::Integer},
};

constexpr ErrorRow probe_errors[] = {
    {400, "InvalidParameter.Scheduler", "This scheduler is not known here."},
    {400, "InvalidParameter.%s", "The specified field %s invalid. Please check it again."},
};

constinit const Action Probe::declaration{.name = "Probe",
                                          .summary = {},
                                          .ram = {.action = "test:Probe", .access_level = AccessLevel::Get},
                                          .parameters = probe_parameters,
                                          .errors = probe_errors};

ParameterSet valid_and(const Sent& sent) {
  ParameterSet set = set_of({{"Id", "lb-1"}, {"Port", "80"}});
  for (const auto& [name, value] : sent) set.set(name, value);
  return set;
}

Probe accept_probe(const Sent& sent) {
  auto request = decode<Probe>(valid_and(sent));
  EXPECT_TRUE(request.has_value()) << (request ? "" : request.error().code + ": " + request.error().hint);
  return request ? *request : Probe{};
}

Error refuse_probe(const Sent& sent) {
  auto request = decode<Probe>(valid_and(sent));
  EXPECT_FALSE(request.has_value()) << (sent.empty() ? "" : sent.front().second);
  return request ? Error{} : request.error();
}

// --- presence

TEST(ValidationTest, AMissingParameterAnswersItsOwnCode) {
  const auto request = decode<Probe>(set_of({{"Port", "80"}}));
  ASSERT_FALSE(request);
  EXPECT_EQ(request.error().http_status, 400);
  EXPECT_EQ(request.error().code, "MissingId");
  EXPECT_EQ(request.error().message, "Id is mandatory for this action.");
  EXPECT_EQ(request.error().hint, "Id: accepted is text.");
}

TEST(ValidationTest, PresentButEmptyIsMissing) {
  const auto request = decode<Probe>(set_of({{"Id", ""}, {"Port", "80"}}));
  ASSERT_FALSE(request);
  EXPECT_EQ(request.error().code, "MissingId");
}

TEST(ValidationTest, EveryMissingParameterIsToldBeforeAnyWrongOneInApiOrder) {
  struct Case {
    Sent sent;
    std::string code;
  };
  const Case cases[] = {
      {{}, "MissingId"},
      {{{"Name", "http://x"}, {"Port", "0"}}, "MissingId"},
      {{{"Id", "lb-1"}, {"Name", "x"}}, "MissingPort"},
      {{{"Id", "lb-1"}, {"Port", "0"}, {"Name", "x"}}, "InvalidParameter.Name"},
      {{{"Id", "lb-1"}, {"Port", "0"}, {"Scheduler", "x"}}, "InvalidParameter.Port"},
      {{{"Id", "lb-1"}, {"Port", "1"}, {"Unbound", "x"}, {"Scheduler", "x"}}, "InvalidParameter.Scheduler"},
      {{{"Id", "lb-1"}, {"Port", "1"}, {"Unbound", "x"}, {"Flag", "x"}}, "InvalidParameter.Flag"},
      {{{"Id", "lb-1"}, {"Port", "1"}, {"Unbound", "x"}}, "InvalidParameter.Unbound"},
  };
  for (const Case& c : cases) {
    const auto request = decode<Probe>(set_of(c.sent));
    ASSERT_FALSE(request) << c.code;
    EXPECT_EQ(request.error().code, c.code);
  }
}

TEST(ValidationTest, WhatIsNotSentStaysUnsetOrTakesItsDefault) {
  const Probe request = accept_probe({{"Name", ""}, {"Names", ""}, {"Flag", ""}, {"Scheduler", ""}});
  EXPECT_EQ(request.id, "lb-1");
  EXPECT_EQ(request.port, 80);
  EXPECT_EQ(request.scheduler, "wrr");
  EXPECT_FALSE(request.name);
  EXPECT_FALSE(request.number);
  EXPECT_FALSE(request.flag);
  EXPECT_FALSE(request.names);
  EXPECT_TRUE(request.backends.empty());
  EXPECT_FALSE(request.disk);
}

TEST(ValidationTest, UnknownParametersAreIgnored) {
  accept_probe({{"ClientToken", "\xFF"}, {"Portal", "x"}, {"Port.1", "x"}, {"backends", "x"}, {"", "x"}});
}

// --- scalars

TEST(ValidationTest, IntegersAreAnOptionalMinusAndDigitsInTheRangeOfInt64) {
  const std::pair<std::string, int64_t> good[] = {{"0", 0},
                                                  {"-1", -1},
                                                  {"007", 7},
                                                  {"-0", 0},
                                                  {"9223372036854775807", INT64_MAX},
                                                  {"-9223372036854775808", INT64_MIN}};
  for (const auto& [text, number] : good) EXPECT_EQ(accept_probe({{"Number", text}}).number, number) << text;
  for (const char* text : {"x", "1x", " 1", "1 ", "+1", "1.0", "1e3", "0x10", "-", "--1",
                           "9223372036854775808", "-9223372036854775809", "99999999999999999999999", "１"}) {
    EXPECT_EQ(refuse_probe({{"Number", text}}).code, "InvalidParameter.Number") << text;
  }
}

TEST(ValidationTest, RangesIncludeTheirEnds) {
  EXPECT_EQ(accept_probe({{"Port", "1"}}).port, 1);
  EXPECT_EQ(accept_probe({{"Port", "65535"}}).port, 65535);
  for (const char* text : {"0", "65536", "-1"}) {
    const Error error = refuse_probe({{"Port", text}});
    EXPECT_EQ(error.code, "InvalidParameter.Port");
    EXPECT_EQ(error.message, "The specified field Port invalid. Please check it again.");
    EXPECT_EQ(error.hint,
              std::string("Port: received \"") + text + "\"; accepted is an integer from 1 to 65535.");
  }
}

TEST(ValidationTest, ZeroStandsForUnsetWhereClientsSendIt) {
  EXPECT_FALSE(accept_probe({{"BackendPort", "0"}}).backend_port);
  EXPECT_EQ(accept_probe({{"BackendPort", "8080"}}).backend_port, 8080);
  EXPECT_EQ(refuse_probe({{"BackendPort", "-1"}}).hint,
            "BackendPort: received \"-1\"; accepted is an integer from 1 to 65535, 0 for not set.");
}

TEST(ValidationTest, BooleansAreTrueOrFalseInAnyCase) {
  for (const char* text : {"true", "True", "TRUE"})
    EXPECT_EQ(accept_probe({{"Flag", text}}).flag, true) << text;
  for (const char* text : {"false", "False", "FALSE"})
    EXPECT_EQ(accept_probe({{"Flag", text}}).flag, false) << text;
  for (const char* text : {"1", "0", "yes", "on", "truee", " true"}) {
    EXPECT_EQ(refuse_probe({{"Flag", text}}).code, "InvalidParameter.Flag") << text;
  }
}

TEST(ValidationTest, LengthsCountCharactersNotBytes) {
  EXPECT_EQ(accept_probe({{"Name", "网络"}}).name, "网络");
  EXPECT_EQ(accept_probe({{"Name", "网络一二三"}}).name, "网络一二三");
  EXPECT_EQ(accept_probe({{"Name", "😀😀😀😀😀"}}).name, "😀😀😀😀😀");
  EXPECT_EQ(accept_probe({{"Name", "abcde"}}).name, "abcde");
  EXPECT_EQ(refuse_probe({{"Name", "网"}}).code, "InvalidParameter.Name");
  EXPECT_EQ(refuse_probe({{"Name", "网络一二三四"}}).hint,
            "Name: received \"网络一二三四\"; accepted is 2 to 5 characters, not starting with http:// or "
            "https:// (it has 6 characters).");
}

TEST(ValidationTest, AFormatIsCheckedAfterTheLength) {
  EXPECT_EQ(refuse_probe({{"Names", R"(["http"])"}, {"Backends", R"([{"ServerId":"i","Ip":"x"}])"}}).hint,
            "Backends.1.Ip: received \"x\"; accepted is an IPv4 address.");
}

TEST(ValidationTest, EnumerationsAreExactUnlessDeclaredOtherwise) {
  EXPECT_EQ(accept_probe({{"Scheduler", "rr"}}).scheduler, "rr");
  EXPECT_EQ(refuse_probe({{"Scheduler", "RR"}}).hint,
            "Scheduler: received \"RR\"; accepted is one of wrr, rr.");
  EXPECT_EQ(accept_probe({{"Strategy", "concentrate"}}).strategy, "Concentrate");
  EXPECT_EQ(accept_probe({{"Strategy", "DISPERSE"}}).strategy, "Disperse");
  refuse_probe({{"Strategy", "Concentrat"}});
}

TEST(ValidationTest, TextIsUtf8WithoutControls) {
  EXPECT_EQ(accept_probe({{"Id", "a\tb\r\nc"}}).id, "a\tb\r\nc");
  const std::string wrong[] = {"\xFF", "\xC0\x80", "\xED\xA0\x80", {"a\0b", 3}, "\x1B[0m", "\xEF\xBF\xBF"};
  for (const std::string& text : wrong) {
    EXPECT_EQ(refuse_probe({{"Id", text}}).code, "InvalidParameter.Id");
  }
  EXPECT_EQ(refuse_probe({{"Id", "\xFF\x01"}}).hint,
            "Id: received \"\\xff\\x01\"; accepted is text (not UTF-8 text without control characters).");
  EXPECT_EQ(refuse_probe({{"Port", "8\xFF"}}).code, "InvalidParameter.Port");
  EXPECT_EQ(refuse_probe({{"Names.1", "\xFF"}}).code, "InvalidParameter.Names");
  EXPECT_EQ(refuse_probe({{"Backends", "[{\"ServerId\":\"\xFF\"}]"}}).code, "InvalidParameter.Backends");
  EXPECT_EQ(refuse_probe({{"Backends", R"([{"ServerId":"a\u0001"}])"}}).code, "InvalidParameter.Backends");
}

// --- lists of strings

TEST(ValidationTest, AListOfStringsComesNumberedOrAsJson) {
  EXPECT_THAT(*accept_probe({{"Names.1", "a"}, {"Names.2", "b"}}).names, ElementsAre("a", "b"));
  EXPECT_THAT(*accept_probe({{"Names", R"(["a","b"])"}}).names, ElementsAre("a", "b"));
  EXPECT_THAT(*accept_probe({{"Names", R"([1,2.5])"}}).names, ElementsAre("1", "2.5"));
}

TEST(ValidationTest, NumberedItemsAreOrderedByNumberAndMayHaveGaps) {
  EXPECT_THAT(*accept_probe({{"Names.10", "c"}, {"Names.9", "b"}, {"Names.1", "a"}}).names,
              ElementsAre("a", "b", "c"));
  EXPECT_THAT(*accept_probe({{"Names.1000", "z"}}).names, ElementsAre("z"));
}

TEST(ValidationTest, EmptyItemsAreLeftOut) {
  EXPECT_THAT(*accept_probe({{"Names.1", ""}, {"Names.2", "b"}}).names, ElementsAre("b"));
  EXPECT_THAT(*accept_probe({{"Names", R"(["",null,"b"])"}}).names, ElementsAre("b"));
  EXPECT_FALSE(accept_probe({{"Names.1", ""}}).names);
}

TEST(ValidationTest, AnEmptyJsonArrayIsAListWithoutItems) {
  const Probe request = accept_probe({{"Names", "[]"}});
  ASSERT_TRUE(request.names);
  EXPECT_THAT(*request.names, IsEmpty());
}

TEST(ValidationTest, AWrongNumberIsRefused) {
  for (const char* name : {"Names.0", "Names.01", "Names.-1", "Names.1001", "Names.x", "Names.", "Names.1.a",
                           "Names.99999999999999999999", "Names.1.", "Backends.1", "Backends.x.ServerId",
                           "Backends.0.ServerId", "Backends..ServerId"}) {
    const Error error = refuse_probe({{name, "a"}});
    EXPECT_THAT(error.code, testing::StartsWith("InvalidParameter.")) << name;
    EXPECT_THAT(error.hint, HasSubstr(std::string("received \"") + name + "\"")) << name;
  }
}

TEST(ValidationTest, BothSpellingsAtOnceAreRefused) {
  EXPECT_THAT(refuse_probe({{"Names", "[]"}, {"Names.1", "a"}}).hint, HasSubstr("in two spellings at once"));
  EXPECT_EQ(refuse_probe({{"Disk", "{}"}, {"Disk.Size", "1"}}).code, "InvalidParameter.Disk");
}

TEST(ValidationTest, ListSizesAreBounded) {
  EXPECT_THAT(accept_probe({{"Names", R"(["a","b","c"])"}}).names->size(), 3u);
  EXPECT_THAT(refuse_probe({{"Names", R"(["a","b","c","d"])"}}).hint,
              testing::StartsWith("Names: received \"4 items\"; accepted is a JSON array"));
  EXPECT_EQ(refuse_probe({{"Backends", "[]"}}).code, "InvalidParameter.Backends");
  EXPECT_EQ(refuse_probe({{"Backends", "[{}]"}}).code, "InvalidParameter.Backends");
}

TEST(ValidationTest, AnItemIsNamedInTheHint) {
  EXPECT_EQ(refuse_probe({{"Names", R"(["a","bcdef"])"}}).hint,
            "Names.2: received \"bcdef\"; accepted is 1 to 4 characters (it has 5 characters).");
  EXPECT_EQ(refuse_probe({{"Names.7", "bcdef"}}).hint,
            "Names.7: received \"bcdef\"; accepted is 1 to 4 characters (it has 5 characters).");
}

TEST(ValidationTest, AListIsAJsonArrayAndNothingElse) {
  for (const char* text : {"a", "a,b", "{}", "1", "true", "\"a\"", "[", "[\"a\"", "[\"a\"]]", "[[\"a\"]]",
                           "[{\"a\":1}]", "[true]"}) {
    EXPECT_EQ(refuse_probe({{"Names", text}}).code, "InvalidParameter.Names") << text;
  }
}

// --- lists of objects

TEST(ValidationTest, AListOfObjectsComesNumberedOrAsJson) {
  const Sent spellings[] = {
      {{"Backends.1.ServerId", "i-1"}, {"Backends.1.Weight", "50"}, {"Backends.2.ServerId", "i-2"}},
      {{"Backends", R"([{"ServerId":"i-1","Weight":50},{"ServerId":"i-2"}])"}},
      {{"Backends", R"([{"ServerId":"i-1","Weight":"50"},{"ServerId":"i-2","Weight":null}])"}},
      {{"Backends",
        R"([{"ServerId":"i-1","Weight":50,"Ip":""},{"ServerId":"i-2","Weight":"","Other":[1]}])"}},
  };
  for (const Sent& sent : spellings) {
    const Probe request = accept_probe(sent);
    ASSERT_EQ(request.backends.size(), 2u);
    EXPECT_EQ(request.backends[0].server_id, "i-1");
    EXPECT_EQ(request.backends[0].weight, 50);
    EXPECT_FALSE(request.backends[0].ip);
    EXPECT_EQ(request.backends[1].server_id, "i-2");
    EXPECT_EQ(request.backends[1].weight, 100);
  }
}

TEST(ValidationTest, NumbersTextAndBooleansInsideJsonComeInEitherForm) {
  const Probe request =
      accept_probe({{"Backends", R"([{"ServerId":17,"Weight":"0","Ip":"10.0.0.1","Encrypted":"True"}])"}});
  ASSERT_EQ(request.backends.size(), 1u);
  EXPECT_EQ(request.backends[0].server_id, "17");
  EXPECT_EQ(request.backends[0].weight, 0);
  EXPECT_EQ(request.backends[0].ip, "10.0.0.1");
  EXPECT_EQ(request.backends[0].encrypted, true);
  EXPECT_EQ(accept_probe({{"Backends", R"([{"ServerId":"i","Encrypted":false}])"}}).backends[0].encrypted,
            false);
  for (const char* text :
       {R"([{"ServerId":true}])", R"([{"ServerId":[]}])", R"([{"ServerId":"i","Weight":1.0}])",
        R"([{"ServerId":"i","Weight":true}])", R"([{"ServerId":"i","Weight":18446744073709551615}])",
        R"([{"ServerId":"i","Encrypted":1}])", R"(["i"])", R"([["i"]])", R"("[]")"}) {
    EXPECT_EQ(refuse_probe({{"Backends", text}}).code, "InvalidParameter.Backends") << text;
  }
}

TEST(ValidationTest, AFieldErrorNamesElementFieldAndValue) {
  const Error error = refuse_probe({{"Backends", R"([{"ServerId":"i-1"},{"ServerId":"i-2","Weight":101}])"}});
  EXPECT_EQ(error.code, "InvalidParameter.Backends");
  EXPECT_EQ(error.message, "The specified field Backends invalid. Please check it again.");
  EXPECT_EQ(error.hint, "Backends.2.Weight: received \"101\"; accepted is an integer from 0 to 100.");
}

TEST(ValidationTest, ARequiredFieldThatIsMissingMakesTheParameterInvalid) {
  for (const Sent& sent : {Sent{{"Backends", R"([{"Weight":1}])"}}, Sent{{"Backends.1.Weight", "1"}},
                           Sent{{"Backends", R"([{"ServerId":"","Weight":1}])"}},
                           Sent{{"Backends", R"([{"Serverid":"i-1"}])"}}}) {
    const Error error = refuse_probe(sent);
    EXPECT_EQ(error.code, "InvalidParameter.Backends");
    EXPECT_EQ(error.hint, "Backends.1.ServerId: received nothing; accepted is text (it is mandatory).");
  }
}

TEST(ValidationTest, AnElementOfEmptyFieldsIsLeftOut) {
  for (const char* blank : {R"({"ServerId":"","Weight":null})", "{}", "null", R"({"Other":{}})"}) {
    const Probe request = accept_probe({{"Backends", std::string("[") + blank + R"(,{"ServerId":"i-2"}])"}});
    ASSERT_EQ(request.backends.size(), 1u) << blank;
    EXPECT_EQ(request.backends[0].server_id, "i-2");
  }
}

TEST(ValidationTest, AMemberSentTwiceIsRefused) {
  EXPECT_THAT(refuse_probe({{"Backends", R"([{"ServerId":"i-1","ServerId":"i-2"}])"}}).hint,
              HasSubstr("occurs twice"));
}

TEST(ValidationTest, DeepOrLongJsonIsRefused) {
  EXPECT_EQ(refuse_probe({{"Backends", std::string(100000, '[')}}).code, "InvalidParameter.Backends");
  EXPECT_EQ(refuse_probe({{"Backends", R"([{"ServerId":")" + std::string(70000, 'x') + R"("}])"}}).code,
            "InvalidParameter.Backends");
}

// --- objects

TEST(ValidationTest, AnObjectComesDottedOrAsJson) {
  for (const Sent& sent : {Sent{{"Disk", R"({"Size":20,"Category":"ssd"})"}},
                           Sent{{"Disk", R"({"Size":"20","Category":"ssd","Other":{}})"}},
                           Sent{{"Disk.Size", "20"}, {"Disk.Category", "ssd"}, {"Disk.Other", "x"}}}) {
    const Probe request = accept_probe(sent);
    ASSERT_TRUE(request.disk);
    EXPECT_EQ(request.disk->size, 20);
    EXPECT_EQ(request.disk->category, "ssd");
  }
  EXPECT_FALSE(accept_probe({{"Disk", "{}"}}).disk);
  EXPECT_FALSE(accept_probe({{"Disk", R"({"Size":null,"Category":""})"}}).disk);
  EXPECT_EQ(refuse_probe({{"Disk.Size", "0"}}).hint,
            "Disk.Size: received \"0\"; accepted is an integer of at least 1.");
  for (const char* text : {"[]", "20", "x", "null x", R"([{"Size":20}])"}) {
    EXPECT_EQ(refuse_probe({{"Disk", text}}).code, "InvalidParameter.Disk") << text;
  }
}

// --- what an error says

TEST(ValidationTest, TheActionsOwnRowIsPreferred) {
  const Error error = refuse_probe({{"Scheduler", "x"}});
  EXPECT_EQ(error.code, "InvalidParameter.Scheduler");
  EXPECT_EQ(error.message, "This scheduler is not known here.");
  EXPECT_EQ(invalid_parameter(Probe::declaration, "Port", "why").message,
            "The specified field Port invalid. Please check it again.");
  EXPECT_EQ(invalid_parameter(Probe::declaration, "Port", "why").hint, "why");
}

TEST(ValidationTest, WhatWasReceivedIsBoundedAndPrintable) {
  EXPECT_EQ(refuse_probe({{"Port", std::string(65, '9')}}).hint,
            "Port: received \"" + std::string(64, '9') + "...\"; accepted is an integer from 1 to 65535.");
  EXPECT_THAT(refuse_probe({{"Port", std::string(1 << 20, 'x')}}).hint.size(), testing::Lt(200u));
  EXPECT_THAT(
      refuse_probe({{"Backends", "[{\"" + std::string(60000, 'x') + "\":1,\"" + std::string(60000, 'x')}})
          .hint.size(),
      testing::Lt(1000u));
}

TEST(ValidationTest, ASecretIsNeverRepeated) {
  const Error error = refuse_probe({{"Password", "correct horse"}});
  EXPECT_EQ(error.code, "InvalidParameter.Password");
  EXPECT_THAT(error.hint, Not(HasSubstr("horse")));
  EXPECT_EQ(error.hint,
            "Password: received a value that is not repeated here; accepted is 1 to 8 characters (it has 13 "
            "characters).");
}

TEST(ValidationTest, AHandlerCanReportWhatBecameMandatory) {
  EXPECT_EQ(missing_parameter("EnsRegionId").code, "MissingEnsRegionId");
  EXPECT_EQ(missing_parameter("EnsRegionId").message, "EnsRegionId is mandatory for this action.");
}

TEST(ParameterSetTest, ALaterValueOfTheSameNameWins) {
  const ParameterSet set = set_of({{"A", "1"}, {"A", "2"}});
  EXPECT_EQ(*set.find("A"), "2");
  EXPECT_EQ(set.size(), 1u);
}

TEST(ParameterSetTest, AnEmptyValueCountsAsAbsent) {
  const ParameterSet set = set_of({{"A", ""}});
  EXPECT_EQ(set.find("A"), nullptr);
  EXPECT_EQ(set.find("B"), nullptr);
  EXPECT_EQ(set.size(), 1u);
}

}  // namespace
}  // namespace sluice::api
