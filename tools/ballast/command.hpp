// What every command of the command line shares: its arguments, where it writes, how it ends.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/program_options.hpp>

#include "broker/cluster_map.hpp"
#include "planner/model/failure.hpp"
#include "tools/report/style.hpp"

namespace ballast::tools {

enum class ExitCode : int {
  done = 0,
  error = 1,
  usage = 2,
  degraded = 3,    // complete, but something was missing; the output says what
  incomplete = 4,  // part of the work was set aside
  refused = 5,     // a rule forbids it
};

/// Of every JSON document that the command line writes.
inline constexpr int json_indent = 2;

/// The result goes to stdout, talk to stderr.
void say(std::string_view line);
void print(std::string_view text);

/// Tells the failure on stderr and returns the exit code that fits its kind.
ExitCode give_up(const planner::Failure& failure);

/// Colour on stdout only for a terminal and without NO_COLOR; lines that fit only for a terminal.
[[nodiscard]] Style stdout_style(const broker::Environment& environment);
[[nodiscard]] bool stderr_is_terminal();
/// Width of the terminal behind a descriptor; 0 if there is none.
[[nodiscard]] std::size_t terminal_columns(int descriptor);

/// Options that every command understands.
struct CommonOptions {
  std::optional<std::string> cluster;
  std::optional<std::string> planner;
  std::optional<std::string> board;
  broker::ClusterOverrides overrides;
  bool json = false;
  bool quiet = false;
};

/// The arguments of one command, read by its own description and the common one.
class Arguments {
 public:
  using Description = boost::program_options::options_description;

  /// Throws boost::program_options::error for what the description does not allow.
  /// `positional`: name of the option that takes bare words, empty for none.
  static Arguments read(const std::vector<std::string>& words, const std::string& usage,
                        const Description& own, const std::string& positional = "");

  [[nodiscard]] const CommonOptions& common() const { return common_; }
  [[nodiscard]] bool help() const { return has("help"); }
  /// For people, with --json for programs.
  [[nodiscard]] const std::string& help_text() const { return help_text_; }
  [[nodiscard]] bool has(const std::string& name) const { return values_.count(name) != 0; }

  template <class Value>
  [[nodiscard]] std::optional<Value> get(const std::string& name) const {
    if (!has(name)) return std::nullopt;
    return values_[name].as<Value>();
  }
  /// A number without sign or point. Throws boost::program_options::error for anything else.
  [[nodiscard]] std::optional<std::uint64_t> whole_number(
      const std::string& name, std::uint64_t lowest = 0,
      std::uint64_t highest = std::numeric_limits<std::uint64_t>::max()) const;
  /// A number of seconds of at most a year. Throws boost::program_options::error for others.
  [[nodiscard]] std::optional<std::chrono::milliseconds> seconds(const std::string& name) const;
  /// A price above 0. Throws boost::program_options::error for anything else.
  [[nodiscard]] std::optional<double> price(const std::string& name) const;
  [[nodiscard]] std::vector<std::string> list(const std::string& name) const {
    return get<std::vector<std::string>>(name).value_or(std::vector<std::string>{});
  }

 private:
  boost::program_options::variables_map values_;
  CommonOptions common_;
  std::string help_text_;
};

/// One command: `run` gets the words behind its name.
struct Command {
  const char* name;
  const char* summary;
  ExitCode (*run)(const std::vector<std::string>& words);
};

}  // namespace ballast::tools
