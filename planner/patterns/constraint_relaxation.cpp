#include "planner/opportunities/sizing.hpp"
#include "planner/patterns/proposed_sequences.hpp"

namespace ballast::planner {
namespace {

constexpr double enlarged_by = 1.5;

}  // namespace

std::vector<CandidateSequence> with_relaxed(std::vector<CandidateSequence> sequences,
                                            const RelaxedPlaces& relaxed) {
  const std::size_t count = sequences.size();
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t step = 0; step < sequences[i].size(); ++step) {
      const auto form = relaxed.find(sequences[i][step]);
      if (form == relaxed.end()) continue;
      CandidateSequence copy = sequences[i];
      copy[step] = form->second;
      sequences.push_back(std::move(copy));
    }
  }
  return sequences;
}

std::optional<Candidate> relaxed_form(const Situation& situation, const Candidate& candidate) {
  const auto index = index_of_security(situation.inputs(), candidate.security);
  if (candidate.side != Side::buy || !index || situation.account().find(*index) == nullptr) {
    return std::nullopt;
  }
  Candidate form = candidate;
  form.quantity =
      floor_to_lot(enlarged_by * candidate.quantity, situation.security(*index).min_lot);
  if (form.quantity <= candidate.quantity) return std::nullopt;
  form.value = trade_value(form.quantity, form.price, situation.rate_of(*index).value_or(1.0));
  form.reason += ", enlarged by half (relaxed)";
  form.tags.emplace_back("relaxed");
  return form;
}

}  // namespace ballast::planner
