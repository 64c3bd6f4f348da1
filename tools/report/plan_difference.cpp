#include "tools/report/plan_difference.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "planner/settings/setting_table.hpp"
#include "tools/report/numbers.hpp"

namespace ballast::tools {
namespace {

using planner::SecurityId;
using planner::Side;

constexpr double least_price_move = 0.005;
constexpr std::size_t most_price_moves = 10;

std::string verb(Side side) {
  return side == Side::buy ? "buy" : "sell";
}

using Quantities = std::map<std::pair<std::string, Side>, double>;

Quantities quantities_of(const planner::Decision& decision) {
  Quantities quantities;
  for (const planner::Step& step : decision.steps)
    quantities[{step.symbol, step.side}] = step.quantity;
  return quantities;
}

std::vector<std::string> compare_decisions(const planner::Decision& a, const planner::Decision& b) {
  std::vector<std::string> out;
  const Quantities before = quantities_of(a);
  const Quantities after = quantities_of(b);
  for (const auto& [trade, quantity] : before) {
    const auto at = after.find(trade);
    const std::string name = verb(trade.second) + " " + trade.first;
    if (at == after.end()) {
      out.push_back(fmt::format("dropped: {} ({} shares)", name, shares(quantity)));
    } else if (at->second != quantity) {
      out.push_back(
          fmt::format("resized: {} {} -> {} shares", name, shares(quantity), shares(at->second)));
    }
  }
  for (const auto& [trade, quantity] : after) {
    if (before.count(trade) == 0) {
      out.push_back(fmt::format("added: {} {} ({} shares)", verb(trade.second), trade.first,
                                shares(quantity)));
    }
  }
  if (a.after.total != b.after.total || a.before.total != b.before.total) {
    out.push_back(fmt::format("score: {} -> {} was {} -> {}", points(b.before.total),
                              points(b.after.total), points(a.before.total),
                              points(a.after.total)));
  }
  return out;
}

std::string joined(const std::vector<std::string>& names) {
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

std::vector<std::string> compare_requests(const planner::PlanRequest& a,
                                          const planner::PlanRequest& b) {
  std::vector<std::string> out;
  const auto before = planner::list_settings(a.settings);
  const auto after = planner::list_settings(b.settings);
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].value != after[i].value) {
      out.push_back(fmt::format("{}: {} -> {}", before[i].name, before[i].value, after[i].value));
    }
  }
  if (a.buy_only != b.buy_only) {
    out.emplace_back(b.buy_only ? "only purchases were allowed" : "sales were allowed again");
  }
  if (a.exclude != b.exclude) {
    out.push_back(fmt::format("excluded: {} -> {}", joined(a.exclude), joined(b.exclude)));
  }
  if (a.pin != b.pin) out.push_back(fmt::format("pinned: {} -> {}", joined(a.pin), joined(b.pin)));
  if (a.cash != b.cash) {
    const auto text = [](const auto& cash) { return cash ? grouped(*cash) : "as recorded"; };
    out.push_back(fmt::format("cash to plan with: {} -> {}", text(a.cash), text(b.cash)));
  }
  return out;
}

std::string symbol_of(SecurityId id, const planner::PlanInputs& a, const planner::PlanInputs& b) {
  for (const auto* inputs : {&a, &b}) {
    for (const auto& security : inputs->securities) {
      if (security.id == id) return security.symbol;
    }
  }
  return fmt::format("security {}", id.value);
}

void compare_positions(const planner::PlanInputs& a, const planner::PlanInputs& b,
                       std::vector<std::string>& out) {
  std::map<SecurityId, std::pair<double, double>> quantities;
  for (const auto& position : a.positions) quantities[position.security].first = position.quantity;
  for (const auto& position : b.positions) quantities[position.security].second = position.quantity;
  for (const auto& [id, pair] : quantities) {
    if (pair.first != pair.second) {
      out.push_back(fmt::format("position {}: {} -> {} shares", symbol_of(id, a, b),
                                shares(pair.first), shares(pair.second)));
    }
  }
}

void compare_cash(const planner::PlanInputs& a, const planner::PlanInputs& b,
                  std::vector<std::string>& out) {
  std::map<std::string, std::pair<double, double>> amounts;
  for (const auto& balance : a.cash) amounts[balance.currency].first += balance.amount;
  for (const auto& balance : b.cash) amounts[balance.currency].second += balance.amount;
  for (const auto& [currency, pair] : amounts) {
    if (pair.first != pair.second) {
      out.push_back(fmt::format("cash {}: {:.2f} -> {:.2f}", currency, pair.first, pair.second));
    }
  }
}

void compare_prices(const planner::PlanInputs& a, const planner::PlanInputs& b,
                    std::vector<std::string>& out) {
  std::map<SecurityId, double> before;
  for (const auto& security : a.securities) {
    if (security.quote) before[security.id] = security.quote->price;
  }
  std::vector<std::pair<double, std::string>> moves;
  for (const auto& security : b.securities) {
    const auto at = before.find(security.id);
    if (!security.quote || at == before.end() || at->second <= 0.0) continue;
    const double move = security.quote->price / at->second - 1.0;
    if (std::fabs(move) < least_price_move) continue;
    moves.emplace_back(
        move, fmt::format("price {}: {} -> {} {} ({:+.1f} %)", security.symbol, price(at->second),
                          price(security.quote->price), security.currency, 100.0 * move));
  }
  std::stable_sort(moves.begin(), moves.end(), [](const auto& left, const auto& right) {
    return std::fabs(left.first) > std::fabs(right.first);
  });
  const std::size_t shown = std::min(moves.size(), most_price_moves);
  for (std::size_t i = 0; i < shown; ++i) out.push_back(moves[i].second);
  if (moves.size() > shown) {
    out.push_back(fmt::format("and {} more prices moved", moves.size() - shown));
  }
}

std::vector<std::string> compare_inputs(const planner::PlanInputs& a,
                                        const planner::PlanInputs& b) {
  std::vector<std::string> out;
  if (a.as_of != b.as_of) {
    out.push_back(fmt::format("planned for {} -> {}", planner::format_date(a.as_of),
                              planner::format_date(b.as_of)));
  }
  compare_cash(a, b, out);
  compare_positions(a, b, out);
  compare_prices(a, b, out);
  if (a.country_targets != b.country_targets) out.emplace_back("the country targets changed");
  if (a.country_groups != b.country_groups) out.emplace_back("the country groups changed");
  if (a.industry_targets != b.industry_targets) out.emplace_back("the industry targets changed");
  if (a.industry_groups != b.industry_groups) out.emplace_back("the industry groups changed");
  if (a.target_weights != b.target_weights) out.emplace_back("the target weights changed");
  return out;
}

}  // namespace

PlanDifference compare_plans(const PlanRecord& a, const PlanRecord& b) {
  return {compare_decisions(a.decision, b.decision), compare_requests(a.request, b.request),
          compare_inputs(a.inputs, b.inputs)};
}

}  // namespace ballast::tools
