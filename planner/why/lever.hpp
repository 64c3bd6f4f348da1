// Levers: what can be changed, one at a time, to see whether the answer changes. Numeric ones move
// on a grid of round values; switches and choices take each of their other values.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "planner/model/plan_request.hpp"

namespace ballast::planner {

/// A request with its inputs, and the security that is asked about: an index of inputs.securities.
struct WhyCase {
  PlanRequest request;
  PlanInputs inputs;
  std::uint32_t security = 0;
};

/// Values are k / per_unit for every whole k from `lowest` to `highest`, which are such k.
struct Grid {
  double from = 0.0;  // as it is; may lie between two values
  std::int64_t per_unit = 1;
  std::int64_t lowest = 0;
  std::int64_t highest = 0;
  double least_base = 1.0;  // a smaller `from` counts as this much when a change is measured

  [[nodiscard]] double value(std::int64_t k) const;
  /// Returns the first k above or below `from`; beyond the limits if there is none.
  [[nodiscard]] std::int64_t first_above() const;
  [[nodiscard]] std::int64_t first_below() const;
  /// Returns |value - from| / |from|.
  [[nodiscard]] double size(std::int64_t k) const;
};

struct Lever {
  std::string what;
  std::string unit;
  std::string from;
  bool is_setting = false;
  std::optional<Grid> grid;  // of a number
  std::function<void(WhyCase&, double)> set_number;
  std::function<std::string(double)> number_text;
  std::vector<std::string> others;  // of a switch or a choice: all that it could be instead
  std::function<void(WhyCase&, const std::string&)> set_text;
};

/// Returns the grid whose lowest and highest values lie within a range. Its least base is one, or
/// ten steps where steps are parts of one.
[[nodiscard]] Grid grid_within(double from, double lowest, double highest, std::int64_t per_unit);

/// Returns the levers that this case has, in the order in which equal changes are told: what is
/// known of the security and the books first, then the settings in the order of their table.
[[nodiscard]] std::vector<Lever> levers_of(const WhyCase& at);

/// The two halves of that list.
[[nodiscard]] std::vector<Lever> input_levers_of(const WhyCase& at);
[[nodiscard]] std::vector<Lever> setting_levers_of(const WhyCase& at);

}  // namespace ballast::planner
