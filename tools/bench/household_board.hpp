// A cluster of real processes on one board, with the household in its stores that whole plans are
// measured on.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "broker/stop.hpp"
#include "tools/ballast/session.hpp"
#include "tools/board/board_of_processes.hpp"

namespace ballast::tools {

inline constexpr std::size_t household_securities = 60;
inline constexpr std::size_t household_positions = 25;

class HouseholdBoard {
 public:
  /// Starts every role and so many evaluators; nothing is imported yet. Signals are blocked from
  /// here on, and end what waits. Everything ends with the object.
  explicit HouseholdBoard(int evaluators);

  /// Connects, waiting for the cluster to be complete.
  [[nodiscard]] planner::Result<std::unique_ptr<Session>> connect(
      std::vector<std::string> topics, broker::Client::Observer observer);

  /// Imports the household over a session.
  [[nodiscard]] planner::Result<void> import(Session& session) const;

  /// Returns nanoseconds of processor time that each process has used, by its name.
  [[nodiscard]] std::map<std::string, std::int64_t> processor_ns() const;

 private:
  [[nodiscard]] bool complete(Session& session) const;
  /// Returns false when interrupted meanwhile.
  [[nodiscard]] bool pause() const;

  broker::StopSignals signals_;  // before any thread
  broker::SystemClock clock_;
  ScratchDirectory files_;
  BoardOfProcesses board_;
};

}  // namespace ballast::tools
