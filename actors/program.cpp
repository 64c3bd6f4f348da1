#include "actors/program.hpp"

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <iostream>
#include <new>
#include <optional>

#include <fmt/format.h>
#include <boost/program_options.hpp>

#include "actors/configuration/option_table.hpp"
#include "actors/configuration/places.hpp"
#include "actors/log.hpp"
#include "broker/open_files.hpp"
#include "broker/stop.hpp"
#include "broker/version.hpp"
#include "broker/watchdog.hpp"

namespace ballast::actors {
namespace {

namespace options = boost::program_options;
using broker::Notice;

constexpr int exit_error = 1;
constexpr int exit_usage = 2;
constexpr int exit_stuck = 3;
/// A log that takes no more lines must not keep a stuck process.
constexpr unsigned last_words_seconds = 2;

struct ProgramArguments {
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
  described.add_options()("help", "show this")("json", "with --help: these options as JSON")(
      "version", "show the version")("role", options::value<std::string>(), "which actor to be")(
      "instance", options::value<int>()->default_value(1), "its number on this board, from 1")(
      "board", options::value<std::string>(), "this board's id (else BALLAST_BOARD, hostname)")(
      "cluster", options::value<std::string>(), "cluster file (else BALLAST_CLUSTER)")(
      "planner", options::value<std::string>(), "planner file (else BALLAST_PLANNER)")(
      "runtime-dir", options::value<std::string>(), "where ipc sockets are")(
      "state-dir", options::value<std::string>(), "where stores are")(
      "die-with-parent", "end when the process that started this one ends");
  return described;
}

options::variables_map read_values(int argc, char** argv) {
  options::positional_options_description positional;
  positional.add("role", 1);
  options::variables_map values;
  options::store(
      options::command_line_parser(argc, argv).options(described()).positional(positional).run(),
      values);
  options::notify(values);
  return values;
}

/// Answers who asks about the program itself. Returns whether that was all.
bool tell(const options::variables_map& values) {
  if (values.count("version") != 0) {
    fmt::print("ballast-actor {}\n", broker::version());
    return true;
  }
  if (values.count("help") == 0) return false;
  const std::string usage = "ballast-actor ROLE [options]";
  if (values.count("json") != 0) {
    auto table = option_table(described());
    table["usage"] = usage;
    table["version"] = broker::version();
    table["roles"] = known_roles();
    std::cout << table.dump(2) << "\n";
  } else {
    std::cout << "usage: " << usage
              << "\nroles: " << fmt::format("{}\n", fmt::join(known_roles(), ", ")) << described();
  }
  return true;
}

ProgramArguments arguments_of(const options::variables_map& values) {
  if (values.count("role") == 0) {
    throw options::error(fmt::format("which role? (allowed: {}; --help tells more)",
                                     fmt::join(known_roles(), ", ")));
  }
  ProgramArguments arguments;
  arguments.role = values["role"].as<std::string>();
  arguments.instance = values["instance"].as<int>();
  arguments.board = text(values, "board");
  arguments.cluster = text(values, "cluster");
  arguments.planner = text(values, "planner");
  arguments.overrides = {text(values, "runtime-dir"), text(values, "state-dir")};
  arguments.die_with_parent = values.count("die-with-parent") != 0;
  return arguments;
}

/// Ends the process at once: the loop that hangs cannot be asked to.
[[noreturn]] void end_stuck(const broker::Report& log, const std::string& actor,
                            const std::string& doing, std::chrono::milliseconds patience) {
  ::alarm(last_words_seconds);
  log({Notice::Level::error, actor,
       fmt::format("nothing got done for {:.1f} s while it was at {}; it ends, so that its "
                   "supervisor starts it again",
                   static_cast<double>(patience.count()) / 1000.0,
                   doing.empty() ? "its sockets" : doing)});
  ::_exit(exit_stuck);
}

broker::Result<void> run_arguments(const ProgramArguments& arguments, const RunRole& run,
                                   const broker::Report& log) {
  const broker::StopSignals signals;  // before any thread
  broker::allow_open_files();
  const auto environment = broker::process_environment();
  const std::string file = cluster_file(arguments.cluster, environment);
  const auto map = broker::ClusterMap::load(file, known_roles(), arguments.overrides, environment);
  if (!map) return tl::unexpected(map.error());
  const auto board = broker::this_board(*map, arguments.board, environment);
  if (!board) return tl::unexpected(board.error());
  const auto planner = load_planner_file(planner_file(arguments.planner, file, environment));
  if (!planner) return tl::unexpected(planner.error());

  const broker::SystemClock clock;
  const auto context = broker::context_for(*map, arguments.role, *board, clock);
  if (!context) return tl::unexpected(context.error());
  broker::SystemRandom random;
  const std::string actor = broker::instance_name(arguments.role, arguments.instance, *board);
  broker::Pulse pulse;
  const auto patience = map->limits().stuck_after;
  const broker::Watchdog watchdog(
      {pulse, patience, environment("NOTIFY_SOCKET").value_or(""),
       [&](const std::string& doing) { end_stuck(log, actor, doing, patience); }});
  log({Notice::Level::info, actor, "starts"});
  auto ran = run(arguments.role, arguments.instance,
                 {**context, *map, clock, random, *planner, map->state_dir(), *board,
                  signals.descriptor(), log, &pulse, brokerage_file(file, environment), true,
                  environment("BALLAST_SYSTEM_ROOT").value_or("/")});
  if (ran) log({Notice::Level::info, actor, "ends"});
  return ran;
}

/// The kernel ends this process when its parent ends, also while it is frozen, which no other
/// signal does; a parent that is gone already is noticed too.
bool follow_parent() {
  const pid_t parent = getppid();
  return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent;
}

}  // namespace

int run_program(int argc, char** argv, const RunRole& run) {
  const broker::Report log = log_on_stderr(log_form_of_stderr());
  try {
    const options::variables_map values = read_values(argc, argv);
    if (tell(values)) return 0;
    const ProgramArguments arguments = arguments_of(values);
    if (arguments.die_with_parent && !follow_parent()) return exit_error;
    const auto ran = run_arguments(arguments, run, log);
    if (ran) return 0;
    log({Notice::Level::error, fmt::format("ballast-actor {}", arguments.role),
         planner::describe(ran.error())});
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

}  // namespace ballast::actors
