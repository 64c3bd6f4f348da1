// A sweep as a picture: the score of each combination, and which trades it leads to.
#pragma once

#include <string>

#include "tools/report/sweep.hpp"

namespace ballast::tools {

/// Returns a whole SVG document: above, the score of each plan; below, a row for each trade that
/// any of them holds, filled where a plan holds it, darker where it trades more. A line stands
/// where trades change from one column to the next.
[[nodiscard]] std::string sweep_picture(const Sweep& sweep);

}  // namespace ballast::tools
