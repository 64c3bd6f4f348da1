// Lists and sets of names among the settings travel as themselves, and are bounded.
#include <gtest/gtest.h>

#include "messages/codec.hpp"
#include "messages/decoder.hpp"
#include "messages/encoder.hpp"
#include "messages/json_node.hpp"
#include "messages/json_writer.hpp"
#include "messages/request_fields.hpp"

namespace ballast::messages {
namespace {

struct Kinds {
  planner::ChoiceSet<planner::RiskProfile> profiles;
  planner::NumberList shifts;
  planner::TextList symbols;

  bool operator==(const Kinds&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    SettingFields<std::remove_reference_t<Visitor>> settings{visit};
    settings("profiles", self.profiles, "some profiles");
    settings("shifts", self.shifts, "fraction", -0.9, 2.0, std::size_t{3}, "how prices move");
    settings("symbols", self.symbols, "symbols", std::size_t{2}, "which");
  }
};

const Kinds sample{{planner::RiskProfile::balanced}, {-0.1, 0.1}, {"AAA"}};

std::string packed(const Kinds& kinds) {
  Encoder encoder;
  encoder.write(kinds);
  return encoder.take();
}

std::string refusal_of_bytes(const Kinds& kinds) {
  const std::string bytes = packed(kinds);
  const auto document = MsgpackDocument::open(bytes, default_limits);
  Kinds read;
  Decoder<MsgpackNode> decoder;
  if (decoder.read(document->root(), read)) return read == kinds ? "" : "read something else";
  return describe(*decoder.failure());
}

std::string refusal_of_json(const std::string& text, Kinds& read) {
  const auto json = nlohmann::ordered_json::parse(text);
  Decoder<JsonNode> decoder;
  return decoder.read(JsonNode(json), read) ? "" : describe(*decoder.failure());
}

TEST(SettingValues, ComeBackAsTheyWereSent) {
  EXPECT_EQ(refusal_of_bytes(sample), "");
  const auto json = JsonWriter::write(sample);
  EXPECT_EQ(json.dump(), R"({"profiles":"balanced","shifts":[-0.1,0.1],"symbols":["AAA"]})");
  Kinds read;
  EXPECT_EQ(refusal_of_json(json.dump(), read), "");
  EXPECT_EQ(read, sample);
}

TEST(SettingValues, OutOfRangeAreRefusedInBothForms) {
  EXPECT_EQ(refusal_of_bytes({{}, {0.0, 3.0}, {}}),
            "shifts[1]: expected a finite number from -0.9 to 2");
  EXPECT_EQ(refusal_of_bytes({{}, {0, 1, 2, 0.5}, {}}), "shifts: expected a list of at most 3");
  EXPECT_EQ(refusal_of_bytes({{}, {}, {"A", "B", "C"}}), "symbols: expected a list of at most 2");
  Kinds read;
  EXPECT_EQ(refusal_of_json(R"({"shifts": [3]})", read),
            "shifts[0]: expected a number from -0.9 to 2");
  EXPECT_EQ(refusal_of_json(R"({"symbols": ["A", "B", "C"]})", read),
            "symbols: expected a list of at most 2");
  EXPECT_EQ(refusal_of_json(R"({"profiles": "bold"})", read),
            "profiles: expected all, none, or some of: balanced, conservative, aggressive");
}

}  // namespace
}  // namespace ballast::messages
