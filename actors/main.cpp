// ballast-actor: the one program that can be any actor of a cluster.
//   ballast-actor ROLE [--instance N] [--board ID] [--cluster FILE] [--planner FILE] ...
// Ends with 0 when told to stop, 1 for an error (one sentence on stderr), 2 for wrong usage.

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <iostream>
#include <optional>

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <boost/program_options.hpp>

#include "actors/configuration/places.hpp"
#include "actors/roles.hpp"
#include "broker/open_files.hpp"
#include "broker/stop.hpp"

namespace {

using namespace ballast;
namespace options = boost::program_options;

constexpr int exit_error = 1;
constexpr int exit_usage = 2;

struct Arguments {
  std::string role;
  int instance = 1;
  std::optional<std::string> board;
  std::optional<std::string> cluster;
  std::optional<std::string> planner;
  broker::ClusterOverrides overrides;
  bool die_with_parent = false;
};

std::optional<std::string> text(const options::variables_map& values, const char* name) {
  if (values.count(name) == 0) return std::nullopt;
  return values[name].as<std::string>();
}

options::options_description described() {
  options::options_description described("Options");
  described.add_options()("help", "show this")("role", options::value<std::string>(),
                                               "which actor to be")(
      "instance", options::value<int>()->default_value(1), "its number on this board, from 1")(
      "board", options::value<std::string>(), "this board's id (else BALLAST_BOARD, hostname)")(
      "cluster", options::value<std::string>(), "cluster file (else BALLAST_CLUSTER)")(
      "planner", options::value<std::string>(), "planner file (else BALLAST_PLANNER)")(
      "runtime-dir", options::value<std::string>(), "where ipc sockets are")(
      "state-dir", options::value<std::string>(), "where stores are")(
      "die-with-parent", "end when the process that started this one ends");
  return described;
}

Arguments read_arguments(int argc, char** argv) {
  options::positional_options_description positional;
  positional.add("role", 1);
  options::variables_map values;
  options::store(
      options::command_line_parser(argc, argv).options(described()).positional(positional).run(),
      values);
  options::notify(values);
  Arguments arguments;
  if (values.count("help") != 0 || values.count("role") == 0) {
    fmt::print(stderr, "usage: ballast-actor ROLE [options]\nroles: {}\n",
               fmt::join(actors::known_roles(), ", "));
    std::cerr << described();
    return arguments;
  }
  arguments.role = values["role"].as<std::string>();
  arguments.instance = values["instance"].as<int>();
  arguments.board = text(values, "board");
  arguments.cluster = text(values, "cluster");
  arguments.planner = text(values, "planner");
  arguments.overrides = {text(values, "runtime-dir"), text(values, "state-dir")};
  arguments.die_with_parent = values.count("die-with-parent") != 0;
  return arguments;
}

broker::Result<void> run(const Arguments& arguments) {
  const broker::StopSignals signals;  // before any thread
  broker::allow_open_files();
  const auto environment = broker::process_environment();
  const std::string file = actors::cluster_file(arguments.cluster, environment);
  const auto map =
      broker::ClusterMap::load(file, actors::known_roles(), arguments.overrides, environment);
  if (!map) return tl::unexpected(map.error());
  const auto board = broker::this_board(*map, arguments.board, environment);
  if (!board) return tl::unexpected(board.error());
  const auto planner =
      actors::load_planner_file(actors::planner_file(arguments.planner, file, environment));
  if (!planner) return tl::unexpected(planner.error());

  const broker::SystemClock clock;
  const auto context = broker::context_for(*map, arguments.role, *board, clock);
  if (!context) return tl::unexpected(context.error());
  broker::SystemRandom random;
  spdlog::info("{} {} starts on board {}", arguments.role, arguments.instance, *board);
  auto ran = actors::run_role(
      arguments.role, arguments.instance,
      {**context, *map, clock, random, *planner, map->state_dir(), *board, signals.descriptor(),
       [](const std::string& sentence) { spdlog::warn(sentence); }});
  if (ran) spdlog::info("{} {} ends", arguments.role, arguments.instance);
  return ran;
}

/// The kernel ends this process when its parent ends; a parent that is gone already is noticed too.
bool follow_parent() {
  const pid_t parent = getppid();
  return prctl(PR_SET_PDEATHSIG, SIGTERM) == 0 && getppid() == parent;
}

}  // namespace

int main(int argc, char** argv) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("ballast"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e %L %v");
  spdlog::flush_on(spdlog::level::info);
  try {
    const Arguments arguments = read_arguments(argc, argv);
    if (arguments.role.empty()) return exit_usage;
    if (arguments.die_with_parent && !follow_parent()) return exit_error;
    const auto ran = run(arguments);
    if (ran) return 0;
    spdlog::error("ballast-actor {}: {}", arguments.role, planner::describe(ran.error()));
    return exit_error;
  } catch (const options::error& error) {
    fmt::print(stderr, "ballast-actor: {}\n", error.what());
    return exit_usage;
  } catch (const std::bad_alloc&) {
    // Said without asking for memory.
    std::fputs("ballast-actor: out of memory (allowed: more of it, or smaller plans)\n", stderr);
    return exit_error;
  } catch (const std::exception& error) {
    fmt::print(stderr, "ballast-actor: {}\n", error.what());
    return exit_error;
  }
}
