// A town of actors for a simulated year: trading and portfolio are the real ones, universe and
// coordinator are played; messages take their time, get lost, and meet actors that are down.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "actors/portfolio/portfolio.hpp"
#include "actors/trading/trading.hpp"
#include "messages/plan_report.hpp"
#include "messages/planning.hpp"
#include "planner/trading/paper_fill.hpp"
#include "tests/money/agenda.hpp"

namespace ballast::money {

using messages::Envelope;
using planner::Result;

/// Shares that prices are made for.
struct Listed {
  planner::Security security;
  std::string exchange;
};

/// What trading must never do, counted where the order leaves.
struct Outgoing {
  int orders = 0;
  std::vector<std::string> wrong;  // what was not as it must be
};

class Town {
 public:
  /// Orders are dropped from trading's journal after so many days.
  Town(std::uint64_t seed, const std::filesystem::path& folder, std::int64_t keep_days = 3653);
  ~Town();

  /// Lives until that time, in ms since 1970.
  void live_until(std::int64_t at_ms);
  void at(std::int64_t at_ms, Agenda::Action action);

  /// Asks an actor as a person does; calls back with the answer, if there is one.
  void ask(const std::string& role, const messages::Payload& wish,
           std::function<void(const Result<Envelope>&)> hear = {});

  void restart_trading();
  void set_down(const std::string& role, bool down);
  void move_prices();
  void move_rates();
  /// Dollars per euro at that time.
  [[nodiscard]] planner::ledger::Rate rate_at(std::int64_t at_ms) const;
  /// What the portfolio is told may be changed on its way; what is returned is the answer, and the
  /// portfolio never hears of it.
  using Tamper = std::function<std::optional<messages::Payload>(Envelope& command)>;
  void tamper_with_portfolio(Tamper tamper) { tamper_ = std::move(tamper); }
  void split(std::size_t which);

  [[nodiscard]] std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  [[nodiscard]] std::int64_t now_ms() const { return now_ms_; }
  [[nodiscard]] planner::Date today() const;
  [[nodiscard]] const std::vector<Listed>& market() const { return market_; }
  [[nodiscard]] const Outgoing& outgoing() const { return outgoing_; }
  [[nodiscard]] int restarts() const { return restarts_; }
  [[nodiscard]] std::int64_t steps() const { return steps_; }
  [[nodiscard]] bool is_down(const std::string& role) const { return down_.contains(role); }
  /// Answers at once, from the store, or with a failure.
  [[nodiscard]] Result<messages::PortfolioSnapshot> books();
  [[nodiscard]] Result<messages::BooksReport> ledger();
  [[nodiscard]] actors::TradingStore& journal() { return *journal_; }
  [[nodiscard]] actors::BrokerFills fills_after(const std::string& cursor);

 private:
  class Line;
  class Counter;
  struct Plan {
    messages::PlanReport report;
    planner::PlanInputs inputs;
    int asked = 0;
  };

  std::string request(const std::string& role, const messages::Payload& payload, std::string id,
                      std::chrono::milliseconds deadline, broker::ReplyHandler hear);
  void answer(const std::string& id, const Result<messages::Payload>& answer);
  void publish(const std::string& topic);
  void serve(const std::string& role, const Envelope& envelope);
  void serve_universe(const Envelope& envelope);
  void serve_coordinator(const Envelope& envelope);
  void tell_state(const Envelope& envelope, const planner::PlanInputs& inputs);
  void create_plan(const Envelope& envelope, const planner::PlanInputs& inputs);
  void gather(const Envelope& envelope, std::function<void(const planner::PlanInputs&)> use);
  [[nodiscard]] messages::PlanReport planned(const std::string& id,
                                             const planner::PlanInputs& inputs);
  [[nodiscard]] messages::UniverseSnapshot universe() const;
  template <class Wish, class Reply>
  Result<Reply> ask_portfolio(const Wish& wish);

  std::mt19937_64 random_;
  std::int64_t now_ms_ = 1'767'225'600'000;  // 2026-01-01
  std::int64_t began_ms_ = now_ms_;
  Agenda agenda_;
  std::filesystem::path folder_;
  std::int64_t keep_days_;
  std::vector<Listed> market_;
  planner::Date priced_{};
  std::map<std::int64_t, double> dollars_;  // per euro, from then on
  Tamper tamper_;
  std::set<std::string> down_;
  std::map<std::string, broker::ReplyHandler> waiting_;
  std::uint64_t messages_ = 0;
  std::map<std::string, Plan> plans_;
  Outgoing outgoing_;
  int restarts_ = -1;
  std::uint64_t restart_in_ = 0;  // steps; 0: not planned
  std::int64_t steps_ = 0;        // of the agenda
  std::unique_ptr<Line> portfolio_line_;
  std::unique_ptr<Line> trading_line_;
  std::unique_ptr<actors::Portfolio> portfolio_;
  std::unique_ptr<actors::TradingStore> journal_;  // a second look at what trading writes
  std::unique_ptr<actors::Trading> trading_;
  actors::BrokerAdapter* adapter_ = nullptr;  // of trading_
};

}  // namespace ballast::money
