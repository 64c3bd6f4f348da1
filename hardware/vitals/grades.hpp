// How good or bad each vital is. A grade gets worse at once, and better only when the vital has
// been clearly better for a while, so that lights and workers do not flutter at a limit.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "hardware/vitals/vitals.hpp"

namespace ballast::hardware {

enum class Grade : std::uint8_t { unknown, ok, warn, bad, critical };
inline constexpr std::array<std::string_view, 5> grade_names = {"unknown", "ok", "warn", "bad",
                                                                "critical"};

enum class Gauge : std::uint8_t {
  temperature,
  memory,
  memory_pressure,
  processor_pressure,
  disk_pressure,
  load,
  disk,
  flash,
  link,
  clock,
};
inline constexpr std::array<std::string_view, 10> gauge_names = {"temperature",
                                                                 "memory",
                                                                 "memory_pressure",
                                                                 "processor_pressure",
                                                                 "disk_pressure",
                                                                 "load",
                                                                 "disk",
                                                                 "flash",
                                                                 "link",
                                                                 "clock"};
inline constexpr std::size_t gauge_count = gauge_names.size();

/// The same for people.
inline constexpr std::array<std::string_view, 10> gauge_words = {"temperature",
                                                                 "memory",
                                                                 "waiting for memory",
                                                                 "waiting for processors",
                                                                 "waiting for the disk",
                                                                 "load",
                                                                 "disk",
                                                                 "flash",
                                                                 "link",
                                                                 "clock"};

using Grades = std::array<Grade, gauge_count>;

[[nodiscard]] constexpr std::string_view name_of(Grade grade) {
  return grade_names.at(static_cast<std::size_t>(grade));
}
[[nodiscard]] constexpr std::string_view name_of(Gauge gauge) {
  return gauge_names.at(static_cast<std::size_t>(gauge));
}
[[nodiscard]] constexpr Grade grade_of(const Grades& grades, Gauge gauge) {
  return grades.at(static_cast<std::size_t>(gauge));
}

[[nodiscard]] constexpr std::string_view words_of(Gauge gauge) {
  return gauge_words.at(static_cast<std::size_t>(gauge));
}

/// Returns the number that a gauge is graded by, larger being worse; nothing: unknown.
[[nodiscard]] std::optional<double> badness(Gauge gauge, const Vitals& vitals);

/// Returns how bad it is that somebody who tells something every `period` has been silent so long.
[[nodiscard]] Grade grade_of_silence(std::chrono::milliseconds silent,
                                     std::chrono::milliseconds period);

/// A vital has to be better for so long.
inline constexpr std::chrono::milliseconds better_for{30'000};

class Grader {
 public:
  /// Takes what was read at `now`, a time that never goes back.
  const Grades& update(const Vitals& vitals, std::chrono::milliseconds now);

  [[nodiscard]] const Grades& grades() const { return grades_; }
  /// The worst of all; unknown only where all are.
  [[nodiscard]] Grade worst() const;

 private:
  Grades grades_{};
  /// Since when a gauge has been better than its grade.
  std::array<std::optional<std::chrono::milliseconds>, gauge_count> better_since_{};
};

}  // namespace ballast::hardware
