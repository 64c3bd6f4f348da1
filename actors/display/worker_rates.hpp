// How fast each evaluator works, measured by its heartbeats against its own best: of the last ten
// minutes for the lights, and of the same plan to notice heat.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "hardware/matrix/board_view.hpp"
#include "hardware/vitals/work_pace.hpp"
#include "messages/control.hpp"
#include "messages/events.hpp"

namespace ballast::actors {

class WorkerRates {
 public:
  using Time = std::chrono::milliseconds;

  /// Takes a heartbeat; of what is no evaluator it keeps nothing.
  void hear(const messages::ActorHeartbeat& beat, Time now);
  /// Takes the processor time that the process of that evaluator has taken in all.
  void hear_worked(const messages::ActorHeartbeat& beat, Time worked);
  void forget(const std::string& instance) { workers_.erase(instance); }

  /// Returns meters by name of the instance, of one board or of all others. A worker that has been
  /// silent for three of its heartbeats is shown as such, for a minute.
  [[nodiscard]] std::vector<hardware::WorkerMeter> meters(const std::string& board, bool of_others,
                                                          Time now);
  /// Returns how fast those are that are busy, in the processor time that they take; only of those
  /// whose pace is known.
  [[nodiscard]] std::vector<double> paces(Time now) const;

 private:
  static constexpr std::size_t minutes_kept = 10;

  struct Worker {
    std::string board;
    std::uint64_t incarnation = 0;
    std::uint64_t progress = 0;
    Time heard{};
    Time period{};
    bool busy = false;
    double rate = 0.0;
    std::array<double, minutes_kept> best{};  // by minute
    std::int64_t minute = 0;
    hardware::WorkPace pace;

    [[nodiscard]] double share() const;
    [[nodiscard]] bool is_silent(Time now) const;
  };

  std::map<std::string, Worker> workers_;
};

}  // namespace ballast::actors
