// JSON from servers: bounded, and read by fields that must be there and of their kind. Fields that
// nobody asks for are passed over, for services add some every year.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "actors/universe/sources/bar.hpp"

namespace ballast::actors {

/// A page of the largest answer that is asked for is a third of this.
inline constexpr std::size_t payload_bytes_max = std::size_t{2} << 20U;

using Json = nlohmann::ordered_json;

/// Returns the JSON of a payload. HTML, a text that breaks off, what is too deep or too large is
/// refused with how it begins.
[[nodiscard]] planner::Result<Json> read_payload(std::string_view payload,
                                                 const Expected& expected);

/// Returns the member of an object, or null when it is absent or this is no object.
[[nodiscard]] const Json* member(const Json& object, const char* name);
[[nodiscard]] std::optional<double> number_member(const Json& object, const char* name);
[[nodiscard]] std::optional<std::string> text_member(const Json& object, const char* name);
/// A number written as a text, as exchanges do.
[[nodiscard]] std::optional<double> decimal_text(const Json& value);

}  // namespace ballast::actors
