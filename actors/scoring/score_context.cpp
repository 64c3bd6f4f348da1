#include "actors/scoring/score_context.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "actors/configuration/snapshot_inputs.hpp"
#include "actors/scoring/scored_row.hpp"
#include "messages/codec.hpp"
#include "messages/scoring.hpp"
#include "messages/trading.hpp"
#include "planner/plan/input_checks.hpp"
#include "planner/scoring/security/market_climate.hpp"

namespace ballast::actors {
namespace {

namespace scoring = planner::scoring;
using messages::Envelope;
using planner::Result;

constexpr std::chrono::milliseconds context_patience{20'000};

/// One question for a context, until it is answered.
struct Gathering {
  const PlannerFile& file;
  PastTrades trades;
  broker::Outlet& outlet;
  ContextHandler done;
  messages::UniverseSnapshot universe = {};
  planner::PlanInputs inputs = {};
};
using GatheringPtr = std::shared_ptr<Gathering>;

/// Asks a role and goes on with the body of the answer; a failure ends the gathering.
template <class Answer, class Question, class Next>
void ask_next(const GatheringPtr& open, std::string_view role, const Question& question,
              Next next) {
  open->outlet.request(role, messages::pack(question), "", context_patience,
                       [open, next](const Result<Envelope>& reply) {
                         auto answer = reply ? messages::unpack<Answer>(*reply)
                                             : tl::unexpected(reply.error());
                         if (!answer) return open->done(tl::unexpected(answer.error()));
                         next(std::move(*answer));
                       });
}

std::vector<planner::TargetWeight> weights_of(const PlannerFile& file,
                                              const std::vector<planner::Security>& securities) {
  std::vector<planner::TargetWeight> out;
  for (const planner::Security& security : securities) {
    const auto at = std::find_if(file.target_weights.begin(), file.target_weights.end(),
                                 [&](const auto& one) { return one.symbol == security.symbol; });
    if (at != file.target_weights.end()) out.push_back({security.id, at->weight});
  }
  return out;
}

std::optional<double> climate_of(const messages::ScoreInputs& told) {
  std::vector<scoring::WeightedIndex> indices;
  for (const messages::ScoreInput& input : told.inputs) {
    auto history = history_of(input);
    if (history && !history->closes.empty()) indices.push_back({1.0, std::move(*history)});
  }
  return scoring::followed_climate(indices);
}

void conclude(const GatheringPtr& open, std::optional<double> climate) {
  if (const auto checked = planner::check_inputs(open->inputs); !checked) {
    return open->done(tl::unexpected(checked.error()));
  }
  auto out = std::make_shared<ScoreContext>();
  out->rules.target_annual_return = open->file.settings.target_annual_return;
  out->rules.regime = climate.value_or(0.0);
  out->climate = climate;
  out->portfolio = scoring::PortfolioView(std::move(open->inputs));
  open->done(ContextPtr(std::move(out)));
}

void ask_indices(const GatheringPtr& open) {
  const auto& named = open->file.settings.market_indices;
  if (named.empty()) return conclude(open, std::nullopt);
  ask_next<messages::ScoreInputs>(
      open, "universe", messages::GetScoreInputs{named, 0},
      [open](const messages::ScoreInputs& told) { conclude(open, climate_of(told)); });
}

void ask_trades(const GatheringPtr& open) {
  if (open->trades == PastTrades::left_out) return ask_indices(open);
  ask_next<messages::TradeHistoryReport>(open, "trading", messages::GetTradeHistory{},
                                         [open](messages::TradeHistoryReport told) {
                                           open->inputs.history = std::move(told.history);
                                           ask_indices(open);
                                         });
}

void ask_portfolio(const GatheringPtr& open) {
  ask_next<messages::PortfolioSnapshot>(
      open, "portfolio", messages::GetPortfolio{}, [open](messages::PortfolioSnapshot portfolio) {
        open->inputs = inputs_of(open->file, std::move(open->universe), std::move(portfolio));
        open->inputs.target_weights = weights_of(open->file, open->inputs.securities);
        ask_trades(open);
      });
}

}  // namespace

void ask_for_context(const PlannerFile& file, PastTrades trades, broker::Outlet& outlet,
                     ContextHandler done) {
  const auto open = std::make_shared<Gathering>(Gathering{file, trades, outlet, std::move(done)});
  ask_next<messages::UniverseSnapshot>(open, "universe", messages::GetUniverse{},
                                       [open](messages::UniverseSnapshot universe) {
                                         open->universe = std::move(universe);
                                         ask_portfolio(open);
                                       });
}

}  // namespace ballast::actors
