#include "planner/model/score.hpp"

#include <cmath>
#include <stdexcept>

namespace ballast::planner {

Score Score::nearest(double value) {
  if (!std::isfinite(value) || std::fabs(value) > 1024.0) {
    throw std::out_of_range("a score term must be finite and at most 1024 in size");
  }
  return Score{std::llrint(std::ldexp(value, fraction_bits))};
}

}  // namespace ballast::planner
