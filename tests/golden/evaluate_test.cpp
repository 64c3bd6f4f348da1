// Simulation and scoring of whole sequences against every recorded case. What the reference does
// differently is put back here, around our own functions: it takes no fees from cash and charges
// them for skipped trades too, credits a sale in full even if less is held, keeps a purchase of
// nothing as a position, loses the group maps with the first action carried out, and rounds.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "planner/numeric/rounding.hpp"
#include "planner/simulation/simulate.hpp"
#include "tests/golden/golden_files.hpp"
#include "tests/golden/reference_portfolio.hpp"

namespace ballast::planner::golden {
namespace {

constexpr TradingCosts no_costs{.fixed = 0.0, .percent = 0.0};

struct Action {
  std::string symbol;
  Trade trade;  // at the value that takes place
  double plain_value = 0.0;
};

/// A case made ready: every symbol has its number before the tables are made.
struct Case {
  ReferencePortfolio portfolio;
  Countries known_countries;  // of the securities
  double cash = 0.0;
  TradingCosts costs;
  double penalty_factor = 0.0;
  std::vector<SymbolScores> scores;
};

Case read_case(const Json& json) {
  Case result;
  result.portfolio = read_portfolio(json.at("portfolio"));
  for (const Json& security : json.at("securities")) {
    const Json& country = security.at("country");
    if (!country.is_null()) {
      result.known_countries[security.at("symbol").get<std::string>()] = country;
    }
  }
  for (const Json& sequence : json.at("sequences")) {
    for (const Json& action : sequence.at("actions")) {
      static_cast<void>(result.portfolio.symbols.index_of(action.at("symbol").get<std::string>()));
    }
  }
  result.cash = json.at("cash").get<double>();
  const Json& costs = json.at("costs");
  result.costs = {.fixed = costs.at("transaction_cost_fixed").get<double>(),
                  .percent = costs.at("transaction_cost_percent").get<double>()};
  result.penalty_factor = costs.at("cost_penalty_factor").get<double>();
  result.scores = rounded_symbol_scores(result.portfolio.symbols, json.at("metrics"));
  return result;
}

/// The traded value under a price adjustment is quantity times adjusted price, not converted.
double adjusted_value(const Json& action, const Json& adjustments) {
  const auto symbol = action.at("symbol").get<std::string>();
  if (adjustments.is_null() || !adjustments.contains(symbol)) {
    return action.at("value_eur").get<double>();
  }
  return std::abs(action.at("quantity").get<double>()) * action.at("price").get<double>() *
         adjustments.at(symbol).get<double>();
}

std::vector<Action> read_actions(const Json& sequence, SymbolTable symbols) {
  std::vector<Action> actions;
  for (const Json& json : sequence.at("actions")) {
    const auto symbol = json.at("symbol").get<std::string>();
    const Side side = json.at("side") == "SELL" ? Side::sell : Side::buy;
    actions.push_back(
        {symbol,
         {side, symbols.index_of(symbol), adjusted_value(json, sequence.at("price_adjustments"))},
         json.at("value_eur").get<double>()});
  }
  return actions;
}

/// The state that the reference walks through.
struct ReferenceWalk {
  PortfolioState state;
  Countries countries;
  bool executed_any = false;
  std::vector<double> cash_after;
};

void finish_sale(ReferenceWalk& walk, const Trade& trade, const TradeOutcome& outcome) {
  walk.state.cash += trade.value - outcome.value;
  std::erase_if(walk.state.holdings, [&](const Holding& holding) {
    return holding.security == trade.security && holding.value <= 0.0;
  });
  walk.executed_any = true;
}

void finish_purchase(ReferenceWalk& walk, const Action& action, const TradeOutcome& outcome,
                     const Countries& known_countries) {
  const bool of_nothing = action.trade.value == 0.0 && walk.state.cash >= 0.0;
  if (!outcome.executed && !of_nothing) return;
  auto& holdings = walk.state.holdings;
  const bool held = std::any_of(holdings.begin(), holdings.end(), [&](const Holding& holding) {
    return holding.security == action.trade.security;
  });
  if (!held) holdings.push_back({action.trade.security, 0.0});
  if (const auto country = known_countries.find(action.symbol); country != known_countries.end()) {
    walk.countries[action.symbol] = country->second;
  }
  walk.executed_any = true;
}

ReferenceWalk walk_like_the_reference(const Case& input, const std::vector<Action>& actions) {
  ReferenceWalk walk{.state = {.holdings = input.portfolio.holdings, .cash = input.cash},
                     .countries = input.portfolio.countries,
                     .executed_any = false,
                     .cash_after = {}};
  for (const Action& action : actions) {
    const TradeOutcome outcome = apply(walk.state, action.trade, no_costs);
    if (action.trade.side == Side::sell) {
      finish_sale(walk, action.trade, outcome);
    } else {
      finish_purchase(walk, action, outcome, input.known_countries);
    }
    walk.cash_after.push_back(walk.state.cash);
  }
  return walk;
}

double cost_of_all(const Case& input, const std::vector<Action>& actions) {
  double cost = 0.0;
  for (const Action& action : actions) cost += trade_cost(action.plain_value, input.costs);
  return cost;
}

/// The reference's check knows cash only: it is our walk with plenty of every sold security.
bool cash_suffices(const Case& input, const std::vector<Action>& actions) {
  constexpr double plenty = 1e12;
  PortfolioState state{.holdings = {}, .cash = input.cash};
  for (const Action& action : actions) {
    state.holdings.push_back({action.trade.security, plenty});
  }
  return std::all_of(actions.begin(), actions.end(), [&](const Action& action) {
    const Trade trade{action.trade.side, action.trade.security, action.plain_value};
    const bool sale_of_nothing = trade.side == Side::sell && trade.value == 0.0;
    const bool purchase_of_nothing =
        trade.side == Side::buy && trade.value == 0.0 && state.cash >= 0.0;
    return sale_of_nothing || purchase_of_nothing || apply(state, trade, no_costs).executed;
  });
}

void expect_cash_flow(const std::vector<Action>& actions, const Json& expected) {
  double generated = 0.0;
  double required = 0.0;
  for (const Action& action : actions) {
    (action.trade.side == Side::sell ? generated : required) += action.plain_value;
  }
  EXPECT_TRUE(close_to(generated, expected.at("cash_generated").get<double>()));
  EXPECT_TRUE(close_to(required, expected.at("cash_required").get<double>()));
  EXPECT_TRUE(close_to(generated - required, expected.at("net_cash_flow").get<double>()));
}

void expect_changed_positions(const Case& input, const ReferenceWalk& walk, const Json& expected) {
  std::map<std::uint32_t, double> before;
  std::map<std::uint32_t, double> after;
  for (const Holding& holding : input.portfolio.holdings) before[holding.security] = holding.value;
  for (const Holding& holding : walk.state.holdings) after[holding.security] = holding.value;
  const std::vector<std::string>& symbols = input.portfolio.symbols.symbols();
  for (std::uint32_t i = 0; i < symbols.size(); ++i) {
    SCOPED_TRACE(symbols[i]);
    const auto change = expected.find(symbols[i]);
    if (change == expected.end()) {
      EXPECT_EQ(after.contains(i), before.contains(i));
      if (after.contains(i)) {
        EXPECT_EQ(after.at(i), before.at(i));
      }
    } else if (change->is_null()) {
      EXPECT_FALSE(after.contains(i));
    } else {
      EXPECT_TRUE(after.contains(i) && close_to(after.at(i), change->get<double>()));
    }
  }
}

void expect_walk(const Case& input, const ReferenceWalk& walk, const Json& expected) {
  ASSERT_EQ(walk.cash_after.size(), expected.at("cash_after_each").size());
  for (std::size_t i = 0; i < walk.cash_after.size(); ++i) {
    EXPECT_TRUE(close_to(walk.cash_after[i], expected.at("cash_after_each").at(i).get<double>()))
        << "cash after action " << i;
  }
  EXPECT_TRUE(close_to(walk.state.cash, expected.at("end_cash").get<double>())) << "end_cash";
  EXPECT_EQ(walk.state.holdings.size(), expected.at("end_position_count").get<std::size_t>());
  double invested = 0.0;
  for (const Holding& holding : walk.state.holdings) invested += holding.value;
  EXPECT_TRUE(close_to(invested, expected.at("end_invested").get<double>())) << "end_invested";
  expect_changed_positions(input, walk, expected.at("end_positions_changed"));
}

struct Scored {
  PortfolioScore portfolio;
  ReferenceEndState end;
  double final_score = 0.0;
};

Scored score_walk(const Case& input, const ReferenceWalk& walk, bool groups_kept, double cost) {
  const PortfolioScoreInputs inputs = score_inputs(input.portfolio, walk.countries, groups_kept);
  Scored result;
  result.portfolio = portfolio_score(walk.state.holdings, inputs);
  result.end = reference_end_state(walk.state.holdings, input.portfolio.total, input.scores,
                                   round_to(result.portfolio.total, 1) / 100.0,
                                   weights_of(RiskProfile::balanced));
  result.final_score =
      penalised(result.end.score, cost_penalty(cost, input.portfolio.total, input.penalty_factor));
  return result;
}

void expect_scored(const Scored& got, const Json& expected) {
  expect_portfolio_score(got.portfolio, expected.at("diversification"));
  expect_end_state(got.end, expected.at("end_state"));
  EXPECT_TRUE(close_to(got.final_score, expected.at("final_score").get<double>())) << "final_score";
}

void expect_objectives(const Scored& got, double cost, const Json& expected) {
  const double risk = got.end.has_parts ? got.end.parts.stability : 0.5;
  EXPECT_TRUE(same_as(round_to(got.final_score, 3), expected.at("end_score").get<double>()));
  EXPECT_TRUE(same_as(round_to(round_to(got.portfolio.total, 1) / 100.0, 3),
                      expected.at("diversification_score").get<double>()));
  EXPECT_TRUE(same_as(round_to(risk, 3), expected.at("risk_score").get<double>()));
  EXPECT_TRUE(same_as(round_to(cost, 2), expected.at("transaction_cost").get<double>()));
}

/// The reference's horizons differ by a factor only.
double multi_timeframe(double score) {
  return score * 0.95 * 0.2 + score * 0.3 + score * 1.05 * 0.5;
}

void expect_sequence(const Case& input, const Json& sequence) {
  const std::vector<Action> actions = read_actions(sequence, input.portfolio.symbols);
  const Json& expected = sequence.at("expect");
  const double cost = cost_of_all(input, actions);
  EXPECT_TRUE(close_to(cost, expected.at("transaction_cost").get<double>()));
  EXPECT_EQ(cash_suffices(input, actions), expected.at("feasible").get<bool>());
  expect_cash_flow(actions, expected.at("cash_flow"));

  const ReferenceWalk walk = walk_like_the_reference(input, actions);
  expect_walk(input, walk, expected);
  const Scored scored = score_walk(input, walk, !walk.executed_any, cost);
  expect_scored(scored, expected);
  expect_objectives(scored, cost, expected.at("objectives"));
  EXPECT_TRUE(close_to(multi_timeframe(scored.end.score),
                       expected.at("multi_timeframe_score").get<double>()));
  if (expected.contains("groups_kept")) {
    SCOPED_TRACE("groups kept");
    expect_scored(score_walk(input, walk, true, cost), expected.at("groups_kept"));
  }
}

TEST(Evaluate, SimulationCostsAndScoresAgree) {
  const std::optional<Json> file = read_golden("evaluate.json");
  if (!file) GTEST_SKIP() << missing_text("evaluate.json");
  std::size_t cases = 0;
  std::size_t sequences = 0;
  for (const Json& json : file->at("cases")) {
    const Case input = read_case(json);
    std::size_t index = 0;
    for (const Json& sequence : json.at("sequences")) {
      SCOPED_TRACE(json.at("id").get<std::string>() + " sequence " + std::to_string(index++));
      expect_sequence(input, sequence);
    }
    sequences += index;
    ++cases;
  }
  report_count(*file, "cases", cases);
  std::cout << "[ golden   ] sequences in them: " << sequences << " compared\n";
}

}  // namespace
}  // namespace ballast::planner::golden
