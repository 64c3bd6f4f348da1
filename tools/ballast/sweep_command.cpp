// ballast sweep: one plan for every combination of some settings' values, and how the decision
// changes.

#include <algorithm>
#include <chrono>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "messages/json.hpp"
#include "messages/value_kinds.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/planning_session.hpp"
#include "tools/ballast/saved_report.hpp"
#include "tools/ballast/sweep_grid.hpp"
#include "tools/ballast/wish.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/sweep_picture.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using planner::Failure;
using planner::FailureKind;
using planner::Result;
using Json = nlohmann::ordered_json;

/// A flag of its own, or an idea, would make all combinations alike without a word.
std::optional<Failure> find_clash(const messages::CreatePlan& wish,
                                  const std::vector<SweepAxis>& axes,
                                  const std::vector<std::string>& set_words) {
  if (!wish.ideas.empty()) {
    return Failure{FailureKind::invalid, "ideas are scored, not planned", "--request",
                   "a request without ideas; `ballast evaluate` scores them"};
  }
  for (const SweepAxis& axis : axes) {
    const auto last =
        std::find_if(wish.settings.rbegin(), wish.settings.rend(),
                     [&](const auto& setting) { return setting.key == axis.setting; });
    const std::string word = axis.setting + "=" + last->value;
    if (std::find(set_words.begin(), set_words.end(), word) != set_words.end()) continue;
    return Failure{FailureKind::invalid, "another flag gives " + axis.setting + " a single value",
                   "--set", "a setting that no other flag gives"};
  }
  return std::nullopt;
}

Result<std::vector<messages::CreatePlan>> wishes_of(const Arguments& arguments,
                                                    const SweepGrid& grid) {
  std::vector<messages::CreatePlan> wishes;
  for (const auto& words : combinations(grid)) {
    auto wish = read_wish(arguments, words);
    if (!wish) return tl::unexpected(wish.error());
    if (auto clash = find_clash(*wish, grid.axes, words)) return tl::unexpected(std::move(*clash));
    wishes.push_back(std::move(*wish));
  }
  return wishes;
}

Sweep sweep_of(const SweepGrid& grid, const std::vector<messages::PlanReport>& reports) {
  Sweep sweep;
  sweep.axes = grid.axes;
  for (const messages::PlanReport& report : reports) {
    sweep.plans.push_back({report.plan_id, std::string(messages::name_of_choice(report.state)),
                           report.decision_hash, report.decision});
  }
  return sweep;
}

Json trades_json(const planner::Decision& decision) {
  Json trades = Json::array();
  for (const planner::TradeSummary& trade : trades_of(decision)) {
    trades.push_back({{"side", trade.side == planner::Side::buy ? "buy" : "sell"},
                      {"symbol", trade.symbol},
                      {"quantity", trade.quantity},
                      {"value", trade.value.units()}});
  }
  return trades;
}

Json plan_json(const Sweep& sweep, const std::vector<std::size_t>& groups, std::size_t at) {
  const SweepPlan& plan = sweep.plans[at];
  const std::vector<std::size_t> place = sweep.place_of(at);
  Json settings = Json::object();
  Json changed_by = Json::array();
  for (std::size_t axis = 0; axis < place.size(); ++axis) {
    settings[sweep.axes[axis].setting] = sweep.axes[axis].values[place[axis]];
    const auto before = sweep.neighbour(at, axis);
    if (before && groups[*before] != groups[at]) changed_by.push_back(sweep.axes[axis].setting);
  }
  Json json{{"settings", settings},
            {"plan_id", plan.plan_id},
            {"state", plan.state},
            {"group", group_name(groups[at])},
            {"changed_by", changed_by}};
  if (!plan.decision) return json;
  json["score"] = plan.decision->after.total.value();
  json["change"] = (plan.decision->after.total - plan.decision->before.total).value();
  json["fees"] = plan.decision->fees.units();
  json["trades"] = trades_json(*plan.decision);
  json["decision_hash"] = plan.decision_hash;
  return json;
}

