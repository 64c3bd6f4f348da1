#include "planner/why/trial.hpp"

#include "planner/evaluation/set_space.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "planner/opportunities/wording.hpp"

namespace ballast::planner {

std::optional<RankedSequence> Trials::best_of(const PreparedPlan& prepared,
                                              const PlanContext& context) {
  const auto& sequences = prepared.selection.sequences;
  const std::uint64_t sets = sets_in_space(context) + sequences.size();
  if (plans_ >= limits_.plans || sets > limits_.sets - sets_) {
    stopped_ = true;
    return std::nullopt;
  }
  ++plans_;
  sets_ += sets;
  const auto best = best_sets_here(context, sequences, 1);
  return best.empty() ? RankedSequence{} : best.front();
}

std::optional<TradeThen> Trials::trade_in(const WhyCase& at) {
  const auto prepared =
      prepare(at.request, at.inputs, identify_opportunities(at.request, at.inputs));
  if (!prepared) return std::nullopt;
  const auto best = best_of(*prepared, prepared->context);
  if (!best) return std::nullopt;
  return trade_of(*prepared, *best, at.security);
}

TradeThen trade_of(const PreparedPlan& prepared, const RankedSequence& sequence,
                   std::uint32_t security) {
  for (const CandidateIndex index : sequence.candidates) {
    const CandidateTerms& terms = prepared.context.candidates[index];
    if (terms.security == security) {
      return {terms.side, prepared.selection.candidates[index].quantity};
    }
  }
  return {};
}

std::string trade_text(const TradeThen& trade) {
  if (!trade.side) return "no trade";
  return (*trade.side == Side::buy ? "buy " : "sell ") + count_of_shares(trade.quantity);
}

}  // namespace ballast::planner
