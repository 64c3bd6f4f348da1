// ballast optimize and ballast frontier: target weights, explained and drawn.

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "messages/json.hpp"
#include "messages/targets.hpp"
#include "planner/settings/nearest_name.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/session.hpp"
#include "tools/report/target_pictures.hpp"
#include "tools/report/target_text.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::chrono::milliseconds choosing_patience = std::chrono::minutes(5);

Result<planner::TargetMethod> method_named(const std::string& name) {
  const auto& names = planner::ChoiceNames<planner::TargetMethod>::names;
  const auto* const at = std::find(names.begin(), names.end(), name);
  if (at != names.end()) return static_cast<planner::TargetMethod>(at - names.begin());
  const std::string nearest =
      planner::nearest_name(name, std::vector<std::string>(names.begin(), names.end()));
  return tl::unexpected(
      Failure{FailureKind::invalid,
              fmt::format("there is no method '{}'{}", name,
                          nearest.empty() ? "" : "; did you mean '" + nearest + "'?"),
              "--method", fmt::format("{}", fmt::join(names, ", "))});
}

/// Reads a share between two bounds, if it is given.
Result<void> read_share(const Arguments& arguments, const char* name, double low, double high,
                        double& share) {
  const auto given = arguments.get<double>(name);
  if (!given) return {};
  if (!(*given >= low && *given <= high)) {
    return tl::unexpected(Failure{FailureKind::invalid, fmt::format("{} is out of range", *given),
                                  fmt::format("--{}", name), fmt::format("{} to {}", low, high)});
  }
  share = *given;
  return {};
}

Result<planner::TargetRules> read_rules(const Arguments& arguments) {
  planner::TargetRules rules;
  if (const auto name = arguments.get<std::string>("method")) {
    const auto method = method_named(*name);
    if (!method) return tl::unexpected(method.error());
    rules.method = *method;
  }
  rules.kelly = arguments.has("kelly");
  return read_share(arguments, "return", -0.5, 1.0, rules.target_return)
      .and_then(
          [&] { return read_share(arguments, "volatility", 0.0, 2.0, rules.target_volatility); })
      .and_then([&] { return read_share(arguments, "tail", 0.001, 0.5, rules.tail); })
      .map([&] { return rules; });
}

Result<void> write_picture(const std::string& path, const std::string& picture) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << picture;
  file.close();
  if (file) return {};
  return tl::unexpected(
      Failure{FailureKind::unavailable, "the picture cannot be written", path, "a writable file"});
}

Arguments::Description rule_options() {
  Arguments::Description own;
  own.add_options()("method", options::value<std::string>(),
                    "blend (else), mean-variance, hrp, min-volatility, max-sharpe, efficient-risk, "
                    "quadratic-utility, risk-parity, semivariance, mad, cvar, worst-case, "
                    "max-drawdown, cdar")("return", options::value<double>(),
                                          "what blend and mean-variance are to return (else 0.11)")(
      "volatility", options::value<double>(), "what efficient-risk may vary (else 0.15)")(
      "tail", options::value<double>(), "share of the worst days for cvar and cdar (else 0.05)")(
      "kelly", "cap each weight by half of Kelly's fraction")("plot", options::value<std::string>(),
                                                              "draw to this SVG file");
  return own;
}

using Painter = std::string (*)(const planner::TargetReport&);

/// Asks for targets, draws them if wanted, and returns them.
Result<messages::TargetsTold> ask_for_targets(const Arguments& arguments,
                                              const planner::TargetRules& rules, Painter painter) {
  auto session = Session::open(for_reading(arguments.common()));
  if (!session) return tl::unexpected(session.error());
  auto told = (*session)->ask<messages::TargetsTold>("optimization", messages::MakeTargets{rules},
                                                     "", choosing_patience);
  if (!told) return told;
  if (const auto path = arguments.get<std::string>("plot")) {
    if (auto drawn = write_picture(*path, painter(told->report)); !drawn) {
      return tl::unexpected(drawn.error());
    }
  }
  return told;
}

void show(const messages::TargetsTold& told, const Arguments& arguments, bool explain) {
  if (arguments.common().json) {
    print(messages::to_json(told).dump(json_indent) + "\n");
  } else {
    print(target_text(told.report, explain, stdout_style(broker::process_environment())));
  }
}

ExitCode choose_and_show(const Arguments& arguments, Painter painter) {
  const auto rules = read_rules(arguments);
  if (!rules) {
    give_up(rules.error());
    return ExitCode::usage;
  }
  const auto told = ask_for_targets(arguments, *rules, painter);
  if (!told) return give_up(told.error());
  show(*told, arguments, arguments.has("explain"));
  return ExitCode::done;
}

}  // namespace

ExitCode run_optimize(const std::vector<std::string>& words) {
  Arguments::Description own = rule_options();
  own.add_options()("explain", "bounds, forecasts, what was left out, and how it was computed");
  const auto arguments =
      Arguments::read(words, "optimize [--method NAME] [--explain] [--plot FILE.svg]", own);
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  return choose_and_show(arguments, weights_picture);
}

ExitCode run_frontier(const std::vector<std::string>& words) {
  const auto arguments =
      Arguments::read(words, "frontier --plot FILE.svg [--method NAME]", rule_options());
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  if (!arguments.has("plot") && !arguments.common().json) {
    give_up({FailureKind::invalid, "the frontier is a picture", "--plot", "a file to draw it to"});
    return ExitCode::usage;
  }
  return choose_and_show(arguments, frontier_picture);
}

}  // namespace ballast::tools
