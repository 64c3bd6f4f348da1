// One board of real ballast-actor processes in a directory of its own, for tests and measurements
// of the whole.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "broker/cluster_map.hpp"
#include "tools/ballast/scratch_directory.hpp"

namespace ballast::tools {

struct BoardSettings {
  std::filesystem::path actor_program;
  std::filesystem::path planner_file;
  std::filesystem::path stores = {};  // copied; may be empty
  std::string limits = {};            // lines of [limits]
  int first_port = 0;                 // tcp on loopback from here on; 0: unix sockets
};

/// Starts nothing by itself; ends every process that it started.
class BoardOfProcesses {
 public:
  /// From first_port on, where there is one.
  static constexpr int ports_used = 64;

  explicit BoardOfProcesses(const BoardSettings& settings);
  ~BoardOfProcesses();
  BoardOfProcesses(const BoardOfProcesses&) = delete;
  BoardOfProcesses& operator=(const BoardOfProcesses&) = delete;

  [[nodiscard]] const broker::ClusterMap& map() const { return map_; }
  [[nodiscard]] std::filesystem::path cluster_file() const;

  /// Instances are named as "evaluator-2".
  void start(const std::string& name);
  /// Every role once, without evaluators.
  void start_all_but_evaluators();
  void start_evaluators(int count);

  /// Runs a program with the flags that name this board, under a name of the caller's.
  void run(const std::string& name, const std::vector<std::string>& words);

  /// As `kill -9` does, and waits for its end.
  void kill(const std::string& name);
  /// As `kill -STOP` and `kill -CONT` do: it is there and does nothing, then goes on.
  void freeze(const std::string& name);
  void thaw(const std::string& name);
  /// Asks it to end, and waits for that. Returns its exit code.
  int stop(const std::string& name);
  /// As Ctrl-C does.
  int interrupt(const std::string& name);
  [[nodiscard]] bool runs(const std::string& name);
  /// Waits until it ends by itself. Returns its exit code.
  int wait_for(const std::string& name) { return end(name, 0); }
  [[nodiscard]] pid_t pid(const std::string& name) const { return processes_.at(name); }
  [[nodiscard]] std::vector<std::string> names() const;
  /// What the processes have said so far.
  [[nodiscard]] std::string log() const;

 private:
  int end(const std::string& name, int signal);

  ScratchDirectory directory_;
  std::filesystem::path actor_program_;
  std::filesystem::path planner_file_;
  broker::ClusterMap map_;
  std::map<std::string, pid_t> processes_;
};

}  // namespace ballast::tools
