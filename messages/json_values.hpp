// Money and scores in JSON: numbers that a person can read, and exact.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "planner/model/money.hpp"
#include "planner/model/score.hpp"

namespace ballast::messages {

/// Returns the amount as a number of units; as a text ("9007199254.740993") if the number would not
/// come back as the same amount, which takes more than a milliard.
[[nodiscard]] nlohmann::ordered_json json_of_money(planner::Money amount);

/// Returns the score as a number; as a text ("9007199254740993 ticks", of 2^-50) if the number
/// would not come back as the same score, which takes one above 8.
[[nodiscard]] nlohmann::ordered_json json_of_score(planner::Score score);

}  // namespace ballast::messages
