// Trading by itself: does what planner/trading/loop decides. Every run is in the store before it is
// begun, and so is each step that is chosen, under an id of its own: a restart goes on from there.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "actors/trading/next_look.hpp"
#include "actors/trading/placing.hpp"
#include "actors/trading/trading_store.hpp"
#include "broker/behaviour.hpp"
#include "broker/clock.hpp"
#include "messages/auto_trading.hpp"
#include "messages/plan_report.hpp"
#include "planner/trading/loop.hpp"
#include "planner/trading/trading_settings.hpp"

namespace ballast::actors {

/// What the loop needs of trading.
struct LoopSurroundings {
  Place place;
  std::function<bool()> busy;  // orders are being placed or books compared
  /// Whether books and broker were compared since then, or need not be.
  std::function<planner::Result<bool>(std::int64_t since_ms)> compared;
  std::function<void(broker::Outlet& outlet)> compare;
};

class TradingLoop {
 public:
  /// All must outlive this.
  TradingLoop(TradingStore& store, const broker::Clock& clock,
              const planner::trading::LoopRules& rules,
              const planner::trading::TradingSettings& settings, LoopSurroundings surroundings)
      : store_(store),
        clock_(clock),
        rules_(rules),
        settings_(settings),
        surroundings_(std::move(surroundings)) {}

  /// Does what is due, and comes back when the next thing is.
  void attend(broker::Outlet& outlet);

  /// Books, prices or settings may have changed.
  void expect_change() { state_ms_ = 0; }

  [[nodiscard]] planner::Result<void> turn(bool on);
  [[nodiscard]] planner::Result<messages::AutoStatus> status();

 private:
  using LoopRun = planner::trading::LoopRun;
  using Reply = planner::Result<messages::Envelope>;

  [[nodiscard]] planner::Result<planner::trading::LoopFacts> facts();
  [[nodiscard]] planner::Result<void> recall();
  void act(const planner::trading::NextAct& next, broker::Outlet& outlet);
  void look(broker::Outlet& outlet);
  void hear_state(const Reply& reply);
  void begin(broker::Outlet& outlet);
  void ask_plan(broker::Outlet& outlet);
  void read_plan(broker::Outlet& outlet);
  void hear_plan(const Reply& reply, broker::Outlet& outlet);
  void judge(const messages::PlanReport& plan, broker::Outlet& outlet);
  void hear_state_of_plan(const Reply& reply, const messages::PlanReport& plan,
                          broker::Outlet& outlet);
  void choose(broker::Outlet& outlet);
  void execute(const Reply& reply, broker::Outlet& outlet);
  void hear_placed(const planner::Result<messages::ExecutionReport>& report,
                   broker::Outlet& outlet);
  void wait_with(const messages::ExecutionReport& report, broker::Outlet& outlet);
  void recover(broker::Outlet& outlet);
  void settle(broker::Outlet& outlet);
  void end_with_order(broker::Outlet& outlet);
  void end(planner::trading::RunEnd how, const std::string& text, broker::Outlet& outlet);
  /// Says why, and tries again in a while.
  void retry(const std::string& text, std::int64_t delay_ms, broker::Outlet& outlet);
  /// Writes the run as it is to be, then goes on; a store that fails is told, and tried again.
  void keep(LoopRun run, broker::Outlet& outlet);
  void stand_still(const planner::Failure& failure, broker::Outlet& outlet) {
    next_look_.stand_still(failure, rules_.pause_ms, outlet);
  }
  void ask(messages::Payload question, broker::Outlet& outlet,
           std::function<void(const Reply& reply)> hear);

  TradingStore& store_;
  const broker::Clock& clock_;
  const planner::trading::LoopRules& rules_;
  const planner::trading::TradingSettings& settings_;
  LoopSurroundings surroundings_;
  std::optional<LoopRun> run_;  // the newest, with what is not worth writing down
  bool recalled_ = false;
  bool asking_ = false;   // an answer will come
  bool placing_ = false;  // likewise, of a step
  std::string accepted_;  // the plan that the coordinator has, as far as this process knows
  std::string state_;
  std::int64_t state_ms_ = 0;
  std::int64_t asked_ms_ = 0;
  std::string trouble_;
  NextLook next_look_{clock_, rules_.look_every_ms, "trading by itself stands still: ",
                      [this](broker::Outlet& outlet) { attend(outlet); }};
};

}  // namespace ballast::actors
