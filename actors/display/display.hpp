// The display actor, one a board: watches the bus and the board, and tells what the board's lights
// show. It never delays a plan: it listens, and asks only for the report of one that has ended, and
// now and then whether trading waits for somebody.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "actors/display/heard_boards.hpp"
#include "actors/display/interlude.hpp"
#include "actors/display/lights_file.hpp"
#include "actors/display/router_link.hpp"
#include "actors/display/shown_errors.hpp"
#include "actors/display/shown_plan.hpp"
#include "actors/display/trading_watch.hpp"
#include "actors/display/worker_rates.hpp"
#include "broker/behaviour.hpp"
#include "hardware/matrix/status_led.hpp"
#include "hardware/vitals/clock_probe.hpp"
#include "hardware/vitals/read_vitals.hpp"
#include "hardware/vitals/work_pace.hpp"
#include "hardware/vitals/worker_count.hpp"
#include "messages/planning.hpp"

namespace ballast::actors {

struct DisplaySettings {
  hardware::SystemRoot root;
  std::filesystem::path data;  // the folder whose disk is watched
  std::string router;          // its socket; empty: there is none
  int evaluators = 0;          // that the board should run; 0: as many as it can feed
  LightsFile lights = {};
  std::function<int()> minute_of_day = {};           // for nights; empty: there are none
  hardware::ClockProbe::Measure measure_clock = {};  // empty: the clock is not measured
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

  void hear_actor(const messages::ActorHeartbeat& beat, Time now, const std::string& here);
  void acknowledge(const messages::Envelope& command, broker::Outlet& outlet);
  void read_board(broker::Outlet& outlet);
  void ask_for_report(broker::Outlet& outlet);
  void tell_vitals(broker::Outlet& outlet);
  void look_at_others(Time now);
  void show(broker::Outlet& outlet);
  [[nodiscard]] hardware::Frame picture(Time now);
  [[nodiscard]] bool is_night() const;
  void tell_picture(const hardware::Frame& frame, broker::Outlet& outlet);
  void show_on_board(const hardware::Frame& frame, Time now, broker::Outlet& outlet);
  void tell_link(broker::Outlet& outlet);
  void tell_jam(Time now, broker::Outlet& outlet);
  void tell_resets(broker::Outlet& outlet);
  void show_on_led(Time now, broker::Outlet& outlet);
  [[nodiscard]] hardware::Light system_light() const;
  [[nodiscard]] hardware::Light board_light() const;

  DisplaySettings settings_;
  hardware::SystemFiles files_;
  hardware::VitalsReader vitals_reader_;
  hardware::Vitals vitals_;
  std::optional<hardware::ClockProbe> clock_probe_;
  hardware::PaceWatch pace_watch_;
  hardware::Grader grader_;
  hardware::Derating derating_;
  int wanted_ = 0;  // evaluators of a board that is well
  int workers_ = 0;
  WorkerRates rates_;
  HeardBoards others_;
  std::optional<RouterLink> link_;
  hardware::LinkState link_told_ = hardware::LinkState::absent;
  std::string link_trouble_told_;
  std::optional<Time> jammed_since_;
  bool jam_told_ = false;
  std::uint64_t resets_told_ = 0;
  std::uint64_t resets_failed_told_ = 0;
  hardware::StatusLed led_;
  bool led_trouble_told_ = false;
  hardware::BoardView view_;
  ShownPlan plan_;
  bool report_asked_ = false;
  TradingWatch trading_;
  std::optional<Interlude> interlude_;
  std::optional<Time> broker_heard_;
  ShownErrors errors_;
  std::optional<hardware::Frame> shown_;
  Time shown_at_{};
  std::uint64_t pictures_told_ = 0;
  hardware::Grades told_grades_{};
  int told_workers_ = 0;
  std::optional<Time> told_at_;
};

}  // namespace ballast::actors
