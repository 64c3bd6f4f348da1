#include "messages/codec.hpp"

#include <array>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "messages/control.hpp"
#include "messages/market.hpp"
#include "messages/msgpack_writer.hpp"
#include "messages/plan_report.hpp"
#include "messages/planning.hpp"
#include "messages/search.hpp"
#include "messages/work.hpp"

namespace ballast::messages {
namespace {

template <class Body>
Failure refusal(const std::string& bytes) {
  const auto body = decode<Body>(bytes);
  EXPECT_FALSE(body);
  return body ? Failure{} : body.error();
}

std::string a_header(std::uint64_t version, std::string_view type) {
  Header header;
  header.version = static_cast<std::uint32_t>(version);
  header.type = type;
  return encode_header(header);
}

/// A map of one entry whose value is yet to be written.
MsgpackWriter one_field(std::string_view name) {
  MsgpackWriter writer;
  writer.map(1);
  writer.text(name);
  return writer;
}

TEST(Codec, AFailureTravelsAsABody) {
  const Failure failure{FailureKind::missing, "no price", "universe", "one price"};
  const Payload payload = pack(failure);
  EXPECT_EQ(payload.type, "Failure");
  EXPECT_EQ(decode<Failure>(payload.bytes), failure);
}

TEST(Codec, AnEnvelopeGivesItsBodyOnlyAsItsType) {
  Envelope envelope;
  envelope.header.type = "GetPlan";
  GetPlan body;
  body.plan_id = "p";
  envelope.body = encode(body);
  EXPECT_EQ(unpack<GetPlan>(envelope), body);
  const auto other = unpack<CancelPlan>(envelope);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().allowed, "CancelPlan");
}

TEST(Codec, InputsAtHandAsBytesTravelAsThoseOfTheReport) {
  PlanReport report;
  report.plan_id = "p";
  planner::PlanInputs inputs;
  inputs.target_weights.push_back({planner::SecurityId{7}, 0.5});
  const Payload payload = pack_with_inputs(report, encode(inputs));
  EXPECT_EQ(payload.type, "PlanReport");
  report.inputs = inputs;
  EXPECT_EQ(decode<PlanReport>(payload.bytes), report);
}

TEST(Codec, UnknownFieldsAreIgnored) {
  MsgpackWriter writer;
  writer.map(3);
  writer.text("from_tomorrow");
  writer.array(1);
  writer.number(1.5);
  writer.text("plan_id");
  writer.text("p");
  writer.text("unheard_of");
  writer.boolean(true);
  const auto body = decode<GetPlan>(writer.take());
  ASSERT_TRUE(body);
  EXPECT_EQ(body->plan_id, "p");
}

TEST(Codec, AbsentFieldsWithADefaultGetIt) {
  const auto body = decode<ListPlans>("\x80");
  ASSERT_TRUE(body);
  EXPECT_EQ(body->limit, ListPlans{}.limit);
}

TEST(Codec, AbsentRequiredFieldsAreRefusedByName) {
  const Failure failure = refusal<GetPlan>("\x80");
  EXPECT_EQ(failure.where, "plan_id");
  EXPECT_EQ(failure.what, "is missing");
}

TEST(Codec, AWrongTypeDeepInsideIsNamedByItsPath) {
  PlanList list;
  list.plans.resize(3);
  std::string bytes = encode(list);
  const std::size_t last = bytes.rfind("running");
  bytes.replace(last, 7, "walking");
  const Failure failure = refusal<PlanList>(bytes);
  EXPECT_EQ(failure.where, "plans[2].state");
  EXPECT_EQ(failure.what, "expected running, completed, degraded, incomplete, cancelled or failed");
}

TEST(Codec, NumbersThatAreNotFiniteAreRefused) {
  for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity(),
                           -std::numeric_limits<double>::infinity()}) {
    planner::PlanInputs inputs;
    inputs.cash.push_back({"EUR", bad});
    EXPECT_EQ(refusal<planner::PlanInputs>(encode(inputs)).where, "cash[0].amount");
  }
}

TEST(Codec, ColumnsHoldFiniteNumbersOnly) {
  ImportPrices prices;
  prices.symbols = {"A"};
  prices.symbol = {0, 0};
  prices.day = {1, 2};
  prices.close = {1.0, std::nan("")};
  prices.volume = {-1.0, -1.0};
  prices.line = {2, 3};
  EXPECT_EQ(refusal<ImportPrices>(encode(prices)).where, "close[1]");
}

