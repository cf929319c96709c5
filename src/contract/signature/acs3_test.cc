#include "contract/signature/acs3.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "contract/signature/test_vectors.h"
#include "platform/base/random.h"

namespace sluice::signature {
namespace {

using testing::find_header;
using testing::load_vectors;
using testing::Vector;
using testing::Wire;

std::string canonical(const Wire& wire, const std::vector<std::string>& signed_headers) {
  return acs3_canonical_request(wire.view(), signed_headers).value();
}

// What a server does with a request whose key it knows.
bool is_signed_with(const Wire& wire, const base::Secret& secret) {
  Wire copy = wire;
  const auto authorization = parse_acs3_authorization(*find_header(copy.headers, "Authorization"));
  if (!authorization || authorization->algorithm != acs3_algorithm) return false;
  if (acs3_missing_signed_header(wire.view(), authorization->signed_headers)) return false;
  const auto text = acs3_canonical_request(wire.view(), authorization->signed_headers);
  return text && acs3_signature(secret, acs3_string_to_sign(*text)) == authorization->signature;
}

class Acs3Vector : public ::testing::TestWithParam<Vector> {
 protected:
  const Vector& vector() const { return GetParam(); }
  const Wire& wire() const { return vector().wires.front(); }
  Acs3Authorization authorization() const { return parse_acs3_authorization(vector().authorization).value(); }
  static void authorize(Wire& wire, const Acs3Authorization& authorization) {
    *find_header(wire.headers, "Authorization") = print(authorization);
  }
};

INSTANTIATE_TEST_SUITE_P(Published, Acs3Vector, ::testing::ValuesIn(load_vectors("acs3-hmac-sha256")),
                         testing::case_name);

TEST(Acs3, AllVectorsAreThere) {
  EXPECT_EQ(load_vectors("acs3-hmac-sha256").size(), 9U);
}

TEST_P(Acs3Vector, EveryWireFormGivesThePublishedStringsAndSignature) {
  ASSERT_GE(vector().wires.size(), 2U);
  for (Wire form : vector().wires) {
    SCOPED_TRACE(form.style);
    const auto parsed = parse_acs3_authorization(*find_header(form.headers, "Authorization"));
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->algorithm, acs3_algorithm);
    EXPECT_EQ(parsed->credential, vector().access_key_id);
    EXPECT_EQ(parsed->signature, vector().signature);
    EXPECT_EQ(print(*parsed), vector().authorization);
    EXPECT_EQ(acs3_missing_signed_header(form.view(), parsed->signed_headers), std::nullopt);

    const std::string text = canonical(form, parsed->signed_headers);
    EXPECT_EQ(text, vector().canonical);
    EXPECT_EQ(text.substr(text.rfind('\n') + 1), vector().hashed_payload);
    EXPECT_EQ(acs3_string_to_sign(text), vector().string_to_sign);
    EXPECT_EQ(acs3_signature(vector().secret, vector().string_to_sign), vector().signature);
    EXPECT_TRUE(is_signed_with(form, vector().secret));
  }
}

TEST_P(Acs3Vector, AuthorizationPartsComeInAnyOrder) {
  const std::string& text = vector().authorization;
  const size_t blank = text.find(' '), first = text.find(','), second = text.find(',', first + 1);
  std::vector<std::string> parts = {text.substr(blank + 1, first - blank - 1),
                                    text.substr(first + 1, second - first - 1), text.substr(second + 1)};
  std::sort(parts.begin(), parts.end());
  do {
    for (const std::string_view separator : {",", ", "}) {
      std::string header(acs3_algorithm);
      header.append(" ").append(parts[0]).append(separator).append(parts[1]).append(separator).append(
          parts[2]);
      const auto parsed = parse_acs3_authorization(header);
      ASSERT_TRUE(parsed) << header;
      EXPECT_EQ(print(*parsed), text);
    }
  } while (std::next_permutation(parts.begin(), parts.end()));
}

TEST_P(Acs3Vector, OneOtherCharacterOfTheSignatureFails) {
  for (size_t i = 0; i < vector().signature.size(); ++i) {
    Acs3Authorization changed = authorization();
    changed.signature[i] = changed.signature[i] == '0' ? '1' : '0';
    Wire request = wire();
    authorize(request, changed);
    EXPECT_FALSE(is_signed_with(request, vector().secret)) << i;
  }
}

TEST_P(Acs3Vector, ChangingAnyCharacterOfTheQueryFails) {
  for (size_t i = wire().target.find('?') + 1; i > 0 && i < wire().target.size(); ++i) {
    Wire request = wire();
    request.target[i] = request.target[i] == '7' ? '8' : '7';
    EXPECT_FALSE(is_signed_with(request, vector().secret)) << request.target;
  }
}

TEST_P(Acs3Vector, AddingAnUnsignedQueryParameterFails) {
  for (const std::string_view extra : {"Extra=1", "Extra", "Action=Other", "A="}) {
    Wire request = wire();
    request.target += request.target.find('?') == std::string::npos ? '?' : '&';
    request.target += extra;
    EXPECT_FALSE(is_signed_with(request, vector().secret)) << extra;
  }
}

TEST_P(Acs3Vector, ChangingOneBodyByteFails) {
  for (size_t i = 0; i < wire().body.size(); ++i) {
    Wire request = wire();
    request.body[i] = static_cast<char>(request.body[i] ^ 1);
    EXPECT_FALSE(is_signed_with(request, vector().secret)) << i;
  }
  Wire request = wire();
  request.body += 'x';
  EXPECT_FALSE(is_signed_with(request, vector().secret));
}

TEST_P(Acs3Vector, ChangingOrDroppingASignedHeaderFails) {
  for (const std::string& name : authorization().signed_headers) {
    SCOPED_TRACE(name);
    Wire request = wire();
    *find_header(request.headers, name) += 'x';
    EXPECT_FALSE(is_signed_with(request, vector().secret));

    request = wire();
    request.headers.emplace_back(name, "second");
    EXPECT_FALSE(is_signed_with(request, vector().secret));

    request = wire();
    std::erase_if(request.headers, [&](const auto& header) { return header.first == name; });
    EXPECT_FALSE(is_signed_with(request, vector().secret));
  }
}

TEST_P(Acs3Vector, DroppingANameFromSignedHeadersFails) {
  for (const std::string& name : authorization().signed_headers) {
    Acs3Authorization changed = authorization();
    std::erase(changed.signed_headers, name);
    Wire request = wire();
    authorize(request, changed);
    EXPECT_FALSE(is_signed_with(request, vector().secret)) << name;
  }
}

TEST_P(Acs3Vector, AHeaderThatMustBeSignedIsMissedEvenIfTheSignatureMatches) {
  const std::vector<std::string> needed = {"host",       "x-acs-action",          "x-acs-version",
                                           "x-acs-date", "x-acs-signature-nonce", "x-acs-security-token"};
  for (const std::string& name : authorization().signed_headers) {
    SCOPED_TRACE(name);
    Acs3Authorization changed = authorization();
    std::erase(changed.signed_headers, name);
    Wire request = wire();
    changed.signature =
        acs3_signature(vector().secret, acs3_string_to_sign(canonical(request, changed.signed_headers)));
    authorize(request, changed);

    const bool is_needed = std::find(needed.begin(), needed.end(), name) != needed.end();
    const auto missing = acs3_missing_signed_header(request.view(), changed.signed_headers);
    EXPECT_EQ(missing, is_needed ? std::optional<std::string_view>(name) : std::nullopt);
    EXPECT_EQ(is_signed_with(request, vector().secret), !is_needed);
  }
}

TEST_P(Acs3Vector, AnotherMethodPathSecretOrAlgorithmFails) {
  Wire request = wire();
  request.method = request.method == "GET" ? "POST" : "GET";
  EXPECT_FALSE(is_signed_with(request, vector().secret));
  request = wire();
  request.target.insert(1, "other");
  EXPECT_FALSE(is_signed_with(request, vector().secret));
  EXPECT_FALSE(is_signed_with(wire(), base::Secret("other")));
  request = wire();
  find_header(request.headers, "Authorization")->replace(0, acs3_algorithm.size(), "ACS3-HMAC-SM3");
  EXPECT_FALSE(is_signed_with(request, vector().secret));
}

TEST_P(Acs3Vector, HeaderCaseOrderBlanksAndUnsignedHeadersDoNotMatter) {
  Wire request = wire();
  for (auto& [name, value] : request.headers) {
    if (name == "Authorization") continue;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return static_cast<char>(std::toupper(c)); });
    value = " \t" + value + "\t ";
  }
  std::reverse(request.headers.begin(), request.headers.end());
  request.headers.emplace_back("x-forwarded-for", "192.0.2.1");
  EXPECT_TRUE(is_signed_with(request, vector().secret));
}

