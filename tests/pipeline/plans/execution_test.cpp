// A plan executed on paper, step by step: what is owned, the cash and the next plan follow it, and
// no step is traded twice.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "messages/books.hpp"
#include "messages/market.hpp"
#include "messages/trading.hpp"
#include "tests/pipeline/plans/board_of_processes.hpp"
#include "tests/pipeline/plans/cluster_client.hpp"
#include "tests/pipeline/plans/market_of_test.hpp"

namespace ballast::pipeline {
namespace {

/// Prices and rates are doubles; sums of some thousand euros are exact to far less than this.
constexpr double cent = 0.01;

messages::ExecutePlan order_of(const messages::PlanReport& report) {
  messages::ExecutePlan order;
  order.plan_id = report.plan_id;
  order.decision_hash = report.decision_hash;
  std::uint32_t number = 0;
  for (const planner::Step& step : report.decision->steps) {
    order.orders.push_back({++number, step.side, step.symbol, step.quantity, step.price,
                            step.currency, step.value, step.fee});
  }
  return order;
}

class Execution : public testing::Test {
 protected:
  Execution() : board_({false, "", sample_market().planner_file, sample_market().stores}) {
    board_.start_all_but_evaluators();
    board_.start_evaluators(1);
    client_.emplace(board_.map());
    client_->wait_until_ready(board_.names());
  }

  template <class Reply, class Wish>
  Reply ask(std::string_view role, const Wish& wish) {
    const auto reply = client_->ask<Reply>(role, wish);
    EXPECT_TRUE(reply) << planner::describe(reply.error());
    return reply.value_or(Reply{});
  }

  messages::PortfolioSnapshot portfolio() {
    return ask<messages::PortfolioSnapshot>("portfolio", messages::GetPortfolio{});
  }
  messages::PlanReport plan() { return client_->plan(wish_of({})); }
  messages::ExecutionReport execute(const messages::ExecutePlan& order) {
    return ask<messages::ExecutionReport>("trading", order);
  }

  static double quantity_of(const messages::PortfolioSnapshot& portfolio, planner::SecurityId id) {
    for (const auto& position : portfolio.positions) {
      if (position.security == id) return position.quantity;
    }
    return 0.0;
  }

  /// Positions and cash in the base currency, at today's prices and rates.
  double value_of(const messages::PortfolioSnapshot& portfolio) {
    const auto universe = ask<messages::UniverseSnapshot>("universe", messages::GetUniverse{});
    const auto rate_of = [&](const std::string& currency) {
      for (const auto& rate : universe.rates) {
        if (rate.currency == currency) return rate.per_base;
      }
      return 1.0;
    };
    double value = 0.0;
    for (const auto& balance : portfolio.cash) value += balance.amount / rate_of(balance.currency);
    for (const auto& security : universe.securities) {
      const double quantity = quantity_of(portfolio, security.id);
      if (security.quote) value += quantity * security.quote->price / rate_of(security.currency);
    }
    return value;
  }

  BoardOfProcesses board_;
  std::optional<ClusterClient> client_;
};

TEST_F(Execution, StepByStepConservesTheValueToTheFees) {
  const messages::PlanReport report = plan();
  expect_sound(report);
  ASSERT_FALSE(report.decision->steps.empty());
  auto order = order_of(report);
  double value = value_of(portfolio());
  for (const auto& step : order.orders) {
    order.steps = {step.step};
    const auto done = execute(order);
    ASSERT_EQ(done.orders.size(), 1U);
    EXPECT_EQ(done.orders.front().state, messages::OrderState::filled);
    EXPECT_EQ(done.orders.front().symbol, step.symbol);
    const double after = value_of(portfolio());
    EXPECT_NEAR(after, value - done.orders.front().fee.units(), cent) << step.symbol;
    value = after;
  }
}

TEST_F(Execution, QuantitiesFollowThePlan) {
  const auto before = portfolio();
  const messages::PlanReport report = plan();
  auto order = order_of(report);
  order.all = true;
  const auto done = execute(order);
  EXPECT_EQ(done.orders.size(), order.orders.size());
  const auto after = portfolio();
  EXPECT_GT(after.version, before.version);
  const auto resolved = [&](const std::string& symbol) {
    const auto reply =
        ask<messages::SymbolsResolved>("universe", messages::ResolveSymbols{{symbol}});
    return reply.securities.at(0).id;
  };
  for (const auto& step : order.orders) {
    const double sign = step.side == planner::Side::buy ? 1.0 : -1.0;
    EXPECT_DOUBLE_EQ(
        quantity_of(after, resolved(step.symbol)) - quantity_of(before, resolved(step.symbol)),
        sign * step.quantity)
        << step.symbol;
  }
  for (const auto& balance : after.cash) EXPECT_GE(balance.amount, 0.0) << balance.currency;
}

TEST_F(Execution, TheNextPlanStartsFromWhatWasDone) {
  const messages::PlanReport first = plan();
  auto order = order_of(first);
  order.all = true;
  execute(order);
  const messages::PlanReport second = plan();
  expect_sound(second);
  EXPECT_NE(second.decision->inputs_hash, first.decision->inputs_hash);
  EXPECT_NEAR(second.decision->cash_before.units(), first.decision->cash_after.units(), 0.05);
  std::set<std::string> traded;
  for (const auto& step : first.decision->steps) traded.insert(step.symbol);
  for (const auto& step : second.decision->steps) {
    EXPECT_EQ(traded.count(step.symbol), 0U) << step.symbol << " is in its cooldown";
  }
}

TEST_F(Execution, AStepIsTradedOnce) {
  auto order = order_of(plan());
  order.steps = {1};
  const auto first = execute(order);
  ASSERT_EQ(first.orders.at(0).state, messages::OrderState::filled);
  const auto before = portfolio();
  const auto again = execute(order);
  ASSERT_EQ(again.orders.size(), 1U);
  EXPECT_EQ(again.orders.front().state, messages::OrderState::blocked);
  EXPECT_EQ(portfolio(), before);
  const auto orders = ask<messages::OrderList>("trading", messages::GetOrders{order.plan_id, 100});
  EXPECT_EQ(
      std::count_if(orders.orders.begin(), orders.orders.end(),
                    [](const auto& one) { return one.state == messages::OrderState::filled; }),
      1);
}

TEST_F(Execution, ADryRunChangesNothing) {
  auto order = order_of(plan());
  order.all = true;
  order.dry_run = true;
  const auto before = portfolio();
  for (const auto& one : execute(order).orders) {
    EXPECT_EQ(one.state, messages::OrderState::checked) << one.symbol;
  }
  EXPECT_EQ(portfolio(), before);
}

TEST_F(Execution, PortfolioKilledInBetweenForgetsNothing) {
  auto order = order_of(plan());
  order.steps = {1};
  execute(order);
  const auto before = portfolio();
  board_.kill("portfolio-1");
  board_.kill("trading-1");
  board_.start("portfolio-1");
  board_.start("trading-1");
  EXPECT_EQ(portfolio(), before);
  (void)client_->ask<messages::ExecutionReport>("trading", order);
  EXPECT_EQ(portfolio(), before) << "traded a second time";
}

}  // namespace
}  // namespace ballast::pipeline
