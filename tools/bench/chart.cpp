// `bench chart FILE`: draws what `bench growth --json` wrote, as SVG on stdout.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tools/bench/benches.hpp"
#include "tools/report/drawing.hpp"

namespace ballast::tools {

namespace {

using ChartJson = nlohmann::json;

constexpr double panel_width = 400.0;
constexpr double panel_height = 270.0;
constexpr double margin_left = 56.0;
constexpr double margin_right = 16.0;
constexpr double margin_top = 30.0;
constexpr double legend_row = 15.0;
constexpr std::size_t panels_a_row = 2;
constexpr std::string_view grid_colour = "#d0d7de";
constexpr std::array<std::string_view, 4> colours{"#0550ae", "#cf222e", "#1a7f37", "#8250df"};

/// All series that grow with the same thing, both axes logarithmic.
class Panel {
 public:
  Panel(Drawing& drawing, Point corner, const std::vector<ChartJson>& series)
      : drawing_(drawing),
        left_(corner.x + margin_left),
        top_(corner.y + margin_top),
        width_(panel_width - margin_left - margin_right),
        height_(panel_height - margin_top - 40.0 - legend_row * static_cast<double>(series.size())),
        series_(series) {
    for (const ChartJson& one : series_) {
      for (const ChartJson& point : one.at("points")) {
        take_in(x_, point.at("size").get<double>());
        take_in(y_, point.at("ms").get<double>());
      }
    }
    y_ = {std::floor(y_.low), std::ceil(y_.high)};
  }

  void draw() {
    drawing_.words({left_, top_ - 12.0},
                   "milliseconds by " + series_.front().at("of").get<std::string>());
    for (auto decade = std::lround(y_.low); decade <= std::lround(y_.high); ++decade) {
      const auto power = static_cast<double>(decade);
      const double y = y_of(power);
      drawing_.line({left_, y}, {left_ + width_, y}, grid_colour);
      drawing_.words({left_ - 6.0, y + 4.0}, fmt::format("{:g}", std::pow(10.0, power)),
                     Anchor::end);
    }
    for (const ChartJson& point : series_.front().at("points")) {
      const auto size = point.at("size").get<double>();
      drawing_.words({x_of(std::log10(size)) - 6.0, top_ + height_ + 14.0},
                     fmt::format("{:g}", size));
    }
    for (std::size_t i = 0; i < series_.size(); ++i) draw_series(i);
  }

 private:
  struct Span {
    double low = 0.0;
    double high = 0.0;
    bool empty = true;
  };

  static void take_in(Span& span, double value) {
    if (value <= 0.0) throw std::invalid_argument{"a chart of logarithms takes no nought"};
    const double power = std::log10(value);
    span = {span.empty ? power : std::min(span.low, power),
            span.empty ? power : std::max(span.high, power), false};
  }

  [[nodiscard]] double x_of(double power) const {
    return left_ + width_ * (power - x_.low) / std::max(x_.high - x_.low, 1e-9);
  }
  [[nodiscard]] double y_of(double power) const {
    return top_ + height_ * (1.0 - (power - y_.low) / std::max(y_.high - y_.low, 1e-9));
  }

  void draw_series(std::size_t index) {
    const ChartJson& one = series_[index];
    const std::string_view colour = colours[index % colours.size()];
    std::vector<Point> line;
    for (const ChartJson& point : one.at("points")) {
      line.push_back({x_of(std::log10(point.at("size").get<double>())),
                      y_of(std::log10(point.at("ms").get<double>()))});
    }
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (i > 0) drawing_.line(line[i - 1], line[i], colour, 1.5);
      drawing_.dot(line[i], 2.5, colour);
    }
    const double y = top_ + height_ + 34.0 + legend_row * static_cast<double>(index);
    drawing_.dot({left_, y - 4.0}, 4.0, colour);
    drawing_.words({left_ + 10.0, y},
                   fmt::format("{}: power {:.2f}", one.at("name").get<std::string>(),
                               one.at("exponent").get<double>()));
  }

  Drawing& drawing_;
  double left_;
  double top_;
  double width_;
  double height_;
  const std::vector<ChartJson>& series_;
  Span x_;
  Span y_;
};

/// In the order in which they come.
std::vector<std::vector<ChartJson>> by_what_grows(const ChartJson& document) {
  std::vector<std::vector<ChartJson>> panels;
  for (const ChartJson& series : document.at("growth").at("series")) {
    const auto same = std::find_if(panels.begin(), panels.end(), [&](const auto& panel) {
      return panel.front().at("of") == series.at("of");
    });
    if (same == panels.end()) {
      panels.push_back({series});
    } else {
      same->push_back(series);
    }
  }
  return panels;
}

std::string chart_of(const ChartJson& document) {
  const auto panels = by_what_grows(document);
  const std::size_t rows = (panels.size() + panels_a_row - 1) / panels_a_row;
  Drawing drawing(panel_width * panels_a_row, panel_height * static_cast<double>(rows));
  for (std::size_t i = 0; i < panels.size(); ++i) {
    const std::size_t row = i / panels_a_row;
    const Point corner{panel_width * static_cast<double>(i % panels_a_row),
                       panel_height * static_cast<double>(row)};
    Panel{drawing, corner, panels[i]}.draw();
  }
  return drawing.text();
}

}  // namespace

int bench_chart(BenchArguments arguments) {
  if (arguments.size() != 1) {
    throw std::invalid_argument{"chart takes one file, written by `bench growth --json`"};
  }
  const std::string path{arguments.front()};
  std::ifstream file{path};
  const ChartJson document = ChartJson::parse(file, nullptr, false);
  if (document.is_discarded() || !document.contains("growth")) {
    throw std::invalid_argument{path + " is no file of `bench growth --json`"};
  }
  std::printf("%s", chart_of(document).c_str());
  return 0;
}

}  // namespace ballast::tools
