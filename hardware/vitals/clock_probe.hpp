// How fast the processor really runs. Its governor tells what it asks for; where the hardware holds
// the clock down against heat, only counting shows it.
#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "hardware/vitals/system_files.hpp"
#include "hardware/vitals/vitals.hpp"

namespace ballast::hardware {

/// Returns how many additions one after the other this processor does in a nanosecond, which is its
/// clock: the best of four runs, about a millisecond in all. Nothing on an architecture that it was
/// not written for, or with a clock that stands still.
[[nodiscard]] std::optional<double> measured_ghz(
    const std::function<std::chrono::nanoseconds()>& clock);

class ClockProbe {
 public:
  using Measure = std::function<std::optional<double>()>;
  using Time = std::chrono::milliseconds;

  ClockProbe(SystemFiles files, Measure measure)
      : files_(std::move(files)), measure_(std::move(measure)) {}

  /// Measures where ten seconds have gone since it did; `now` never goes back. Fills in both
  /// clocks; `throttled` becomes true where the governor asked for nearly all that there is and
  /// got clearly less, twice in a row.
  void look(Vitals& vitals, Time now);

 private:
  void measure();
  [[nodiscard]] std::optional<double> ghz_of(std::string_view file) const;

  SystemFiles files_;
  Measure measure_;
  std::optional<Time> measured_at_;
  std::optional<double> ghz_;
  std::optional<double> most_ghz_;
  int slow_ = 0;  // measurements in a row
};

}  // namespace ballast::hardware
