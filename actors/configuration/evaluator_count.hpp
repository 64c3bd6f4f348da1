// How many evaluators a board runs whose cluster file says `evaluator = "auto"`: as many as its
// processors and memory feed at the start. Decided once and kept in the runtime directory, which
// goes away with the machine's next start, so that everybody on the board counts alike.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "broker/cluster_map.hpp"
#include "hardware/vitals/system_files.hpp"
#include "hardware/vitals/vitals.hpp"

namespace ballast::actors {

/// Whether the number of evaluators on the board follows the board.
[[nodiscard]] bool evaluators_follow(const broker::ClusterMap& map, std::string_view board);

/// Returns 1 to broker::automatic_most. A processor stays free for the coordinator, and on a
/// machine that is no board of ours for its people.
[[nodiscard]] int evaluators_fed(const broker::ClusterMap& map, std::string_view board,
                                 const hardware::Vitals& vitals);

/// Returns what was decided; nothing where that was not yet.
[[nodiscard]] std::optional<int> decided_evaluators(const broker::ClusterMap& map,
                                                    const std::string& board);

/// Reads how this machine is and keeps what follows; whoever decides again begins anew. A number
/// that cannot be kept is a Failure.
broker::Result<int> decide_evaluators(const broker::ClusterMap& map, const std::string& board,
                                      const hardware::SystemRoot& root);

/// Returns what was decided, else what would be decided now.
[[nodiscard]] int evaluators_here(const broker::ClusterMap& map, const std::string& board,
                                  const hardware::SystemRoot& root);

/// Returns the instances that this machine starts for the board, in start order.
[[nodiscard]] std::vector<std::string> started_on(const broker::ClusterMap& map,
                                                  const std::string& board,
                                                  const hardware::SystemRoot& root);

}  // namespace ballast::actors
