// The trading actor on paper, with a market, books and a portfolio that the test plays.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "actors/trading/paper_broker.hpp"
#include "actors/trading/trading.hpp"
#include "broker/manual_clock.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/actors/trading/trading_books.hpp"

namespace ballast::actors {

class TradingTest : public testing::Test {
 protected:
  TradingTest() {
    restart();
    outlet_.responder = [this](const RecordingOutlet::Request& request) { return serve(request); };
  }

  /// The rest of the cluster: a market, books, and fills that are applied once by their id.
  RecordingOutlet::Answer serve(const RecordingOutlet::Request& request) {
    if (request.payload.type == "GetUniverse") return messages::pack(small_market());
    if (request.payload.type == "GetListings") return messages::pack(small_listings());
    if (request.payload.type == "GetPortfolio") return messages::pack(books());
    if (!portfolio_lives_) {
      return tl::unexpected(
          planner::Failure{planner::FailureKind::unavailable, "no answer", "portfolio", ""});
    }
    const auto fill = messages::decode<messages::ApplyFill>(request.payload.bytes).value();
    const bool repeated = ++fills_[fill.fill_id] > 1;
    if (portfolio_refuses_) {
      return tl::unexpected(
          planner::Failure{planner::FailureKind::conflict, "not held", "portfolio", ""});
    }
    return messages::pack(messages::FillApplied{fill.fill_id, repeated, 1, 1.0});
  }

  [[nodiscard]] bool is_sold() const {
    const auto first = fills_.lower_bound("plan-1/1/");
    return first != fills_.end() && first->first.starts_with("plan-1/1/");
  }

  /// As they were, but for the sale of the plan.
  [[nodiscard]] messages::PortfolioSnapshot books() const {
    auto out = small_books();
    if (portfolio_refuses_ || !is_sold()) return out;
    out.positions.front().quantity = 10.0;
    out.cash.front().amount = 598.0;
    return out;
  }

  void restart() {
    trading_.reset();
    outlet_.timers.clear();
    TradingRules rules{patient_planner(), limits_, {PlanningDate::Kind::newest_price, {}},
                       Exchanges({}),     {},      guard_};
    rules.lasts = lasts_;
    trading_ = std::make_unique<Trading>(
        TradingStore::open(directory_.path() / "trading.db").value(),
        PaperBroker::open(directory_.path() / "paper.db", clock_, paper_).value(), std::move(rules),
        clock_);
  }

  messages::ExecutionReport execute(const messages::ExecutePlan& plan, const std::string& id) {
    const auto command = command_of(plan, id);
    trading_->receive(command, outlet_);
    return outlet_.reply_to<messages::ExecutionReport>(command);
  }

  std::vector<messages::OrderState> states(const std::string& id) {
    const auto command = command_of(messages::GetOrders{}, id);
    trading_->receive(command, outlet_);
    std::vector<messages::OrderState> out;
    const auto list = outlet_.reply_to<messages::OrderList>(command);
    for (const auto& order : list.orders) out.push_back(order.state);
    return out;
  }

  messages::TradeHistoryReport history(const std::string& id) {
    const auto command = command_of(messages::GetTradeHistory{}, id);
    trading_->receive(command, outlet_);
    return outlet_.reply_to<messages::TradeHistoryReport>(command);
  }

  planner::trading::TradingSettings limits_ = generous_limits();
  planner::trading::GuardLimits guard_;
  planner::trading::PaperRules paper_;
  TemporaryDirectory directory_;
  broker::ManualClock clock_;
  RecordingOutlet outlet_;
  std::unique_ptr<Trading> trading_;
  std::map<std::string, int> fills_;
  bool lasts_ = false;  // it does what nobody asked for, too
  bool portfolio_lives_ = true;
  bool portfolio_refuses_ = false;
};

}  // namespace ballast::actors
