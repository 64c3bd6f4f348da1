// Every role there is, and running one: what the program and the in-process cluster share.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "actors/configuration/planner_file.hpp"
#include "broker/behaviour.hpp"
#include "broker/clock.hpp"
#include "broker/cluster_map.hpp"
#include "broker/identifiers.hpp"
#include "broker/pollable.hpp"
#include "broker/pulse.hpp"
#include "broker/trust/keyed_context.hpp"

namespace ballast::actors {

/// Names of the roles that this program can be, the broker first.
[[nodiscard]] const std::vector<std::string>& known_roles();

/// Those of them that take part in making a plan.
[[nodiscard]] const std::vector<std::string>& planning_roles();

/// What a running actor borrows; everything outlives it.
struct RoleSettings {
  broker::KeyedContext& context;
  const broker::ClusterMap& map;
  const broker::Clock& clock;
  broker::RandomSource& random;
  const PlannerFile& planner;
  std::filesystem::path state_dir;
  std::string board;
  int stop_descriptor = -1;
  broker::Report report;
  broker::Pulse* pulse = nullptr;  // where the watchdog of this process looks
  std::string brokerage_file;      // empty: everything is traded on paper
  bool lasts = true;               // false: the cluster of one command, which leaves alone what
                                   // trading does without being asked
  std::filesystem::path system_root{"/"};  // where /proc and /sys are
  /// Roles of the cluster that the cluster of one command stands in for.
  std::vector<std::string> stands_in_for = {};
};

/// Runs the `number`-th instance of a role on this thread until it is stopped. Fails for an unknown
/// role, an address in use, a store that cannot be opened.
[[nodiscard]] broker::Result<void> run_role(const std::string& role, int number,
                                            const RoleSettings& settings);

/// Runs a behaviour as that role on this thread until it is stopped.
[[nodiscard]] broker::Result<void> run_behaviour(broker::Behaviour& behaviour,
                                                 broker::PollSet& poll_set,
                                                 const broker::Identity& identity,
                                                 const RoleSettings& settings);

}  // namespace ballast::actors
