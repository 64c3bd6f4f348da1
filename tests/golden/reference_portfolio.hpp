// A portfolio as the golden vectors write it, turned into the tables of our own scoring.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "planner/scoring/end_state_score.hpp"
#include "planner/simulation/simulate.hpp"
#include "tests/golden/golden_files.hpp"

namespace ballast::planner::golden {

/// Gives each symbol a number, in the order of first sight.
class SymbolTable {
 public:
  [[nodiscard]] std::uint32_t index_of(const std::string& symbol);
  [[nodiscard]] const std::vector<std::string>& symbols() const { return symbols_; }

 private:
  std::map<std::string, std::uint32_t> indices_;
  std::vector<std::string> symbols_;
};

using Countries = std::map<std::string, std::string>;

struct ReferencePortfolio {
  SymbolTable symbols;
  std::vector<Holding> holdings;
  double total = 0.0;
  std::vector<GroupTarget> targets;
  std::vector<GroupMember> members;  // empty: no group map
  Countries countries;               // empty: no country map
  std::map<std::string, std::optional<double>> qualities;
  std::map<std::string, std::optional<double>> yields;
};

[[nodiscard]] ReferencePortfolio read_portfolio(const Json& json);

/// Returns our tables. `groups_kept` false leaves the group map out, as the reference does once an
/// action was carried out; then every country belongs to OTHER.
[[nodiscard]] PortfolioScoreInputs score_inputs(const ReferencePortfolio& portfolio,
                                                const Countries& countries, bool groups_kept);

/// Returns the metrics of one security; null and absent both mean missing.
[[nodiscard]] Metrics read_metrics(const Json& json);

/// Returns our symbol scores of every symbol in the table, each rounded to three decimals as the
/// reference does before weighting.
[[nodiscard]] std::vector<SymbolScores> rounded_symbol_scores(const SymbolTable& symbols,
                                                              const Json& metrics);

/// Compares a portfolio score with the recorded parts: raw ones closely, rounded ones exactly.
void expect_portfolio_score(const PortfolioScore& score, const Json& expected);

/// What the reference makes of an end state: our score with its rounding, or 0.5 where it has no
/// portfolio to speak of.
struct ReferenceEndState {
  EndStateScore parts;
  bool has_parts = false;
  double score = 0.5;
};

[[nodiscard]] ReferenceEndState reference_end_state(
    const std::vector<Holding>& holdings, double total, const std::vector<SymbolScores>& scores,
    double diversification, const ScoringWeights& weights, double opinion = neutral_opinion);

void expect_end_state(const ReferenceEndState& got, const Json& expected);

}  // namespace ballast::planner::golden
