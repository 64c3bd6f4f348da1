// Random households: wishes hold for the plan and for all that it is compared with, in every mode.
#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "planner/plan/planning.hpp"
#include "planner/settings/setting_table.hpp"
#include "tests/unit/planner/plan/random_world.hpp"

namespace ballast::planner {
namespace {

constexpr std::uint64_t wishing_cases = worlds_tried;

Decision decided(const World& world) {
  const auto decision = plan_here(world.request, world.inputs);
  EXPECT_TRUE(decision.has_value()) << describe(decision.error());
  return decision.value_or(Decision{});
}

/// Calls `look` with the trades of the plan, of its runners-up and alternatives, and of the front.
template <class Look>
void look_at_all(const Decision& decision, Look&& look) {
  std::vector<TradeSummary> steps;
  for (const Step& step : decision.steps) {
    steps.push_back({step.side, step.symbol, step.quantity, step.value});
  }
  look(steps);
  for (const Alternative& one : decision.runners_up) look(one.trades);
  for (const Alternative& one : decision.alternatives) look(one.trades);
  for (const FrontPlan& one : decision.front) look(one.trades);
}

bool trades(const std::vector<TradeSummary>& all, const std::string& symbol) {
  return std::any_of(all.begin(), all.end(),
                     [&](const TradeSummary& one) { return one.symbol == symbol; });
}

TEST(RandomHouseholds, MeetEveryModeOften) {
  std::map<std::string, std::map<std::string, std::uint64_t>> met;
  for (std::uint64_t seed = 0; seed < wishing_cases; ++seed) {
    for (const SettingEntry& entry : list_settings(World(seed).request.settings)) {
      ++met[entry.name][entry.value];
    }
  }
  const auto expect_met = [&](const char* name, const std::string& value) {
    EXPECT_GT(met[name][value], wishing_cases / 20) << name << " = " << value;
  };
  for (const char* mode :
       {"enable_diverse_selection", "enable_adaptive_patterns", "enable_partial_execution",
        "enable_constraint_relaxation", "enable_correlation_aware", "enable_market_regime",
        "enable_multi_timeframe", "enable_industry_part", "enable_multi_objective"}) {
    expect_met(mode, "true");
    expect_met(mode, "false");
  }
  for (const char* mode : {"none", "stochastic", "monte_carlo"}) {
    expect_met("price_scenarios", mode);
  }
  for (const char* profile : {"balanced", "conservative", "aggressive"}) {
    expect_met("risk_profile", profile);
  }
}

void expect_quantities(const World& world, const std::vector<TradeSummary>& all) {
  const Account account = prepare_account(world.request, world.inputs);
  for (const TradeSummary& trade : all) {
    const auto& securities = world.inputs.securities;
    const auto at = std::find_if(securities.begin(), securities.end(),
                                 [&](const Security& one) { return one.symbol == trade.symbol; });
    ASSERT_NE(at, securities.end());
    EXPECT_GT(trade.quantity, 0.0);
    EXPECT_EQ(std::fmod(trade.quantity, at->min_lot), 0.0) << trade.symbol;
    if (trade.side == Side::buy) continue;
    const auto* held = account.find(static_cast<std::uint32_t>(at - securities.begin()));
    ASSERT_NE(held, nullptr) << trade.symbol;
    const double left = held->quantity - trade.quantity;
    EXPECT_TRUE(left == 0.0 || left >= at->min_lot) << trade.symbol << " " << left;
  }
}

TEST(EveryComparedPlan, TradesWholeLotsOfWhatIsThere) {
  for (std::uint64_t seed = 0; seed < wishing_cases; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const World world(seed);
    look_at_all(decided(world), [&](const auto& all) { expect_quantities(world, all); });
  }
}

TEST(EveryComparedPlan, KeepsToExclusionsAndPins) {
  std::uint64_t pinned = 0;
  for (std::uint64_t seed = 0; seed < wishing_cases; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    const Decision free = decided(world);
    std::vector<std::string> seen;
    look_at_all(free, [&](const auto& all) {
      for (const TradeSummary& trade : all) seen.push_back(trade.symbol);
    });
    if (seen.empty()) continue;
    const std::string wished = seen[seed % seen.size()];
    world.request.exclude = {wished};
    look_at_all(decided(world), [&](const auto& all) { EXPECT_FALSE(trades(all, wished)); });
    world.request.exclude = {};
    world.request.pin = {wished};
    const Decision with = decided(world);
    if (with.steps.empty()) continue;
    look_at_all(with, [&](const auto& all) { EXPECT_TRUE(trades(all, wished)); });
    ++pinned;
  }
  EXPECT_GT(pinned, wishing_cases / 4);
}

void expect_no_trade_of(Side side, const Decision& decision) {
  look_at_all(decision, [side](const auto& all) {
    for (const TradeSummary& trade : all) EXPECT_NE(trade.side, side) << trade.symbol;
  });
}

TEST(EveryComparedPlan, HoldsNoTradeOfASideThatIsClosed) {
  std::size_t sold = 0;
  std::size_t bought = 0;
  for (std::uint64_t seed = 0; seed < wishing_cases; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    Settings& settings = world.request.settings;
    const bool closes_purchases = seed % 3 == 1;
    if (seed % 3 == 0) settings.max_sells = 0;
    if (closes_purchases) settings.max_buys = 0;
    if (seed % 3 == 2) world.request.buy_only = true;
    const Decision decision = decided(world);
    expect_no_trade_of(closes_purchases ? Side::buy : Side::sell, decision);
    (closes_purchases ? sold : bought) += decision.runners_up.size();
  }
  EXPECT_GT(bought, wishing_cases);
  EXPECT_GT(sold, wishing_cases / 10);
}

}  // namespace
}  // namespace ballast::planner
