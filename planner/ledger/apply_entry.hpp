// One entry against one account.
#pragma once

#include "planner/ledger/books.hpp"

namespace ballast::planner::ledger {

/// Books::apply for the account of the entry.
[[nodiscard]] Result<Booked> apply_entry(AccountState& state, const Entry& entry);

}  // namespace ballast::planner::ledger
