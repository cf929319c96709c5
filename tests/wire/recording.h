#pragma once
// One recorded request (captures/, written/) as parts, so that it can be written again in other ways that
// mean the same.

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/http/message.h"

namespace sluice::wire {

struct Recording {
  std::string name;   // of its file, without the ending
  std::string bytes;  // as recorded
  std::string method;
  std::string target;
  http::Headers headers;  // in their order, framing among them
  std::string body;       // decoded
  bool chunked = false;

  // What the client says the time is.
  base::WallTime time() const;
  // The action that the file's name ends with, and the format that the client asks for.
  std::string action() const;
  bool asks_for_xml() const;
};

// All of them, by name. Throws where a file is no whole request and nothing else.
std::vector<Recording> all_recordings();

// The parts as bytes again; a body is framed as `chunked` says.
std::string write(const Recording& recording);

// Other spellings of the same request. They return bytes.
std::string with_header_names(const Recording& recording, int (*change)(int));
std::string with_headers_reversed(const Recording& recording);
// Chunks for a length and a length for chunks; nothing changes for a request without a body.
std::string with_other_framing(const Recording& recording);
// "+" and "%20" exchanged in the query, which is decoded before anything is made of it.
std::string with_other_spaces(const Recording& recording);

}  // namespace sluice::wire
