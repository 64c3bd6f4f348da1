// Whether an entry can be true by itself, whatever the books hold.
#pragma once

#include <optional>

#include "planner/ledger/entry.hpp"
#include "planner/model/failure.hpp"

namespace ballast::planner::ledger {

inline constexpr std::size_t entry_id_bytes_max = 320;
inline constexpr std::size_t entry_text_bytes_max = 1000;
inline constexpr std::int64_t split_part_max = 1'000'000;

/// Failure: invalid, with a sentence, for what its kind does not allow: an amount that is not above
/// zero, an unknown currency, tax above the dividend, a day after `today` (where that is known).
[[nodiscard]] Result<void> check_entry(const Entry& entry, std::optional<Date> today);

}  // namespace ballast::planner::ledger
