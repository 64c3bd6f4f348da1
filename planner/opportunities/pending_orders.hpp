// Pending orders taken as done: what is held, and what cash there is, once all of them are filled.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "planner/model/date.hpp"
#include "planner/model/plan_inputs.hpp"

namespace ballast::planner {

struct SharesAfter {
  double quantity = 0.0;       // shares
  double average_price = 0.0;  // per share, in the security's currency; 0: unknown
  std::optional<Date> first_bought;

  bool operator==(const SharesAfter&) const = default;
};

struct BooksAfter {
  std::map<std::uint32_t, SharesAfter> shares;  // by index into PlanInputs::securities
  std::vector<CashBalance> cash;                // to be added up: a currency may be there twice

  bool operator==(const BooksAfter&) const = default;
};

/// Returns the books with every pending order done. A purchase adds its shares and takes quantity *
/// price from the cash of its currency, which may fall below zero; a sale removes shares, not below
/// none, and adds no cash. Orders without a quantity or a price, or in a security that is not
/// known, are passed over. What exists only through a purchase costs what the purchase does.
[[nodiscard]] BooksAfter after_pending(const PlanInputs& inputs);

}  // namespace ballast::planner
