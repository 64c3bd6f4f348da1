#include "planner/patterns/pattern.hpp"

#include <algorithm>

namespace ballast::planner {

Money PatternView::value_of(std::size_t place) const {
  return Money::from_units(std::min(candidate(place).value, Money::max_units));
}

bool PatternView::affordable(std::size_t place) const {
  return candidate(place).side == Side::sell || value_of(place) <= cash;
}

}  // namespace ballast::planner
