#include "planner/plan/steps.hpp"

#include "planner/plan/breakdown.hpp"

namespace ballast::planner {

Money value_of(const CandidateTerms& terms) {
  const Money cash = Money::from_micros(terms.cash);
  const Money fee = Money::from_micros(terms.fee);
  return terms.side == Side::sell ? cash + fee : -cash - fee;
}

std::vector<Step> steps_of(const ChosenTrades& trades) {
  std::vector<Step> steps;
  Money cash = Money::from_micros(trades.context.cash);
  const ShownPath path = shown_path(trades.context, trades.set);
  Breakdown so_far = breakdown_of(trades.context, {}, path);
  for (const CandidateIndex index : trades.set) {
    const Candidate& candidate = trades.candidates[index];
    const CandidateTerms& terms = trades.context.candidates[index];
    const Security& security = trades.inputs.securities[terms.security];
    cash += Money::from_micros(terms.cash);
    const Breakdown next = breakdown_of(trades.context, trades.set.first(steps.size() + 1), path);
    steps.push_back({.side = terms.side,
                     .symbol = security.symbol,
                     .name = security.name,
                     .quantity = candidate.quantity,
                     .price = candidate.price,
                     .currency = security.currency,
                     .price_date = security.quote ? security.quote->date : Date{},
                     .value = value_of(terms),
                     .fee = Money::from_micros(terms.fee),
                     .cash_after = cash,
                     .tags = candidate.tags,
                     .reason = candidate.reason,
                     .narrative = {},
                     .change = difference_of(so_far, next)});
    so_far = next;
  }
  return steps;
}

std::vector<TradeSummary> summary_of(const ChosenTrades& trades) {
  std::vector<TradeSummary> summary;
  for (const CandidateIndex index : trades.set) {
    const CandidateTerms& terms = trades.context.candidates[index];
    summary.push_back({terms.side, trades.inputs.securities[terms.security].symbol,
                       trades.candidates[index].quantity, value_of(terms)});
  }
  return summary;
}

}  // namespace ballast::planner
