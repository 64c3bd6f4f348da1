// Scores as a person reads them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "messages/scoring.hpp"
#include "tools/report/style.hpp"

namespace ballast::tools {

/// One line a security, the best first, then those without a score and why.
[[nodiscard]] std::string scores_text(const messages::SecurityScores& scores, const Style& style);

/// Every sub-score with its inputs, formula and weight; what is missing, and what that may have
/// cost.
[[nodiscard]] std::string explained_score(const messages::ScoreTold& score, const Style& style);

}  // namespace ballast::tools
