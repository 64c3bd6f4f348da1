#include "tools/report/tree_picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "tools/report/drawing.hpp"

namespace ballast::tools {
namespace {

// As wide as a telephone held upright.
constexpr double tree_width = 360.0;
constexpr double branch_height = 18.0;
constexpr double first_row = 64.0;
constexpr double leaf_x = 84.0;
constexpr double right_x = 344.0;
constexpr std::string_view mark_line = "#d0d7de";
constexpr std::string_view near_colour = "#0550ae";
constexpr std::string_view far_colour = "#57606a";
constexpr double near_correlation = 0.5;
constexpr std::array marks = {0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0};
constexpr double least_between_marks = 26.0;
// Where the axis begins, as a part of the nearest join.
constexpr double first_of_nearest = 0.9;

double distance_at(double correlation) {
  return std::sqrt((1.0 - correlation) / 2.0);
}

class TreePicture {
 public:
  explicit TreePicture(const planner::TargetReport& report)
      : report_(report),
        height_(first_row + branch_height * static_cast<double>(report.clusters.size()) + 12.0),
        drawing_(tree_width, height_) {
    for (const planner::TreeJoin& join : report.tree) {
      farthest_ = std::max(farthest_, join.distance);
      nearest_ = std::min(nearest_, first_of_nearest * join.distance);
    }
    if (nearest_ >= farthest_) nearest_ = 0.0;
  }

  std::string text() {
    drawing_.words({12.0, 18.0}, "What moves alike, by correlation");
    drawing_.words({12.0, 34.0}, "Blue: 0.5 or more");
    draw_marks();
    draw_leaves();
    for (const planner::TreeJoin& join : report_.tree) draw(join);
    return drawing_.text();
  }

 private:
  [[nodiscard]] double x_of(double distance) const {
    return leaf_x + (right_x - leaf_x) * (distance - nearest_) / (farthest_ - nearest_);
  }

  void draw_marks() {
    double before = leaf_x - least_between_marks;
    for (const double correlation : marks) {
      const double x = x_of(distance_at(correlation));
      if (x < before + least_between_marks || x > right_x) continue;
      before = x;
      drawing_.line({x, first_row - 8.0}, {x, height_ - 8.0}, mark_line);
      drawing_.words({x, first_row - 12.0}, fmt::format("{:g}", correlation), Anchor::end);
    }
  }

  void draw_leaves() {
    double y = first_row + 8.0;
    for (const std::string& symbol : report_.clusters) {
      drawing_.words({leaf_x - 8.0, y + 4.0}, symbol, Anchor::end);
      ends_.push_back({leaf_x, y});
      y += branch_height;
    }
  }

  /// A join before its branches cannot be: a report that came from elsewhere is not drawn further.
  void draw(const planner::TreeJoin& join) {
    if (join.left >= ends_.size() || join.right >= ends_.size()) return;
    const Point left = ends_[join.left];
    const Point right = ends_[join.right];
    const double x = x_of(join.distance);
    const bool near = join.distance <= distance_at(near_correlation);
    const std::string_view colour = near ? near_colour : far_colour;
    drawing_.line(left, {x, left.y}, colour, 1.5);
    drawing_.line(right, {x, right.y}, colour, 1.5);
    drawing_.line({x, left.y}, {x, right.y}, colour, 1.5);
    ends_.push_back({x, 0.5 * (left.y + right.y)});
  }

  const planner::TargetReport& report_;
  double height_;
  Drawing drawing_;
  double farthest_ = distance_at(0.5);
  double nearest_ = distance_at(-1.0);  // where the axis begins
  std::vector<Point> ends_;             // of leaves, then of joins
};

}  // namespace

std::string tree_picture(const planner::TargetReport& report) {
  return TreePicture(report).text();
}

}  // namespace ballast::tools
