#include "tools/bench/machine.hpp"

#include <time.h>

#include <fstream>

namespace ballast::tools {

std::string cpu_name() {
  std::ifstream file{"/proc/cpuinfo"};
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown";
}

std::string compiler_name() {
#if defined(__clang__)
  return __VERSION__;
#else
  return std::string{"g++ "} + __VERSION__;
#endif
}

std::string build_options() {
  return BALLAST_BUILT_WITH;
}

namespace {

double seconds_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

}  // namespace

double processor_seconds() {
  return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

double thread_processor_seconds() {
  return seconds_of(CLOCK_THREAD_CPUTIME_ID);
}

}  // namespace ballast::tools
