// A /proc and /sys of our own in a folder that goes away.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "hardware/vitals/system_files.hpp"

namespace ballast::hardware {

class BoardTree {
 public:
  BoardTree() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "ballast-board-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for a test");
    folder_ = pattern;
  }
  BoardTree(const BoardTree&) = delete;
  BoardTree& operator=(const BoardTree&) = delete;
  ~BoardTree() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  BoardTree& put(std::string_view file, std::string_view content) {
    const auto path = folder_ / std::filesystem::path(file);
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return *this;
  }

  /// Returns what a file holds, without blanks at its end.
  [[nodiscard]] std::string get(std::string_view file) const {
    const std::string text = files().text(file).value_or("");
    return text.substr(0, text.find_last_not_of(" \n") + 1);
  }

  [[nodiscard]] SystemFiles files() const { return SystemFiles(SystemRoot{folder_}); }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

/// LED1 as the board's own kernel names it: the heartbeat of the kernel blinks its red.
inline void put_user_led(BoardTree& tree) {
  for (const std::string colour : {"red", "green", "blue"}) {
    const std::string folder = "sys/class/leds/" + colour + ":user/";
    tree.put(folder + "brightness", "0\n").put(folder + "max_brightness", "1\n");
    tree.put(folder + "trigger", colour == "red" ? "none timer [heartbeat]\n" : "[none] timer\n");
  }
}

/// A board of 2 GB as its kernel shows it, idle and cool.
inline void put_idle_board(BoardTree& tree) {
  tree.put("proc/device-tree/compatible", std::string_view("arduino,imola\0qcom,qrb2210\0", 27))
      .put("sys/class/thermal/thermal_zone0/type", "mapss-thermal\n")
      .put("sys/class/thermal/thermal_zone0/temp", "99000\n")
      .put("sys/class/thermal/thermal_zone3/type", "cpuss0-thermal\n")
      .put("sys/class/thermal/thermal_zone3/temp", "44100\n")
      .put("sys/class/thermal/thermal_zone4/type", "cpuss1-thermal\n")
      .put("sys/class/thermal/thermal_zone4/temp", "45300\n")
      .put("proc/meminfo",
           "MemTotal:        1782784 kB\nMemFree:          120000 kB\n"
           "MemAvailable:    1128448 kB\n"
           "SwapTotal:        524284 kB\nSwapFree:         400000 kB\n")
      .put("proc/loadavg", "0.42 0.30 0.20 1/210 999\n")
      .put("proc/pressure/cpu", "some avg10=1.50 avg60=1.00 avg300=0.00 total=1\n")
      .put("proc/pressure/memory",
           "some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"
           "full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n")
      .put("proc/pressure/io",
           "some avg10=2.00 avg60=0.00 avg300=0.00 total=0\n"
           "full avg10=0.25 avg60=0.00 avg300=0.00 total=0\n")
      .put("sys/block/mmcblk0/device/life_time", "0x01 0x02\n")
      .put("sys/block/mmcblk0/device/pre_eol_info", "0x01\n")
      .put("sys/block/mmcblk0/stat", "900 10 40000 50 700 20 12000 60 0 70 130\n")
      .put("proc/net/wireless",
           "Inter-| sta-|   Quality        |   Discarded packets\n"
           " face | tus | link level noise |  nwid  crypt\n"
           " wlan0: 0000   54.  -56.  -256        0      0\n")
      .put("proc/net/route",
           "Iface\tDestination\tGateway \tFlags\n"
           "wlan0\t0002A8C0\t00000000\t0001\nwlan0\t00000000\t0102A8C0\t0003\n")
      .put("sys/class/net/wlan0/operstate", "up\n");
}

}  // namespace ballast::hardware
