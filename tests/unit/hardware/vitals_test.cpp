// Reading how a board is, from trees such as kernels show, and from rubbish.
#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "hardware/vitals/read_vitals.hpp"
#include "tests/unit/hardware/board_tree.hpp"

namespace ballast::hardware {
namespace {

TEST(Vitals, OfAnIdleBoardAreRead) {
  BoardTree tree;
  put_idle_board(tree);
  const Vitals vitals = read_vitals(tree.files(), tree.folder());
  EXPECT_EQ(vitals.board, "unoq");
  EXPECT_EQ(vitals.celsius, 45.3);  // of the processor's zones, whatever their numbers
  EXPECT_EQ(vitals.throttled, false);
  EXPECT_EQ(vitals.memory_kib, 1782784);
  EXPECT_EQ(vitals.available_kib, 1128448);
  EXPECT_EQ(vitals.load, 0.42);
  EXPECT_EQ(vitals.processor_pressure, (Pressure{1.5, 0.0}));
  EXPECT_EQ(vitals.disk_pressure, (Pressure{2.0, 0.25}));
  EXPECT_EQ(vitals.flash_life, 2);
  EXPECT_EQ(vitals.flash_reserve, 1);
  EXPECT_EQ(vitals.link_up, true);
  EXPECT_EQ(vitals.wifi_dbm, -56);
  EXPECT_EQ(vitals.swap_kib, 524284);
  EXPECT_EQ(vitals.swap_free_kib, 400000);
  EXPECT_EQ(vitals.flash_written_kib, 6000);
  EXPECT_GE(vitals.processors, 1);
  EXPECT_TRUE(vitals.disk_kib && vitals.disk_free_kib);
}

TEST(Vitals, WhatSeldomChangesIsReadSeldom) {
  using std::chrono::hours;
  using std::chrono::seconds;
  BoardTree tree;
  put_idle_board(tree);
  VitalsReader reader(tree.files(), tree.folder());
  const auto began = std::chrono::minutes{5};
  EXPECT_EQ(reader.read(began).celsius, 45.3);
  tree.put("sys/class/thermal/thermal_zone4/temp", "81000\n")
      .put("proc/loadavg", "3.50 0.30 0.20 1/210 999\n")
      .put("sys/class/net/wlan0/operstate", "down\n")
      .put("sys/block/mmcblk0/stat", "900 10 40000 50 700 20 14000 60 0 70 130\n")
      .put("sys/block/mmcblk0/device/life_time", "0x09 0x02\n");
  const Vitals soon = reader.read(began + seconds{1});
  EXPECT_EQ(soon.celsius, 81.0);
  EXPECT_EQ(soon.load, 3.5);
  EXPECT_EQ(soon.link_up, true);
  EXPECT_EQ(soon.flash_written_kib, 6'000);
  EXPECT_EQ(soon.flash_life, 2);
  EXPECT_EQ(soon.board, "unoq");
  std::filesystem::rename(tree.folder() / "sys/class/thermal/thermal_zone4",
                          tree.folder() / "sys/class/thermal/thermal_zone9");
  EXPECT_EQ(reader.read(began + seconds{2}).celsius, 44.1) << "the other one is left";
  const Vitals later = reader.read(began + seconds{10});
  EXPECT_EQ(later.celsius, 81.0);
  EXPECT_EQ(later.link_up, false);
  EXPECT_EQ(later.flash_written_kib, 7'000);
  EXPECT_EQ(later.flash_life, 2);
  EXPECT_EQ(reader.read(began + hours{1}).flash_life, 9);
}

TEST(Vitals, WhatIsAbsentIsUnknown) {
  const BoardTree tree;
  const Vitals vitals = read_vitals(tree.files(), tree.folder() / "nowhere");
  EXPECT_EQ(vitals.board, "generic");
  EXPECT_FALSE(vitals.celsius || vitals.throttled || vitals.load || vitals.memory_kib ||
               vitals.available_kib || vitals.group_room_kib || vitals.processor_pressure ||
               vitals.flash_life || vitals.disk_kib || vitals.link_up || vitals.wifi_dbm ||
               vitals.swap_kib || vitals.flash_written_kib);
}

TEST(Vitals, OfAPcAreThoseThatItHas) {
  BoardTree tree;
  tree.put("sys/class/thermal/thermal_zone0/type", "acpitz\n")
      .put("sys/class/thermal/thermal_zone0/temp", "88000\n")
      .put("sys/class/thermal/thermal_zone2/type", "x86_pkg_temp\n")
      .put("sys/class/thermal/thermal_zone2/temp", "61000\n")
      .put("proc/meminfo", "MemTotal: 16000000 kB\nMemAvailable: 9000000 kB\n")
      .put("proc/loadavg", "1.00 0.30 0.20 1/210 999\n")
      .put("proc/net/route", "Iface\tDestination\neth0\t00000000\t0102A8C0\t0003\n")
      .put("sys/class/net/eth0/operstate", "unknown\n");
  const Vitals vitals = read_vitals(tree.files(), tree.folder());
  EXPECT_EQ(vitals.board, "generic");
  EXPECT_EQ(vitals.celsius, 61.0);
  EXPECT_EQ(vitals.available_kib, 9'000'000);
  EXPECT_EQ(vitals.load, 1.0);
  EXPECT_FALSE(vitals.link_up) << "its driver does not tell";
  EXPECT_FALSE(vitals.processor_pressure || vitals.memory_pressure || vitals.disk_pressure);
  EXPECT_FALSE(vitals.flash_life || vitals.flash_reserve || vitals.flash_written_kib);
}

TEST(Vitals, TheLimitOfTheControlGroupCounts) {
  BoardTree tree;
  tree.put("proc/self/cgroup", "0::/system.slice/ballast\n")
      .put("sys/fs/cgroup/system.slice/ballast/memory.max", "1073741824\n")
      .put("sys/fs/cgroup/system.slice/ballast/memory.current", "268435456\n");
  EXPECT_EQ(read_vitals(tree.files(), tree.folder()).group_room_kib, 786432);
  tree.put("sys/fs/cgroup/system.slice/ballast/memory.max", "max\n");
  EXPECT_FALSE(read_vitals(tree.files(), tree.folder()).group_room_kib);
}

/// Whatever this machine has: processors that are switched off, or not ours, do not count.
TEST(Vitals, ProcessorsAreThoseThatAreOnAndOurs) {
  BoardTree tree;
  const int here = read_vitals(tree.files(), tree.folder()).processors;
  const auto counted = [&](std::string_view online) {
    return read_vitals(tree.put("sys/devices/system/cpu/online", online).files(), tree.folder())
        .processors;
  };
  EXPECT_EQ(counted("0\n"), 1);
  EXPECT_EQ(counted("0,3\n"), std::min(here, 2));
  for (const auto* const odd :
       {"0-4000\n", "", "x\n", "3-1\n", "-1\n", "0-9999999999\n", "0 1\n"}) {
    EXPECT_EQ(counted(odd), here) << odd;
  }
  tree.put("proc/self/cgroup", "0::/ballast\n").put("sys/devices/system/cpu/online", "0-63\n");
  const auto allowed = [&](std::string_view most) {
    return read_vitals(tree.put("sys/fs/cgroup/ballast/cpu.max", most).files(), tree.folder())
        .processors;
  };
  EXPECT_EQ(allowed("199999 100000\n"), 1);
  EXPECT_EQ(allowed("50000 100000\n"), 1) << "one works, slowly";
  for (const auto* const odd : {"max 100000\n", "409600000 100000\n", "", "5 0\n", "-5 100000\n"}) {
    EXPECT_EQ(allowed(odd), here) << odd;
  }
}

TEST(Vitals, SurviveRubbishAndTakeNoneOfItForNumbers) {
  constexpr std::array<std::string_view, 9> rubbish = {
      "", "\n", "x", "-5", "99999999999999999999", "nan", "some avg10=", "MemTotal: -1 kB", "0x"};
  constexpr std::array<std::string_view, 11> files = {"sys/class/thermal/thermal_zone3/temp",
                                                      "proc/meminfo",
                                                      "proc/loadavg",
                                                      "proc/net/wireless",
                                                      "sys/block/mmcblk0/stat",
                                                      "proc/pressure/cpu",
                                                      "sys/block/mmcblk0/device/life_time",
                                                      "proc/net/route",
                                                      "sys/class/net/wlan0/operstate",
                                                      "sys/block/mmcblk0/device/pre_eol_info",
                                                      "proc/device-tree/compatible"};
  for (const std::string_view text : rubbish) {
    BoardTree tree;
    put_idle_board(tree);
    for (const std::string_view file : files) tree.put(file, text);
    const Vitals vitals = read_vitals(tree.files(), tree.folder());
    EXPECT_EQ(vitals.board, "generic") << text;
    EXPECT_FALSE(vitals.memory_kib || vitals.load || vitals.processor_pressure) << text;
    EXPECT_FALSE(vitals.flash_life || vitals.flash_reserve) << text;
    EXPECT_FALSE(vitals.wifi_dbm || vitals.swap_kib || vitals.flash_written_kib) << text;
    EXPECT_NE(vitals.celsius, 0.0) << text;
  }
}

}  // namespace
}  // namespace ballast::hardware
