#include "tests/pipeline/plans/board_of_processes.hpp"

#include <stdexcept>

#include "broker/cluster_map.hpp"

namespace ballast::pipeline {
namespace {

std::string program(const char* variable) {
  const auto named = broker::process_environment()(variable);
  if (!named) throw std::runtime_error(std::string(variable) + " names no program");
  return *named;
}

}  // namespace

BoardOfProcesses::BoardOfProcesses(const BoardSettings& settings)
    : LeasedPorts(settings.tcp),
      tools::BoardOfProcesses({program("BALLAST_ACTOR"), settings.planner_file, settings.stores,
                               settings.limits, lease ? lease->first() : 0}) {
  static_assert(ports_used <= PortLease::count);
}

void BoardOfProcesses::run_command(const std::string& name, const std::vector<std::string>& words) {
  std::vector<std::string> all = {program("BALLAST_PROGRAM")};
  all.insert(all.end(), words.begin(), words.end());
  run(name, all);
}

}  // namespace ballast::pipeline
