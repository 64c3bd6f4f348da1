// The account as planning sees it: pending orders taken as done, everything valued in the base
// currency, the reserve set aside.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/model/date.hpp"
#include "planner/model/money.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/model/plan_request.hpp"

namespace ballast::planner {

/// One position after pending orders. A number that is unknown is 0.
struct HeldPosition {
  std::uint32_t security = 0;  // index into PlanInputs::securities
  double quantity = 0.0;       // shares, > 0
  double average_price = 0.0;  // per share, in the security's currency
  double price = 0.0;          // likewise; the quote, else the average price
  bool quoted = false;         // price is a quote
  double rate = 0.0;           // units of the security's currency per base unit
  double value = 0.0;          // base currency
  std::optional<Date> first_bought;

  bool operator==(const HeldPosition&) const = default;
};

struct Account {
  std::vector<HeldPosition> positions;  // ascending index of the security
  Money cash;                           // all currencies, or the request's own amount
  Money reserve;                        // what plans leave untouched
  Money available;                      // cash less the reserve, not below 0; negative cash stays
  double total_value = 0.0;             // positions and all cash, base currency
  std::vector<std::string> degraded;    // what was missing, one sentence each

  bool operator==(const Account&) const = default;

  /// Returns the position in this security, or null.
  [[nodiscard]] const HeldPosition* find(std::uint32_t security) const;
};

/// Returns units of `currency` per base unit, or nothing if no rate is known.
[[nodiscard]] std::optional<double> rate_of(const PlanInputs& inputs, const std::string& currency);

/// Returns the index of a security in inputs.securities (ascending id), or nothing.
[[nodiscard]] std::optional<std::uint32_t> index_of_security(const PlanInputs& inputs,
                                                             SecurityId id);

/// Returns the account after the pending orders, see after_pending. The request's own amount of
/// cash replaces the recorded cash, and pending orders do not touch it. A currency without a rate
/// and a position without any price count as nothing and are named in `degraded`. Where settings
/// look at the market, the reserve is at least its share of the portfolio.
[[nodiscard]] Account prepare_account(const PlanRequest& request, const PlanInputs& inputs);

}  // namespace ballast::planner
