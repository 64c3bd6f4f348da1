#include "planner/opportunities/proposal.hpp"

#include <algorithm>
#include <utility>

#include "planner/opportunities/sizing.hpp"

namespace ballast::planner {

Candidate make_candidate(const Situation& situation, Proposal proposal) {
  const Security& security = situation.security(proposal.security);
  const double price = situation.price_of(proposal.security).value_or(0.0);
  const double rate = situation.rate_of(proposal.security).value_or(1.0);
  const double multiplier = security.priority_multiplier;
  return {.side = proposal.side,
          .security = security.id,
          .quantity = proposal.quantity,
          .price = price,
          .value = trade_value(proposal.quantity, price, rate),
          .priority = proposal.side == Side::buy ? proposal.urgency * multiplier
                                                 : proposal.urgency / multiplier,
          .category = proposal.category,
          .reason = std::move(proposal.reason),
          .tags = std::move(proposal.tags)};
}

Candidate make_base_purchase(const Situation& situation, Proposal proposal) {
  proposal.side = Side::buy;
  proposal.quantity =
      size_buy(situation.base_trade(), situation.price_of(proposal.security).value_or(0.0),
               situation.security(proposal.security).min_lot,
               situation.rate_of(proposal.security).value_or(1.0))
          .quantity;
  return make_candidate(situation, std::move(proposal));
}

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return text;
}

}  // namespace ballast::planner
