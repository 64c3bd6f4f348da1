// Values whose msgpack and JSON forms differ: money and scores. Both forms are exact.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/msgpack_document.hpp"
#include "planner/model/money.hpp"
#include "planner/model/score.hpp"

namespace ballast::messages {

class JsonNode;

/// msgpack: an integer of millionths. JSON: a number of units, or a text ("9007199254.740993") for
/// an amount that a double cannot hold.
[[nodiscard]] std::optional<planner::Money> money_from(const MsgpackNode& node);
[[nodiscard]] std::optional<planner::Money> money_from(const JsonNode& node);

/// msgpack: an integer of multiples of 2^-50. JSON: a number, or a text ("9007199254740993 ticks")
/// for a score that a double cannot hold.
[[nodiscard]] std::optional<planner::Score> score_from(const MsgpackNode& node);
[[nodiscard]] std::optional<planner::Score> score_from(const JsonNode& node);

/// Returns ", did you mean 'x'?" for a name that is near a known one, else what is known.
[[nodiscard]] std::string suggestion(std::string_view name, const std::vector<std::string>& known);

}  // namespace ballast::messages
