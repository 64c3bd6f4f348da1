// Builds the candidates that rules propose, so that size, value and priority follow one form.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "planner/model/action.hpp"
#include "planner/opportunities/situation.hpp"

namespace ballast::planner {

/// What a rule decides of a trade; the rest follows from the security.
struct Proposal {
  Side side = Side::buy;
  std::uint32_t security = 0;
  double quantity = 0.0;
  double urgency = 0.0;  // the priority before the security's own multiplier
  Category category = Category::opportunity_buys;
  std::string reason;
  std::vector<std::string> tags;
};

/// Returns the candidate: value = quantity * price / rate; the priority multiplier multiplies the
/// urgency of a purchase and divides that of a sale. REQUIRES: the security has a price and a rate.
[[nodiscard]] Candidate make_candidate(const Situation& situation, Proposal proposal);

/// Returns a purchase of the base trade's size, at least one lot. The quantity of `proposal` is not
/// used. REQUIRES: as above.
[[nodiscard]] Candidate make_base_purchase(const Situation& situation, Proposal proposal);

/// Returns the text in lower case, ASCII letters only.
[[nodiscard]] std::string lower_case(std::string text);

}  // namespace ballast::planner
