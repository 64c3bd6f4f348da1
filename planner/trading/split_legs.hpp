// A split as a broker tells it: the old shares go, the new ones come. Whether that can be nothing
// but a split of what the books hold.
#pragma once

#include "planner/ledger/entry.hpp"
#include "planner/model/failure.hpp"

namespace ballast::planner::trading {

/// Shares that went, where below 0, or came.
struct SplitLeg {
  ledger::Quantity shares;
  ledger::Price price;  // of one of them, as it was told; 0: it was not

  bool operator==(const SplitLeg&) const = default;
};

/// Returns the ratio by which `held` shares became those that came. Failure: a leg is missing, the
/// books hold another number, no ratio of whole numbers is meant, or money may have come besides:
/// the new shares of other than a whole multiple must be told to be worth the old ones.
[[nodiscard]] Result<ledger::SplitRatio> split_of(const SplitLeg& one, const SplitLeg& other,
                                                  ledger::Quantity held);

}  // namespace ballast::planner::trading