TEST(Acs3, TemporaryCredentialsSignTheirTwoHeaders) {
  for (const Vector& vector : load_vectors("acs3-hmac-sha256")) {
    if (vector.name != "acs3-post-sts") continue;
    const auto authorization = parse_acs3_authorization(vector.authorization);
    const auto& names = authorization->signed_headers;
    EXPECT_NE(std::find(names.begin(), names.end(), "x-acs-security-token"), names.end());
    EXPECT_NE(std::find(names.begin(), names.end(), "x-acs-accesskey-id"), names.end());
    return;
  }
  FAIL() << "no vector with temporary credentials";
}

TEST(Acs3, ValuesOfARepeatedHeaderAreTrimmedSortedAndJoined) {
  const Request request{
      "GET", "/", {{"X-B", " 2 "}, {"x-a", "b"}, {"x-b", "1"}, {"X-A", "\ta "}, {"x-b", ""}}, ""};
  const std::string empty_sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  EXPECT_EQ(acs3_canonical_request(request, {"x-a", "x-b"}),
            "GET\n/\n\nx-a:a,b\nx-b:,1,2\n\nx-a;x-b\n" + empty_sha256);
}

TEST(Acs3, AListedHeaderThatIsNotThereCountsAsEmpty) {
  const Request without{"GET", "/", {}, ""}, with_empty{"GET", "/", {{"X-A", ""}}, ""};
  EXPECT_EQ(acs3_canonical_request(without, {"x-a"}), acs3_canonical_request(with_empty, {"x-a"}));
}

