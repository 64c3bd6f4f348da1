#include "actors/coordinator/known_inputs.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "messages/codec.hpp"
#include "messages/scoring.hpp"
#include "tests/unit/actors/coordinator/example_snapshots.hpp"

namespace ballast::actors {
namespace {

namespace example = planner::example;

SnapshotBytes bytes_of(const Snapshots& snapshots) {
  return {messages::encode(snapshots.portfolio), messages::encode(snapshots.universe),
          messages::encode(snapshots.trades)};
}

/// Changes one thing of one answer, as an import, a fill or an order would.
void change(Snapshots& snapshots, std::mt19937_64& random) {
  auto& securities = snapshots.universe.securities;
  planner::Security& security = securities[random() % securities.size()];
  switch (random() % 6) {
    case 0:
      security.quote = planner::Quote{1.0 + static_cast<double>(random() % 100), example::today};
      break;
    case 1:
      security.allow_buy = !security.allow_buy;
      break;
    case 2:
      snapshots.universe.rates.front().per_base = 1.0 + static_cast<double>(random() % 10) / 10.0;
      break;
    case 3:
      snapshots.portfolio.positions.front().quantity = static_cast<double>(random() % 10 + 1);
      break;
    case 4:
      snapshots.portfolio.cash.front().amount = static_cast<double>(random() % 10);
      break;
    default:
      snapshots.trades.pending.front().side =
          random() % 2 == 0 ? planner::Side::buy : planner::Side::sell;
  }
}

TEST(KnownInputs, AreAlwaysWhatTheAnswersOfThisPlanSay) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937_64 random{seed};
  PlannerFile file;
  KnownInputs known(file);
  std::vector<Snapshots> worlds(1, example_snapshots());
  const std::vector<planner::Date> mornings = {example::today,
                                               example::today + std::chrono::days{1}};
  const std::vector<PlanningDate> dates = {
      {}, {PlanningDate::Kind::newest_price, {}}, {PlanningDate::Kind::fixed, example::today}};
  for (int plan = 0; plan < 500; ++plan) {
    if (random() % 4 == 0) {
      worlds.push_back(worlds[random() % worlds.size()]);
      change(worlds.back(), random);
    }
    const Snapshots& world =
        worlds[worlds.size() - 1 - random() % std::min<std::size_t>(2, worlds.size())];
    const planner::Date today = mornings[random() % mornings.size()];
    const PlanningDate& date = dates[random() % dates.size()];
    const auto told = known.of(bytes_of(world), date, today);
    const auto fresh = assemble_inputs(world, file, date, today);
    ASSERT_TRUE(told && fresh);
    ASSERT_EQ(told->inputs, *fresh);
    ASSERT_EQ(*told->encoded, messages::encode_inputs(*fresh));
  }
}

TEST(KnownInputs, OfTheSameAnswersAreNotMadeAgain) {
  PlannerFile file;
  KnownInputs known(file);
  const auto first = known.of(bytes_of(example_snapshots()), {}, example::today);
  const auto second = known.of(bytes_of(example_snapshots()), {}, example::today);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->encoded, second->encoded) << "one object";
}

TEST(KnownInputs, AnAnswerThatCannotBeReadFailsAndSpoilsNothing) {
  PlannerFile file;
  KnownInputs known(file);
  const auto first = known.of(bytes_of(example_snapshots()), {}, example::today);
  SnapshotBytes rubbish = bytes_of(example_snapshots());
  rubbish.trades = "rubbish";
  EXPECT_FALSE(known.of(rubbish, {}, example::today));
  EXPECT_FALSE(known.of(rubbish, {}, example::today));
  EXPECT_EQ(known.of(bytes_of(example_snapshots()), {}, example::today)->inputs, first->inputs);
}

TEST(KnownInputs, WithoutKeptScoresAreAsBefore) {
  const Snapshots snapshots = example_snapshots();
  const PlannerFile file;
  const auto without = KnownInputs(file).of(bytes_of(snapshots), {}, example::today).value();
  EXPECT_TRUE(without.note.empty());
  SnapshotBytes scored = bytes_of(snapshots);
  scored.scores.emplace();
  const auto none = KnownInputs(file).of(scored, {}, example::today).value();
  EXPECT_EQ(none.encoded->bytes, without.encoded->bytes);
  EXPECT_NE(none.note.find("0 fresh"), std::string::npos);
  const auto& securities = snapshots.universe.securities;
  const auto priced = std::find_if(securities.begin(), securities.end(),
                                   [](const auto& one) { return one.quote.has_value(); });
  ASSERT_NE(priced, securities.end());
  messages::SecurityScores page;
  page.scores.resize(1);
  page.scores[0].security = priced->id;
  page.scores[0].groups = {{"long_term", 0.5, 0.123, 1.0, {}}};
  scored.scores->push_back(messages::encode(page));
  EXPECT_NE(KnownInputs(file).of(scored, {}, example::today)->encoded->bytes,
            without.encoded->bytes);
}

}  // namespace
}  // namespace ballast::actors
