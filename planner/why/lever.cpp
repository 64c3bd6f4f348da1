#include "planner/why/lever.hpp"

#include <algorithm>
#include <cmath>

namespace ballast::planner {

double Grid::value(std::int64_t k) const {
  return static_cast<double>(k) / static_cast<double>(per_unit);
}

std::int64_t Grid::first_above() const {
  auto k = static_cast<std::int64_t>(std::floor(from * static_cast<double>(per_unit)));
  while (value(k) <= from) ++k;
  return std::max(k, lowest);
}

std::int64_t Grid::first_below() const {
  auto k = static_cast<std::int64_t>(std::ceil(from * static_cast<double>(per_unit)));
  while (value(k) >= from) --k;
  return std::min(k, highest);
}

double Grid::size(std::int64_t k) const {
  return std::fabs(value(k) - from) / std::max(std::fabs(from), least_base);
}

Grid grid_within(double from, double lowest, double highest, std::int64_t per_unit) {
  const auto steps = static_cast<double>(per_unit);
  Grid grid{from, per_unit, static_cast<std::int64_t>(std::ceil(lowest * steps)),
            static_cast<std::int64_t>(std::floor(highest * steps)), 1.0};
  grid.least_base = per_unit == 1 ? 1.0 : 10.0 / steps;
  if (grid.value(grid.lowest) < lowest) ++grid.lowest;
  if (grid.value(grid.highest) > highest) --grid.highest;
  return grid;
}

std::vector<Lever> levers_of(const WhyCase& at) {
  std::vector<Lever> levers = input_levers_of(at);
  for (Lever& lever : setting_levers_of(at)) levers.push_back(std::move(lever));
  return levers;
}

}  // namespace ballast::planner
