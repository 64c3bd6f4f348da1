#include "planner/plan/told_sets.hpp"

#include <algorithm>

#include "planner/bounding/form.hpp"
#include "planner/evaluation/evaluate.hpp"

namespace ballast::planner {
namespace {

Failure refused_set(std::string what, std::string where, std::string allowed) {
  return {FailureKind::refused, std::move(what), "decision." + std::move(where),
          std::move(allowed)};
}

std::string element(const char* list, std::size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

/// Returns whether the set is one of the space or one of the sequences beyond it.
bool is_proposed(const PreparedPlan& prepared, CandidateSet set) {
  const auto& beyond = prepared.selection.sequences;
  return is_set_of_space(prepared.context, set) ||
         std::any_of(beyond.begin(), beyond.end(), [&](const auto& sequence) {
           return std::equal(sequence.begin(), sequence.end(), set.begin(), set.end());
         });
}

class Reader {
 public:
  Reader(const PlanInputs& inputs, const PreparedPlan& prepared)
      : inputs_(inputs), prepared_(prepared) {}

  /// `Trades`: of Step or TradeSummary.
  template <class Trades>
  [[nodiscard]] Result<RankedSequence> set_of(const Trades& trades,
                                              const std::string& where) const {
    std::vector<CandidateIndex> set;
    for (const auto& trade : trades) {
      const auto index = candidate_of(trade.side, trade.symbol, trade.quantity);
      if (!index) {
        return tl::unexpected(refused_set("a trade is no candidate of this plan", where,
                                          "the trades that its request and inputs lead to"));
      }
      set.push_back(*index);
    }
    std::sort(set.begin(), set.end());
    if (clashes(prepared_.context, set) || !is_proposed(prepared_, set) ||
        !trades_required(prepared_.context, set)) {
      return tl::unexpected(refused_set("these trades are not allowed together", where,
                                        "sets that settings and wishes allow"));
    }
    if (!feasible(prepared_.context, set)) {
      return tl::unexpected(refused_set("cash does not suffice for the purchases", where,
                                        "sets that can be paid for"));
    }
    return ranked(prepared_.context, set);
  }

 private:
  [[nodiscard]] std::optional<CandidateIndex> candidate_of(Side side, const std::string& symbol,
                                                           double quantity) const {
    const auto& all = prepared_.selection.candidates;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::uint32_t security = prepared_.context.candidates[i].security;
      if (all[i].side == side && all[i].quantity == quantity &&
          inputs_.securities[security].symbol == symbol) {
        return static_cast<CandidateIndex>(i);
      }
    }
    return std::nullopt;
  }

  const PlanInputs& inputs_;
  const PreparedPlan& prepared_;
};

Result<void> read_best(const Decision& decision, const Reader& reader, SearchOutcome& told) {
  auto winner = reader.set_of(decision.steps, "steps");
  if (!winner) return tl::unexpected(winner.error());
  told.best.push_back(std::move(*winner));
  for (std::size_t i = 0; i < decision.runners_up.size(); ++i) {
    auto one = reader.set_of(decision.runners_up[i].trades, element("runners_up", i));
    if (!one) return tl::unexpected(one.error());
    told.best.push_back(std::move(*one));
  }
  // A front may put one of several that score the same first.
  const auto first = told.best.begin() + (decision.front.empty() ? 0 : 1);
  if (!std::is_sorted(first, told.best.end(), ranks_before) ||
      told.best.back().score > told.best.front().score) {
    return tl::unexpected(
        refused_set("a set stands before one that ranks higher", "runners_up", "the best first"));
  }
  return {};
}

Result<void> read_alternatives(const Decision& decision, const Reader& reader,
                               SearchOutcome& told) {
  for (std::size_t i = 0; i < decision.alternatives.size(); ++i) {
    const std::string where = element("alternatives", i);
    auto one = reader.set_of(decision.alternatives[i].trades, where);
    if (!one) return tl::unexpected(one.error());
    const Distinctness limit = clearly_different(told.best.front(), told.alternatives);
    if (too_similar(limit, one->candidates)) {
      return tl::unexpected(refused_set("this plan is much like one before it", where,
                                        "at most half of the trades in common"));
    }
    told.alternatives.push_back(std::move(*one));
  }
  return {};
}

}  // namespace

Result<SearchOutcome> told_sets(const Decision& decision, const PlanInputs& inputs,
                                const PreparedPlan& prepared) {
  SearchOutcome told;
  told.exact = decision.exact;
  told.front_cut = decision.front_cut;
  // Where a security is required that cannot be traded there is no best set.
  if (decision.steps.empty() && !trades_required(prepared.context, {})) return told;
  const Reader reader(inputs, prepared);
  if (auto ok = read_best(decision, reader, told); !ok) return tl::unexpected(ok.error());
  if (auto ok = read_alternatives(decision, reader, told); !ok) return tl::unexpected(ok.error());
  for (std::size_t i = 0; i < decision.front.size(); ++i) {
    const auto one = reader.set_of(decision.front[i].trades, element("front", i));
    if (!one) return tl::unexpected(one.error());
    told.front.push_back(front_member(prepared.context, one->candidates));
  }
  return told;
}

}  // namespace ballast::planner
