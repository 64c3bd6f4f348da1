// ballast config: checks the cluster and planner files, and what trading reads; shows what follows
// from them for a board.

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "actors/configuration/evaluator_count.hpp"
#include "actors/configuration/places.hpp"
#include "actors/configuration/planner_file.hpp"
#include "actors/display/lights_file.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/session.hpp"
#include "tools/ballast/trading_files.hpp"

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
  const auto lights = actors::load_lights_file(planner->folder);
  if (!lights) return give_up(lights.error());
  const auto environment = broker::process_environment();
  const auto trading = check_trading_files(
      actors::brokerage_file(actors::cluster_file(common.cluster, environment), environment),
      planner->folder);
  if (!trading) return give_up(trading.error());
  std::size_t counted = map->instances().size();
  bool follows = false;
  for (const broker::Board& board : map->boards()) {
    counted -= board.automatic.size() * static_cast<std::size_t>(broker::automatic_most);
    follows = follows || !board.automatic.empty();
  }
  print(fmt::format(
      "Both files are good: {} actors{} on {} board{}; {} country targets, {} industry "
      "targets, {} target weights.\n",
      counted, follows ? " and as many evaluators as are fed" : "", map->boards().size(),
      map->boards().size() == 1 ? "" : "s", planner->country_targets.size(),
      planner->industry_targets.size(), planner->target_weights.size()));
  print(*trading);
  return ExitCode::done;
}

hardware::SystemRoot system_root() {
  return {broker::process_environment()("BALLAST_SYSTEM_ROOT").value_or("/")};
}

nlohmann::ordered_json described(const broker::ClusterMap& map, const std::string& board) {
  nlohmann::ordered_json instances = nlohmann::ordered_json::array();
  nlohmann::ordered_json order = nlohmann::ordered_json::array();
  for (const std::string& name : actors::started_on(map, board, system_root())) {
    const auto parts = broker::parse_instance_name(name);
    instances.push_back({{"role", parts->role}, {"instance", name}, {"number", parts->number}});
    order.push_back(name);
  }
  nlohmann::ordered_json boards = nlohmann::ordered_json::array();
  for (const broker::Board& one : map.boards()) boards.push_back(one.id);
  nlohmann::ordered_json automatic = nlohmann::ordered_json::object();
  if (actors::evaluators_follow(map, board)) {
    automatic[std::string(broker::evaluator_role)] =
        actors::evaluators_here(map, board, system_root());
  }
  return {{"board", board},
          {"boards", boards},
          {"front_door", map.front_door().text()},
          {"runtime_dir", map.runtime_dir()},
          {"state_dir", map.state_dir()},
          {"automatic", automatic},
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
  for (const auto& name : actors::started_on(*map, *board, system_root())) {
    print("  " + name + "\n");
  }
  return ExitCode::done;
}

std::string fed_text(const std::string& board, int count) {
  return fmt::format("board {} feeds {} evaluator{}", board, count, count == 1 ? "" : "s");
}

/// Counts anew and keeps it: what starts the board does so first.
ExitCode decide(const CommonOptions& common) {
  const auto map = load_cluster(common);
  if (!map) return give_up(map.error());
  const auto board = broker::this_board(*map, common.board);
  if (!board) return give_up(board.error());
  if (!actors::evaluators_follow(*map, *board)) {
    print(fmt::format(
        "nothing to decide: the cluster file says how many evaluators board {} runs\n", *board));
    return ExitCode::done;
  }
  const auto count = actors::decide_evaluators(*map, *board, system_root());
  if (!count) return give_up(count.error());
  print(fed_text(*board, *count) + "\n");
  return ExitCode::done;
}

/// Whether this board starts an actor such as "evaluator-3". Where that cannot be said it does, so
/// that the actor itself says what is wrong.
ExitCode starts(const CommonOptions& common, const std::string& name) {
  const auto map = load_cluster(common);
  const auto board = map ? broker::this_board(*map, common.board) : tl::unexpected(map.error());
  const auto parts = board ? broker::parse_instance_name(name + "@" + *board) : std::nullopt;
  if (!parts || parts->role != broker::evaluator_role || !actors::evaluators_follow(*map, *board)) {
    return ExitCode::done;
  }
  if (!actors::decided_evaluators(*map, *board)) {
    static_cast<void>(actors::decide_evaluators(*map, *board, system_root()));
  }
  const int count = actors::evaluators_here(*map, *board, system_root());
  if (parts->number <= count) return ExitCode::done;
  say(fmt::format("{} is not started: {}", name, fed_text(*board, count)));
  return ExitCode::error;
}

}  // namespace

ExitCode run_config(const std::vector<std::string>& words) {
  Arguments::Description own("Configuration");
  own.add_options()("what", options::value<std::vector<std::string>>(),
                    "check, show, decide (how many evaluators fit, where the file says auto), or "
                    "starts and an actor such as evaluator-3");
  const auto arguments =
      Arguments::read(words, "config check|show|decide|starts ACTOR", own, "what");
  const auto what =
      arguments.get<std::vector<std::string>>("what").value_or(std::vector<std::string>{});
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const CommonOptions& common = arguments.common();
  if (what.size() == 2 && what.front() == "starts") return starts(common, what.back());
  const std::string only = what.size() == 1 ? what.front() : "";
  if (only == "check") return check(common);
  if (only == "show") return show(common);
  if (only == "decide") return decide(common);
  say("ballast: `config` takes check, show, decide, or starts and an actor");
  return ExitCode::usage;
}

}  // namespace ballast::tools
