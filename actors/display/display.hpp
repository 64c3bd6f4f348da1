// The display actor, one a board: watches the bus and the board, and tells what the board's lights
// show. It never delays a plan: it only listens.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "actors/display/router_link.hpp"
#include "actors/display/worker_rates.hpp"
#include "broker/behaviour.hpp"
#include "hardware/matrix/status_led.hpp"
#include "hardware/vitals/read_vitals.hpp"
#include "hardware/vitals/worker_count.hpp"
#include "messages/planning.hpp"

namespace ballast::actors {

struct DisplaySettings {
  hardware::SystemRoot root;
  std::filesystem::path data;  // the folder whose disk is watched
  std::string router;          // its socket; empty: there is none
  int evaluators = 0;          // that the board should run; 0: as many as it can feed
};

class Display final : public broker::Behaviour {
 public:
  /// `pollables` outlives it; the board's own lights are shown on where it has a router.
  Display(DisplaySettings settings, broker::PollSet& pollables);

  [[nodiscard]] std::vector<std::string> subscriptions() const override;
  void start(broker::Outlet& outlet) override;
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;
  void observe(const messages::Envelope& event, broker::Outlet& outlet) override;
  [[nodiscard]] broker::ActorStatus status() const override;

 private:
  using Time = std::chrono::milliseconds;

  /// What is shown instead of the main picture, and until when.
  struct Card {
    hardware::Frame frame;
    Time until{};
  };

  void hear_actor(const messages::ActorHeartbeat& beat, Time now, const std::string& here);
  void hear_progress(const messages::PlanProgress& progress, Time now);
  void hear_end(const messages::PlanCompleted& completed, Time now);
  void read_board(broker::Outlet& outlet);
  void show(broker::Outlet& outlet);
  void show_on_board(const hardware::Frame& frame, Time now, broker::Outlet& outlet);
  void show_on_led(Time now, broker::Outlet& outlet);
  void tell_vitals(broker::Outlet& outlet);
  [[nodiscard]] std::string words() const;
  [[nodiscard]] std::string health() const;

  DisplaySettings settings_;
  hardware::SystemFiles files_;
  hardware::Vitals vitals_;
  hardware::Grader grader_;
  hardware::Derating derating_;
  int wanted_ = 0;  // evaluators of a board that is well
  int workers_ = 0;
  WorkerRates rates_;
  std::optional<RouterLink> link_;
  hardware::LinkState link_told_ = hardware::LinkState::absent;
  hardware::StatusLed led_;
  bool led_trouble_told_ = false;
  hardware::BoardView view_;
  std::string plan_id_;
  Time plan_heard_{};
  bool plan_failed_ = false;  // the newest that ended
  std::optional<Card> card_;
  std::optional<Time> broker_heard_;
  std::optional<Time> coordinator_heard_;  // of another board
  Time error_until_{};
  std::optional<hardware::Frame> shown_;
  Time shown_at_{};
  hardware::Grades told_grades_{};
  int told_workers_ = 0;
  std::optional<Time> told_at_;
};

}  // namespace ballast::actors
