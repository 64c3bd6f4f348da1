// Where reading of fills goes on. Fills may be told late and out of order, so that each round reads
// some days again, and never from before the books began to listen.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "actors/trading/alpaca/answer_fields.hpp"

namespace ballast::actors::alpaca {

struct FillCursor {
  Instant begin = 0;   // fills before it are no business of the books
  Instant newest = 0;  // of all fills so far
  std::string page;    // the id after which this round goes on; empty: a round begins

  bool operator==(const FillCursor&) const = default;
};

/// A cursor for the first question ever, asked now.
[[nodiscard]] FillCursor first_cursor(Instant now);

/// Returns where a round begins: some days before the newest fill.
[[nodiscard]] Instant begin_of_round(const FillCursor& cursor);

[[nodiscard]] std::string text_of(const FillCursor& cursor);
/// Nothing for a text that text_of did not make.
[[nodiscard]] std::optional<FillCursor> parse_cursor(std::string_view text);

/// Returns the day in New York: Eastern time, with daylight saving from the second Sunday of March
/// to the first Sunday of November.
[[nodiscard]] planner::Date new_york_day(Instant instant);

}  // namespace ballast::actors::alpaca
