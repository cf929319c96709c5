#include "control/commerce/document/reader.h"

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

constexpr std::string_view words[] = {"Month", "Hour"};

// Reads every kind of member there is.
std::optional<DocumentError> read(std::string_view text) {
  DocumentReader document(text);
  document.text("Code");
  document.text("Note", "none");
  document.one_of("Cycle", words, "Month");
  document.integer("Count", 1, 5, 1);
  document.flag("Open", true);
  const Currency& usd = *find_currency("USD");
  document.amount("Price", usd, 0, 10'000, 0);
  document.scaled("Rate", 1, scaled_one, 1);
  if (document.has("Currency")) document.currency("Currency");
  document.time_or_none("From");
  document.texts("Flags");
  document.each("Items", [](DocumentReader& item) {
    item.text("Code");
    item.within("Range", [](DocumentReader& range) { range.integer("Max", 0, 9); });
  });
  return document.end();
}

TEST(DocumentReader, ReadsWhatIsThereAndFillsInWhatIsNot) {
  DocumentReader document(
      R"({"Code":"a","Count":3,"Price":"7.5","Rate":"0.5","From":"2026-01-02T03:04:05Z","Flags":["x","y"]})");
  EXPECT_EQ(document.text("Code"), "a");
  EXPECT_EQ(document.text("Note", "none"), "none");
  EXPECT_EQ(document.one_of("Cycle", words, "Month"), "Month");
  EXPECT_EQ(document.integer("Count", 1, 5), 3);
  EXPECT_TRUE(document.flag("Open", true));
  EXPECT_EQ(document.amount("Price", *find_currency("USD"), 0, 10'000), 750);
  EXPECT_EQ(document.scaled("Rate", 0, scaled_one), scaled_one / 2);
  EXPECT_EQ(base::format_iso8601(document.time("From")), "2026-01-02T03:04:05Z");
  EXPECT_EQ(document.texts("Flags"), (std::vector<std::string>{"x", "y"}));
  EXPECT_FALSE(document.end());
}

TEST(DocumentReader, NamesThePlaceWhatCameAndWhatIsAccepted) {
  struct Case {
    const char* text;
    const char* field;
    const char* message;
  };
  const Case cases[] = {
      {R"([])", "", "received []; accepted: a JSON object"},
      {R"({})", "Code", "is missing; accepted: a text"},
      {R"({"Code":""})", "Code", "received \"\"; accepted: a text that is not empty"},
      {R"({"Code":5})", "Code", "received 5; accepted: a text"},
      {R"({"Code":"a","Cycle":"Day"})", "Cycle", "received \"Day\"; accepted: Month, Hour"},
      {R"({"Code":"a","Count":9})", "Count", "received 9; accepted: a whole number from 1 to 5"},
      {R"({"Code":"a","Count":1.5})", "Count", "received 1.5; accepted: a whole number from 1 to 5"},
      {R"({"Code":"a","Open":"yes"})", "Open", "received \"yes\"; accepted: true or false"},
      {R"({"Code":"a","Price":7.5})", "Price",
       "received 7.5; accepted: a text with an amount of USD from 0.00 to 100.00, at most 2 digits behind "
       "the point"},
      {R"({"Code":"a","Price":"-1.00"})", "Price",
       "received \"-1.00\"; accepted: a text with an amount of USD from 0.00 to 100.00, at most 2 digits "
       "behind the point"},
      {R"({"Code":"a","Rate":"2"})", "Rate",
       "received \"2\"; accepted: a text with a number from 0.00000001 to 1, at most 8 digits behind the "
       "point"},
      {R"({"Code":"a","Currency":"XTS"})", "Currency",
       "received \"XTS\"; accepted: CNY, EUR, GBP, HKD, IDR, JPY, KRW, MYR, SGD, THB, USD"},
      {R"({"Code":"a","From":"yesterday"})", "From",
       "received \"yesterday\"; accepted: a time as YYYY-MM-DDThh:mm:ssZ"},
      {R"({"Code":"a","Flags":["x",1]})", "Flags[1]", "received 1; accepted: a text"},
      {R"({"Code":"a","Items":[{"Code":"b"},5]})", "Items[1]", "received 5; accepted: an object"},
      {R"({"Code":"a","Items":[{"Code":"b","Range":{"Max":10}}]})", "Items[0].Range.Max",
       "received 10; accepted: a whole number from 0 to 9"},
      {R"({"Code":"a","Items":[{"Code":"b","Rnage":{}}]})", "Items[0].Rnage",
       "is not a member of this object; accepted: Code, Range"},
  };
  for (const Case& c : cases) {
    const auto error = read(c.text);
    ASSERT_TRUE(error) << c.text;
    EXPECT_EQ(error->field, c.field) << c.text;
    EXPECT_EQ(error->message, c.message) << c.text;
  }
  EXPECT_TRUE(read("{\"Code\":")->message.starts_with("received text that is no JSON (byte "));
}

TEST(DocumentReader, KeepsTheFirstMistake) {
  EXPECT_EQ(read(R"({"Code":"a","Cycle":"Day","Count":9,"Unknown":1})")->field, "Cycle");
}

}  // namespace
}  // namespace sluice::commerce
