#include "hardware/vitals/work_pace.hpp"

#include <algorithm>

namespace ballast::hardware {
namespace {

/// Something other than heat is at work.
bool is_acquitted(const Vitals& vitals) {
  constexpr double arms_at = 65.0;  // degrees Celsius; below, no clock is held down
  constexpr double whole_least = 0.85;
  if (vitals.celsius && *vitals.celsius < arms_at) return true;
  return vitals.clock_ghz && vitals.clock_most_ghz &&
         *vitals.clock_ghz >= whole_least * *vitals.clock_most_ghz;
}

}  // namespace

void WorkPace::measure(std::string_view work, std::uint64_t done, Time worked) {
  constexpr Time least{500};
  if (work != work_ || done < done_ || worked < worked_) {
    work_ = work;
    measured_ = 0;
    best_ = 0.0;
  } else if (worked - worked_ < least) {
    return;
  } else {
    const double seconds = std::chrono::duration<double>(worked - worked_).count();
    paces_.at(measured_++ % kept) = static_cast<double>(done - done_) / seconds;
    if (measured_ >= kept) best_ = std::max(best_, median());
  }
  done_ = done;
  worked_ = worked;
}

double WorkPace::median() const {
  auto sorted = paces_;
  auto* const middle = sorted.begin() + kept / 2;
  std::nth_element(sorted.begin(), middle, sorted.end());
  return *middle;
}

std::optional<double> WorkPace::share() const {
  if (measured_ < kept || best_ <= 0.0) return std::nullopt;
  return median() / best_;
}

void PaceWatch::look(Vitals& vitals, std::span<const double> shares, Time now) {
  constexpr double slow_below = 0.7;
  constexpr double fast_from = 0.85;
  constexpr Time forgotten_after{60'000};
  if (!shares.empty()) {
    worked_at_ = now;
    vitals.pace = *std::max_element(shares.begin(), shares.end());
  }
  if (is_acquitted(vitals) || (slowed_ && now - worked_at_ >= forgotten_after)) {
    slowed_ = false;
    otherwise_since_.reset();
  } else if (vitals.pace) {
    turn(slowed_ ? *vitals.pace >= fast_from : *vitals.pace < slow_below, now);
  } else {
    otherwise_since_.reset();
  }
  if (slowed_) vitals.throttled = true;
}

void PaceWatch::turn(bool otherwise, Time now) {
  constexpr Time for_sure{20'000};
  if (!otherwise) return otherwise_since_.reset();
  if (!otherwise_since_) otherwise_since_ = now;
  if (now - *otherwise_since_ < for_sure) return;
  slowed_ = !slowed_;
  otherwise_since_.reset();
}

}  // namespace ballast::hardware
