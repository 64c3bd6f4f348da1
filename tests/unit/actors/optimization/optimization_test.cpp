// The optimization actor: what it makes anew, what it keeps, what it tells.
#include "actors/optimization/optimization.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "broker/manual_clock.hpp"
#include "messages/books.hpp"
#include "messages/codec.hpp"
#include "messages/control.hpp"
#include "messages/events.hpp"
#include "messages/market.hpp"
#include "messages/scoring.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::actors {
namespace {

constexpr int first_day = 20'000;

class OptimizationTest : public testing::Test {
 protected:
  OptimizationTest() {
    for (std::int64_t id = 1; id <= 8; ++id) add(id, 100);
    portfolio_.cash = {{"EUR", 10'000.0}};
    portfolio_.positions = {{planner::SecurityId{2}, 30.0, 90.0, std::nullopt}};
    outlet_.responder = [this](const RecordingOutlet::Request& request) {
      return RecordingOutlet::Answer(answer_to(request.payload.type));
    };
  }

  void add(std::int64_t id, int days) {
    planner::Security security;
    security.id.value = id;
    security.symbol = "S" + std::to_string(id);
    security.currency = security.quotation_unit = "EUR";
    security.metrics.cagr_5y = 0.05 + 0.01 * static_cast<double>(id);
    security.metrics.cagr_1y = security.metrics.cagr_3y = security.metrics.cagr_5y;
    messages::ScoreInput input;
    input.security = security;
    double price = 100.0;
    for (int day = 0; day < days; ++day) {
      price *= (day * id + id * id) % 7 < 3 ? 0.99 : 1.009;
      input.day.push_back(first_day + day);
      input.close.push_back(price);
    }
    security.quote = planner::Quote{price, planner::Date{std::chrono::days{first_day + days}}};
    universe_.securities.push_back(std::move(security));
    prices_.inputs.push_back(std::move(input));
  }

  [[nodiscard]] messages::Payload answer_to(const std::string& type) const {
    if (type == messages::GetUniverse::type) return messages::pack(universe_);
    if (type == messages::GetPortfolio::type) return messages::pack(portfolio_);
    if (type == messages::GetRegistry::type) return messages::pack(registry_);
    if (type == messages::ScoreSecurities::type) return messages::pack(scores_);
    EXPECT_EQ(type, messages::GetScoreInputs::type);
    return messages::pack(prices_);
  }

  Optimization actor(ScoresKept scores = ScoresKept::no) {
    return {TargetStore::open(directory_.path() / "targets.db").value(), file_, clock_, scores};
  }

  /// All are good, but for those that fail the gate.
  void keep_scores(const std::vector<std::string>& failing) {
    registry_.actors.resize(1);
    registry_.actors[0].alive = true;
    registry_.actors[0].heartbeat.role = "scoring";
    scores_.scores.clear();
    for (const planner::Security& security : universe_.securities) {
      messages::ScoreTold score;
      score.security = security.id;
      score.symbol = security.symbol;
      score.day = security.quote->date;
      score.groups = {{"long_term", 0.5, 0.6, 1.0, {}}};
      if (std::find(failing.begin(), failing.end(), security.symbol) != failing.end()) {
        score.gate_failure = "nearest is 'growth'";
      }
      scores_.scores.push_back(std::move(score));
    }
  }

  [[nodiscard]] static const planner::TargetEntry* entry_of(const messages::TargetsTold& told,
                                                            const std::string& symbol) {
    for (const planner::TargetEntry& entry : told.report.entries) {
      if (entry.symbol == symbol) return &entry;
    }
    return nullptr;
  }

  messages::TargetsTold ask(Optimization& actor) {
    const auto command = command_of(messages::MakeTargets{}, "ask-" + std::to_string(++asked_));
    actor.receive(command, outlet_);
    while (actor.work(outlet_)) {
    }
    return outlet_.reply_to<messages::TargetsTold>(command);
  }

  TemporaryDirectory directory_;
  broker::ManualClock clock_;
  PlannerFile file_;
  RecordingOutlet outlet_;
  messages::UniverseSnapshot universe_;
  messages::PortfolioSnapshot portfolio_;
  messages::ScoreInputs prices_;
  messages::Registry registry_;
  messages::SecurityScores scores_;
  int asked_ = 0;
};

TEST_F(OptimizationTest, TellsTargetsAndPublishesThatTheyAreNew) {
  Optimization optimization = actor();
  const auto told = ask(optimization);
  EXPECT_EQ(told.report.entries.size(), 8U);
  EXPECT_FALSE(told.kept);
  ASSERT_EQ(outlet_.events.size(), 1U);
  EXPECT_EQ(outlet_.events[0].topic, "targets.updated");
  const auto event =
      messages::decode<messages::TargetsUpdated>(outlet_.events[0].payload.bytes).value();
  EXPECT_EQ(event.input_hash, told.input_hash);
}

TEST_F(OptimizationTest, KeepsWhatNothingChangedAlsoOverARestart) {
  messages::TargetsTold first;
  {
    Optimization optimization = actor();
    first = ask(optimization);
  }
  Optimization optimization = actor();
  const auto again = ask(optimization);
  EXPECT_TRUE(again.kept);
  EXPECT_EQ(again.report, first.report);
  EXPECT_EQ(outlet_.events.size(), 1U);
}

TEST_F(OptimizationTest, MakesThemAnewOnceAPriceChanged) {
  Optimization optimization = actor();
  const auto first = ask(optimization);
  prices_.inputs[3].close.back() *= 1.02;
  optimization.observe(messages::Envelope{}, outlet_);
  optimization.observe(messages::Envelope{}, outlet_);
  EXPECT_EQ(outlet_.timers.size(), 1U);
  outlet_.fire_timers();
  while (optimization.work(outlet_)) {
  }
  EXPECT_EQ(outlet_.events.size(), 2U);
  const auto after = ask(optimization);
  EXPECT_TRUE(after.kept);
  EXPECT_NE(after.input_hash, first.input_hash);
}

TEST_F(OptimizationTest, AimsAtNoMoreOfWhatFailsTheQualityGate) {
  keep_scores({"S2", "S5"});
  Optimization optimization = actor(ScoresKept::yes);
  const auto told = ask(optimization);
  const planner::TargetEntry* const held = entry_of(told, "S2");
  ASSERT_NE(held, nullptr);
  EXPECT_GT(held->current, 0.0);
  EXPECT_EQ(held->upper, std::min(held->current, 0.20));
  EXPECT_LE(held->target, held->current + 1e-9);
  EXPECT_EQ(entry_of(told, "S5"), nullptr);
  ASSERT_EQ(told.report.left_out.size(), 1U);
  EXPECT_EQ(told.report.left_out[0],
            (planner::LeftOut{"S5", "it fails the quality gate: nearest is 'growth'"}));
  EXPECT_TRUE(told.report.notes.empty()) << told.report.notes.front();
  keep_scores({});
  optimization.observe(messages::Envelope{}, outlet_);
  outlet_.fire_timers();
  while (optimization.work(outlet_)) {
  }
  EXPECT_EQ(outlet_.events.size(), 2U);
  EXPECT_NE(entry_of(ask(optimization), "S5"), nullptr);
}

TEST_F(OptimizationTest, AGateThatIsOpenBarsNothing) {
  file_.settings.enable_quality_gate = false;
  keep_scores({"S2", "S5"});
  Optimization optimization = actor(ScoresKept::yes);
  const auto told = ask(optimization);
  ASSERT_NE(entry_of(told, "S5"), nullptr);
  EXPECT_EQ(entry_of(told, "S2")->upper, 0.20);
}

TEST_F(OptimizationTest, DoesNotWaitForScoresThatNobodyTellsAndSaysSo) {
  keep_scores({"S5"});
  registry_.actors[0].alive = false;
  Optimization optimization = actor(ScoresKept::yes);
  const auto told = ask(optimization);
  EXPECT_EQ(told.report.notes.back(),
            "no scores are known, nor what fails the quality gate: the actor scoring does not run");
  EXPECT_NE(entry_of(told, "S5"), nullptr);
  EXPECT_TRUE(std::none_of(outlet_.requests.begin(), outlet_.requests.end(),
                           [](const auto& one) { return one.route == "scoring"; }));
  registry_.actors[0].alive = true;
  EXPECT_EQ(entry_of(ask(optimization), "S5"), nullptr);
}

TEST_F(OptimizationTest, AsksNobodyForScoresThatNoBoardKeeps) {
  keep_scores({"S5"});
  Optimization optimization = actor();
  EXPECT_NE(entry_of(ask(optimization), "S5"), nullptr);
  EXPECT_TRUE(std::none_of(outlet_.requests.begin(), outlet_.requests.end(),
                           [](const auto& one) { return one.route == "broker"; }));
}

TEST_F(OptimizationTest, WorksInSlicesAndAnswersBetweenThem) {
  Optimization optimization = actor();
  const auto slow = command_of(messages::MakeTargets{}, "slow");
  optimization.receive(slow, outlet_);
  std::uint64_t before = optimization.progress();
  for (int slice = 0; slice < 10; ++slice) {
    ASSERT_TRUE(optimization.work(outlet_));
    EXPECT_GT(optimization.progress(), before);
    before = optimization.progress();
  }
  messages::MakeTargets unknown;
  unknown.rules.method = planner::TargetMethod::black_litterman;
  unknown.rules.views = {{"NOSUCH", 0.1, 0.5}};
  optimization.receive(command_of(unknown, "quick"), outlet_);
  EXPECT_EQ(optimization.status().doing, "choosing target weights");
  while (optimization.work(outlet_)) {
  }
  EXPECT_EQ(outlet_.refusals["quick"].size(), 1U);
  EXPECT_EQ(outlet_.reply_to<messages::TargetsTold>(slow).report.entries.size(), 8U);
}

TEST_F(OptimizationTest, RefusesWithASentenceWhatCannotBeChosen) {
  prices_.inputs.resize(1);
  Optimization optimization = actor();
  optimization.receive(command_of(messages::MakeTargets{}, "id"), outlet_);
  while (optimization.work(outlet_)) {
  }
  ASSERT_EQ(outlet_.refusals["id"].size(), 1U);
  EXPECT_EQ(outlet_.refusals["id"][0].what,
            "only S1 is left to choose weights for; of 7 left out, S2: no prices are known");
  EXPECT_TRUE(outlet_.events.empty());
}

}  // namespace
}  // namespace ballast::actors
