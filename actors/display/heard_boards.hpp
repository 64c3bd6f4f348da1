// Which other boards are heard, by the heartbeats of their actors, and whether the coordinator is
// one of those.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hardware/vitals/grades.hpp"
#include "messages/events.hpp"

namespace ballast::actors {

class HeardBoards {
 public:
  using Time = std::chrono::milliseconds;

  /// Takes a heartbeat of another board.
  void hear(const messages::ActorHeartbeat& beat, Time now);
  /// An actor ended as it should; a board on which all did is gone, and not lost.
  void forget(const std::string& instance);

  /// Of the board that has been silent longest; unknown: there is no other.
  [[nodiscard]] hardware::Grade worst(Time now) const;
  /// Those that count as lost, by name.
  [[nodiscard]] std::vector<std::string> silent(Time now) const;
  /// Of the coordinator; nothing: none was heard from another board.
  [[nodiscard]] std::optional<hardware::Grade> coordinator(Time now) const;

 private:
  struct Heard {
    Time at{};
    Time period{};

    [[nodiscard]] hardware::Grade grade(Time now) const;
  };
  struct Board {
    std::set<std::string> instances;
    Heard newest;
  };

  std::map<std::string, Board> boards_;
  std::optional<Heard> coordinator_;
};

}  // namespace ballast::actors
