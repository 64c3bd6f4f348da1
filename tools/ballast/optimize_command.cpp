// ballast optimize and ballast frontier: target weights, explained and drawn.

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "messages/json.hpp"
#include "messages/targets.hpp"
#include "planner/settings/nearest_name.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/planned_trades.hpp"
#include "tools/ballast/saved_report.hpp"
#include "tools/ballast/session.hpp"
#include "tools/ballast/wish.hpp"
#include "tools/report/target_pictures.hpp"
#include "tools/report/target_text.hpp"
#include "tools/report/tree_picture.hpp"

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

/// Reads SYMBOL=RETURN or SYMBOL=RETURN:CONFIDENCE.
Result<planner::TargetView> read_view(const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::size_t colon = text.find(':', equals == std::string::npos ? 0 : equals);
  const auto number = [](const std::string& digits) -> std::optional<double> {
    double value = 0.0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
    return value;
  };
  if (equals != std::string::npos && equals > 0) {
    const std::size_t length = colon == std::string::npos ? colon : colon - equals - 1;
    const auto expected = number(text.substr(equals + 1, length));
    const auto confidence =
        colon == std::string::npos ? std::optional(0.5) : number(text.substr(colon + 1));
    if (expected && confidence) {
      return planner::TargetView{upper_case(text.substr(0, equals)), *expected, *confidence};
    }
  }
  return tl::unexpected(Failure{FailureKind::invalid, "'" + text + "' is no view", "--view",
                                "SYMBOL=RETURN or SYMBOL=RETURN:CONFIDENCE, as ACME=0.12:0.6"});
}

Result<planner::TargetRules> read_rules(const Arguments& arguments) {
  planner::TargetRules rules;
  if (const auto name = arguments.get<std::string>("method")) {
    const auto method = method_named(*name);
    if (!method) return tl::unexpected(method.error());
    rules.method = *method;
  }
  rules.kelly = arguments.has("kelly");
  for (const std::string& text : arguments.list("view")) {
    auto view = read_view(text);
    if (!view) return tl::unexpected(view.error());
    rules.views.push_back(std::move(*view));
  }
  if (!rules.views.empty() && rules.method != planner::TargetMethod::black_litterman) {
    return tl::unexpected(Failure{FailureKind::invalid, "only black-litterman looks at views",
                                  "--view", "with --method black-litterman"});
  }
  return read_share(arguments, "return", -0.5, 1.0, rules.target_return)
      .and_then(
          [&] { return read_share(arguments, "volatility", 0.0, 2.0, rules.target_volatility); })
      .and_then([&] { return read_share(arguments, "tail", 0.001, 0.5, rules.tail); })
      .map([&] { return rules; });
}

Arguments::Description rule_options() {
  Arguments::Description own;
  own.add_options()("method", options::value<std::string>(),
                    "blend (else), mean-variance, hrp, min-volatility, max-sharpe, efficient-risk, "
                    "quadratic-utility, risk-parity, semivariance, mad, cvar, worst-case, "
                    "max-drawdown, cdar, black-litterman")(
      "return", options::value<double>(), "what blend and mean-variance are to return (else 0.11)")(
      "volatility", options::value<double>(), "what efficient-risk may vary (else 0.15)")(
      "tail", options::value<double>(), "share of the worst days for cvar and cdar (else 0.05)")(
      "view", options::value<std::vector<std::string>>(),
      "what one security is believed to return, for black-litterman: SYMBOL=0.12:0.6 with the "
      "confidence (else 0.5)")("kelly", "cap each weight by half of Kelly's fraction")(
      "plot", options::value<std::string>(), "draw to this SVG file");
  return own;
}

using Painter = std::string (*)(const planner::TargetReport&);

/// A picture that an option names a file for.
struct Picture {
  const char* option;
  Painter painter;
};

/// Whether the trades of a plan are told, so that the report says where they lead.
enum class Planned : bool { left_out, told };

Result<messages::TargetsTold> ask_for_targets(const Arguments& arguments,
                                              const planner::TargetRules& rules, Planned planned) {
  auto session = Session::open(for_reading(arguments.common(), "optimization"));
  if (!session) return tl::unexpected(session.error());
  messages::MakeTargets question{rules, {}};
  if (planned == Planned::told) {
    auto trades = planned_trades(**session, arguments.get<std::string>("plan"));
    if (!trades) return tl::unexpected(trades.error());
    question.trades = std::move(*trades);
  }
  return (*session)->ask<messages::TargetsTold>("optimization", question, "", choosing_patience);
}

Result<void> draw_all(const Arguments& arguments, const planner::TargetReport& report,
                      const std::vector<Picture>& pictures) {
  for (const Picture& picture : pictures) {
    const auto path = arguments.get<std::string>(picture.option);
    if (!path) continue;
    if (auto drawn = save_text(picture.painter(report), *path); !drawn) return drawn;
  }
  return {};
}

void show(const messages::TargetsTold& told, const Arguments& arguments, bool explain) {
  if (arguments.common().json) {
    print(messages::to_json(told).dump(json_indent) + "\n");
  } else {
    print(target_text(told.report, explain, stdout_style(broker::process_environment())));
  }
}

ExitCode choose_and_show(const Arguments& arguments, Planned planned,
                         const std::vector<Picture>& pictures) {
  const auto rules = read_rules(arguments);
  if (!rules) {
    give_up(rules.error());
    return ExitCode::usage;
  }
  const auto told = ask_for_targets(arguments, *rules, planned);
  if (!told) return give_up(told.error());
  if (const auto drawn = draw_all(arguments, told->report, pictures); !drawn) {
    return give_up(drawn.error());
  }
  show(*told, arguments, arguments.has("explain"));
  return ExitCode::done;
}

}  // namespace

ExitCode run_optimize(const std::vector<std::string>& words) {
  Arguments::Description own = rule_options();
  own.add_options()("explain", "bounds, forecasts, what was left out, and how it was computed")(
      "tree", options::value<std::string>(), "draw what moves alike to this SVG file");
  const auto arguments = Arguments::read(
      words, "optimize [--method NAME] [--explain] [--plot FILE.svg] [--tree FILE.svg]", own);
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  return choose_and_show(arguments, Planned::left_out,
                         {{"plot", weights_picture}, {"tree", tree_picture}});
}

ExitCode run_frontier(const std::vector<std::string>& words) {
  Arguments::Description own = rule_options();
  own.add_options()("plan", options::value<std::string>(),
                    "the plan to draw too (else the newest that came to a decision)");
  const auto arguments =
      Arguments::read(words, "frontier --plot FILE.svg [--method NAME] [--plan ID]", own);
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  if (!arguments.has("plot") && !arguments.common().json) {
    give_up({FailureKind::invalid, "the frontier is a picture", "--plot", "a file to draw it to"});
    return ExitCode::usage;
  }
  return choose_and_show(arguments, Planned::told, {{"plot", frontier_picture}});
}

}  // namespace ballast::tools
