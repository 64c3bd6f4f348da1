// How a board is: what was read at one moment. What is empty is unknown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace ballast::hardware {

/// Share of time, in percent of the last ten seconds, in which some or all tasks waited.
struct Pressure {
  double some = 0.0;
  double full = 0.0;

  bool operator==(const Pressure&) const = default;
};

struct Vitals {
  std::string board;                     // "unoq" or "generic"
  int processors = 1;                    // that this process may use, and its group has a share of
  std::optional<double> celsius;         // of the processor
  std::optional<bool> throttled;         // its clock is held down by heat
  std::optional<double> clock_ghz;       // as it was measured
  std::optional<double> clock_most_ghz;  // that it can have
  std::optional<double> pace;            // of its workers, against their best at this work, 0 to 1
  std::optional<double> load;            // tasks that run or want to, mean of a minute
  std::optional<std::int64_t> memory_kib;
  std::optional<std::int64_t> available_kib;  // what programs may still take
  std::optional<std::int64_t> swap_kib;
  std::optional<std::int64_t> swap_free_kib;
  std::optional<std::int64_t> group_room_kib;  // until the limit of our control group; empty: none
  std::optional<Pressure> processor_pressure;
  std::optional<Pressure> memory_pressure;
  std::optional<Pressure> disk_pressure;
  std::optional<int> flash_life;     // tenths of its life that are used up, the worse kind of cells
  std::optional<int> flash_reserve;  // 1 normal, 2 warning, 3 urgent
  std::optional<std::int64_t> flash_written_kib;  // since the board started
  std::optional<std::int64_t> disk_kib;
  std::optional<std::int64_t> disk_free_kib;
  std::optional<bool> link_up;  // of the interface of the default route
  std::optional<int> wifi_dbm;  // how strongly it is heard, where that goes over Wi-Fi
  std::optional<bool> clock_synchronised;

  bool operator==(const Vitals&) const = default;
};

}  // namespace ballast::hardware
