// The board of processes with the programs of this build, as the tests start it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/pipeline/ports.hpp"
#include "tools/board/board_of_processes.hpp"

namespace ballast::pipeline {

struct BoardSettings {
  bool tcp = false;    // on loopback; else unix sockets
  std::string limits;  // lines of [limits]
  std::filesystem::path planner_file;
  std::filesystem::path stores;  // copied; may be empty
};

/// Its ports outlive its processes.
struct LeasedPorts {
  explicit LeasedPorts(bool tcp) {
    if (tcp) lease.emplace();
  }
  std::optional<PortLease> lease;
};

class BoardOfProcesses : private LeasedPorts, public tools::BoardOfProcesses {
 public:
  explicit BoardOfProcesses(const BoardSettings& settings);

  /// Runs the command line on this board, under a name of the caller's.
  void run_command(const std::string& name, const std::vector<std::string>& words);
};

}  // namespace ballast::pipeline
