// simulate: runs schedules of the simulation for as long as one likes, or one again.
//   simulate SEED COUNT     the schedules of so many seeds from SEED on
//   simulate FILE           a schedule as it was printed
// Ends with 0 when all held, 1 when one did not (it is printed, made small), 2 for wrong usage.

#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

#include "tests/simulation/simulation.hpp"
#include "tests/unit/broker/work_plane/toy_work.hpp"

namespace {

using namespace ballast::broker::toy;

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  return read(text, value) && text.empty() ? std::optional(value) : std::nullopt;
}

int replay(const char* path) {
  std::ifstream file(path);
  std::ostringstream words;
  words << file.rdbuf();
  const auto schedule = read_schedule(words.str());
  if (!file || !schedule) {
    std::fprintf(stderr, "simulate: %s\n",
                 file ? ballast::planner::describe(schedule.error()).c_str() : path);
    return 2;
  }
  const Simulated result =
      simulate(*schedule, [](const std::string& line) { std::printf("%s\n", line.c_str()); });
  std::printf("%s\n", result.fault.value_or("nothing is wrong").c_str());
  return result.fault ? 1 : 0;
}

int run(std::uint64_t first, std::uint64_t count) {
  const std::clock_t begun = std::clock();
  std::uint64_t frames = 0;
  std::chrono::duration<double> lasted{};
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Simulated one = simulate(random_schedule(seed));
    frames += one.frames;
    lasted += one.lasted;
    if (!one.fault) continue;
    std::printf("%s", told(seed).c_str());
    return 1;
  }
  const double taken = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
  std::printf(
      "seeds %llu to %llu hold: %.0f schedules a second of one core, %.0f frames and %.0f s each\n",
      static_cast<unsigned long long>(first), static_cast<unsigned long long>(first + count - 1),
      static_cast<double>(count) / taken, static_cast<double>(frames) / static_cast<double>(count),
      lasted.count() / static_cast<double>(count));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2) return replay(argv[1]);
  const auto first = argc == 3 ? number(argv[1]) : std::nullopt;
  const auto count = argc == 3 ? number(argv[2]) : std::nullopt;
  if (first && count && *count > 0) return run(*first, *count);
  std::fprintf(stderr, "usage: simulate SEED COUNT | simulate FILE\n");
  return 2;
}
