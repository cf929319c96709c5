#pragma once
// XML 1.0 in the one shape that answers have: elements that hold either text or other elements, no
// attributes, no namespaces. Thread-safe: there is no state.

#include <cstddef>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/json/json.h"

namespace sluice::xml {

// One document of one line: <?xml version='1.0' encoding='UTF-8'?><Root>…</Root>
//
//   {"Names":{"Name":["a","b"]}}   <Names><Name>a</Name><Name>b</Name></Names>
//   {"Name":["a","b"]}             <Name>a</Name><Name>b</Name>    an array repeats the element it is the
//   value of
//   {"Names":{"Name":[]}}          <Names/>                        so an empty one leaves its wrapper, or
//   nothing
//   {"Name":null}, "" and {}       <Name/>
//   {"Name":[[1,2],[3]]}           <Name><Name>1</Name><Name>2</Name></Name><Name><Name>3</Name></Name>
//
// Numbers and flags are written as in JSON. What XML 1.0 cannot hold (section 2.2: most control characters,
// U+FFFE and U+FFFF, bytes that are not UTF-8) becomes U+FFFD in text; in a name every character but letters,
// digits, '-', '_',
// '.' and those beyond ASCII becomes '_'. Does not fail. Recursive in the value's depth.
std::string print(std::string_view root_name, const json::Value& value);

struct Document {
  std::string root_name;
  json::Value value;
};

struct ParseError {
  size_t offset = 0;    // bytes before the place; 0 if the shape rather than the syntax is wrong
  std::string message;  // a sentence
};

// Reads such a document back, for tests and tools that look at answers. XML does not say what JSON says:
// every scalar is text, null and {} are "", a list of one element is that element, and an empty list is gone.
// Otherwise parse(print(name, value)) is the value. Elements that share a name become one array at the first
// one's place. Attributes, text beside elements, several roots and nesting beyond 64 elements are refused;
// comments are skipped.
base::Result<Document, ParseError> parse(std::string_view text);

}  // namespace sluice::xml
