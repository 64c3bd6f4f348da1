#include "tools/report/target_pictures.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "tools/report/drawing.hpp"

namespace ballast::tools {
namespace {

// As wide as a telephone held upright.
constexpr double picture_width = 360.0;
constexpr std::string_view faint_line = "#d0d7de";
constexpr std::string_view curve_colour = "#0550ae";
constexpr std::string_view now_colour = "#57606a";
constexpr std::string_view target_colour = "#1a7f37";
constexpr std::string_view planned_colour = "#9a6700";
constexpr double smallest_shown = 0.0005;

/// A span of numbers laid over a span of the picture.
struct Axis {
  double low = 0.0;
  double high = 1.0;
  double from = 0.0;
  double to = 1.0;
  double step = 0.01;  // between marks

  void include(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  [[nodiscard]] double place(double value) const {
    return from + (to - from) * (value - low) / (high - low);
  }
  /// Begins and ends at marks: every 0.01, 0.02 or 0.05 or their tenfolds, about six in all.
  void round_to_marks() {
    for (int k = 0; (high - low) / step > 6.0; ++k) step *= k % 3 == 1 ? 2.5 : 2.0;
    low = step * std::floor(low / step);
    high = std::max(step * std::ceil(high / step), low + step);
  }
};

std::string whole_percent(double share) {
  return fmt::format("{:.0f} %", share * 100.0);
}

class FrontierPicture {
 public:
  explicit FrontierPicture(const planner::TargetReport& report)
      : report_(report), drawing_(picture_width, 320.0) {
    x_ = {report.volatility, report.volatility, 48.0, picture_width - 24.0, 0.01};
    y_ = {report.expected, report.expected, 260.0, 48.0, 0.01};
    take(report.present_volatility, report.present_expected);
    if (planned()) take(*report.planned_volatility, *report.planned_expected);
    for (const planner::FrontierPoint& point : report.frontier) {
      take(point.volatility, point.expected);
    }
    x_.round_to_marks();
    y_.round_to_marks();
  }

  std::string text() {
    drawing_.words({12.0, 22.0}, "Return a year by volatility");
    draw_grid();
    draw_curve();
    mark(report_.present_volatility, report_.present_expected, now_colour, "now");
    if (planned()) {
      mark(*report_.planned_volatility, *report_.planned_expected, planned_colour, "planned");
    }
    mark(report_.volatility, report_.expected, target_colour, "target");
    drawing_.words({picture_width - 24.0, 300.0}, "volatility a year", Anchor::end);
    return drawing_.text();
  }

 private:
  [[nodiscard]] bool planned() const {
    return report_.planned_volatility && report_.planned_expected;
  }

  void take(double volatility, double expected) {
    x_.include(volatility);
    y_.include(expected);
  }

  static int marks_of(const Axis& axis) {
    return static_cast<int>(std::lround((axis.high - axis.low) / axis.step));
  }

  void draw_grid() {
    for (int k = 0; k <= marks_of(x_); ++k) {
      const double mark = x_.low + k * x_.step;
      drawing_.line({x_.place(mark), y_.from}, {x_.place(mark), y_.to}, faint_line);
      drawing_.words({x_.place(mark) - 8.0, y_.from + 16.0}, whole_percent(mark));
    }
    for (int k = 0; k <= marks_of(y_); ++k) {
      const double mark = y_.low + k * y_.step;
      drawing_.line({x_.from, y_.place(mark)}, {x_.to, y_.place(mark)}, faint_line);
      drawing_.words({x_.from - 6.0, y_.place(mark) + 4.0}, whole_percent(mark), Anchor::end);
    }
  }

  void draw_curve() {
    std::optional<Point> before;
    for (const planner::FrontierPoint& point : report_.frontier) {
      const Point here{x_.place(point.volatility), y_.place(point.expected)};
      if (before) drawing_.line(*before, here, curve_colour, 2.0);
      before = here;
    }
  }

  /// Whether the present or the target lies where the name of what is planned would stand.
  [[nodiscard]] bool has_a_mark_at_right(Point here) const {
    const auto in_the_way = [&](double volatility, double expected) {
      const double right = x_.place(volatility) - here.x;
      return right > -12.0 && right < 70.0 && std::fabs(y_.place(expected) - here.y) < 24.0;
    };
    return in_the_way(report_.present_volatility, report_.present_expected) ||
           in_the_way(report_.volatility, report_.expected);
  }

  void mark(double volatility, double expected, std::string_view colour, const char* name) {
    const Point here{x_.place(volatility), y_.place(expected)};
    drawing_.dot(here, 5.0, colour);
    const bool at_right = here.x > picture_width - 80.0;
    const bool left = at_right || (colour == planned_colour && has_a_mark_at_right(here));
    drawing_.words({here.x + (left ? -9.0 : 9.0), here.y + (colour == now_colour ? 14.0 : -6.0)},
                   name, left ? Anchor::end : Anchor::start);
  }

  const planner::TargetReport& report_;
  Drawing drawing_;
  Axis x_;
  Axis y_;
};

/// In the order of the tree; what the tree does not know comes last.
std::vector<const planner::TargetEntry*> entries_of(const planner::TargetReport& report) {
  std::vector<const planner::TargetEntry*> entries;
  for (const std::string& symbol : report.clusters) {
    const auto at =
        std::find_if(report.entries.begin(), report.entries.end(),
                     [&](const planner::TargetEntry& one) { return one.symbol == symbol; });
    if (at == report.entries.end()) continue;
    if (std::max(at->current, at->target) > smallest_shown) entries.push_back(&*at);
  }
  return entries;
}

/// "1.8 %", or of what is held "13.4 to 1.8 %": a number beside two bars would be taken for either.
std::string change_text(const planner::TargetEntry& entry) {
  std::string target = fmt::format("{:.1f} %", entry.target * 100.0);
  if (entry.current < smallest_shown) return target;
  return fmt::format("{:.1f} to {}", entry.current * 100.0, target);
}

}  // namespace

std::string frontier_picture(const planner::TargetReport& report) {
  return FrontierPicture(report).text();
}

std::string weights_picture(const planner::TargetReport& report) {
  constexpr double row = 26.0;
  constexpr double top = 48.0;
  const auto entries = entries_of(report);
  Drawing drawing(picture_width, top + row * static_cast<double>(entries.size()) + 12.0);
  drawing.words({12.0, 18.0}, "Weights now (grey) and aimed at (green)");
  drawing.words({12.0, 34.0}, "Neighbours move alike.");
  Axis axis{0.0, 0.01, 84.0, picture_width - 96.0, 0.01};
  for (const planner::TargetEntry* entry : entries) {
    axis.include(std::max(entry->current, entry->target));
  }
  double y = top;
  for (const planner::TargetEntry* entry : entries) {
    drawing.words({76.0, y + 12.0}, entry->symbol, Anchor::end);
    drawing.box({axis.from, y}, axis.place(entry->current) - axis.from, 7.0, now_colour, 0.7);
    drawing.box({axis.from, y + 8.0}, axis.place(entry->target) - axis.from, 9.0, target_colour);
    const double end = axis.place(std::max(entry->current, entry->target));
    drawing.words({end + 6.0, y + 14.0}, change_text(*entry));
    y += row;
  }
  return drawing.text();
}

}  // namespace ballast::tools