TEST(Acs3, AnUnreadableQueryHasNoCanonicalRequest) {
  for (const std::string target : {"/?a=%", "/?a=%zz", "/?=1"}) {
    EXPECT_EQ(acs3_canonical_request({"GET", target, {}, ""}, {}), std::nullopt) << target;
  }
  std::string crowded = "/?";
  for (size_t i = 0; i < parameters_max; ++i) crowded += "a&";
  EXPECT_TRUE(acs3_canonical_request({"GET", crowded, {}, ""}, {}));
  crowded += "a&";
  EXPECT_FALSE(acs3_canonical_request({"GET", crowded, {}, ""}, {}));
}

TEST(Acs3Authorization, UnknownPartsAndCaseOfHeaderNamesAreTolerated) {
  const auto parsed = parse_acs3_authorization(
      "  ACS3-RSA-SHA256   Credential=a/b=c, Extra=1,,SignedHeaders=Host;X-Acs-Date,Signature=s== , ");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->algorithm, "ACS3-RSA-SHA256");
  EXPECT_EQ(parsed->credential, "a/b=c");
  EXPECT_EQ(parsed->signed_headers, (std::vector<std::string>{"host", "x-acs-date"}));
  EXPECT_EQ(parsed->signature, "s==");
}

TEST(Acs3Authorization, APartThatIsMissingIsEmpty) {
  struct {
    std::string_view header, credential, signature;
    size_t signed_headers;
  } const cases[] = {
      {"ACS3-HMAC-SHA256", "", "", 0},
      {"ACS3-HMAC-SHA256 ", "", "", 0},
      {"ACS3-HMAC-SHA256 ,", "", "", 0},
      {"ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host", "a", "", 1},
      {"ACS3-HMAC-SHA256 Credential=a,Signature=s", "a", "s", 0},
      {"ACS3-HMAC-SHA256 SignedHeaders=host,Signature=s", "", "s", 1},
      {"ACS3-HMAC-SHA256 Credential=,SignedHeaders=host,Signature=s", "", "s", 1},
      {"ACS3-HMAC-SHA256 Credential=a,SignedHeaders=,Signature=s", "a", "s", 0},
      {"ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host,Signature=", "a", "", 1},
      {"ACS3-HMAC-SHA256 credential=a,signedheaders=host,signature=s", "", "", 0},
  };
  for (const auto& one : cases) {
    const auto parsed = parse_acs3_authorization(one.header);
    ASSERT_TRUE(parsed) << one.header;
    EXPECT_EQ(parsed->credential, one.credential) << one.header;
    EXPECT_EQ(parsed->signature, one.signature) << one.header;
    EXPECT_EQ(parsed->signed_headers.size(), one.signed_headers) << one.header;
  }
}

