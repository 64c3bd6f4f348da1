// A plain SVG document, put together from lines, boxes and words.
#pragma once

#include <string>
#include <string_view>

namespace ballast::tools {

struct Point {
  double x = 0.0;
  double y = 0.0;
};

enum class Anchor : bool { start, end };

class Drawing {
 public:
  Drawing(double width, double height) : width_(width), height_(height) {}

  /// Colours are those of SVG, as "#1a7f37".
  void line(Point from, Point to, std::string_view colour, double width = 1.0);
  void box(Point corner, double width, double height, std::string_view colour,
           double opacity = 1.0);
  void dot(Point centre, double radius, std::string_view colour);
  /// `tilt` is in degrees, clockwise round the point.
  void words(Point where, std::string_view text, Anchor anchor = Anchor::start, double tilt = 0.0);

  /// Returns the document.
  [[nodiscard]] std::string text() const;

 private:
  double width_;
  double height_;
  std::string body_;
};

}  // namespace ballast::tools
