// Looks a frame over without building anything, so that what is built afterwards is bounded.
#pragma once

#include <optional>
#include <string_view>

#include "messages/limits.hpp"
#include "planner/model/failure.hpp"

namespace ballast::messages {

/// Returns why the bytes are not exactly one msgpack value within the limits, or nothing. Takes
/// memory for the open maps and arrays only.
[[nodiscard]] std::optional<planner::Failure> survey(std::string_view bytes, const Limits& limits);

}  // namespace ballast::messages
