#include "tools/ballast/command.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <sstream>

#include <fmt/format.h>

#include "actors/configuration/option_table.hpp"
#include "planner/settings/setting_table.hpp"
#include "tools/report/table.hpp"

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

using Description = options::options_description;

std::string unknown_option(const std::string& name, const Description& all) {
  std::vector<std::string> known;
  for (const auto& option : all.options()) known.push_back("--" + option->long_name());
  const std::string nearest = planner::nearest_name(name, known);
  return "there is no option '" + name + "'" +
         (nearest.empty() ? "" : "; did you mean '" + nearest + "'?");
}

/// Returns the first bare word of a command that takes none.
std::string first_bare_word(const std::vector<std::string>& words, const Description& all) {
  const auto parsed = options::command_line_parser(words).options(all).run();
  const auto bare = std::find_if(parsed.options.begin(), parsed.options.end(),
                                 [](const auto& one) { return one.position_key >= 0; });
  return bare == parsed.options.end() ? "" : bare->original_tokens.front();
}

options::variables_map read_values(const std::vector<std::string>& words, const Description& all,
                                   const options::positional_options_description& bare) {
  options::variables_map values;
  try {
    options::store(options::command_line_parser(words)
                       .options(all)
                       .positional(bare)
                       .style(options::command_line_style::unix_style &
                              ~options::command_line_style::allow_guessing)
                       .run(),
                   values);
  } catch (const options::unknown_option& error) {
    throw options::error(unknown_option(error.get_option_name(), all));
  } catch (const options::too_many_positional_options_error&) {
    throw options::error("'" + first_bare_word(words, all) +
                         "' is a word too many; `--help` tells what this command takes");
  }
  options::notify(values);
  return values;
}

constexpr unsigned help_columns = 100;

/// What bare words mean is told in a sentence: nobody types the name of their option.
std::string help_of(const std::string& usage, const Description& own, const std::string& positional,
                    const Description& common) {
  std::ostringstream text;
  text << "usage: ballast " << usage << "\n\n";
  Description flags("Options", help_columns);
  for (const auto& option : own.options()) {
    if (option->long_name() == positional) {
      for (const std::string& line : wrapped(option->description(), help_columns)) {
        text << line << "\n";
      }
      text << "\n";
    } else {
      flags.add(option);
    }
  }
  if (!flags.options().empty()) text << flags << "\n";
  text << common;
  return text.str();
}

std::string described(const std::string& usage, const Description& own,
                      const std::string& positional, const Description& common) {
  nlohmann::ordered_json table{{"usage", usage}};
  table.update(actors::option_table(own, positional));
  table["common"] = actors::option_table(common)["options"];
  return table.dump(json_indent) + "\n";
}

[[noreturn]] void refuse_value(const std::string& name, const std::string& text,
                               const std::string& allowed) {
  throw options::error("'" + text + "' is no value for --" + name + " (allowed: " + allowed + ")");
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
  const auto no_color = environment("NO_COLOR");
  const bool plain = no_color && !no_color->empty();
  return {isatty(STDOUT_FILENO) == 1 && !plain, terminal_columns(STDOUT_FILENO)};
}

bool stderr_is_terminal() {
  return isatty(STDERR_FILENO) == 1;
}

std::size_t terminal_columns(int descriptor) {
  constexpr std::size_t narrowest = 60;
  winsize size{};
  if (isatty(descriptor) != 1) return 0;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 100;
  return std::max<std::size_t>(narrowest, size.ws_col);
}

Arguments Arguments::read(const std::vector<std::string>& words, const std::string& usage,
                          const Description& own, const std::string& positional) {
  Description common_options("For every command", help_columns);
  add_common(common_options);
  Description all;
  all.add(own).add(common_options);
  options::positional_options_description bare;
  if (!positional.empty()) bare.add(positional.c_str(), -1);
  Arguments arguments;
  arguments.values_ = read_values(words, all, bare);
  arguments.help_text_ = arguments.has("json") ? described(usage, own, positional, common_options)
                                               : help_of(usage, own, positional, common_options);
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

std::optional<std::uint64_t> Arguments::whole_number(const std::string& name, std::uint64_t lowest,
                                                     std::uint64_t highest) const {
  const auto text = get<std::string>(name);
  if (!text) return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc{} || end != text->data() + text->size() || number < lowest ||
      number > highest) {
    refuse_value(name, *text, fmt::format("a whole number from {} to {}", lowest, highest));
  }
  return number;
}

namespace {

/// Whether all of `text` is one number, which is then in `number`.
bool is_number(const std::string& text, double& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

std::optional<std::chrono::milliseconds> Arguments::seconds(const std::string& name) const {
  constexpr double year = 365.0 * 24 * 3600;
  const auto text = get<std::string>(name);
  if (!text) return std::nullopt;
  double number = 0.0;
  // The comparison is false for NaN too.
  if (!is_number(*text, number) || !(number >= 0.0 && number <= year)) {
    refuse_value(name, *text, "seconds, such as 2.5");
  }
  return std::chrono::milliseconds(static_cast<std::int64_t>(number * 1000.0));
}

std::optional<double> Arguments::price(const std::string& name) const {
  constexpr double highest = 1e9;
  const auto text = get<std::string>(name);
  if (!text) return std::nullopt;
  double number = 0.0;
  if (!is_number(*text, number) || !(number > 0.0 && number <= highest)) {
    refuse_value(name, *text, "a price above 0, such as 12.5");
  }
  return number;
}

}  // namespace ballast::tools
