#include "tools/ballast/score_text.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "planner/model/date.hpp"

namespace ballast::tools {
namespace {

using messages::NamedValue;
using messages::ScoreGroupTold;
using messages::ScoreTold;
using messages::SubScoreTold;

std::string value_text(const std::optional<double>& value) {
  return value ? fmt::format("{:.4g}", *value) : "none";
}

std::string inputs_text(const std::vector<NamedValue>& inputs) {
  std::vector<std::string> out;
  out.reserve(inputs.size());
  for (const NamedValue& input : inputs) {
    out.push_back(input.name + " " + value_text(input.value));
  }
  return fmt::format("{}", fmt::join(out, ", "));
}

std::string part_text(const SubScoreTold& part, const Style& style) {
  std::string out = fmt::format("    {:<14} {:.3f} x {:.2f}   {}\n", part.name, part.value,
                                part.weight, inputs_text(part.inputs));
  out += style.dim("                   " + part.formula) + "\n";
  return out;
}

std::string group_text(const ScoreGroupTold& group, const Style& style) {
  if (!group.value) {
    return fmt::format("  {:<16} dropped: nothing is known; its weight is shared out\n",
                       group.name);
  }
  std::string out = fmt::format("  {:<16} {} x {:.3f}{}\n", group.name,
                                style.bold(fmt::format("{:.3f}", *group.value)), group.weight,
                                group.factor == 1.0
                                    ? ""
                                    : fmt::format("   after a factor of {:.2f}: a cheap price of a "
                                                  "weak security",
                                                  group.factor));
  for (const SubScoreTold& part : group.parts) out += part_text(part, style);
  return out;
}

/// What is not known, and what the total could gain if it were known and at its best.
std::string missing_text(const ScoreTold& score) {
  std::vector<std::string> dropped;
  std::string out;
  for (const ScoreGroupTold& group : score.groups) {
    if (!group.value) dropped.push_back(group.name);
    for (const SubScoreTold& part : group.parts) {
      if (!group.value || part.could_add <= 0.0) continue;
      out += fmt::format("  {} of {} counts as {:.3f}; known, it could add up to {:.3f}\n",
                         part.name, group.name, part.value, part.could_add);
    }
  }
  if (!dropped.empty()) {
    out += fmt::format("  without data: {}; that leaves {} of {} groups for the confidence\n",
                       fmt::join(dropped, ", "), score.groups.size() - dropped.size(),
                       score.groups.size());
  }
  return out.empty() ? out : "missing\n" + out;
}

std::string line_of_score(const ScoreTold& score, const Style& style) {
  return fmt::format("{:<12} {}  {:<2}  confidence {:.2f}  {}  {}\n", score.symbol,
                     style.bold(fmt::format("{:.3f}", score.total)), score.grade, score.confidence,
                     planner::format_date(score.day),
                     style.dim(fmt::format("{}", fmt::join(score.tags, " "))));
}

}  // namespace

std::string scores_text(const messages::SecurityScores& scores, const Style& style) {
  std::vector<std::size_t> order(scores.scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return scores.scores[a].total > scores.scores[b].total;
  });
  std::string out;
  for (const std::size_t at : order) out += line_of_score(scores.scores[at], style);
  for (const messages::Unscored& one : scores.unscored) {
    out += fmt::format("{:<12} no score: {}", one.symbol, one.reason);
    if (one.last_total && one.last_day) {
      out += fmt::format("; {:.3f} on {}", *one.last_total, planner::format_date(*one.last_day));
    }
    out += "\n";
  }
  for (const std::string& symbol : scores.unknown) {
    out += fmt::format("{:<12} no security has this symbol\n", symbol);
  }
  return out;
}

std::string explained_score(const ScoreTold& score, const Style& style) {
  std::string out = line_of_score(score, style) + "\n";
  for (const ScoreGroupTold& group : score.groups) out += group_text(group, style);
  out += score.regime
             ? fmt::format("  weights of a market at {:+.2f} (-1 bear, 1 bull)\n", *score.regime)
             : "  weights of a market at rest: market_indices names none with prices\n";
  if (score.gate_failure) {
    out += fmt::format("\nfails the quality gate: {}\n", *score.gate_failure);
  }
  const std::string missing = missing_text(score);
  if (!missing.empty()) out += "\n" + missing;
  return out;
}

}  // namespace ballast::tools
