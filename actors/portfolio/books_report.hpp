// The ledger as it is told: the books of a day, what a year brought.
#pragma once

#include "messages/ledger.hpp"
#include "planner/ledger/ledger.hpp"

namespace ballast::actors {

/// So many of the newest entries are told at most.
inline constexpr std::uint32_t told_moves_max = 1000;
/// More lines of a year do not fit into one frame.
inline constexpr std::size_t year_lines_max = 20'000;

/// Returns the books now, or as they stood at the end of a day. Failure: refused where more moves
/// are asked for than are told.
[[nodiscard]] planner::Result<messages::BooksReport> report_books(
    const planner::ledger::Ledger& ledger, const messages::GetBooks& question);

/// Failure: invalid for no year, refused where its lines do not fit into one frame.
[[nodiscard]] planner::Result<messages::YearReport> report_year(
    const planner::ledger::Ledger& ledger, const messages::GetYear& question);

}  // namespace ballast::actors
