#include "messages/json.hpp"

#include <gtest/gtest.h>

#include "messages/msgpack_writer.hpp"
#include "messages/planning.hpp"
#include "messages/request_file.hpp"
#include "messages/work.hpp"

namespace ballast::messages {
namespace {

std::string refusal_of(std::string_view text) {
  const auto command = read_request_file(text);
  EXPECT_FALSE(command) << text;
  return command ? "" : describe(command.error());
}

TEST(Json, MoneyIsANumberOfUnits) {
  CreatePlan command;
  command.cash = planner::Money::from_micros(12'500'000);
  EXPECT_EQ(to_json(command)["cash"].dump(), "12.5");
}

TEST(Json, MoneyThatADoubleCannotHoldStaysExact) {
  CreatePlan command;
  command.cash = planner::Money::from_micros(-9'007'199'254'740'993'123);
  const auto json = to_json(command);
  EXPECT_EQ(json["cash"].dump(), "\"-9007199254740.993123\"");
  EXPECT_EQ(from_json<CreatePlan>(json), command);
}

TEST(Json, AScoreIsANumberAndExact) {
  PlanProgress progress;
  progress.best_score = planner::Score{planner::Score::one / 3};
  const auto json = to_json(progress);
  EXPECT_TRUE(json["best_score"].is_number());
  EXPECT_EQ(from_json<PlanProgress>(json), progress);
}

TEST(Json, AScoreThatADoubleCannotHoldStaysExact) {
  PlanProgress progress;
  progress.best_score = planner::Score{16 * planner::Score::one + 1};
  const auto json = to_json(progress);
  EXPECT_EQ(json["best_score"].dump(), "\"18014398509481985 ticks\"");
  EXPECT_EQ(from_json<PlanProgress>(json), progress);
}

TEST(Json, WhatIsEmptyIsNull) {
  const auto json = to_json(PlanReport{});
  EXPECT_TRUE(json.contains("decision"));
  EXPECT_TRUE(json["decision"].is_null());
}

TEST(Json, BytesAreBase64) {
  Batch batch;
  batch.payload = std::string("\0\xff\x10", 3);
  EXPECT_EQ(to_json(batch)["payload"], "AP8Q");
}

TEST(Json, BytesThatAreNoUtf8DoNotSpoilTheOutput) {
  PlanAccepted accepted;
  accepted.plan_id = "a\xff";
  EXPECT_EQ(to_json(accepted).dump(), R"({"plan_id":"a?"})");
}

TEST(RequestFile, MayBeEmpty) {
  EXPECT_EQ(read_request_file("{}"), CreatePlan{});
}

TEST(RequestFile, NamesOnlyTheSettingsThatItHolds) {
  const auto command = read_request_file(R"({
    "settings": {"max_plan_depth": 3, "risk_profile": "aggressive", "priority_threshold": 0.25},
    "seed": 18446744073709551615, "buy_only": true, "exclude": ["AAA"], "pin": ["BBB"],
    "cash": 1200, "ideas": [[{"side": "sell", "symbol": "CCC", "quantity": 7}]]})");
  ASSERT_TRUE(command) << describe(command.error());
  const std::vector<SettingOverride> settings = {
      {"max_plan_depth", "3"}, {"risk_profile", "aggressive"}, {"priority_threshold", "0.25"}};
  EXPECT_EQ(command->settings, settings);
  EXPECT_EQ(command->seed, 18446744073709551615U);
  EXPECT_TRUE(command->buy_only);
  EXPECT_EQ(command->cash, planner::Money::from_micros(1'200'000'000));
  ASSERT_EQ(command->ideas.size(), 1U);
  EXPECT_EQ(command->ideas[0][0].symbol, "CCC");
}

TEST(RequestFile, NamesAnUnknownKeyAndTheNearestKnownOne) {
  EXPECT_EQ(refusal_of(R"({"sed": 1})"), "sed: is no field here, did you mean 'seed'?");
  EXPECT_EQ(refusal_of(R"({"settings": {"max_plan_dept": 1}})"),
            "settings.max_plan_dept: is no field here, did you mean 'max_plan_depth'?");
}

std::string refusal_of_depth(const std::string& value) {
  return refusal_of(R"({"settings": {"max_plan_depth": )" + value + "}}");
}

TEST(RequestFile, NamesASettingItsWrongValueAndItsRange) {
  for (const char* value : {"11", "0", "2.5", "true", "null"}) {
    EXPECT_EQ(refusal_of_depth(value), std::string("settings.max_plan_depth: '") + value +
                                           "' is no value for this setting (allowed: 1 to 10)");
  }
  for (const char* right_in_another_form : {"\"3\"", "[3]"}) {
    EXPECT_EQ(refusal_of_depth(right_in_another_form),
              "settings.max_plan_depth: expected an integer from 1 to 10");
  }
  EXPECT_EQ(refusal_of_depth("1e400"), "a number is out of range");
}

TEST(RequestFile, NamesAWrongTypeByItsPath) {
  EXPECT_EQ(refusal_of(R"({"seed": -1})"), "seed: expected an integer of at least 0");
  EXPECT_EQ(refusal_of(R"({"exclude": "AAA"})"), "exclude: expected a list");
  EXPECT_EQ(refusal_of(R"({"exclude": ["AAA", 7]})"), "exclude[1]: expected a text");
  EXPECT_EQ(refusal_of(R"({"buy_only": 1})"), "buy_only: expected true or false");
  EXPECT_EQ(refusal_of(R"({"cash": "much"})"), "cash: expected an amount of money");
  EXPECT_EQ(refusal_of(R"({"cash": 1e300})"), "cash: expected an amount of money");
  EXPECT_EQ(refusal_of(R"({"ideas": [[{"side": "hold", "symbol": "A", "quantity": 1}]]})"),
            "ideas[0][0].side: expected buy or sell");
  EXPECT_EQ(refusal_of(R"({"ideas": [[{"side": "buy", "symbol": "A"}]]})"),
            "ideas[0][0].quantity: is missing");
  EXPECT_EQ(refusal_of("[]"), "expected a map of fields");
}

TEST(RequestFile, ThatIsNoJsonIsRefusedWithLineAndColumn) {
  EXPECT_EQ(refusal_of("{\n  \"seed\": ,\n}"), "line 2, column 11: this is no JSON");
  refusal_of("");
  refusal_of("{\"seed\": NaN}");
}

TEST(RequestFile, ThatIsNestedTooDeeplyIsRefused) {
  refusal_of(std::string(100'000, '['));
  refusal_of(std::string(20, '[') + std::string(20, ']'));
}

TEST(AnyToJson, ShowsFieldsThatNobodyKnows) {
  MsgpackWriter writer;
  writer.map(3);
  writer.text("blob");
  writer.bytes("12345");
  writer.text("list");
  writer.array(2);
  writer.integer(-3);
  writer.number(0.5);
  writer.text("text");
  writer.text("x\xff");
  const auto json = any_to_json(writer.take());
  ASSERT_TRUE(json);
  EXPECT_EQ(json->dump(), R"({"blob":{"bin":5},"list":[-3,0.5],"text":"x?"})");
}

TEST(AnyToJson, RefusesWhatIsNoMsgpack) {
  EXPECT_FALSE(any_to_json("\xc1"));
  EXPECT_FALSE(any_to_json(""));
}

}  // namespace
}  // namespace ballast::messages
