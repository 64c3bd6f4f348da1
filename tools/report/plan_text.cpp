#include "tools/report/plan_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tools/report/front_text.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/scenario_text.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

using planner::Alternative;
using planner::Decision;
using planner::Outcome;
using planner::Side;

/// Returns symbol and name, or as much of them as leaves room for the reason of a step.
std::string security_cell(const planner::Step& step, const Style& style) {
  constexpr std::size_t all_other_columns = 100;
  constexpr std::size_t narrowest = 18;
  constexpr std::size_t widest = 40;
  const std::size_t room =
      style.columns == 0 ? widest : style.columns - std::min(style.columns, all_other_columns);
  if (room < narrowest) return step.symbol;
  return shortened(step.symbol + "  " + step.name, std::min(room, widest));
}

std::string paragraph(std::string_view text, const Style& style, std::string_view indent = "") {
  std::string out;
  const std::size_t columns = style.columns > indent.size() ? style.columns - indent.size() : 0;
  for (const std::string& line : wrapped(text, columns)) {
    out += std::string(indent) + line + "\n";
  }
  return out;
}

std::string side_cell(Side side, const Style& style) {
  return side == Side::buy ? style.good("BUY") : style.warn("SELL");
}

std::string signed_cell(planner::Score change, const Style& style) {
  std::string text = signed_points(change);
  if (change.ticks == 0) return text;
  return change.ticks > 0 ? style.good(text) : style.bad(text);
}

std::string steps_text(const Decision& decision, const Style& style) {
  Table table({{"#", Align::right},
               {"side"},
               {"quantity", Align::right},
               {"security"},
               {"price", Align::right},
               {"value " + decision.base_currency, Align::right},
               {"fee", Align::right},
               {"cash after", Align::right},
               {"points", Align::right},
               {"why"}});
  int number = 0;
  for (const planner::Step& step : decision.steps) {
    table.add({std::to_string(++number), side_cell(step.side, style), shares(step.quantity),
               security_cell(step, style), price(step.price) + " " + step.currency,
               grouped(step.value), grouped(step.fee), grouped(step.cash_after),
               signed_cell(step.change.total, style), step.reason});
  }
  return table.text(2, style.columns);
}

planner::Score part_of(const planner::Breakdown& breakdown, const std::string& name) {
  const auto at = std::find_if(breakdown.parts.begin(), breakdown.parts.end(),
                               [&](const auto& part) { return part.name == name; });
  return at == breakdown.parts.end() ? planner::Score{} : at->contribution;
}

std::string score_text(const Decision& decision, const Style& style) {
  Table table({{""}, {"before", Align::right}, {"after", Align::right}, {"change", Align::right}});
  for (const planner::ScorePart& part : decision.after.parts) {
    const planner::Score before = part_of(decision.before, part.name);
    if (before.ticks == 0 && part.contribution.ticks == 0) continue;
    table.add({part.name, points(before), points(part.contribution),
               signed_cell(part.contribution - before, style)});
  }
  const planner::Score change = decision.after.total - decision.before.total;
  table.add({style.bold("score"), points(decision.before.total), points(decision.after.total),
             signed_cell(change, style)});
  return table.text();
}

/// Without a step nothing changes: what the score is made of is enough.
std::string unchanged_score_text(const Decision& decision, const Style& style) {
  Table table({{""}, {"now", Align::right}});
  for (const planner::ScorePart& part : decision.before.parts) {
    if (part.contribution.ticks != 0) table.add({part.name, points(part.contribution)});
  }
  table.add({style.bold("score"), points(decision.before.total)});
  return table.text();
}

std::string cash_text(const Decision& decision, const Style& style) {
  if (decision.steps.empty()) {
    return paragraph(
        fmt::format("Cash {} {} (a reserve of {} is left alone).", grouped(decision.cash_before),
                    decision.base_currency, grouped(decision.cash_reserve)),
        style);
  }
  return paragraph(
      fmt::format(
          "Cash {} {} (a reserve of {} is left alone), raised {}, needed {}, fees {}, left {}.",
          grouped(decision.cash_before), decision.base_currency, grouped(decision.cash_reserve),
          grouped(decision.cash_generated), grouped(decision.cash_required), grouped(decision.fees),
          grouped(decision.cash_after)),
      style);
}

