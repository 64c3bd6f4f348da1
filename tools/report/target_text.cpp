#include "tools/report/target_text.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

constexpr double worth_telling = 0.001;

std::string in_percent(double share) {
  return fmt::format("{:.2f} %", share * 100.0);
}

std::string in_points(double share) {
  return fmt::format("{:+.2f}", share * 100.0);
}

std::vector<const planner::TargetEntry*> largest_changes_first(
    const planner::TargetReport& report) {
  std::vector<const planner::TargetEntry*> entries;
  for (const planner::TargetEntry& entry : report.entries) entries.push_back(&entry);
  std::stable_sort(entries.begin(), entries.end(), [](const auto* a, const auto* b) {
    return std::fabs(a->target - a->current) > std::fabs(b->target - b->current);
  });
  return entries;
}

std::string changes_text(const planner::TargetReport& report, bool explain, const Style& look) {
  std::vector<Table::Column> columns{
      {"security"}, {"now", Align::right}, {"target", Align::right}, {"change", Align::right}};
  if (explain) {
    for (const char* title : {"at least", "at most", "return", "volatility"}) {
      columns.push_back({title, Align::right});
    }
    columns.push_back({"bound by"});
  }
  Table table(std::move(columns));
  for (const planner::TargetEntry* entry : largest_changes_first(report)) {
    const double change = entry->target - entry->current;
    if (!explain && std::fabs(change) <= worth_telling) continue;
    std::vector<std::string> cells{entry->symbol, in_percent(entry->current),
                                   in_percent(entry->target), in_points(change)};
    if (explain) {
      for (const double share : {entry->lower, entry->upper, entry->expected, entry->volatility}) {
        cells.push_back(in_percent(share));
      }
      cells.push_back(entry->reason);
    }
    table.add(std::move(cells));
  }
  return table.empty() ? "Every weight is where it should be.\n" : table.text(0, look.columns);
}

std::string computed_text(const planner::TargetReport& report) {
  std::string text = fmt::format(
      "\nFrom {} days of returns of {} securities; {} of the covariance is that of equal "
      "correlations.\nOptimal to within {:.1e}.\n",
      report.days, report.entries.size(), in_percent(report.shrinkage), report.residual);
  for (const planner::RelatedPair& pair : report.related) {
    text += fmt::format("{} and {} move together: {:.2f}.\n", pair.first, pair.second,
                        pair.correlation);
  }
  for (const planner::LeftOut& one : report.left_out) {
    text += fmt::format("{} is left out: {}.\n", one.symbol, one.reason);
  }
  return text;
}

}  // namespace

std::string target_text(const planner::TargetReport& report, bool explain, const Style& look) {
  std::string text =
      fmt::format("Target weights by {} on {}.\n\n", planner::choice_name(report.rules.method),
                  planner::format_date(report.as_of));
  text += changes_text(report, explain, look);
  Table whole({{""}, {"return", Align::right}, {"volatility", Align::right}});
  whole.add({"now", in_percent(report.present_expected), in_percent(report.present_volatility)});
  whole.add({"target", in_percent(report.expected), in_percent(report.volatility)});
  text += "\n" + whole.text(0, look.columns);
  text += fmt::format("\nCash {}; Sharpe ratio {:.2f}.\n", in_percent(report.cash), report.sharpe);
  for (const std::string& note : report.notes) text += look.warn("Note") + ": " + note + ".\n";
  if (explain) return text + computed_text(report);
  if (!report.left_out.empty()) {
    text +=
        fmt::format("{} securities are left out; --explain tells why.\n", report.left_out.size());
  }
  return text;
}

}  // namespace ballast::tools
