// A whole cluster as threads of this process, on inproc addresses: for planning without a service,
// and for tests.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "actors/configuration/planner_file.hpp"
#include "broker/clock.hpp"
#include "broker/cluster_map.hpp"
#include "broker/identifiers.hpp"
#include "broker/notice.hpp"
#include "broker/trust/keyed_context.hpp"

namespace ballast::actors {

struct InProcessSettings {
  const broker::Clock& clock;
  PlannerFile planner;
  std::filesystem::path state_dir;  // the stores are opened for writing: hand in copies
  int evaluators = 1;
  broker::Report report;
  std::string brokerage_file;  // empty: everything is traded on paper
  /// Roles of the cluster that it stands in for: plans use the scores and target weights that are
  /// kept there.
  std::vector<std::string> stands_in_for = {};
};

class InProcessCluster {
  class State;

 public:
  explicit InProcessCluster(std::unique_ptr<State> state);
  /// Starts every role; all run until the cluster is destroyed. Fails when a store cannot be
  /// opened.
  [[nodiscard]] static broker::Result<std::unique_ptr<InProcessCluster>> start(
      InProcessSettings settings);
  ~InProcessCluster();
  InProcessCluster(const InProcessCluster&) = delete;
  InProcessCluster& operator=(const InProcessCluster&) = delete;

  /// What a client of this cluster needs.
  [[nodiscard]] broker::KeyedContext& context();
  [[nodiscard]] const broker::ClusterMap& map() const;

  /// Returns what ended an actor early, if anything did.
  [[nodiscard]] std::optional<planner::Failure> failure() const;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace ballast::actors
