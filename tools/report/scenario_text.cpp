#include "tools/report/scenario_text.hpp"

#include <vector>

#include <fmt/format.h>

#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

using planner::ScenarioOutcome;
using planner::ScenarioReport;

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string paths_text(const ScenarioReport& report) {
  if (!report.horizon_days) {
    return fmt::format("All prices moved together, {}.",
                       counted(report.paths, "move tried", "moves tried"));
  }
  return fmt::format(
      "Every price moved by itself, as widely as it did in the past: {} over {}.",
      counted(report.paths, "random path", "random paths"),
      counted(static_cast<std::uint64_t>(*report.horizon_days), "trading day", "trading days"));
}

std::string verdict_text(const ScenarioReport& report) {
  const bool random = report.horizon_days.has_value();
  std::string text =
      fmt::format("The plan scores above doing nothing {} {} of {} {}.", random ? "on" : "at",
                  report.better_paths, report.paths, random ? "paths" : "moves");
  if (report.paths_short_of_cash == 0) return text;
  return text + fmt::format(
                    " On {} cash would not suffice for every purchase; what it cannot pay "
                    "for is left out there.",
                    counted(report.paths_short_of_cash, "path", "paths"));
}

}  // namespace

std::string scenario_text(const ScenarioReport& report, const Style& style) {
  struct Row {
    const char* name;
    planner::Score ScenarioOutcome::*score;
  };
  const bool random = report.horizon_days.has_value();
  std::vector<Row> rows{
      {random ? "on the worst path" : "at the worst move", &ScenarioOutcome::worst},
      {"on average", &ScenarioOutcome::mean},
      {"score it is ranked by", &ScenarioOutcome::combined}};
  if (random) {
    rows.insert(rows.begin() + 1, {"1 path in 10 is below", &ScenarioOutcome::tenth_percentile});
    rows.insert(rows.begin() + 3,
                {"1 path in 10 is above", &ScenarioOutcome::ninetieth_percentile});
  }
  Table table({{""}, {"nothing", Align::right}, {"plan", Align::right}, {"change", Align::right}});
  for (const Row& row : rows) {
    const planner::Score before = report.before.*row.score;
    const planner::Score after = report.after.*row.score;
    table.add({row.name, points(before), points(after), signed_points(after - before)});
  }
  std::string out = style.bold("How it fares when prices move") + "\n";
  for (const std::string& line : wrapped(paths_text(report), style.columns)) out += line + "\n";
  out += table.text();
  for (const std::string& line : wrapped(verdict_text(report), style.columns)) out += line + "\n";
  return out;
}

}  // namespace ballast::tools