TEST(Codec, ColumnsAreOfOneLengthAndPointIntoTheirTable) {
  ImportPrices prices;
  prices.symbols = {"A"};
  prices.symbol = {0};
  prices.day = {1};
  prices.close = {1.0};
  prices.volume = {-1.0};
  prices.line = {2};
  EXPECT_TRUE(decode<ImportPrices>(encode(prices)));
  ImportPrices shorter = prices;
  shorter.volume.clear();
  EXPECT_EQ(refusal<ImportPrices>(encode(shorter)).where, "volume");
  ImportPrices astray = prices;
  astray.symbol = {1};
  EXPECT_EQ(refusal<ImportPrices>(encode(astray)).where, "symbol");
}

TEST(Codec, AColumnIsAWholeNumberOfElements) {
  planner::SearchResult result;
  result.best.emplace_back().candidates = {1};
  std::string bytes = encode(result);
  bytes.replace(bytes.find(std::string("\xc4\x02\x01\x00", 4)), 4, std::string("\xc4\x01\x01", 3));
  EXPECT_EQ(refusal<planner::SearchResult>(bytes).where, "best[0].candidates");
}

TEST(Codec, IntegersOutOfRangeAreRefused) {
  MsgpackWriter writer = one_field("limit");
  writer.natural(std::uint64_t{1} << 32U);
  EXPECT_EQ(refusal<ListPlans>(writer.take()).what, "expected an integer from 0 to 4294967295");
  MsgpackWriter negative = one_field("limit");
  negative.integer(-1);
  EXPECT_EQ(refusal<ListPlans>(negative.take()).where, "limit");
}

TEST(Codec, SettingsOutOfRangeAreRefused) {
  planner::Settings settings;
  settings.max_plan_depth = 11;
  planner::PlanRequest request;
  request.settings = settings;
  const Failure failure = refusal<planner::PlanRequest>(encode(request));
  EXPECT_EQ(describe(failure), "settings.max_plan_depth: expected an integer from 1 to 10");
}

TEST(Codec, TextsAreUtf8) {
  GetPlan body;
  body.plan_id = "\xff\xfe";
  EXPECT_EQ(refusal<GetPlan>(encode(body)).what, "expected a text in UTF-8");
}

TEST(Codec, AnEmptyOptionalTakesNoRoom) {
  PlanProgress progress;
  EXPECT_EQ(encode(progress).find("best_score"), std::string::npos);
  progress.best_score = planner::Score{1};
  EXPECT_NE(encode(progress).find("best_score"), std::string::npos);
}

TEST(Header, ComesBackAsItWas) {
  Header header;
  header.type = "CreatePlan";
  header.id = "0192f0c1-0000-7000-8000-000000000001";
  header.seq = 7;
  header.sender = "cli-7f3a";
  header.sent_ns = -1;
  header.ttl_ms = 5000;
  EXPECT_EQ(decode_header(encode_header(header)), header);
}

TEST(Header, OfAnotherMajorVersionIsRefused) {
  const auto header = decode_header(a_header(protocol_version + 1, "Ping"));
  ASSERT_FALSE(header);
  EXPECT_EQ(header.error().where, "header.v");
}

TEST(Header, WithoutATypeIsRefused) {
  EXPECT_FALSE(decode_header(a_header(protocol_version, "")));
}

TEST(Header, AboveItsOwnLimitsIsRefused) {
  Header header;
  header.type = "Ping";
  header.sender = std::string(header_limits.text_bytes + 1, 'x');
  EXPECT_FALSE(decode_header(encode_header(header)));
}

TEST(Frames, AreRouteHeaderAndBody) {
  const std::string header = a_header(protocol_version, "Ping");
  const std::array<std::string_view, 3> frames = {"portfolio", header, "\x80"};
  const auto envelope = decode_frames(frames);
  ASSERT_TRUE(envelope);
  EXPECT_EQ(envelope->route, "portfolio");
  EXPECT_EQ(envelope->header.type, "Ping");
  EXPECT_TRUE(unpack<Ping>(*envelope));
  EXPECT_FALSE(decode_frames(std::span(frames).first(2)));
}

TEST(Frames, WithALongOrUnreadableRouteAreRefused) {
  const std::string header = a_header(protocol_version, "Ping");
  const std::string longest(max_route_bytes + 1, 'r');
  for (const std::string_view route : {std::string_view(longest), std::string_view("\xff")}) {
    const std::array<std::string_view, 3> frames = {route, header, "\x80"};
    EXPECT_FALSE(decode_frames(frames));
  }
}

}  // namespace
}  // namespace ballast::messages
