// The scoring actor: what it computes anew, what it keeps, what it tells.
#include <gtest/gtest.h>

#include "messages/events.hpp"
#include "tests/unit/actors/scoring/scoring_fixture.hpp"

namespace ballast::actors {
namespace {

TEST_F(ScoringTest, TellsScoresAndWhyOthersHaveNone) {
  Scoring scoring = actor();
  const auto scores = ask(scoring);
  ASSERT_EQ(scores.scores.size(), 1U);
  EXPECT_EQ(scores.scores[0].symbol, "AAA");
  EXPECT_GT(scores.scores[0].total, 0.0);
  EXPECT_EQ(scores.scores[0].input_hash, score_input_hash(inputs_.inputs[0], no_context()));
  EXPECT_TRUE(scores.scores[0].raw.empty());
  ASSERT_EQ(scores.unscored.size(), 1U);
  EXPECT_EQ(
      scores.unscored[0].reason,
      "prices: the history has 40 closes in 2 months, too few for a score (allowed: 50 closes "
      "in 12 months, or more)");
}

TEST_F(ScoringTest, ExplainsEverySubScore) {
  Scoring scoring = actor();
  const auto scores = ask(scoring, true);
  ASSERT_EQ(scores.scores.size(), 1U);
  std::size_t parts = 0;
  for (const auto& group : scores.scores[0].groups) parts += group.parts.size();
  EXPECT_EQ(parts, planner::scoring::sub_score_rules().size());
  EXPECT_FALSE(scores.scores[0].raw.empty());
  EXPECT_EQ(scores.scores[0].groups[0].parts[0].inputs[0].name, "cagr_5y");
}

TEST_F(ScoringTest, WhatAnalystsSayIsAGroupOfItsOwnAndPartOfTheHash) {
  Scoring scoring = actor();
  const auto opinion = [&] {
    const auto told = ask(scoring, true).scores.at(0);
    for (const auto& group : told.groups) {
      if (group.name == "opinion") return group;
    }
    return messages::ScoreGroupTold{};
  };
  const auto without = ask(scoring).scores.at(0);
  EXPECT_FALSE(opinion().value);
  inputs_.inputs[0].recommendation = "buy";
  EXPECT_NEAR(opinion().value.value_or(0.0), 0.60 * 0.8 + 0.40 * 0.5, 1e-12);
  EXPECT_NEAR(opinion().parts.at(1).could_add, opinion().weight * 0.40 * 0.5, 1e-12);
  const auto with_word = ask(scoring).scores.at(0);
  EXPECT_NE(with_word.input_hash, without.input_hash);
  inputs_.inputs[0].target_price = 110.0;
  inputs_.inputs[0].price = 100.0;
  EXPECT_NEAR(opinion().value.value_or(0.0), 0.60 * 0.8 + 0.40 * 0.75, 1e-12);
  const auto inputs = opinion().parts.at(1).inputs;
  ASSERT_EQ(inputs.size(), 2U);
  EXPECT_EQ(inputs[0].name, "upside");
  EXPECT_NEAR(inputs[0].value.value_or(0.0), 0.10, 1e-12);
  EXPECT_EQ(inputs[1], (messages::NamedValue{"target_price", 110.0}));
  EXPECT_DOUBLE_EQ(opinion().parts.at(1).could_add, 0.0);
  EXPECT_NE(ask(scoring).scores.at(0).input_hash, with_word.input_hash);
}

TEST_F(ScoringTest, AWordThatANewerUniverseTellsIsNone) {
  inputs_.inputs[0].recommendation = "outstanding";
  inputs_.inputs[0].target_price = 110.0;  // without the price that it is held against
  Scoring scoring = actor();
  EXPECT_FALSE(ask(scoring).scores.at(0).group("opinion"));
}

TEST_F(ScoringTest, ComputesAnewOnlyWhatChanged) {
  Scoring scoring = actor();
  const auto before = ask(scoring);
  clock_.advance(std::chrono::hours(1));
  EXPECT_EQ(ask(scoring), before);
  inputs_.inputs[0].close.back() *= 1.05;
  const auto after = ask(scoring);
  EXPECT_NE(after.scores[0].input_hash, before.scores[0].input_hash);
  EXPECT_EQ(after.scores[0].computed_ms, before.scores[0].computed_ms + 3'600'000);
}

TEST_F(ScoringTest, KeepsScoresOverARestart) {
  const auto before = [&] {
    Scoring scoring = actor();
    return ask(scoring);
  }();
  clock_.advance(std::chrono::hours(1));
  Scoring again = actor();
  EXPECT_EQ(ask(again), before);
}

TEST_F(ScoringTest, AnOldScoreStaysVisibleWhereNoneCanBeComputed) {
  Scoring scoring = actor();
  const double total = ask(scoring).scores.at(0).total;
  inputs_.inputs[0] = input_of(1, "AAA", 45);
  const auto scores = ask(scoring);
  ASSERT_EQ(scores.unscored.size(), 2U);
  EXPECT_EQ(scores.unscored[0].last_total, total);
}

TEST_F(ScoringTest, LooksAtAllWhenTheUniverseChangesAndTellsOnlyChanges) {
  Scoring scoring = actor();
  const auto changed = command_of(messages::UniverseUpdated{7, "prices"}, "");
  scoring.observe(changed, outlet_);
  ASSERT_EQ(outlet_.events.size(), 1U);
  EXPECT_EQ(outlet_.events[0].topic, "score.updated");
  EXPECT_EQ(messages::decode<messages::ScoresUpdated>(outlet_.events[0].payload.bytes),
            (messages::ScoresUpdated{7, 1}));
  scoring.observe(changed, outlet_);
  EXPECT_EQ(outlet_.events.size(), 1U);
}

TEST_F(ScoringTest, ChangesWhileItLooksLeadToAnotherLook) {
  Scoring scoring = actor();
  outlet_.responder = nullptr;
  const auto changed = command_of(messages::UniverseUpdated{7, "prices"}, "");
  scoring.observe(changed, outlet_);
  scoring.observe(changed, outlet_);
  EXPECT_EQ(scoring.status().doing, "scoring");
  for (std::size_t at = 0; at < 3; ++at) {
    ASSERT_EQ(outlet_.requests.size(), at + 1);
    outlet_.answer(at, told(outlet_.requests[at]));
  }
  ASSERT_EQ(outlet_.requests.size(), 4U);
  outlet_.answer(3,
                 tl::unexpected(planner::Failure{planner::FailureKind::unavailable, "no", "", ""}));
  EXPECT_EQ(scoring.status().doing, "idle");
  ASSERT_EQ(outlet_.notes.size(), 1U);
}

TEST_F(ScoringTest, AfterAChangeOfThePortfolioItLooksALittleLater) {
  Scoring scoring = actor();
  const auto changed = command_of(messages::PortfolioUpdated{}, "");
  scoring.observe(changed, outlet_);
  scoring.observe(changed, outlet_);
  EXPECT_TRUE(outlet_.requests.empty());
  ASSERT_EQ(outlet_.timers.size(), 1U);
  outlet_.fire_timers();
  EXPECT_EQ(outlet_.events.size(), 1U);
}

TEST_F(ScoringTest, TellsWhatItKeepsWithoutAskingAnybody) {
  Scoring scoring = actor();
  const auto scores = ask(scoring);
  outlet_.requests.clear();
  const auto command = command_of(messages::ScoreSecurities{{}, 0, false, true}, "kept");
  scoring.receive(command, outlet_);
  EXPECT_EQ(outlet_.reply_to<messages::SecurityScores>(command).scores, scores.scores);
  EXPECT_TRUE(outlet_.requests.empty());
}

TEST_F(ScoringTest, LooksAtAllWhenItStarts) {
  Scoring scoring = actor();
  scoring.start(outlet_);
  EXPECT_EQ(outlet_.events.size(), 1U);
}

TEST_F(ScoringTest, OfOneCommandLooksAtNothingThatNobodyAskedFor) {
  Scoring scoring(ScoreStore::open(directory_.path() / "scores.db").value(), file_, clock_,
                  Sweeping::never);
  scoring.start(outlet_);
  scoring.observe(command_of(messages::UniverseUpdated{7, "prices"}, ""), outlet_);
  EXPECT_TRUE(outlet_.requests.empty());
  EXPECT_EQ(ask(scoring).scores.size(), 1U);
}

TEST_F(ScoringTest, TheUniversesRefusalIsItsOwn) {
  outlet_.responder = [](const RecordingOutlet::Request&) -> RecordingOutlet::Answer {
    return tl::unexpected(planner::Failure{planner::FailureKind::unavailable, "asleep", "", ""});
  };
  Scoring scoring = actor();
  const auto command = command_of(messages::ScoreSecurities{}, "ask");
  scoring.receive(command, outlet_);
  EXPECT_EQ(outlet_.refusals.at("ask").at(0).what, "asleep");
}

TEST_F(ScoringTest, EveryDayHasItsScore) {
  auto store = ScoreStore::open(directory_.path() / "days.db").value();
  auto score = scored_row(inputs_.inputs[0], no_context()).value();
  const double first = score.total;
  ASSERT_TRUE(store.keep({score}));
  score.day += std::chrono::days(1);
  score.total = 0.25;
  ASSERT_TRUE(store.keep({score}));
  const auto days = store.history_of({"AAA", std::nullopt, std::nullopt}).value().value();
  ASSERT_EQ(days.total.size(), 2U);
  EXPECT_DOUBLE_EQ(days.total[0], first);
  EXPECT_DOUBLE_EQ(days.total[1], 0.25);
  EXPECT_EQ(days.day[1], days.day[0] + 1);
  EXPECT_EQ(store.history_of({"AAA", score.day, std::nullopt}).value()->day.size(), 1U);
  EXPECT_FALSE(store.history_of({"BBB", std::nullopt, std::nullopt}).value().has_value());
}

TEST_F(ScoringTest, ScoresOfDaysLongAgoAreDroppedOnceADay) {
  const auto path = directory_.path() / "scores.db";
  auto score = scored_row(inputs_.inputs[0], no_context()).value();
  const auto days_kept = [&] {
    auto store = ScoreStore::open(path).value();
    return store.history_of({"AAA", std::nullopt, std::nullopt}).value().value().day.size();
  };
  {
    auto store = ScoreStore::open(path).value();
    for (int day = 0; day < 3; ++day, score.day += std::chrono::days(1)) {
      ASSERT_TRUE(store.keep({score}));
    }
  }
  file_.keep_score_days = 730;
  // The third of those days is the first that is kept.
  const auto now = score.day - std::chrono::days(1) + std::chrono::days(730);
  clock_.set_wall(std::chrono::nanoseconds(now.time_since_epoch()).count());
  inputs_.inputs.clear();
  {
    Scoring scoring = actor();
    scoring.start(outlet_);
    outlet_.fire_timers();
    EXPECT_EQ(ask(scoring).scores.size(), 0U);
    EXPECT_FALSE(outlet_.timers.empty()) << "and again a day later";
  }
  EXPECT_EQ(days_kept(), 1U);
  EXPECT_TRUE(ScoreStore::open(path).value().find({1})) << "the last score stays";
}

}  // namespace
}  // namespace ballast::actors
