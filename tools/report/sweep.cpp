#include "tools/report/sweep.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tools/report/numbers.hpp"
#include "tools/report/plan_text.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

constexpr std::size_t hash_digits = 8;
constexpr std::string_view changed_mark = " *";

/// What tells trades apart: not what they are worth.
std::string trades_key(const SweepPlan& plan) {
  return plan.decision ? trades_text(trades_of(*plan.decision)) : plan.state;
}

std::string values_text(const Sweep& sweep, std::size_t plan) {
  const std::vector<std::size_t> place = sweep.place_of(plan);
  std::string text;
  for (std::size_t axis = 0; axis < place.size(); ++axis) {
    if (!text.empty()) text += ", ";
    text += sweep.axes[axis].setting + " " + sweep.axes[axis].values[place[axis]];
  }
  return text;
}

Table table_of(const Sweep& sweep) {
  std::vector<Table::Column> columns;
  for (const SweepAxis& axis : sweep.axes) columns.push_back({axis.setting, Align::left});
  columns.insert(columns.end(), {{"score", Align::right},
                                 {"change", Align::right},
                                 {"fees", Align::right},
                                 {"decision", Align::left},
                                 {"", Align::left},
                                 {"trades", Align::left}});
  return Table(std::move(columns));
}

std::vector<std::string> cells_of(const Sweep& sweep, const std::vector<std::size_t>& groups,
                                  std::size_t plan) {
  const std::vector<std::size_t> place = sweep.place_of(plan);
  std::vector<std::string> cells;
  for (std::size_t axis = 0; axis < place.size(); ++axis) {
    const auto before = sweep.neighbour(plan, axis);
    const bool changed = before && groups[*before] != groups[plan];
    cells.push_back(sweep.axes[axis].values[place[axis]] +
                    std::string(changed ? changed_mark : ""));
  }
  const SweepPlan& one = sweep.plans[plan];
  if (!one.decision) {
    cells.insert(cells.end(), {"", "", "", "", group_name(groups[plan]), one.state});
    return cells;
  }
  const planner::Decision& decision = *one.decision;
  cells.insert(cells.end(), {points(decision.after.total),
                             signed_points(decision.after.total - decision.before.total),
                             grouped(decision.fees), one.decision_hash.substr(0, hash_digits),
                             group_name(groups[plan]), trades_text(trades_of(decision))});
  return cells;
}

/// One line for each group that more than one combination leads to.
std::string same_text(const Sweep& sweep, const std::vector<std::size_t>& groups,
                      const Style& style) {
  std::string text;
  const std::size_t count = *std::max_element(groups.begin(), groups.end()) + 1;
  for (std::size_t group = 0; group < count; ++group) {
    std::string members;
    for (std::size_t plan = 0; plan < groups.size(); ++plan) {
      if (groups[plan] != group) continue;
      if (!members.empty()) members += "; ";
      members += values_text(sweep, plan);
    }
    if (std::count(groups.begin(), groups.end(), group) < 2) continue;
    for (const std::string& line :
         wrapped(fmt::format("{}: {}", group_name(group), members), style.columns)) {
      text += line + "\n";
    }
  }
  return text;
}

}  // namespace

std::vector<std::size_t> Sweep::place_of(std::size_t plan) const {
  std::vector<std::size_t> place(axes.size());
  for (std::size_t axis = axes.size(); axis-- > 0;) {
    place[axis] = plan % axes[axis].values.size();
    plan /= axes[axis].values.size();
  }
  return place;
}

std::optional<std::size_t> Sweep::neighbour(std::size_t plan, std::size_t axis) const {
  if (place_of(plan)[axis] == 0) return std::nullopt;
  std::size_t stride = 1;
  for (std::size_t later = axis + 1; later < axes.size(); ++later) {
    stride *= axes[later].values.size();
  }
  return plan - stride;
}

std::vector<std::size_t> groups_of_same_trades(const Sweep& sweep) {
  std::vector<std::string> known;
  std::vector<std::size_t> groups;
  for (const SweepPlan& plan : sweep.plans) {
    const std::string key = trades_key(plan);
    const auto found = std::find(known.begin(), known.end(), key);
    groups.push_back(static_cast<std::size_t>(found - known.begin()));
    if (found == known.end()) known.push_back(key);
  }
  return groups;
}

std::string group_name(std::size_t group) {
  constexpr std::size_t letters = 26;
  std::string name;
  for (std::size_t rest = group + 1; rest > 0; rest = (rest - 1) / letters) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % letters));
  }
  return name;
}

std::vector<planner::TradeSummary> trades_of(const planner::Decision& decision) {
  std::vector<planner::TradeSummary> trades;
  for (const planner::Step& step : decision.steps) {
    trades.push_back({step.side, step.symbol, step.quantity, step.value});
  }
  return trades;
}

std::string sweep_text(const Sweep& sweep, const Style& style) {
  const std::vector<std::size_t> groups = groups_of_same_trades(sweep);
  Table table = table_of(sweep);
  for (std::size_t plan = 0; plan < sweep.plans.size(); ++plan) {
    table.add(cells_of(sweep, groups, plan));
  }
  const std::size_t count = *std::max_element(groups.begin(), groups.end()) + 1;
  std::string text = table.text(0, style.columns) + "\n";
  if (count == 1) return text + style.dim("All combinations lead to the same trades.\n");
  text +=
      style.dim(fmt::format("{} different sets of trades in {} plans; * marks a value that "
                            "makes them others than the value before it does.\n",
                            count, sweep.plans.size()));
  const std::string same = same_text(sweep, groups, style);
  return same.empty() ? text : text + "The same trades come of\n" + same;
}

}  // namespace ballast::tools