// Random values from a printed seed; whatever a header can hold and the grammar does not use.
TEST(Acs3Authorization, WhatIsWrittenReadsBack) {
  constexpr uint64_t seed = 20261125;
  constexpr std::string_view name_characters = "abcdefghijklmnopqrstuvwxyz0123456789-_.!~";
  constexpr std::string_view value_characters = "abcXYZ0189-._~+/=;:!'()*%@";
  SCOPED_TRACE(seed);
  base::SeededRandom random(seed);
  for (int round = 0; round < 2'000; ++round) {
    Acs3Authorization authorization{
        .algorithm = "ACS3-" + random.text(random.next_u64() % 12, value_characters),
        .credential = random.text(random.next_u64() % 30, value_characters),
        .signature = random.text(random.next_u64() % 70, value_characters)};
    for (size_t i = random.next_u64() % (signed_headers_max + 1); i > 0; --i) {
      authorization.signed_headers.push_back(random.text(random.next_u64() % 10, name_characters) +
                                             std::to_string(i));
      if (std::ranges::count(authorization.signed_headers, authorization.signed_headers.back()) > 1) {
        authorization.signed_headers.pop_back();
      }
    }
    const auto parsed = parse_acs3_authorization(print(authorization));
    ASSERT_TRUE(parsed) << "round " << round << ": " << print(authorization);
    EXPECT_EQ(parsed->algorithm, authorization.algorithm) << "round " << round;
    EXPECT_EQ(parsed->credential, authorization.credential) << "round " << round;
    EXPECT_EQ(parsed->signed_headers, authorization.signed_headers) << "round " << round;
    EXPECT_EQ(parsed->signature, authorization.signature) << "round " << round;
  }
}

TEST(Acs3Authorization, BrokenOrAmbiguousIsRefused) {
  for (const std::string_view header : {
           "",
           " ",
           "Basic dXNlcjpwYXNz",
           "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host,Signature=s,junk",
           "ACS3-HMAC-SHA256 Credential=,Credential=,SignedHeaders=host,Signature=s",
           "ACS3-HMAC-SHA256 Credential=a,Credential=b,SignedHeaders=host,Signature=s",
           "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host,Signature=s,Signature=t",
           "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host,SignedHeaders=host,Signature=s",
           "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host;host,Signature=s",
           "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host;HOST,Signature=s",
           "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host;,Signature=s",
           "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=;host,Signature=s",
           "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=ho st,Signature=s",
           "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host:1,Signature=s",
           "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host\nx,Signature=s",
       }) {
    EXPECT_FALSE(parse_acs3_authorization(header)) << header;
  }
}

TEST(Acs3Authorization, NumberOfSignedHeadersIsBounded) {
  std::string names = "h0";
  for (size_t i = 1; i < signed_headers_max; ++i) names += ";h" + std::to_string(i);
  EXPECT_TRUE(parse_acs3_authorization("ACS3-HMAC-SHA256 Credential=a,Signature=s,SignedHeaders=" + names));
  EXPECT_FALSE(
      parse_acs3_authorization("ACS3-HMAC-SHA256 Credential=a,Signature=s,SignedHeaders=x;" + names));
}

}  // namespace
}  // namespace sluice::signature
