// The books as planning sees them: what is held, what it is worth, what may be spent.
#pragma once

#include <vector>

#include "planner/model/money.hpp"

namespace ballast::planner {

struct Books {
  std::vector<double> position_values;  // base currency, >= 0; one per PlanInputs::securities
  double total_value = 0.0;             // positions and all cash, base currency; the reserve counts
  Money available_cash;                 // what trades may use: all cash less the reserve

  bool operator==(const Books&) const = default;
};

}  // namespace ballast::planner
