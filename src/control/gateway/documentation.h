#pragma once
// The reference on HTTP, without a signature: it says nothing about anybody. GET and HEAD of
//
//   /docs                 every action
//   /docs/ACTION          one of them; another name gets a page that says so (404)
//   /docs/actions.json    all of them for programs
//
// in the language of ?lang=zh|en, else the first of Accept-Language that is spoken, else Chinese.
//
// Strangers may ask as often as they like: a page is made when it is first asked for, kept, and sent from
// that one copy. There are never more of them than languages times actions and one, and the description. What
// is not there is made each time and is small. Belongs to the gateway's loop.

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "contract/api/action.h"
#include "contract/reference/language.h"
#include "platform/http/message.h"

namespace sluice::gateway {

class Documentation {
 public:
  // Nothing for a request that is for somebody else.
  std::optional<http::Response> answer(const http::Request& request);

 private:
  struct Document {
    std::shared_ptr<const std::string> text;
    std::string entity_tag;
  };
  static Document to_document(std::string text);
  // An action's page, or the index where there is none.
  const Document& page(const api::Action* action, reference::Language language);
  const Document& description();

  std::map<std::pair<const api::Action*, reference::Language>, Document> pages_;
  std::optional<Document> description_;
};

}  // namespace sluice::gateway
