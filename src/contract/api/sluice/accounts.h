#pragma once
// The accounts of this service and their own access keys, for its operator: who may use it at all. A secret
// is told once, when its key is created.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

// With its first key. A name is given once, so that a retry does not make a second account.
struct CreateAccount {
  static const Action declaration;

  std::string account_name;
};

struct ListAccounts {
  static const Action declaration;

  std::optional<std::string> account_name;
  int page_number = 0;
  int page_size = 0;
};

// Keys of the account itself, which may do everything in it; those of its users are the account's business.
struct CreateAccountAccessKey {
  static const Action declaration;

  std::string account_id;
};

struct ListAccountAccessKeys {
  static const Action declaration;

  std::string account_id;
};

struct UpdateAccountAccessKey {
  static const Action declaration;

  std::string account_id;
  std::string account_access_key_id;
  std::string status;
};

struct DeleteAccountAccessKey {
  static const Action declaration;

  std::string account_id;
  std::string account_access_key_id;
};

}  // namespace sluice::api