/// A column for each alternative, a row for each term in which any differs.
std::string differences_text(const Decision& decision, const std::vector<Alternative>& list,
                             const Style& style) {
  std::vector<Table::Column> columns = {{""}};
  for (const Alternative& one : list) columns.push_back({points(one.score), Align::right});
  Table table(columns);
  for (const planner::ScorePart& part : decision.after.parts) {
    std::vector<std::string> row = {part.name};
    bool differs = false;
    for (const Alternative& one : list) {
      const planner::Score difference = part_of(one.difference, part.name);
      differs = differs || difference.ticks != 0;
      row.push_back(signed_points(difference));
    }
    if (differs) table.add(row);
  }
  std::vector<std::string> sums = {"sum"};
  for (const Alternative& one : list) sums.push_back(signed_points(one.difference.total));
  table.add(sums);
  return "\n" + style.bold("Against the plan, term by term") + "\n" + table.text(2, style.columns);
}

std::string alternatives_text(const Decision& decision, const Style& style) {
  const std::vector<Alternative>& list = decision.alternatives;
  if (list.empty()) return "";
  Table table({{"score", Align::right}, {"trades"}, {"why it lost"}});
  for (const Alternative& one : list) {
    table.add({points(one.score), trades_text(one.trades), one.why_lost});
  }
  return "\n" + style.bold("Clearly different plans, and why they lost") + "\n" +
         table.text(2, style.columns) + differences_text(decision, list, style);
}

std::string ideas_text(const Decision& decision, const Style& style) {
  Table table({{"score", Align::right}, {"change", Align::right}, {"trades"}, {"verdict"}});
  for (const Alternative& one : decision.runners_up) {
    table.add({one.feasible ? points(one.score) : "-",
               one.feasible ? signed_cell(one.score - decision.before.total, style) : "-",
               trades_text(one.trades), one.why_lost});
  }
  return style.bold("Your ideas, best first") + "\n" + table.text(2, style.columns) +
         "  Doing nothing scores " + points(decision.before.total) + ".\n";
}

std::string obstacles_text(const Decision& decision, const Style& style) {
  if (decision.obstacles.empty()) return "";
  std::string out = "\n" + style.bold("What stood in the way") + "\n";
  for (const planner::Obstacle& obstacle : decision.obstacles) {
    out += paragraph(obstacle.text, style, "  ");
  }
  return out;
}

/// "AAA, BBB, CCC and 4 more"
std::string few(const std::vector<std::string>& names) {
  constexpr std::size_t shown_max = 5;
  const auto end = names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), shown_max));
  std::string shown = fmt::format("{}", fmt::join(names.begin(), end, ", "));
  if (names.size() <= shown_max) return shown;
  return fmt::format("{} and {} more", shown, names.size() - shown_max);
}

std::string prices_text(const Decision& decision, const Style& style) {
  if (!decision.prices.oldest || !decision.prices.newest) return "No price is known.\n";
  const std::string oldest = planner::format_date(*decision.prices.oldest);
  const std::string newest = planner::format_date(*decision.prices.newest);
  std::string out =
      fmt::format("Prices {}, planned for {}.",
                  oldest == newest ? "of " + newest : "from " + oldest + " to " + newest,
                  planner::format_date(decision.as_of));
  if (!decision.prices.stale.empty()) {
    out += style.warn(fmt::format(" Stale: {}.", few(decision.prices.stale)));
  }
  return out + "\n";
}

std::string degraded_text(const Decision& decision, const Style& style) {
  std::string out;
  for (const std::string& sentence : decision.degraded) {
    out += paragraph(style.warn("Degraded: ") + sentence, style);
  }
  return out;
}

}  // namespace

std::string trades_text(const std::vector<planner::TradeSummary>& trades) {
  if (trades.empty()) return "do nothing";
  std::string out;
  for (const planner::TradeSummary& trade : trades) {
    if (!out.empty()) out += ", ";
    out += fmt::format("{} {} {}", trade.side == Side::buy ? "buy" : "sell", shares(trade.quantity),
                       trade.symbol);
  }
  return out;
}

std::string plan_text(const Decision& decision, const Style& style) {
  std::string out;
  for (const std::string& line : wrapped(decision.narrative, style.columns)) {
    out += style.bold(line) + "\n";
  }
  out += "\n";
  if (decision.outcome == Outcome::ideas_scored) {
    out += ideas_text(decision, style);
  } else {
    if (!decision.steps.empty()) out += steps_text(decision, style) + "\n";
    out += decision.steps.empty() ? unchanged_score_text(decision, style)
                                  : score_text(decision, style);
    if (decision.scenarios) out += "\n" + scenario_text(*decision.scenarios, style);
    out += "\n" + cash_text(decision, style);
    out += alternatives_text(decision, style);
    out += front_text(decision, style);
    if (decision.steps.empty()) out += obstacles_text(decision, style);
    out += "\n";
  }
  return out + prices_text(decision, style) + degraded_text(decision, style);
}

}  // namespace ballast::tools
