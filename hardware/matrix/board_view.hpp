// The main picture of the matrix: how far the plan is, who works how fast, how the board is.
//
//   row 0     progress of the plan in 12 points; at the right the planner's pulse
//   row 1     the stages of a plan, the present one bright
//   row 2-6   one column for each worker: left of the gap those of this board, right the others'
//   row 7     TTTT MMMM N B D C E: temperature, memory, network (its own link, and whether other
//             boards are heard), broker, disk, clock (on a board that the coordinator does not run
//             on: whether it is heard), error
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hardware/matrix/frame.hpp"
#include "hardware/vitals/grades.hpp"

namespace ballast::hardware {

/// The stages that row 1 has points for; a plan in a stage that is not here shows none.
inline constexpr std::array<std::string_view, 8> shown_stages = {
    "gathering", "identifying",  "preparing", "searching",
    "front",     "alternatives", "building",  "keeping"};

struct WorkerMeter {
  enum class State : std::uint8_t { idle, busy, silent };
  State state = State::idle;
  double share = 0.0;  // of its own best rate, 0 to 1

  bool operator==(const WorkerMeter&) const = default;
};

/// How far a plan is.
struct PlanMeter {
  std::string stage;
  std::uint64_t done = 0;
  std::uint64_t total = 0;                         // 0: not known
  std::optional<std::chrono::milliseconds> began;  // its row is dark for a moment: it is a new one

  bool operator==(const PlanMeter&) const = default;
};

struct BoardView {
  std::optional<PlanMeter> plan;                   // empty: none is made
  std::optional<std::chrono::milliseconds> pulse;  // when the planner told something last
  std::vector<WorkerMeter> here;                   // the first six are shown
  std::vector<WorkerMeter> elsewhere;              // the first six are shown
  Grades grades{};
  std::optional<double> celsius;
  std::optional<double> memory_used;  // share, 0 to 1
  Grade broker = Grade::unknown;
  Grade boards = Grade::unknown;           // the others: the one that has been silent longest
  std::vector<std::string> silent_boards;  // by name
  std::optional<Grade> coordinator;  // of another board; empty: it runs on this one, or nowhere
  bool error = false;                // something went wrong, and nobody has looked
  std::string waits_for;             // what trading waits for somebody to do; empty: nothing
  bool proposes = false;             // the newest plan proposes something
  bool stale = false;                // it was made of prices that are too old

  bool operator==(const BoardView&) const = default;
};

/// Returns the picture at a time; blinking follows the time alone.
[[nodiscard]] Frame paint(const BoardView& view, std::chrono::milliseconds now);

/// Shown for a while after a plan: how many steps it has, "--" for none.
[[nodiscard]] Frame paint_result(std::uint32_t steps);

/// Shown for a while after an error: a mark, and a number up to 99.
[[nodiscard]] Frame paint_error(std::uint32_t code);

}  // namespace ballast::hardware
