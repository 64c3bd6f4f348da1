#include "hardware/matrix/board_view.hpp"

#include <algorithm>
#include <cmath>

#include "hardware/matrix/digits.hpp"

namespace ballast::hardware {
namespace {

using std::chrono::milliseconds;

constexpr int progress_points = 12;
constexpr int first_meter_row = 2;
constexpr int meter_rows = 5;
constexpr int strip_row = 7;
constexpr int gap_column = 6;
constexpr int workers_shown = 6;
constexpr milliseconds pulse_lasts{100};
constexpr milliseconds cleared_for{300};
constexpr milliseconds slow_blink{1'000};
constexpr milliseconds fast_blink{250};
constexpr std::array brightness = {Level::dim, Level::low, Level::middle, Level::full};

/// Whether what blinks with this period is on.
bool is_on(milliseconds now, milliseconds period) {
  return now % period < period / 2;
}

/// Four steps a point, so that twelve points show 48.
void paint_share(std::uint64_t done, std::uint64_t total, Frame& frame) {
  constexpr auto steps = progress_points * brightness.size();
  const double share = static_cast<double>(std::min(done, total)) / static_cast<double>(total);
  auto lit = static_cast<std::size_t>(std::floor(share * static_cast<double>(steps)));
  for (int column = 0; column < progress_points && lit > 0; ++column) {
    const std::size_t here = std::min(lit, brightness.size());
    frame.set(0, column, brightness.at(here - 1));
    lit -= here;
  }
}

/// Nobody knows how much there is: three points go round.
void paint_comet(milliseconds now, Frame& frame) {
  constexpr milliseconds step{100};
  constexpr int tail = 3;
  const auto head = static_cast<int>((now / step) % progress_points);
  for (int i = 0; i < tail; ++i) {
    const int column = (head + progress_points - i) % progress_points;
    frame.set(0, column, brightness.at(brightness.size() - 1 - static_cast<std::size_t>(i)));
  }
}

void paint_plan(const BoardView& view, milliseconds now, Frame& frame) {
  if (view.pulse && now >= *view.pulse && now - *view.pulse < pulse_lasts) {
    frame.set(0, progress_points, Level::full);
  }
  if (!view.plan) return;
  if (view.plan->began && now - *view.plan->began < cleared_for) return;
  if (view.plan->total > 0) {
    paint_share(view.plan->done, view.plan->total, frame);
  } else {
    paint_comet(now, frame);
  }
  const auto* const at = std::find(shown_stages.begin(), shown_stages.end(), view.plan->stage);
  if (at == shown_stages.end()) return;
  const auto present = static_cast<int>(at - shown_stages.begin());
  for (int stage = 0; stage <= present; ++stage) {
    frame.set(1, stage, stage == present ? Level::full : Level::dim);
  }
}

void paint_worker(const WorkerMeter& worker, int column, milliseconds now, Frame& frame) {
  constexpr int bottom = first_meter_row + meter_rows - 1;
  if (worker.state == WorkerMeter::State::silent) {
    if (!is_on(now, slow_blink)) return;
    frame.set(first_meter_row, column, Level::full);
    frame.set(bottom, column, Level::full);
    return;
  }
  const double share = std::isfinite(worker.share) ? std::clamp(worker.share, 0.0, 1.0) : 0.0;
  const int height = std::max(1, static_cast<int>(std::lround(share * meter_rows)));
  const bool busy = worker.state == WorkerMeter::State::busy;
  for (int i = 0; i < (busy ? height : 1); ++i) {
    frame.set(bottom - i, column, busy ? Level::full : Level::dim);
  }
}

void paint_workers(const std::vector<WorkerMeter>& workers, int first, milliseconds now,
                   Frame& frame) {
  const int count = std::min(static_cast<int>(workers.size()), workers_shown);
  for (int i = 0; i < count; ++i) {
    paint_worker(workers.at(static_cast<std::size_t>(i)), first + i, now, frame);
  }
}

/// Unknown is dark; bad and critical blink.
Level lit(Grade grade, milliseconds now) {
  switch (grade) {
    case Grade::unknown:
      return Level::off;
    case Grade::ok:
      return Level::dim;
    case Grade::warn:
      return Level::middle;
    case Grade::bad:
      return is_on(now, slow_blink) ? Level::full : Level::off;
    case Grade::critical:
      return is_on(now, fast_blink) ? Level::full : Level::off;
  }
  return Level::off;
}

void paint_bar(int first, double points, Level level, Frame& frame) {
  constexpr int bar_points = 4;
  const int count = std::clamp(static_cast<int>(std::ceil(points)), 1, bar_points);
  for (int i = 0; i < count; ++i) frame.set(strip_row, first + i, level);
}

void paint_strip(const BoardView& view, milliseconds now, Frame& frame) {
  constexpr double coolest = 30.0;
  constexpr double degrees_per_point = 20.0;
  constexpr double quarters = 4.0;
  const auto grade = [&](Gauge gauge) { return lit(grade_of(view.grades, gauge), now); };
  int column = 0;
  if (view.celsius) {
    paint_bar(column, (*view.celsius - coolest) / degrees_per_point, grade(Gauge::temperature),
              frame);
  }
  column += static_cast<int>(quarters);
  if (view.memory_used) {
    paint_bar(column, *view.memory_used * quarters, grade(Gauge::memory), frame);
  }
  column += static_cast<int>(quarters);
  frame.set(strip_row, column++,
            lit(std::max(grade_of(view.grades, Gauge::link), view.boards), now));
  frame.set(strip_row, column++, lit(view.broker, now));
  frame.set(
      strip_row, column++,
      lit(std::max(grade_of(view.grades, Gauge::disk), grade_of(view.grades, Gauge::flash)), now));
  frame.set(strip_row, column++,
            view.coordinator ? lit(*view.coordinator, now) : grade(Gauge::clock));
  frame.set(strip_row, column, view.error ? Level::full : Level::off);
}

}  // namespace

Frame paint(const BoardView& view, milliseconds now) {
  Frame frame;
  paint_plan(view, now, frame);
  paint_workers(view.here, 0, now, frame);
  paint_workers(view.elsewhere, gap_column + 1, now, frame);
  paint_strip(view, now, frame);
  return frame;
}

Frame paint_result(std::uint32_t steps) {
  Frame frame;
  if (steps == 0) {
    for (const int column : {3, 4, 8, 9}) frame.set(3, column, Level::full);
    return frame;
  }
  paint_number(steps, frame);
  return frame;
}

Frame paint_error(std::uint32_t code) {
  constexpr int mark_column = 1;
  Frame frame;
  for (const int row : {0, 1, 2, 3, 4, 6}) {
    frame.set(row, mark_column, Level::full);
    frame.set(row, mark_column + 1, Level::full);
  }
  paint_number(code, frame);
  return frame;
}

}  // namespace ballast::hardware
