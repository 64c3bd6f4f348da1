#include "tools/report/sweep_picture.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "tools/report/drawing.hpp"
#include "tools/report/numbers.hpp"

namespace ballast::tools {
namespace {

constexpr double left_edge = 130.0;
constexpr double right_edge = 20.0;
constexpr double top_edge = 40.0;
constexpr double graph_height = 160.0;
constexpr double row_height = 18.0;
constexpr double label_gap = 10.0;
constexpr double baseline = 4.0;  // from the middle of a row to the feet of its letters
constexpr std::size_t rows_most = 40;
constexpr std::string_view grid = "#d0d7de";
constexpr std::string_view border = "#57606a";
constexpr std::string_view score_colour = "#0550ae";
constexpr std::string_view buy_colour = "#1a7f37";
constexpr std::string_view sell_colour = "#cf222e";

/// A trade that plans may hold, and what each plan trades of it.
struct TradeRow {
  planner::Side side = planner::Side::buy;
  std::string symbol;
  std::vector<double> values;  // one a plan; 0: not held
  std::size_t held = 0;
};

std::vector<TradeRow> rows_of(const Sweep& sweep) {
  std::map<std::pair<planner::Side, std::string>, TradeRow> rows;
  for (std::size_t plan = 0; plan < sweep.plans.size(); ++plan) {
    if (!sweep.plans[plan].decision) continue;
    for (const planner::Step& step : sweep.plans[plan].decision->steps) {
      TradeRow& row = rows[{step.side, step.symbol}];
      row.side = step.side;
      row.symbol = step.symbol;
      row.values.resize(sweep.plans.size(), 0.0);
      row.values[plan] = step.value.units();
      ++row.held;
    }
  }
  std::vector<TradeRow> sorted;
  sorted.reserve(rows.size());
  for (auto& [key, row] : rows) sorted.push_back(std::move(row));
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const TradeRow& a, const TradeRow& b) { return a.held > b.held; });
  return sorted;
}

class Picture {
 public:
  explicit Picture(const Sweep& sweep)
      : sweep_(sweep),
        rows_(rows_of(sweep)),
        shown_(std::min(rows_.size(), rows_most)),
        column_(std::clamp(640.0 / static_cast<double>(sweep.plans.size()), 16.0, 96.0)),
        labels_(top_edge + graph_height + label_gap),
        band_(labels_ + label_height() * static_cast<double>(sweep.axes.size()) + label_gap),
        width_(left_edge + column_ * static_cast<double>(sweep.plans.size()) + right_edge),
        drawing_(width_, band_ + row_height * (static_cast<double>(shown_) + 1.5)) {}

  std::string text() {
    drawing_.words({left_edge, top_edge / 2}, title());
    draw_scores();
    draw_labels();
    draw_band();
    draw_changes();
    return drawing_.text();
  }

 private:
  [[nodiscard]] bool tilted() const { return column_ < 40.0; }
  [[nodiscard]] double label_height() const { return tilted() ? 48.0 : 16.0; }
  [[nodiscard]] double x_of(std::size_t plan) const {
    return left_edge + column_ * static_cast<double>(plan);
  }

  [[nodiscard]] std::string title() const {
    std::string names;
    for (const SweepAxis& axis : sweep_.axes) {
      names += (names.empty() ? "" : " and ") + axis.setting;
    }
    return "Score and trades by " + names;
  }

  void draw_scores() {
    std::vector<planner::Score> scores;
    for (const SweepPlan& plan : sweep_.plans) {
      if (plan.decision) scores.push_back(plan.decision->after.total);
    }
    if (scores.empty()) return;
    const auto [low, high] = std::minmax_element(scores.begin(), scores.end());
    const double span = std::max((*high - *low).value(), 1e-4);
    const double floor = low->value() - span / 10;
    const auto y_of = [&](planner::Score score) {
      return top_edge + graph_height * (1.0 - (score.value() - floor) / (span * 1.2));
    };
    for (const planner::Score mark : {*low, *high}) {
      drawing_.line({left_edge, y_of(mark)}, {width_ - right_edge, y_of(mark)}, grid);
      drawing_.words({left_edge - label_gap, y_of(mark) + baseline}, points(mark), Anchor::end);
      if (*low == *high) break;
    }
    std::optional<Point> before;
    for (std::size_t plan = 0; plan < sweep_.plans.size(); ++plan) {
      if (!sweep_.plans[plan].decision) continue;
      const Point here{x_of(plan) + column_ / 2, y_of(sweep_.plans[plan].decision->after.total)};
      if (before) drawing_.line(*before, here, score_colour, 1.5);
      drawing_.dot(here, 3.0, score_colour);
      before = here;
    }
  }

  /// A row of values for each setting; a value that goes on is written once.
  void draw_labels() {
    for (std::size_t axis = 0; axis < sweep_.axes.size(); ++axis) {
      const double y = labels_ + label_height() * static_cast<double>(axis);
      drawing_.words({left_edge - label_gap, y + 12.0}, sweep_.axes[axis].setting, Anchor::end);
      for (std::size_t plan = 0; plan < sweep_.plans.size(); ++plan) {
        const std::size_t at = sweep_.place_of(plan)[axis];
        const bool goes_on = plan > 0 && sweep_.place_of(plan - 1)[axis] == at;
        if (goes_on) continue;
        drawing_.words({x_of(plan) + 4.0, y + 12.0}, sweep_.axes[axis].values[at], Anchor::start,
                       tilted() ? 45.0 : 0.0);
      }
    }
  }

  void draw_band() {
    for (std::size_t i = 0; i < shown_; ++i) {
      const TradeRow& row = rows_[i];
      const bool buy = row.side == planner::Side::buy;
      const double y = band_ + row_height * static_cast<double>(i);
      const double largest = *std::max_element(row.values.begin(), row.values.end());
      drawing_.words({left_edge - label_gap, y + row_height / 2 + baseline},
                     (buy ? "buy " : "sell ") + row.symbol, Anchor::end);
      for (std::size_t plan = 0; plan < row.values.size(); ++plan) {
        if (row.values[plan] <= 0.0) continue;
        drawing_.box({x_of(plan) + 1.0, y + 1.0}, column_ - 2.0, row_height - 2.0,
                     buy ? buy_colour : sell_colour, 0.25 + 0.75 * row.values[plan] / largest);
      }
    }
    if (rows_.size() > shown_) {
      drawing_.words({left_edge, band_ + row_height * (static_cast<double>(shown_) + 0.9)},
                     fmt::format("and {} trades more", rows_.size() - shown_));
    }
  }

  void draw_changes() {
    const std::vector<std::size_t> groups = groups_of_same_trades(sweep_);
    const double bottom = band_ + row_height * static_cast<double>(shown_);
    for (std::size_t plan = 1; plan < groups.size(); ++plan) {
      if (groups[plan] == groups[plan - 1]) continue;
      drawing_.line({x_of(plan), top_edge}, {x_of(plan), top_edge + graph_height}, grid);
      drawing_.line({x_of(plan), band_}, {x_of(plan), bottom}, border);
    }
  }

  const Sweep& sweep_;
  std::vector<TradeRow> rows_;
  std::size_t shown_;
  double column_;
  double labels_;
  double band_;
  double width_;
  Drawing drawing_;
};

}  // namespace

std::string sweep_picture(const Sweep& sweep) {
  return Picture(sweep).text();
}

}  // namespace ballast::tools
