// What scores need besides a security's own prices and books: the portfolio, and the market's
// climate, which moves the weights.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "actors/configuration/planner_file.hpp"
#include "broker/behaviour.hpp"
#include "planner/scoring/security/portfolio_view.hpp"
#include "planner/scoring/security/score_rules.hpp"

namespace ballast::actors {

struct ScoreContext {
  planner::scoring::ScoreRules rules;  // with the climate that weights follow
  std::optional<double> climate = {};  // no index is named or known: missing
  planner::scoring::PortfolioView portfolio{{}};
};

using ContextPtr = std::shared_ptr<const ScoreContext>;
using ContextHandler = std::function<void(const planner::Result<ContextPtr>&)>;

/// Whether the trades of the past are asked for too; only sales look at them.
enum class PastTrades : std::uint8_t { asked, left_out };

/// Asks universe, portfolio and, for trades, trading what they know now, and calls `done` once. The
/// indices of the climate are those that the file's market_indices names. The file outlives it.
void ask_for_context(const PlannerFile& file, PastTrades trades, broker::Outlet& outlet,
                     ContextHandler done);

}  // namespace ballast::actors
