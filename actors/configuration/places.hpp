// Where the cluster file, the planner file and the stores are: a flag goes before the environment,
// which goes before the installed default.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "broker/cluster_map.hpp"

namespace ballast::actors {

inline constexpr const char* installed_cluster_file = "/etc/ballast/cluster.toml";
inline constexpr const char* installed_planner_file = "/etc/ballast/planner.toml";
inline constexpr const char* installed_exchanges_file = "/etc/ballast/exchanges.toml";
inline constexpr const char* installed_brokerage_file = "/etc/ballast/brokerage.toml";

/// Returns the flag, else BALLAST_CLUSTER, else the installed file.
[[nodiscard]] std::string cluster_file(const std::optional<std::string>& flag,
                                       const broker::Environment& environment);

/// Returns the flag, else BALLAST_PLANNER, else planner.toml beside the cluster file if it is
/// there, else the installed file.
[[nodiscard]] std::string planner_file(const std::optional<std::string>& flag,
                                       const std::string& cluster_file,
                                       const broker::Environment& environment);

/// Returns exchanges.toml of a folder if it is there, else the installed file.
[[nodiscard]] std::string exchanges_file(const std::string& folder);

/// Returns BALLAST_BROKERAGE, else brokerage.toml beside the cluster file if it is there, else the
/// installed file if it is there, else nothing: everything is traded on paper.
[[nodiscard]] std::string brokerage_file(const std::string& cluster_file,
                                         const broker::Environment& environment);

/// The stores of one board, in its state directory.
inline constexpr const char* universe_store = "universe.db";
inline constexpr const char* portfolio_store = "portfolio.db";
inline constexpr const char* trading_store = "trading.db";
inline constexpr const char* paper_store = "paper.db";  // of paper trading, as its broker
inline constexpr const char* plan_store = "plans.db";
inline constexpr const char* score_store = "scores.db";
inline constexpr const char* target_store = "targets.db";

struct BoardStore {
  const char* file;
  const char* role;  // its owner
};
/// All of them. Who copies them in this order has no fill in trading.db that portfolio.db lacks.
inline constexpr std::array<BoardStore, 7> board_stores = {{{trading_store, "trading"},
                                                            {paper_store, "trading"},
                                                            {portfolio_store, "portfolio"},
                                                            {universe_store, "universe"},
                                                            {plan_store, "coordinator"},
                                                            {score_store, "scoring"},
                                                            {target_store, "optimization"}}};

/// Frames of batches that were set aside; a directory.
inline constexpr const char* set_aside_frames = "set-aside";

}  // namespace ballast::actors