Json sweep_json(const Sweep& sweep) {
  const std::vector<std::size_t> groups = groups_of_same_trades(sweep);
  Json axes = Json::array();
  for (const SweepAxis& axis : sweep.axes) {
    axes.push_back({{"setting", axis.setting}, {"values", axis.values}});
  }
  Json plans = Json::array();
  for (std::size_t at = 0; at < sweep.plans.size(); ++at) {
    plans.push_back(plan_json(sweep, groups, at));
  }
  return {{"axes", axes}, {"plans", plans}};
}

/// That of the plan which fared worst.
ExitCode exit_code_of_all(const std::vector<messages::PlanReport>& reports) {
  for (const ExitCode code :
       {ExitCode::error, ExitCode::refused, ExitCode::incomplete, ExitCode::degraded}) {
    const bool any = std::any_of(reports.begin(), reports.end(), [code](const auto& report) {
      return exit_code_of(report) == code;
    });
    if (any) return code;
  }
  return ExitCode::done;
}

void show(const Sweep& sweep, const std::vector<messages::PlanReport>& reports,
          std::uint64_t elapsed_ms, const CommonOptions& common) {
  if (common.json) return print(sweep_json(sweep).dump(json_indent) + "\n");
  const Style style = stdout_style(broker::process_environment());
  std::uint32_t workers = 0;
  for (const messages::PlanReport& report : reports) {
    if (report.run) workers = std::max(workers, report.run->workers);
  }
  const std::string by =
      workers > 0 ? fmt::format(", by up to {} worker{}", workers, workers == 1 ? "" : "s") : "";
  print(sweep_text(sweep, style) +
        style.dim(fmt::format("{} plans in {}{}\n", reports.size(), duration(elapsed_ms), by)));
  std::set<std::string> told;
  for (const messages::PlanReport& report : reports) {
    if (!report.failure) continue;
    const std::string sentence = planner::describe(*report.failure);
    if (told.insert(sentence).second) say("ballast: " + sentence);
  }
}

ExitCode compute_and_show_all(const SweepGrid& grid, std::vector<messages::CreatePlan> wishes,
                              const Arguments& arguments) {
  const broker::SystemClock clock;
  const broker::Monotonic begun = clock.now();
  const auto reports = compute_plans(std::move(wishes), planning_options(arguments));
  if (!reports) return give_up(reports.error());
  const auto elapsed =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock.now() - begun).count();
  const bool all_failed = std::all_of(reports->begin(), reports->end(),
                                      [](const auto& report) { return !report.decision; });
  if (all_failed && reports->front().failure) return give_up(*reports->front().failure);
  const Sweep sweep = sweep_of(grid, *reports);
  show(sweep, *reports, static_cast<std::uint64_t>(elapsed), arguments.common());
  if (const auto path = arguments.get<std::string>("svg")) {
    if (const auto written = save_text(sweep_picture(sweep), *path); !written)
      return give_up(written.error());
    if (!arguments.common().quiet) say("Drawn to " + *path + ".");
  }
  return exit_code_of_all(*reports);
}

}  // namespace

ExitCode run_sweep(const std::vector<std::string>& words) {
  Arguments::Description own("Planning with several values of a setting (--set key=a,b,c)");
  add_wish_options(own);
  add_run_options(own);
  own.add_options()("svg", options::value<std::string>(), "also draw it to this file");
  const auto arguments =
      Arguments::read(words, "sweep --set key=a,b,c [--set other=x,y] [options]", own);
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const auto usage = [](const Failure& failure) {
    give_up(failure);
    return ExitCode::usage;
  };
  const auto grid = read_grid(arguments.list("set"));
  if (!grid) return usage(grid.error());
  auto wishes = wishes_of(arguments, *grid);
  if (!wishes) return usage(wishes.error());
  return compute_and_show_all(*grid, std::move(*wishes), arguments);
}

}  // namespace ballast::tools
