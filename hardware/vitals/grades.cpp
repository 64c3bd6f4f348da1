#include "hardware/vitals/grades.hpp"

#include <algorithm>
#include <limits>

namespace ballast::hardware {
namespace {

using std::chrono::milliseconds;

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double percent = 100.0;

/// Where a grade begins, and below what it is left.
struct Limit {
  double begins;
  double left;
};

struct Scale {
  Limit warn;
  Limit bad;
  Limit critical;
};

/// In the order of Gauge. 70, 80 and 90 degrees are far below the 95 at which these boards slow
/// down by themselves, since no fan cools them. Memory and disk are what is used, in percent.
constexpr std::array<Scale, gauge_count> scales = {{
    {{70, 65}, {80, 75}, {90, 85}},
    {{75, 70}, {85, 82}, {92, 90.4}},
    {{5, 4}, {15, 12}, {30, 24}},
    {{30, 24}, {60, 48}, {never, never}},
    {{5, 4}, {20, 16}, {40, 32}},
    {{1.2, 0.96}, {2, 1.6}, {4, 3.2}},
    {{80, 76}, {90, 88}, {95, 94}},
    {{8, 8}, {10, 10}, {11, 11}},
    {{1, 1}, {1, 1}, {never, never}},
    {{1, 1}, {never, never}, {never, never}},
}};

constexpr const Scale& scale_of(Gauge gauge) {
  return scales.at(static_cast<std::size_t>(gauge));
}

Grade grade_from(double value, const Scale& scale) {
  if (value >= scale.critical.begins) return Grade::critical;
  if (value >= scale.bad.begins) return Grade::bad;
  if (value >= scale.warn.begins) return Grade::warn;
  return Grade::ok;
}

/// Below what a grade is left.
double left_below(Grade grade, const Scale& scale) {
  switch (grade) {
    case Grade::critical:
      return scale.critical.left;
    case Grade::bad:
      return scale.bad.left;
    case Grade::warn:
      return scale.warn.left;
    default:
      return never;
  }
}

/// What is used of `whole`, in percent; critical when less than `least` is left.
std::optional<double> used(std::optional<std::int64_t> whole, std::optional<std::int64_t> left,
                           std::int64_t least, const Scale& scale) {
  if (!whole || !left || *whole <= 0) return std::nullopt;
  const double share = percent - percent * static_cast<double>(*left) / static_cast<double>(*whole);
  return *left < least ? std::max(share, scale.critical.begins) : share;
}

std::optional<double> memory_pressure(const Vitals& vitals) {
  constexpr double full_most = 5.0;
  if (!vitals.memory_pressure) return std::nullopt;
  const double some = vitals.memory_pressure->some;
  const Scale& scale = scale_of(Gauge::memory_pressure);
  return vitals.memory_pressure->full > full_most ? std::max(some, scale.critical.begins) : some;
}

/// A clock that is held down is heat, whatever the sensors say.
std::optional<double> heat(const Vitals& vitals) {
  const double slowed_down = scale_of(Gauge::temperature).bad.begins;
  if (!vitals.throttled.value_or(false)) return vitals.celsius;
  return std::max(vitals.celsius.value_or(slowed_down), slowed_down);
}

std::optional<double> flash(const Vitals& vitals) {
  constexpr int urgent = 3;
  if (vitals.flash_reserve == urgent) return scale_of(Gauge::flash).critical.begins;
  if (!vitals.flash_life) return std::nullopt;
  return *vitals.flash_life;
}

std::optional<double> is_not(std::optional<bool> good) {
  if (!good) return std::nullopt;
  return *good ? 0.0 : 1.0;
}

}  // namespace

std::optional<double> badness(Gauge gauge, const Vitals& vitals) {
  constexpr std::int64_t least_memory_kib = 128 << 10;
  constexpr std::int64_t least_disk_kib = 512 << 10;
  switch (gauge) {
    case Gauge::temperature:
      return heat(vitals);
    case Gauge::memory:
      return used(vitals.memory_kib, vitals.available_kib, least_memory_kib, scale_of(gauge));
    case Gauge::memory_pressure:
      return memory_pressure(vitals);
    case Gauge::processor_pressure:
      return vitals.processor_pressure ? std::optional(vitals.processor_pressure->some)
                                       : std::nullopt;
    case Gauge::disk_pressure:
      return vitals.disk_pressure ? std::optional(vitals.disk_pressure->full) : std::nullopt;
    case Gauge::load:
      return vitals.load ? std::optional(*vitals.load / std::max(vitals.processors, 1))
                         : std::nullopt;
    case Gauge::disk:
      return used(vitals.disk_kib, vitals.disk_free_kib, least_disk_kib, scale_of(gauge));
    case Gauge::flash:
      return flash(vitals);
    case Gauge::link:
      return is_not(vitals.link_up);
    case Gauge::clock:
      return is_not(vitals.clock_synchronised);
  }
  return std::nullopt;
}

Grade grade_of_silence(milliseconds silent, milliseconds period) {
  constexpr int warn_periods = 3;
  constexpr int bad_periods = 10;
  constexpr int critical_periods = 30;
  if (silent >= critical_periods * period) return Grade::critical;
  if (silent >= bad_periods * period) return Grade::bad;
  return silent >= warn_periods * period ? Grade::warn : Grade::ok;
}

const Grades& Grader::update(const Vitals& vitals, milliseconds now) {
  for (std::size_t place = 0; place < gauge_count; ++place) {
    const auto gauge = static_cast<Gauge>(place);
    Grade& grade = grades_.at(place);
    auto& better_since = better_since_.at(place);
    const auto value = badness(gauge, vitals);
    const Grade told = value ? grade_from(*value, scale_of(gauge)) : Grade::unknown;
    if (told == Grade::unknown || grade == Grade::unknown || told >= grade) {
      grade = told;
      better_since.reset();
      continue;
    }
    if (*value >= left_below(grade, scale_of(gauge))) {
      better_since.reset();
      continue;
    }
    if (!better_since) better_since = now;
    if (now - *better_since < better_for) continue;
    grade = told;
    better_since.reset();
  }
  return grades_;
}

Grade Grader::worst() const {
  return *std::max_element(grades_.begin(), grades_.end());
}

}  // namespace ballast::hardware
