// How fast each evaluator works, measured by its heartbeats against its own best of the last ten
// minutes.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "hardware/matrix/board_view.hpp"
#include "messages/control.hpp"
#include "messages/events.hpp"

namespace ballast::actors {

class WorkerRates {
 public:
  using Time = std::chrono::milliseconds;

  /// Takes a heartbeat; of what is no evaluator it keeps nothing.
  void hear(const messages::ActorHeartbeat& beat, Time now);
  void forget(const std::string& instance) { workers_.erase(instance); }

  /// Returns meters by name of the instance, of one board or of all others. A worker that has been
  /// silent for three of its heartbeats is shown as such, for a minute.
  [[nodiscard]] std::vector<hardware::WorkerMeter> meters(const std::string& board, bool of_others,
                                                          Time now);

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

    [[nodiscard]] double share() const;
  };

  std::map<std::string, Worker> workers_;
};

}  // namespace ballast::actors
