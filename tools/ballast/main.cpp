// ballast: the command line. `ballast COMMAND --help` tells what a command takes.

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "broker/version.hpp"
#include "planner/settings/setting_table.hpp"
#include "tools/ballast/commands.hpp"

namespace {

using namespace ballast::tools;

constexpr std::array<Command, 26> commands{{
    {"plan", "find the trades worth doing now (plan verify FILE: replay a saved plan)", run_plan},
    {"plans", "earlier plans, and what changed between two", run_plans},
    {"sweep", "plans for every combination of some settings' values", run_sweep},
    {"evaluate", "score trade ideas of your own", run_evaluate},
    {"execute", "trade steps of a plan", run_execute},
    {"orders", "every order, and the life of one from its plan to its fills", run_orders},
    {"auto", "trade by itself: plan when something changes, one order at a time", run_auto},
    {"halt", "stop all trading, over restarts, until it is resumed", run_halt},
    {"reduce", "let only sales through", run_reduce},
    {"resume", "trade again; resets what stopped it", run_resume},
    {"portfolio", "what is held, in which lots, what it is worth, what moved and why",
     run_portfolio},
    {"reconcile", "compare the books with the broker, each difference explained", run_reconcile},
    {"report", "a year's realised gains by lot, income and fees, as CSV or a page", run_report},
    {"import", "bring in securities, prices, positions, cash, ... from CSV files", run_import},
    {"universe", "securities and their prices: show, add, set, remove, sync", run_universe},
    {"score", "how good securities are, every part of it explained", run_score},
    {"optimize", "target weights: how the portfolio should be divided, and why", run_optimize},
    {"frontier", "the least risk for every return, drawn, with the portfolio on it", run_frontier},
    {"backup", "copy this board's stores while they are in use, and prove the copies", run_backup},
    {"restore", "put the stores of a backup in the place of this board's", run_restore},
    {"status", "who is alive, on which board, doing what", run_status},
    {"display", "the lights of every board, live in a terminal", run_display},
    {"tap", "watch the traffic, record it, replay it", run_tap},
    {"settings", "every setting with meaning, unit, range and value", run_settings},
    {"keys", "make and enrol the keys of boards that speak over a network", run_keys},
    {"config", "check the cluster and planner files", run_config},
}};

struct Exit {
  ExitCode code;
  const char* meaning;
};
constexpr std::array<Exit, 6> exits{{
    {ExitCode::done, "done"},
    {ExitCode::error, "error"},
    {ExitCode::usage, "wrong usage"},
    {ExitCode::degraded, "complete but degraded"},
    {ExitCode::incomplete, "incomplete"},
    {ExitCode::refused, "refused or interrupted"},
}};

ExitCode show_usage(std::FILE* out, ExitCode code) {
  fmt::print(out, "usage: ballast COMMAND [options]\n\n");
  for (const Command& command : commands) {
    fmt::print(out, "  {:<9} {}\n", command.name, command.summary);
  }
  std::vector<std::string> codes;
  codes.reserve(exits.size());
  for (const Exit& one : exits) {
    codes.push_back(fmt::format("{} {}", static_cast<int>(one.code), one.meaning));
  }
  fmt::print(out,
             "\n`ballast COMMAND --help` tells what a command takes.\n"
             "Exit codes: {}.\n",
             fmt::join(codes, ", "));
  return code;
}

void describe_command(const Command& command, const std::vector<std::string>& words) {
  print(nlohmann::json(command.summary).dump() + ", \"help\": ");
  command.run(words);
}

/// The whole command line as JSON, for manual pages and completion.
ExitCode describe() {
  print(fmt::format("{{\"version\": \"{}\", \"exits\": {{", ballast::broker::version()));
  for (const Exit& one : exits) {
    print(fmt::format("{}\"{}\": \"{}\"", &one == exits.data() ? "" : ", ",
                      static_cast<int>(one.code), one.meaning));
  }
  print("}, \"commands\": {\n");
  for (const Command& command : commands) {
    print(fmt::format("\"{}\": {{\"summary\": ", command.name));
    describe_command(command, {"--help", "--json"});
    print("},\n");
  }
  print("\"plan verify\": {\"summary\": ");
  describe_command({"plan verify", "replay a saved plan", run_plan},
                   {"verify", "--help", "--json"});
  print("}}}\n");
  return ExitCode::done;
}

ExitCode unknown(const std::string& name) {
  std::vector<std::string> names;
  names.reserve(commands.size());
  for (const Command& command : commands) names.emplace_back(command.name);
  const std::string nearest = ballast::planner::nearest_name(name, names);
  fmt::print(stderr, "ballast: there is no command '{}'{}\n", name,
             nearest.empty() ? "" : fmt::format("; did you mean '{}'?", nearest));
  return show_usage(stderr, ExitCode::usage);
}

ExitCode run(const std::vector<std::string>& words) {
  if (words.empty()) return show_usage(stderr, ExitCode::usage);
  const std::string& name = words.front();
  if (words == std::vector<std::string>{"--help", "--json"}) return describe();
  if (name == "--help" || name == "-h" || name == "help") return show_usage(stdout, ExitCode::done);
  if (name == "--version") {
    print(fmt::format("ballast {}\n", ballast::broker::version()));
    return ExitCode::done;
  }
  const auto* const at = std::find_if(commands.begin(), commands.end(),
                                      [&](const Command& one) { return name == one.name; });
  if (at == commands.end()) return unknown(name);
  return at->run({words.begin() + 1, words.end()});
}

/// A result that did not reach its reader is no success.
ExitCode checked(ExitCode code) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  say("ballast: the output cannot be written");
  return ExitCode::error;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return static_cast<int>(checked(run({argv + 1, argv + argc})));
  } catch (const boost::program_options::error& error) {
    fmt::print(stderr, "ballast: {}\n", error.what());
    return static_cast<int>(ExitCode::usage);
  } catch (const std::exception& error) {
    fmt::print(stderr, "ballast: {}\n", error.what());
    return static_cast<int>(ExitCode::error);
  }
}
