// What the scoring actor is told of securities: one series of closes, the newest books and what
// analysts say.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "messages/scoring.hpp"

namespace ballast::actors {

/// So many securities are told at once, and so many closes of each, ten years and a little, and
/// dividends.
inline constexpr std::size_t score_inputs_at_once = 64;
inline constexpr int scored_closes_max = 2750;
inline constexpr int scored_dividends_max = 400;

/// Returns what is known of the symbols asked for, or of the next securities by id. The dividend
/// yield is that of the books, else the dividends of the year before the newest close over it.
/// Dividends are those since the last split, in the security's currency.
[[nodiscard]] messages::ScoreInputs find_score_inputs(SQLite::Database& database,
                                                      const messages::GetScoreInputs& asked);

}  // namespace ballast::actors
