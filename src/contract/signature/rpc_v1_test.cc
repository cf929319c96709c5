#include "contract/signature/rpc_v1.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "contract/signature/test_vectors.h"
#include "platform/base/encoding.h"
#include "platform/base/form.h"

namespace sluice::signature {
namespace {

using testing::load_vectors;
using testing::Vector;
using testing::Wire;

// What a server does: query and form as one set.
Pairs received(const Wire& wire) {
  Pairs pairs = base::parse_form(base::split_target(wire.target).query, parameters_max).value();
  const Pairs form = base::parse_form(wire.body, parameters_max).value();
  pairs.insert(pairs.end(), form.begin(), form.end());
  return pairs;
}

std::string* find_parameter(Pairs& pairs, std::string_view name) {
  for (auto& [parameter, value] : pairs) {
    if (parameter == name) return &value;
  }
  return nullptr;
}

bool verifies(const Vector& vector, std::string_view method, Pairs pairs) {
  return rpc_v1_signature(vector.hash, vector.secret, rpc_v1_string_to_sign(method, pairs)) ==
         *find_parameter(pairs, "Signature");
}

class RpcV1Vector : public ::testing::TestWithParam<Vector> {
 protected:
  const Vector& vector() const { return GetParam(); }
  const std::string& method() const { return vector().wires.front().method; }
  Pairs pairs() const { return received(vector().wires.front()); }
};

INSTANTIATE_TEST_SUITE_P(Published, RpcV1Vector, ::testing::ValuesIn(load_vectors("rpc-v1")),
                         testing::case_name);

TEST(RpcV1, AllVectorsAreThere) {
  EXPECT_EQ(load_vectors("rpc-v1").size(), 10U);
}

TEST_P(RpcV1Vector, EveryWireFormGivesThePublishedStringAndSignature) {
  ASSERT_GE(vector().wires.size(), 3U);
  for (const Wire& wire : vector().wires) {
    SCOPED_TRACE(wire.style);
    Pairs parameters = received(wire);
    const std::string text = rpc_v1_string_to_sign(wire.method, parameters);
    EXPECT_EQ(text, vector().string_to_sign);
    EXPECT_EQ(text, wire.method + "&%2F&" + base::percent_encode(vector().canonical));
    EXPECT_EQ(rpc_v1_signature(vector().hash, vector().secret, text), vector().signature);
    EXPECT_EQ(*find_parameter(parameters, "Signature"), vector().signature);
  }
}

TEST_P(RpcV1Vector, TheOrderAndPlaceOfParametersDoNotMatter) {
  Pairs parameters = pairs();
  std::sort(parameters.begin(), parameters.end());
  do {
    EXPECT_EQ(rpc_v1_string_to_sign(method(), parameters), vector().string_to_sign);
    std::rotate(parameters.begin(), parameters.begin() + 1, parameters.end());
  } while (!std::is_sorted(parameters.begin(), parameters.end()));
}

TEST_P(RpcV1Vector, OneOtherCharacterOfTheSignatureFails) {
  Pairs parameters = pairs();
  ASSERT_TRUE(verifies(vector(), method(), parameters));
  std::string& signature = *find_parameter(parameters, "Signature");
  for (char& c : signature) {
    const char before = std::exchange(c, c == 'A' ? 'B' : 'A');
    EXPECT_FALSE(verifies(vector(), method(), parameters));
    c = before;
  }
}

TEST_P(RpcV1Vector, ChangingOneParameterFails) {
  const Pairs original = pairs();
  for (size_t i = 0; i < original.size(); ++i) {
    if (original[i].first == "Signature") continue;
    SCOPED_TRACE(original[i].first);
    Pairs changed = original;
    changed[i].second += 'x';
    EXPECT_FALSE(verifies(vector(), method(), changed));
    changed = original;
    changed[i].first += 'x';
    EXPECT_FALSE(verifies(vector(), method(), changed));
    changed = original;
    changed.erase(changed.begin() + static_cast<ptrdiff_t>(i));
    EXPECT_FALSE(verifies(vector(), method(), changed));
  }
}

TEST_P(RpcV1Vector, AddingAnUnsignedParameterFails) {
  for (const auto& [name, value] :
       Pairs{{"Extra", "1"}, {"Extra", ""}, {"signature", "x"}, {"Action", "Other"}}) {
    Pairs parameters = pairs();
    parameters.emplace_back(name, value);
    EXPECT_FALSE(verifies(vector(), method(), parameters)) << name;
    parameters.insert(parameters.begin(), {name, value});
    EXPECT_FALSE(verifies(vector(), method(), parameters)) << name;
  }
}

TEST_P(RpcV1Vector, AnotherMethodSecretOrHashFails) {
  EXPECT_FALSE(verifies(vector(), method() == "GET" ? "POST" : "GET", pairs()));
  Vector other = vector();
  other.secret = base::Secret("other");
  EXPECT_FALSE(verifies(other, method(), pairs()));
  other = vector();
  other.hash = other.hash == base::Hash::Sha1 ? base::Hash::Sha256 : base::Hash::Sha1;
  EXPECT_FALSE(verifies(other, method(), pairs()));
}

TEST(RpcV1, OnlySignatureIsLeftOutAndEmptyValuesStay) {
  EXPECT_EQ(rpc_v1_string_to_sign("GET",
                                  {{"b", ""}, {"Signature", "s"}, {"SignatureType", ""}, {"Signature", "t"}}),
            "GET&%2F&SignatureType%3D%26b%3D");
  EXPECT_EQ(rpc_v1_string_to_sign("GET", {}), "GET&%2F&");
}

TEST(RpcV1, ValuesOfARepeatedNameAreSignedInTheOrderReceived) {
  EXPECT_EQ(rpc_v1_string_to_sign("GET", {{"b", "2"}, {"a", "2"}, {"a", "1"}}),
            "GET&%2F&a%3D2%26a%3D1%26b%3D2");
  EXPECT_NE(rpc_v1_string_to_sign("GET", {{"a", "1"}, {"a", "2"}}),
            rpc_v1_string_to_sign("GET", {{"a", "2"}, {"a", "1"}}));
}

TEST(RpcV1, NoValueCanPretendToBeAnotherParameter) {
  EXPECT_NE(rpc_v1_string_to_sign("GET", {{"a", "1&b=2"}}),
            rpc_v1_string_to_sign("GET", {{"a", "1"}, {"b", "2"}}));
  EXPECT_NE(rpc_v1_string_to_sign("GET", {{"a", "1%26b"}}), rpc_v1_string_to_sign("GET", {{"a", "1&b"}}));
}

}  // namespace
}  // namespace sluice::signature
