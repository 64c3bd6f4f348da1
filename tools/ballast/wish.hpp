// What a person wants planned, from flags and from a request file, as the command that asks for it.
#pragma once

#include <string>

#include "messages/planning.hpp"
#include "planner/model/failure.hpp"
#include "tools/ballast/command.hpp"

namespace ballast::tools {

/// Adds the flags that shape a plan: --request --seed --buy-only --exclude --pin --cash --date, and
/// those of settings.
void add_wish_options(Arguments::Description& description);

/// A request file, or a saved plan: a plan of thousands of securities is megabytes.
inline constexpr std::size_t request_bytes_max = std::size_t{64} << 20U;

/// Returns the wish: the request file first, flags over it. Symbols are made upper case.
[[nodiscard]] planner::Result<messages::CreatePlan> read_wish(const Arguments& arguments);

/// Returns the same with these words in place of those of --set.
[[nodiscard]] planner::Result<messages::CreatePlan> read_wish(
    const Arguments& arguments, const std::vector<std::string>& set_words);

/// Returns a text with its letters a to z made capital, as symbols are.
[[nodiscard]] std::string upper_case(std::string text);

/// Reads a request file's text; `name` is what failures call it.
[[nodiscard]] planner::Result<messages::CreatePlan> parse_request(const std::string& text,
                                                                  const std::string& name);

}  // namespace ballast::tools
