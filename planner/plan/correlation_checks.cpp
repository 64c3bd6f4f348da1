#include "planner/plan/correlation_checks.hpp"

#include <utility>

#include "planner/opportunities/account.hpp"

namespace ballast::planner {

std::optional<Failure> check_correlations(const PlanInputs& inputs) {
  const auto fault = [](std::string what, std::string allowed) {
    return Failure{FailureKind::invalid, std::move(what), "correlations", std::move(allowed)};
  };
  const Correlation* previous = nullptr;
  for (const Correlation& one : inputs.correlations) {
    if (!index_of_security(inputs, one.first) || !index_of_security(inputs, one.second)) {
      return fault("a pair names no known security", "known securities");
    }
    const std::pair pair(one.first, one.second);
    const bool rises = previous == nullptr || std::pair(previous->first, previous->second) < pair;
    if (!(one.first < one.second) || !rises) {
      return fault("a pair stands twice or out of order", "rising pairs of rising ids");
    }
    if (!(one.value >= -1.0 && one.value <= 1.0)) {
      return fault("a coefficient is out of range", "-1 to 1");
    }
    previous = &one;
  }
  return std::nullopt;
}

}  // namespace ballast::planner
