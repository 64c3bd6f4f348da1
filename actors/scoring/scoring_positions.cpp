// What the scoring actor tells of positions and of days gone by: sell scores, the portfolio's
// score, the history of a security's score.

#include <algorithm>
#include <utility>

#include "actors/scoring/portfolio_scores.hpp"
#include "actors/scoring/scoring.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

using messages::Envelope;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::chrono::milliseconds inputs_patience{20'000};
constexpr std::size_t symbols_at_once = 64;  // as many as the universe tells at once

}  // namespace

/// One question for prices and books of symbols, some at a time.
struct Scoring::SymbolsQuestion {
  ContextPtr context;
  std::vector<std::string> symbols;
  Envelope command;
  broker::Outlet& outlet;
  InputsHandler done;
  std::size_t asked = 0;
  std::vector<messages::ScoreInput> inputs = {};
  std::vector<std::string> unknown = {};
};

void Scoring::ask_for_symbols(const std::shared_ptr<SymbolsQuestion>& question) {
  SymbolsQuestion& open = *question;
  if (open.asked == open.symbols.size()) {
    return open.done(open.context, std::move(open.inputs), std::move(open.unknown));
  }
  const std::size_t count = std::min(symbols_at_once, open.symbols.size() - open.asked);
  const auto from = open.symbols.begin() + static_cast<std::ptrdiff_t>(open.asked);
  open.asked += count;
  const messages::GetScoreInputs wish{{from, from + static_cast<std::ptrdiff_t>(count)}, 0};
  open.outlet.request(
      "universe", messages::pack(wish), open.command.header.correlation, inputs_patience,
      [this, question](const Result<Envelope>& reply) {
        auto told =
            reply ? messages::unpack<messages::ScoreInputs>(*reply) : tl::unexpected(reply.error());
        if (!told) {
          return question->outlet.refuse(question->command, told.error());
        }
        std::move(told->inputs.begin(), told->inputs.end(), std::back_inserter(question->inputs));
        std::move(told->unknown.begin(), told->unknown.end(),
                  std::back_inserter(question->unknown));
        ask_for_symbols(question);
      });
}

void Scoring::answer(const messages::ScoreSales& asked, const Envelope& command,
                     broker::Outlet& outlet) {
  with_context(PastTrades::asked, command, outlet, [=, this, &outlet](const ContextPtr& context) {
    auto symbols = asked.symbols.empty() ? held_symbols(*context) : asked.symbols;
    const auto done = [this, command, &outlet](const ContextPtr& by, const auto& inputs,
                                               const auto& unknown) {
      messages::SellScores scores = sell_scores(inputs, *by, sell_rules_of(file_.settings));
      scores.not_held.insert(scores.not_held.end(), unknown.begin(), unknown.end());
      outlet.reply(command, messages::pack(scores));
    };
    ask_for_symbols(std::make_shared<SymbolsQuestion>(
        SymbolsQuestion{context, std::move(symbols), command, outlet, done}));
  });
}

void Scoring::answer(const messages::ScorePortfolio& /*asked*/, const Envelope& command,
                     broker::Outlet& outlet) {
  with_context(
      PastTrades::left_out, command, outlet, [=, this, &outlet](const ContextPtr& context) {
        const auto done = [this, command, &outlet](const ContextPtr& by, auto inputs,
                                                   const auto& /*unknown*/) {
          messages::ScoreInputs told;
          told.inputs = std::move(inputs);
          const auto scored = score(told, *by);
          if (!scored) return outlet.refuse(command, scored.error());
          outlet.reply(command, messages::pack(portfolio_scored(scored->scores.scores, *by)));
        };
        ask_for_symbols(std::make_shared<SymbolsQuestion>(
            SymbolsQuestion{context, held_symbols(*context), command, outlet, done}));
      });
}

void Scoring::answer(const messages::GetScoreHistory& asked, const Envelope& command,
                     broker::Outlet& outlet) {
  const auto history = store_.history_of(asked);
  if (!history) return outlet.refuse(command, history.error());
  if (!*history) {
    return outlet.refuse(command, Failure{FailureKind::missing, "it was never scored", asked.symbol,
                                          "a security with a score that was kept"});
  }
  outlet.reply(command, messages::pack(**history));
}

}  // namespace ballast::actors
