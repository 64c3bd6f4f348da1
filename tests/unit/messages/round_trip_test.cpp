// Every body comes back as it was, from msgpack and from JSON, whatever it holds.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/unit/messages/body_kinds.hpp"

namespace ballast::messages {
namespace {

constexpr std::uint64_t rounds = 40;

TEST(RoundTrip, EveryBodyComesBackFromMsgpack) {
  for (const BodyKind& kind : body_kinds()) {
    for (std::uint64_t seed = 0; seed < rounds; ++seed) {
      const auto body = kind.random(seed, false);
      const auto back = kind.decode(body->encoded());
      ASSERT_TRUE(back) << kind.type << " seed " << seed << ": " << describe(back.error());
      ASSERT_TRUE((*back)->equals(*body)) << kind.type << " seed " << seed;
      ASSERT_EQ((*back)->encoded(), body->encoded()) << kind.type << " seed " << seed;
    }
  }
}

TEST(RoundTrip, EveryBodyComesBackFromJsonText) {
  for (const BodyKind& kind : body_kinds()) {
    for (std::uint64_t seed = 0; seed < rounds; ++seed) {
      const auto body = kind.random(seed, false);
      const auto json = parse_json(body->json().dump(2));
      ASSERT_TRUE(json) << kind.type << " seed " << seed;
      const auto back = kind.from_json(*json);
      ASSERT_TRUE(back) << kind.type << " seed " << seed << ": " << describe(back.error());
      ASSERT_TRUE((*back)->equals(*body)) << kind.type << " seed " << seed;
    }
  }
}

TEST(RoundTrip, AnyBodyCanBeShownWithoutKnowingItsType) {
  for (const BodyKind& kind : body_kinds()) {
    const auto shown = any_to_json(kind.random(7, true)->encoded());
    ASSERT_TRUE(shown) << kind.type;
    for (const FieldPlace& field : kind.fields()) {
      EXPECT_TRUE(shown->contains(field.name)) << kind.type << " " << field.name;
    }
  }
}

/// No more than padding lies before a field, between two and behind the last.
void expect_no_field_is_forgotten(const BodyKind& kind) {
  auto fields = kind.fields();
  if (fields.empty()) return;
  std::ranges::sort(fields, {}, &FieldPlace::begin);
  fields.push_back({"the end", kind.size, kind.size, kind.alignment});
  std::size_t covered = 0;
  for (const FieldPlace& field : fields) {
    EXPECT_LT(field.begin - covered, field.alignment)
        << kind.type << " has a field at byte " << covered << " that its table lacks";
    covered = field.end;
  }
}

TEST(RoundTrip, NoTableForgetsAField) {
  for (const BodyKind& kind : body_kinds()) expect_no_field_is_forgotten(kind);
}

}  // namespace
}  // namespace ballast::messages
