// The plan that a display shows: how far it is, how the newest one ended, and whether it was made
// of prices that are too old.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "actors/display/interlude.hpp"
#include "hardware/matrix/board_view.hpp"
#include "messages/events.hpp"
#include "messages/plan_report.hpp"
#include "messages/planning.hpp"

namespace ballast::actors {

class ShownPlan {
 public:
  using Time = std::chrono::milliseconds;

  /// The first of several plans is shown until it ends, and its bar never goes back.
  void hear(const messages::PlanProgress& progress, Time now);

  /// An error stays until a plan ends well. Who cancels knows it, so that nothing is shown.
  [[nodiscard]] std::optional<Interlude> hear(const messages::PlanCompleted& completed, Time now);

  /// The newest plan whose report is wanted, once; empty: none.
  [[nodiscard]] std::string take_unread();
  void read(const messages::PlanReport& report);

  /// Puts into the view what follows from plans.
  void put_into(hardware::BoardView& view) const;
  [[nodiscard]] bool failed() const { return failed_; }
  /// Somebody knows that it did.
  void acknowledge() { failed_ = false; }

 private:
  std::optional<hardware::PlanMeter> meter_;
  std::optional<Time> pulse_;
  std::string plan_id_;
  Time heard_{};
  bool failed_ = false;  // the newest that ended
  bool proposes_ = false;
  bool stale_ = false;
  std::string newest_;  // that has a decision
  std::string unread_;
};

}  // namespace ballast::actors
