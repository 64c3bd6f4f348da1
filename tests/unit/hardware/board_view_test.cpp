// The pictures of the matrix, as letters.
#include "hardware/matrix/board_view.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "hardware/matrix/picture_text.hpp"

namespace ballast::hardware {
namespace {

using std::chrono::milliseconds;

std::string letters(const Frame& frame) {
  return picture_text(frame, PictureStyle::letters);
}

BoardView busy_board() {
  BoardView view;
  view.plan = PlanMeter{"searching", 26, 48, {}};
  view.pulse = milliseconds{1'950};
  view.here = {{WorkerMeter::State::busy, 1.0},
               {WorkerMeter::State::busy, 0.4},
               {WorkerMeter::State::idle, 0.9},
               {WorkerMeter::State::silent, 0.0}};
  view.elsewhere = {{WorkerMeter::State::busy, 0.6}};
  view.grades.fill(Grade::ok);
  view.grades.at(static_cast<std::size_t>(Gauge::memory)) = Grade::warn;
  view.celsius = 61.0;
  view.memory_used = 0.78;
  view.broker = Grade::ok;
  return view;
}

TEST(BoardView, ShowsPlanWorkersAndHealth) {
  EXPECT_EQ(letters(paint(busy_board(), milliseconds{2'000})),
            "######-     #\n"
            ":::#         \n"
            "#  #         \n"
            "#            \n"
            "#      #     \n"
            "##     #     \n"
            "##:#   #     \n"
            "::  ++++:::: \n");
}

TEST(BoardView, WhatIsSilentBlinksAndAnErrorStays) {
  BoardView view = busy_board();
  view.error = true;
  view.broker = Grade::critical;
  const Frame frame = paint(view, milliseconds{2'700});
  EXPECT_EQ(frame.at(2, 3), Level::off);
  EXPECT_EQ(frame.at(7, 12), Level::full);
  EXPECT_EQ(frame.at(7, 9), Level::off);
  EXPECT_EQ(paint(view, milliseconds{2'760}).at(7, 9), Level::full);
  EXPECT_EQ(frame.at(0, 12), Level::off) << "the pulse is over";
}

TEST(BoardView, AnUnknownTotalIsAComet) {
  BoardView view;
  view.plan = PlanMeter{"gathering", 0, 0, {}};
  EXPECT_EQ(letters(paint(view, milliseconds{500})).substr(0, 13), "   -+#       ");
  EXPECT_EQ(letters(paint(view, milliseconds{0})).substr(0, 13), "#         -+ ");
}

TEST(BoardView, WithoutAnythingItIsDark) {
  EXPECT_EQ(paint({}, milliseconds{0}), Frame{});
}

TEST(BoardView, ResultsAndErrorsAreNumbers) {
  EXPECT_EQ(letters(paint_result(7)),
            "             \n"
            "         ### \n"
            "           # \n"
            "           # \n"
            "          #  \n"
            "          #  \n"
            "             \n"
            "             \n");
  EXPECT_EQ(letters(paint_error(42)),
            " ##          \n"
            " ##  # # ### \n"
            " ##  # #   # \n"
            " ##  ### ### \n"
            " ##    # #   \n"
            "       # ### \n"
            " ##          \n"
            "             \n");
  EXPECT_EQ(paint_result(1'000), paint_result(99));
  EXPECT_NE(paint_result(0), Frame{});
}

TEST(BoardView, AnyStateCanBePainted) {
  std::mt19937_64 random(20260106);
  const auto below = [&](std::uint64_t bound) { return random() % bound; };
  for (int i = 0; i < 2'000; ++i) {
    BoardView view;
    if (below(2) == 0) view.plan = PlanMeter{"searching", random(), below(3) * random(), {}};
    const auto state = static_cast<WorkerMeter::State>(below(3));
    view.here.resize(below(40), WorkerMeter{state, static_cast<double>(below(9)) - 4.0});
    view.elsewhere.resize(below(40), WorkerMeter{WorkerMeter::State::busy, std::nan("")});
    for (Grade& grade : view.grades) grade = static_cast<Grade>(below(5));
    view.celsius = static_cast<double>(below(400)) - 100.0;
    view.memory_used = static_cast<double>(below(5)) - 1.0;
    const Frame frame = paint(view, milliseconds(static_cast<std::int64_t>(below(1'000'000))));
    EXPECT_EQ(Frame::of_bytes(frame.bytes()), frame);
    for (int row = 2; row < 7; ++row) EXPECT_EQ(frame.at(row, 6), Level::off);
  }
}

TEST(BoardView, BytesThatAreNoLevelBecomeOne) {
  const std::array<std::uint8_t, 5> bytes = {0, 4, 5, 6, 255};
  const Frame frame = Frame::of_bytes(bytes);
  EXPECT_EQ(frame.at(0, 2), Level::middle);
  EXPECT_EQ(frame.at(0, 3), Level::middle);
  EXPECT_EQ(frame.at(0, 4), Level::full);
}

}  // namespace
}  // namespace ballast::hardware
