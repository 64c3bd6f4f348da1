// Random portfolios: what must hold of every plan.
#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "planner/opportunities/opportunities.hpp"
#include "planner/plan/planning.hpp"

namespace ballast::planner {
namespace {

constexpr std::uint64_t cases = 150;
constexpr Date today{std::chrono::days{20'000}};

class World {
 public:
  explicit World(std::uint64_t seed) : random_(seed) {
    const int count = whole(1, 14);
    for (int id = 1; id <= count; ++id) add_security(id);
    inputs.as_of = today;
    inputs.rates = {{"USD", 1.08, today}, {"HKD", 8.4, today}};
    inputs.cash = {{"EUR", number(-200, 4000)}, {"USD", number(0, 900)}};
    inputs.country_targets = {{"EUROPE", 0.5}, {"ASIA", 0.2}, {"AMERICA", 0.3}};
    inputs.country_groups = {
        {"Germany", "EUROPE"}, {"Japan", "ASIA"}, {"United States", "AMERICA"}};
    if (chance(0.5)) add_targets();
    request.settings.max_candidates = whole(1, 6);
    request.settings.max_plan_depth = whole(1, 4);
    request.settings.min_cash_reserve = number(0, 300);
    request.buy_only = chance(0.2);
  }

  PlanInputs inputs;
  PlanRequest request;

  std::mt19937_64& random() { return random_; }

 private:
  double number(double low, double high) {
    return low + (high - low) * (static_cast<double>(random_() >> 11) / 9007199254740992.0);
  }
  int whole(int low, int high) {
    return low + static_cast<int>(random_() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool chance(double probability) { return number(0, 1) < probability; }
  std::string pick(const std::vector<std::string>& from) {
    return from[static_cast<std::size_t>(whole(0, static_cast<int>(from.size()) - 1))];
  }

  void add_security(int id) {
    Security one;
    one.id = SecurityId{id * 3};
    one.symbol = "S" + std::to_string(id);
    one.name = one.symbol;
    one.country = pick({"Germany", "Japan", "United States", "Chile", ""});
    one.currency = pick({"EUR", "USD", "HKD", "CHF"});
    one.min_lot = whole(1, 5);
    one.allow_sell = chance(0.9);
    if (chance(0.95)) one.quote = Quote{number(1, 200), today - std::chrono::days{whole(0, 9)}};
    if (chance(0.9)) one.quality = number(0.3, 1);
    if (chance(0.8)) one.metrics.cagr_5y = number(-0.1, 0.3);
    if (chance(0.8)) one.metrics.volatility_annual = number(0.05, 0.6);
    one.metrics.dividend_yield = number(0, 0.06);
    inputs.securities.push_back(one);
    if (chance(0.6)) add_position(one);
  }

  void add_position(const Security& one) {
    Position position{one.id, std::floor(number(1, 60)), number(1, 200), {}};
    if (chance(0.5)) position.first_bought = today - std::chrono::days{whole(0, 900)};
    inputs.positions.push_back(position);
    if (chance(0.3)) {
      inputs.history.push_back({one.id, today - std::chrono::days{whole(0, 60)}, {}});
    }
    if (chance(0.2)) {
      inputs.pending_orders.push_back(
          {one.id, chance(0.5) ? Side::buy : Side::sell, number(1, 9), number(1, 90)});
    }
  }

  void add_targets() {
    for (const Security& one : inputs.securities) {
      inputs.target_weights.push_back(
          {one.id, number(0, 1.0 / static_cast<double>(inputs.securities.size()))});
    }
  }

  std::mt19937_64 random_;
};

const Security& find(const PlanInputs& inputs, const std::string& symbol) {
  return *std::find_if(inputs.securities.begin(), inputs.securities.end(),
                       [&](const Security& one) { return one.symbol == symbol; });
}

void expect_steps_hold(const World& world, const Decision& decision) {
  const Account account = prepare_account(world.request, world.inputs);
  std::map<std::string, double> quantities;
  for (const HeldPosition& held : account.positions) {
    quantities[world.inputs.securities[held.security].symbol] = held.quantity;
  }
  Money cash = decision.cash_before;
  Money moved;
  for (const Step& step : decision.steps) {
    const Security& security = find(world.inputs, step.symbol);
    const double rate = rate_of(world.inputs, security.currency).value_or(0.0);
    EXPECT_NEAR(step.value.units(), step.quantity * step.price / rate, 1e-6);
    EXPECT_EQ(std::fmod(step.quantity, security.min_lot), 0.0);
    const bool buys = step.side == Side::buy;
    moved += buys ? step.value : -step.value;
    cash += buys ? -step.value - step.fee : step.value - step.fee;
    quantities[step.symbol] += buys ? step.quantity : -step.quantity;
    EXPECT_EQ(step.cash_after, cash);
    EXPECT_GE(quantities[step.symbol], 0.0);
    EXPECT_TRUE(!buys || step.cash_after >= Money{});
  }
  EXPECT_EQ(decision.cash_after, cash);
  EXPECT_EQ(decision.cash_before, decision.cash_after + moved + decision.fees);
  EXPECT_EQ(decision.cash_before + decision.cash_generated - decision.cash_required,
            decision.cash_after);
}

void expect_scores_hold(const Decision& decision) {
  for (const Breakdown* one : {&decision.before, &decision.after}) {
    std::int64_t sum = 0;
    for (const ScorePart& part : one->parts) sum += part.contribution.ticks;
    EXPECT_EQ(sum, one->total.ticks);
  }
  EXPECT_GE(decision.after.total, decision.before.total);
  for (const Alternative& one : decision.runners_up) EXPECT_LE(one.score, decision.after.total);
  for (const Alternative& one : decision.alternatives) EXPECT_LE(one.score, decision.after.total);
  EXPECT_EQ(decision.outcome == Outcome::do_nothing, decision.steps.empty());
}

TEST(EveryPlan, ConservesValueAndNeverOverdrawsOrOversells) {
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const World world(seed);
    const auto decision = plan_here(world.request, world.inputs);
    ASSERT_TRUE(decision.has_value()) << describe(decision.error());
    expect_steps_hold(world, *decision);
    expect_scores_hold(*decision);
  }
}

TEST(EveryPlan, DoesNotDependOnTheOrderOfItsLists) {
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    World world(seed);
    const auto expected = plan_here(world.request, world.inputs);
    PlanInputs& all = world.inputs;
    std::shuffle(all.cash.begin(), all.cash.end(), world.random());
    std::shuffle(all.rates.begin(), all.rates.end(), world.random());
    std::shuffle(all.history.begin(), all.history.end(), world.random());
    std::shuffle(all.pending_orders.begin(), all.pending_orders.end(), world.random());
    std::shuffle(all.target_weights.begin(), all.target_weights.end(), world.random());
    std::shuffle(all.country_groups.begin(), all.country_groups.end(), world.random());
    EXPECT_EQ(plan_here(world.request, all), expected) << "seed " << seed;
  }
}

TEST(EveryPlan, LeavesEveryHeldSecurityWithACandidateOrAnObstacle) {
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    const World world(seed);
    const auto found = identify_opportunities(world.request, world.inputs);
    const auto prepared = prepare(world.request, world.inputs, found);
    ASSERT_TRUE(prepared.has_value()) << "seed " << seed;
    if (!(prepared->account.total_value > 0.0)) continue;
    for (const HeldPosition& held : prepared->account.positions) {
      if (!(held.value > 0.0)) continue;
      const SecurityId id = world.inputs.securities[held.security].id;
      const auto names = [&](const auto& one) { return one.security == id; };
      const auto& [candidates, sell_count, obstacles] = prepared->selection;
      EXPECT_TRUE(std::any_of(candidates.begin(), candidates.end(), names) ||
                  std::any_of(obstacles.begin(), obstacles.end(), names))
          << "seed " << seed << " security " << id.value;
    }
  }
}

}  // namespace
}  // namespace ballast::planner
