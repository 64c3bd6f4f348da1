// Every body comes back as it was, from msgpack and from JSON, whatever it holds.
#include <algorithm>

#include <gtest/gtest.h>

#include "messages/codec.hpp"
#include "messages/json.hpp"
#include "tests/unit/messages/every_body.hpp"
#include "tests/unit/messages/random_body.hpp"

namespace ballast::messages {
namespace {

constexpr std::uint64_t rounds = 40;

TEST(RoundTrip, EveryBodyComesBackFromMsgpack) {
  EveryBody::each([](auto empty) {
    using Body = decltype(empty);
    for (std::uint64_t seed = 0; seed < rounds; ++seed) {
      const Body body = RandomContent(seed).template body<Body>();
      const auto back = decode<Body>(encode(body));
      ASSERT_TRUE(back) << type_of<Body> << " seed " << seed << ": " << describe(back.error());
      ASSERT_TRUE(*back == body) << type_of<Body> << " seed " << seed;
      ASSERT_EQ(encode(*back), encode(body)) << type_of<Body> << " seed " << seed;
    }
  });
}

TEST(RoundTrip, EveryBodyComesBackFromJsonText) {
  EveryBody::each([](auto empty) {
    using Body = decltype(empty);
    for (std::uint64_t seed = 0; seed < rounds; ++seed) {
      const Body body = RandomContent(seed).template body<Body>();
      const auto json = parse_json(to_json(body).dump(2));
      ASSERT_TRUE(json) << type_of<Body> << " seed " << seed;
      const auto back = from_json<Body>(*json);
      ASSERT_TRUE(back) << type_of<Body> << " seed " << seed << ": " << describe(back.error());
      ASSERT_TRUE(*back == body) << type_of<Body> << " seed " << seed;
    }
  });
}

TEST(RoundTrip, AnyBodyCanBeShownWithoutKnowingItsType) {
  EveryBody::each([](auto empty) {
    using Body = decltype(empty);
    const auto shown = any_to_json(encode(RandomContent(7, true).template body<Body>()));
    ASSERT_TRUE(shown) << type_of<Body>;
    std::vector<std::string> names;
    FieldsOf<Body>::visit(empty, [&names](const char* name, auto& /*field*/,
                                          const Mark& /*mark*/ = {}) { names.push_back(name); });
    for (const std::string& name : names) EXPECT_TRUE(shown->contains(name)) << name;
  });
}

/// Where each field of a struct begins and ends, found through its table.
template <class Struct>
void expect_no_field_is_forgotten(const Struct& value) {
  struct Extent {
    std::size_t begin;
    std::size_t end;
    std::size_t alignment;
  };
  const auto* const start = reinterpret_cast<const char*>(&value);
  std::vector<Extent> extents;
  FieldsOf<Struct>::visit(
      value, [&](const char* /*name*/, const auto& field, const Mark& /*mark*/ = {}) {
        using Field = std::remove_cvref_t<decltype(field)>;
        const auto begin = static_cast<std::size_t>(reinterpret_cast<const char*>(&field) - start);
        extents.push_back({begin, begin + sizeof(Field), alignof(Field)});
      });
  if (extents.empty()) return;
  std::sort(extents.begin(), extents.end(), [](auto& a, auto& b) { return a.begin < b.begin; });
  extents.push_back({sizeof(Struct), sizeof(Struct), alignof(Struct)});
  std::size_t covered = 0;
  for (const Extent& extent : extents) {
    EXPECT_LT(extent.begin - covered, extent.alignment)
        << type_of<Struct> << " has a field at byte " << covered << " that its table lacks";
    covered = extent.end;
  }
}

TEST(RoundTrip, NoTableForgetsAField) {
  EveryBody::each([](const auto& body) { expect_no_field_is_forgotten(body); });
}

}  // namespace
}  // namespace ballast::messages
