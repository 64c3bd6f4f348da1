// What a year brought: realised gains by lot, income and costs, as a tax return asks for them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "planner/ledger/posting.hpp"
#include "planner/model/failure.hpp"

namespace ballast::planner::ledger {

/// Income or a cost: what an entry posted to dividends, interest, fees or taxes.
struct YearLine {
  std::string entry;  // id
  BookAccount book = BookAccount::fees;
  Date day{};
  SecurityId security;
  std::string symbol;  // empty: of no security
  Amount amount;       // above zero for income and for costs
  std::optional<Money> base;

  bool operator==(const YearLine&) const = default;
};

struct Year {
  std::vector<RealisedLot> realised;  // both in the order of booking
  std::vector<YearLine> lines;

  bool operator==(const Year&) const = default;
};

/// Returns what the standing entries with a day of this year did. Failure: as replay.
[[nodiscard]] Result<Year> year_of(std::span<const Entry> entries, int year);

}  // namespace ballast::planner::ledger
