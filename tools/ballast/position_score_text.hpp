// Sell scores, the portfolio's score and a score's history, for people.
#pragma once

#include <string>

#include "messages/position_scores.hpp"
#include "tools/report/style.hpp"

namespace ballast::tools {

/// One line for each position, its parts below where it may be sold.
[[nodiscard]] std::string sales_text(const messages::SellScores& sales, const Style& style);

[[nodiscard]] std::string portfolio_score_text(const messages::PortfolioScored& score,
                                               const Style& style);

/// One line for each day, with a bar.
[[nodiscard]] std::string score_history_text(const messages::ScoreHistory& history,
                                             const Style& style);

}  // namespace ballast::tools
