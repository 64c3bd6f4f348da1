#include "tools/report/drawing.hpp"

#include <fmt/format.h>

#include "tools/report/markup.hpp"

namespace ballast::tools {
namespace {

constexpr std::string_view ink = "#24292f";

/// Where the reader's screen is dark, every colour has a lighter twin; print stays light.
constexpr std::string_view dark_twins =
    "<style>@media screen and (prefers-color-scheme: dark) {"
    " .paper {fill: #0d1117} text {fill: #e6edf3}"
    " [stroke=\"#d0d7de\"] {stroke: #30363d} [stroke=\"#57606a\"] {stroke: #8b949e}"
    " [stroke=\"#0550ae\"] {stroke: #58a6ff} [fill=\"#0550ae\"] {fill: #58a6ff}"
    " [fill=\"#57606a\"] {fill: #8b949e} [fill=\"#1a7f37\"] {fill: #3fb950}"
    " [fill=\"#9a6700\"] {fill: #d29922} [fill=\"#cf222e\"] {fill: #ff7b72}}</style>\n";

}  // namespace

void Drawing::line(Point from, Point to, std::string_view colour, double width) {
  body_ += fmt::format(
      "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" "
      "stroke-width=\"{:g}\"/>\n",
      from.x, from.y, to.x, to.y, colour, width);
}

void Drawing::box(Point corner, double width, double height, std::string_view colour,
                  double opacity) {
  body_ += fmt::format(
      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\" "
      "fill-opacity=\"{:.2f}\"/>\n",
      corner.x, corner.y, width, height, colour, opacity);
}

void Drawing::dot(Point centre, double radius, std::string_view colour) {
  body_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:g}\" fill=\"{}\"/>\n", centre.x,
                       centre.y, radius, colour);
}

void Drawing::words(Point where, std::string_view text, Anchor anchor, double tilt) {
  body_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\"{}{}>{}</text>\n", where.x, where.y,
                       anchor == Anchor::end ? " text-anchor=\"end\"" : "",
                       tilt == 0.0 ? ""
                                   : fmt::format(" transform=\"rotate({:g} {:.1f} {:.1f})\"", tilt,
                                                 where.x, where.y),
                       escaped(text));
}

std::string Drawing::text() const {
  return fmt::format(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:g} {1:g}\" "
             "width=\"{0:g}\" height=\"{1:g}\" font-family=\"sans-serif\" font-size=\"11\" "
             "fill=\"{2}\">\n{3}<rect class=\"paper\" width=\"{0:g}\" height=\"{1:g}\" "
             "fill=\"#ffffff\"/>\n",
             width_, height_, ink, dark_twins) +
         body_ + "</svg>\n";
}

}  // namespace ballast::tools
