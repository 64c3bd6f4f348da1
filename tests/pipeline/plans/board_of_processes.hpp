// The board of processes with the programs of this build, as the tests start it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/board/board_of_processes.hpp"

namespace ballast::pipeline {

struct BoardSettings {
  bool tcp = false;    // on loopback; else unix sockets
  std::string limits;  // lines of [limits]
  std::filesystem::path planner_file;
  std::filesystem::path stores;  // copied; may be empty
};

class BoardOfProcesses : public tools::BoardOfProcesses {
 public:
  explicit BoardOfProcesses(const BoardSettings& settings);

  /// Runs the command line on this board, under a name of the caller's.
  void run_command(const std::string& name, const std::vector<std::string>& words);
};

}  // namespace ballast::pipeline
