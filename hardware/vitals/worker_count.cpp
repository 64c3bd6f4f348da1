#include "hardware/vitals/worker_count.hpp"

#include <algorithm>

namespace ballast::hardware {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds step_every{5'000};
constexpr milliseconds well_for{60'000};
constexpr double pauses_at = 93.0;  // degrees Celsius

}  // namespace

int worker_count(const Vitals& vitals, int kept_free, std::int64_t kib_per_worker) {
  constexpr std::int64_t reserve_least_kib = 256 << 10;
  constexpr std::int64_t reserve_percent = 15;
  const int most = std::max(vitals.processors, 1);
  int count = most - kept_free;
  if (vitals.available_kib && kib_per_worker > 0) {
    const std::int64_t reserve =
        std::max(reserve_least_kib, vitals.memory_kib.value_or(0) * reserve_percent / 100);
    const std::int64_t room =
        std::min(*vitals.available_kib, vitals.group_room_kib.value_or(*vitals.available_kib));
    const std::int64_t by_memory = std::max<std::int64_t>(room - reserve, 0) / kib_per_worker;
    count = static_cast<int>(std::min<std::int64_t>(count, by_memory));
  }
  return std::clamp(count, 1, most);
}

int Derating::allowed(int wanted, const Vitals& vitals, const Grades& grades) const {
  if (vitals.celsius && *vitals.celsius >= pauses_at) return 0;
  const Grade heat = grade_of(grades, Gauge::temperature);
  const Grade memory =
      std::max(grade_of(grades, Gauge::memory_pressure), grade_of(grades, Gauge::memory));
  if (heat == Grade::critical || memory == Grade::critical) return std::min(wanted, 1);
  const bool crowded = grade_of(grades, Gauge::processor_pressure) >= Grade::bad &&
                       grade_of(grades, Gauge::load) >= Grade::bad;
  if (heat == Grade::bad || memory == Grade::bad || crowded) return std::max(working_ - 1, 1);
  return wanted;
}

int Derating::update(int wanted, const Vitals& vitals, const Grades& grades, milliseconds now) {
  if (!began_) {
    began_ = true;
    working_ = wanted;
    decided_ = now - step_every;
  }
  if (now - decided_ < step_every) return std::min(working_, wanted);
  decided_ = now;
  const int most = allowed(wanted, vitals, grades);
  if (most < working_) {
    working_ = most;
    well_ = false;
    return working_;
  }
  // As many workers as there are now: whatever takes them back must have ended for a while.
  if (most < wanted) {
    well_ = false;
    if (working_ == 0) working_ = most;
    return working_;
  }
  if (!well_) {
    well_ = true;
    well_since_ = now;
  }
  if (working_ < wanted && now - well_since_ >= well_for) {
    ++working_;
    well_since_ = now;
  }
  return std::min(working_, wanted);
}

}  // namespace ballast::hardware
