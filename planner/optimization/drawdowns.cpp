#include "planner/optimization/drawdowns.hpp"

#include <algorithm>

#include "planner/metrics/performance/drawdowns.hpp"

namespace ballast::planner {

std::vector<double> drawdowns(std::span<const double> returns) {
  std::vector<double> falls;
  falls.reserve(returns.size());
  double sum = 0.0;
  double highest = 0.0;
  for (const double one : returns) {
    sum += one;
    highest = std::max(highest, sum);
    falls.push_back(highest - sum);
  }
  return falls;
}

std::vector<std::size_t> high_places(std::span<const double> returns) {
  std::vector<std::size_t> places;
  places.reserve(returns.size());
  double sum = 0.0;
  double highest = 0.0;
  std::size_t place = 0;
  for (std::size_t t = 0; t < returns.size(); ++t) {
    sum += returns[t];
    if (sum > highest) {
      highest = sum;
      place = t + 1;
    }
    places.push_back(place);
  }
  return places;
}

std::vector<double> compounded_drawdowns(std::span<const double> returns) {
  std::vector<double> falls = performance::drawdowns(returns);
  for (double& fall : falls) fall = -fall;
  return falls;
}

}  // namespace ballast::planner
