#include "tools/report/front_text.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "tools/report/numbers.hpp"
#include "tools/report/plan_text.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

using planner::FrontPlan;

constexpr std::size_t shown_by_score = 10;

/// Returns the places of the plans to show, rising.
std::vector<std::size_t> shown_places(const std::vector<FrontPlan>& front) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < std::min(front.size(), shown_by_score); ++i) places.push_back(i);
  const auto add = [&](auto better) {
    const auto best = std::min_element(front.begin(), front.end(), better);
    places.push_back(static_cast<std::size_t>(best - front.begin()));
  };
  add([](const FrontPlan& a, const FrontPlan& b) { return a.diversification > b.diversification; });
  add([](const FrontPlan& a, const FrontPlan& b) { return a.risk > b.risk; });
  add([](const FrontPlan& a, const FrontPlan& b) { return a.cost < b.cost; });
  add([](const FrontPlan& a, const FrontPlan& b) { return a.chosen > b.chosen; });
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

std::string count_text(const planner::Decision& decision, std::size_t shown) {
  const std::size_t count = decision.front.size();
  std::string text = fmt::format("  {} plan{}, no one better than another in all of these.", count,
                                 count == 1 ? "" : "s");
  if (shown < count) text += fmt::format(" {} are shown here; --json has them all.", shown);
  if (decision.front_cut) text += " The front is longer: front_limit cuts it.";
  return text + "\n";
}

}  // namespace

std::string front_text(const planner::Decision& decision, const Style& style) {
  if (decision.front.empty()) return "";
  Table table({{""},
               {"score", Align::right},
               {"diversification", Align::right},
               {"risk", Align::right},
               {"cost", Align::right},
               {"trades"},
               {"against the chosen plan"}});
  const std::vector<std::size_t> places = shown_places(decision.front);
  for (const std::size_t place : places) {
    const FrontPlan& plan = decision.front[place];
    table.add({plan.chosen ? "*" : "", points(plan.score),
               fmt::format("{:.3f}", plan.diversification), fmt::format("{:.3f}", plan.risk),
               grouped(plan.cost), trades_text(plan.trades), plan.trade_off});
  }
  return "\n" + style.bold("The front (of risk, more is steadier)") + "\n" +
         table.text(2, style.columns) + count_text(decision, places.size());
}

}  // namespace ballast::tools
