#include "tools/ballast/command.hpp"

#include <unistd.h>

#include <sstream>

#include <fmt/format.h>

namespace ballast::tools {
namespace {

namespace options = boost::program_options;

void add_common(options::options_description& description) {
  description.add_options()("help,h", "show this")("cluster", options::value<std::string>(),
                                                   "cluster file (else BALLAST_CLUSTER)")(
      "planner", options::value<std::string>(), "planner file (else BALLAST_PLANNER)")(
      "board", options::value<std::string>(), "this board's id (else BALLAST_BOARD, hostname)")(
      "runtime-dir", options::value<std::string>(), "where ipc sockets are")(
      "state-dir", options::value<std::string>(), "where stores are")(
      "json", "complete, stable output for programs")("quiet,q", "no talk on stderr");
}

}  // namespace

void say(std::string_view line) {
  fmt::print(stderr, "{}\n", line);
}

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

ExitCode give_up(const planner::Failure& failure) {
  say("ballast: " + planner::describe(failure));
  return failure.kind == planner::FailureKind::refused ? ExitCode::refused : ExitCode::error;
}

Style stdout_style(const broker::Environment& environment) {
  return {isatty(STDOUT_FILENO) == 1 && !environment("NO_COLOR")};
}

bool stderr_is_terminal() {
  return isatty(STDERR_FILENO) == 1;
}

Arguments Arguments::read(const std::vector<std::string>& words, const std::string& usage,
                          const Description& own, const std::string& positional) {
  Description all("Options");
  all.add(own);
  add_common(all);
  options::positional_options_description bare;
  if (!positional.empty()) bare.add(positional.c_str(), -1);
  Arguments arguments;
  options::store(options::command_line_parser(words)
                     .options(all)
                     .positional(bare)
                     .style(options::command_line_style::unix_style &
                            ~options::command_line_style::allow_guessing)
                     .run(),
                 arguments.values_);
  options::notify(arguments.values_);
  std::ostringstream text;
  text << "usage: ballast " << usage << "\n" << all;
  arguments.help_text_ = text.str();
  CommonOptions& common = arguments.common_;
  common.cluster = arguments.get<std::string>("cluster");
  common.planner = arguments.get<std::string>("planner");
  common.board = arguments.get<std::string>("board");
  common.overrides = {arguments.get<std::string>("runtime-dir"),
                      arguments.get<std::string>("state-dir")};
  common.json = arguments.has("json");
  common.quiet = arguments.has("quiet");
  return arguments;
}

}  // namespace ballast::tools
