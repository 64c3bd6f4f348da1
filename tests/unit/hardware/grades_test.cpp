// Grades that do not flutter, and workers that follow them.
#include "hardware/vitals/grades.hpp"

#include <gtest/gtest.h>

#include "hardware/vitals/worker_count.hpp"

namespace ballast::hardware {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

Vitals at_degrees(double celsius) {
  Vitals out;
  out.celsius = celsius;
  return out;
}

Grade heat(const Grader& grader) {
  return grade_of(grader.grades(), Gauge::temperature);
}

TEST(Grades, GetWorseAtOnceAndBetterOnlyAfterAWhile) {
  Grader grader;
  grader.update(at_degrees(60), seconds{0});
  EXPECT_EQ(heat(grader), Grade::ok);
  grader.update(at_degrees(80), seconds{1});
  EXPECT_EQ(heat(grader), Grade::bad);
  grader.update(at_degrees(76), seconds{2});  // not clearly better
  grader.update(at_degrees(76), seconds{100});
  EXPECT_EQ(heat(grader), Grade::bad);
  grader.update(at_degrees(74), seconds{101});
  grader.update(at_degrees(74), milliseconds{130'999});
  EXPECT_EQ(heat(grader), Grade::bad);
  grader.update(at_degrees(74), seconds{131});
  EXPECT_EQ(heat(grader), Grade::warn);
  grader.update(at_degrees(64), seconds{132});
  grader.update(at_degrees(66), seconds{150});  // begins again
  grader.update(at_degrees(64), seconds{151});
  grader.update(at_degrees(64), seconds{180});
  EXPECT_EQ(heat(grader), Grade::warn);
  grader.update(at_degrees(64), seconds{181});
  EXPECT_EQ(heat(grader), Grade::ok);
}

TEST(Grades, UnknownIsNotGood) {
  Grader grader;
  grader.update(at_degrees(95), seconds{0});
  grader.update(Vitals{}, seconds{1});
  EXPECT_EQ(heat(grader), Grade::unknown);
  EXPECT_EQ(grader.worst(), Grade::unknown);
  grader.update(at_degrees(95), seconds{2});
  EXPECT_EQ(grader.worst(), Grade::critical);
}

TEST(Grades, LittleMemoryOrDiskIsCriticalWhateverTheShare) {
  Vitals vitals;
  vitals.memory_kib = 400 << 10;
  vitals.available_kib = 127 << 10;  // 32 %
  vitals.disk_kib = 1 << 20;
  vitals.disk_free_kib = 500 << 10;  // 48 %
  vitals.memory_pressure = Pressure{1.0, 6.0};
  Grader grader;
  const Grades& grades = grader.update(vitals, seconds{0});
  EXPECT_EQ(grade_of(grades, Gauge::memory), Grade::critical);
  EXPECT_EQ(grade_of(grades, Gauge::disk), Grade::critical);
  EXPECT_EQ(grade_of(grades, Gauge::memory_pressure), Grade::critical);
}

TEST(Grades, EachLimitBelongsToItsGrade) {
  const auto grade = [](Gauge gauge, const Vitals& vitals) {
    Grader grader;
    return grade_of(grader.update(vitals, seconds{0}), gauge);
  };
  Vitals vitals;
  vitals.processors = 4;
  for (const auto& [load, expected] : {std::pair{4.7, Grade::ok},
                                       {4.8, Grade::warn},
                                       {8.0, Grade::bad},
                                       {16.0, Grade::critical}}) {
    vitals.load = load;
    EXPECT_EQ(grade(Gauge::load, vitals), expected) << load;
  }
  vitals.link_up = false;
  EXPECT_EQ(grade(Gauge::link, vitals), Grade::bad);
  vitals.clock_synchronised = false;
  EXPECT_EQ(grade(Gauge::clock, vitals), Grade::warn);
  vitals.flash_life = 7;
  EXPECT_EQ(grade(Gauge::flash, vitals), Grade::ok);
  vitals.flash_reserve = 3;
  EXPECT_EQ(grade(Gauge::flash, vitals), Grade::critical);
}

TEST(Grades, SilenceIsGradedInPeriodsOfWhoIsSilent) {
  const auto after = [](int ms) { return grade_of_silence(milliseconds{ms}, milliseconds{500}); };
  EXPECT_EQ(after(1'499), Grade::ok);
  EXPECT_EQ(after(1'500), Grade::warn);
  EXPECT_EQ(after(4'999), Grade::warn);
  EXPECT_EQ(after(5'000), Grade::bad);
  EXPECT_EQ(after(15'000), Grade::critical);
}

Vitals board(int processors, std::int64_t memory_mib, std::int64_t available_mib) {
  Vitals out;
  out.processors = processors;
  out.memory_kib = memory_mib << 10;
  out.available_kib = available_mib << 10;
  return out;
}

TEST(WorkerCount, FollowsProcessorsAndMemory) {
  EXPECT_EQ(worker_count(board(4, 1741, 1102), 1), 3);
  EXPECT_EQ(worker_count(board(4, 1741, 1102), 0), 4);
  EXPECT_EQ(worker_count(board(4, 3800, 3000), 0), 4);
  EXPECT_EQ(worker_count(board(4, 1741, 1102), 0, 300 << 10), 2);
  EXPECT_EQ(worker_count(board(4, 1741, 100), 0), 1);
  EXPECT_EQ(worker_count(board(1, 1741, 1102), 1), 1);
  EXPECT_EQ(worker_count(Vitals{}, 0), 1);
  Vitals grouped = board(4, 1741, 1102);
  grouped.group_room_kib = 460 << 10;
  EXPECT_EQ(worker_count(grouped, 0), 2);
}

/// A board that is told its temperature each second.
class HotBoard {
 public:
  int after(int count, double celsius) {
    for (int i = 0; i < count; ++i) {
      now_ += seconds{1};
      const Vitals vitals = at_degrees(celsius);
      working_ = derating_.update(4, vitals, grader_.update(vitals, now_), now_);
    }
    return working_;
  }

 private:
  Grader grader_;
  Derating derating_;
  milliseconds now_{};
  int working_ = 0;
};

TEST(Derating, IdlesWorkersOfAHotBoardOneByOneAndTakesThemBack) {
  HotBoard hot;
  EXPECT_EQ(hot.after(10, 50), 4);
  EXPECT_EQ(hot.after(5, 82), 3);
  EXPECT_EQ(hot.after(5, 82), 2);
  EXPECT_EQ(hot.after(60, 82), 1);
  EXPECT_EQ(hot.after(5, 93), 0);
  EXPECT_EQ(hot.after(5, 92), 1);
  // Thirty seconds until it counts as cool, then a minute for each worker.
  EXPECT_EQ(hot.after(85, 50), 1);
  EXPECT_EQ(hot.after(15, 50), 2);
  EXPECT_EQ(hot.after(60, 50), 3);
  EXPECT_EQ(hot.after(60, 50), 4);
  EXPECT_EQ(hot.after(600, 50), 4);
}

TEST(Derating, ABoardThatIsHotAtTheStartBeginsWithFewer) {
  EXPECT_EQ(HotBoard().after(1, 50), 4);
  EXPECT_EQ(HotBoard().after(1, 82), 3);
  EXPECT_EQ(HotBoard().after(1, 91), 1);
  EXPECT_EQ(HotBoard().after(1, 94), 0);
}

TEST(Derating, AShortHeatDoesNotMakeItFlutter) {
  HotBoard hot;
  hot.after(10, 50);
  EXPECT_EQ(hot.after(5, 85), 3);
  int changes = 0;
  for (int i = 0, before = 3; i < 60; ++i) {
    const int now = hot.after(1, i % 2 == 0 ? 79.0 : 76.0);
    changes += now > before ? 1 : 0;
    before = now;
  }
  EXPECT_EQ(changes, 0);
}

}  // namespace
}  // namespace ballast::hardware
