#include "hardware/vitals/clock_probe.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace ballast::hardware {
namespace {

constexpr int runs = 4;
constexpr std::uint64_t additions_a_pass = 16;

/// Sixteen additions, each of which waits for the one before: a cycle each. Of a register, since
/// some processors fold those of a number.
#if defined(__aarch64__)
constexpr bool written_for = true;
inline void add_sixteen(std::uint64_t& sum, std::uint64_t one) {
  asm volatile(
      "add %0, %0, %1\n add %0, %0, %1\n add %0, %0, %1\n add %0, %0, %1\n"
      "add %0, %0, %1\n add %0, %0, %1\n add %0, %0, %1\n add %0, %0, %1\n"
      "add %0, %0, %1\n add %0, %0, %1\n add %0, %0, %1\n add %0, %0, %1\n"
      "add %0, %0, %1\n add %0, %0, %1\n add %0, %0, %1\n add %0, %0, %1\n"
      : "+r"(sum)
      : "r"(one));
}
#elif defined(__x86_64__)
constexpr bool written_for = true;
inline void add_sixteen(std::uint64_t& sum, std::uint64_t one) {
  asm volatile(
      "add %1, %0\n add %1, %0\n add %1, %0\n add %1, %0\n"
      "add %1, %0\n add %1, %0\n add %1, %0\n add %1, %0\n"
      "add %1, %0\n add %1, %0\n add %1, %0\n add %1, %0\n"
      "add %1, %0\n add %1, %0\n add %1, %0\n add %1, %0\n"
      : "+r"(sum)
      : "r"(one)
      : "cc");
}
#else
constexpr bool written_for = false;
inline void add_sixteen(std::uint64_t& sum, std::uint64_t one) {
  sum += additions_a_pass * one;
}
#endif

}  // namespace

std::optional<double> measured_ghz(const std::function<std::chrono::nanoseconds()>& clock) {
  constexpr std::uint64_t passes = 1U << 15U;  // half a million additions: 0.26 ms at 2 GHz
  if (!written_for) return std::nullopt;
  std::optional<double> best;
  for (int run = 0; run < runs; ++run) {
    std::uint64_t sum = 0;
    const auto began = clock();
    for (std::uint64_t pass = 0; pass < passes; ++pass) add_sixteen(sum, 1);
    const auto took = clock() - began;
    if (took.count() <= 0 || sum != passes * additions_a_pass) continue;
    const double ghz = static_cast<double>(sum) / static_cast<double>(took.count());
    best = std::max(best.value_or(ghz), ghz);
  }
  return best;
}

std::optional<double> ClockProbe::ghz_of(std::string_view file) const {
  constexpr double khz_per_ghz = 1e6;
  constexpr double ghz_most = 100.0;
  const auto khz = files_.number("sys/devices/system/cpu/cpufreq/policy0/" + std::string(file));
  if (!khz || *khz <= 0) return std::nullopt;
  const double ghz = static_cast<double>(*khz) / khz_per_ghz;
  return ghz <= ghz_most ? std::optional(ghz) : std::nullopt;
}

void ClockProbe::measure() {
  constexpr double asked_least = 0.95;  // of all there is: else it is slow because nothing is to do
  constexpr double given_least = 0.85;
  const auto asked_before = ghz_of("scaling_cur_freq");
  ghz_ = measure_();
  const auto asked_after = ghz_of("scaling_cur_freq");
  most_ghz_ = ghz_of("cpuinfo_max_freq");
  const bool asks_for_all = most_ghz_ && asked_before && asked_after &&
                            std::min(*asked_before, *asked_after) >= asked_least * *most_ghz_;
  const bool slow = ghz_ && asks_for_all && *ghz_ < given_least * *most_ghz_;
  slow_ = slow ? slow_ + 1 : 0;
}

void ClockProbe::look(Vitals& vitals, Time now) {
  constexpr Time every{10'000};
  constexpr int slow_for_sure = 2;
  if (!measured_at_ || now - *measured_at_ >= every) {
    measured_at_ = now;
    measure();
  }
  vitals.clock_ghz = ghz_;
  vitals.clock_most_ghz = most_ghz_;
  if (slow_ >= slow_for_sure) vitals.throttled = true;
}

}  // namespace ballast::hardware
