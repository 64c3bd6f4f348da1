// ballast config: checks the cluster and planner files; shows what follows from them for a board.

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "actors/configuration/places.hpp"
#include "actors/configuration/planner_file.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/session.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;

planner::Result<actors::PlannerFile> load_planner(const CommonOptions& common) {
  const auto environment = broker::process_environment();
  const std::string cluster = actors::cluster_file(common.cluster, environment);
  return actors::load_planner_file(actors::planner_file(common.planner, cluster, environment));
}

ExitCode check(const CommonOptions& common) {
  const auto map = load_cluster(common);
  if (!map) return give_up(map.error());
  const auto planner = load_planner(common);
  if (!planner) return give_up(planner.error());
  print(
      fmt::format("Both files are good: {} actors on {} board{}; {} country targets, {} industry "
                  "targets, {} target weights.\n",
                  map->instances().size(), map->boards().size(),
                  map->boards().size() == 1 ? "" : "s", planner->country_targets.size(),
                  planner->industry_targets.size(), planner->target_weights.size()));
  return ExitCode::done;
}

nlohmann::ordered_json described(const broker::ClusterMap& map, const std::string& board) {
  nlohmann::ordered_json instances = nlohmann::ordered_json::array();
  nlohmann::ordered_json order = nlohmann::ordered_json::array();
  for (const std::string& name : map.instances_on(board)) {
    const auto parts = broker::parse_instance_name(name);
    instances.push_back({{"role", parts->role}, {"instance", name}, {"number", parts->number}});
    order.push_back(name);
  }
  nlohmann::ordered_json boards = nlohmann::ordered_json::array();
  for (const broker::Board& one : map.boards()) boards.push_back(one.id);
  return {{"board", board},
          {"boards", boards},
          {"front_door", map.front_door().text()},
          {"runtime_dir", map.runtime_dir()},
          {"state_dir", map.state_dir()},
          {"instances", instances},
          {"start_order", order}};
}

ExitCode show(const CommonOptions& common) {
  const auto map = load_cluster(common);
  if (!map) return give_up(map.error());
  const auto board = broker::this_board(*map, common.board);
  if (!board) return give_up(board.error());
  if (common.json) {
    print(described(*map, *board).dump(json_indent) + "\n");
    return ExitCode::done;
  }
  print(fmt::format("board {}\nfront door {}\nruntime_dir {}\nstate_dir {}\n", *board,
                    map->front_door().text(), map->runtime_dir(), map->state_dir()));
  for (const auto& name : map->instances_on(*board)) print("  " + name + "\n");
  return ExitCode::done;
}

}  // namespace

ExitCode run_config(const std::vector<std::string>& words) {
  Arguments::Description own("Configuration");
  own.add_options()("what", options::value<std::string>(), "check or show");
  const auto arguments = Arguments::read(words, "config check|show", own, "what");
  const std::string what = arguments.get<std::string>("what").value_or("");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  if (what == "check") return check(arguments.common());
  if (what == "show") return show(arguments.common());
  say("ballast: `config` takes check or show");
  return ExitCode::usage;
}

}  // namespace ballast::tools
