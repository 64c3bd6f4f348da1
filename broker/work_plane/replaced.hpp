// Processes whose place another one of the same name took. Bounded: the oldest are forgotten.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace ballast::broker {

class Replaced {
 public:
  void add(std::string_view instance, std::uint64_t incarnation);
  [[nodiscard]] bool holds(std::string_view instance, std::uint64_t incarnation) const;

 private:
  struct Process {
    std::string instance;
    std::uint64_t incarnation = 0;

    bool operator==(const Process&) const = default;
  };

  std::deque<Process> processes_;
};

}  // namespace ballast::broker
