// The scoring actor: keeps a score of every security, computes those anew whose prices or books
// changed, and tells them with all that explains them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "actors/commands/command_table.hpp"
#include "actors/scoring/score_context.hpp"
#include "actors/scoring/score_store.hpp"
#include "broker/behaviour.hpp"
#include "messages/position_scores.hpp"
#include "messages/scoring.hpp"

namespace ballast::actors {

/// Whether every security is looked at whenever something may have changed, or only those that are
/// asked for: one command's own actors have better to do.
enum class Sweeping : std::uint8_t { when_changed, never };

/// May be asked from one thread only. File and clock outlive it.
class Scoring final : public broker::Behaviour {
 public:
  Scoring(ScoreStore store, const PlannerFile& file, const broker::Clock& clock,
          Sweeping sweeping = Sweeping::when_changed);

  /// Looks at every security, since the universe may have changed meanwhile.
  void start(broker::Outlet& outlet) override;

  /// universe.updated and portfolio.updated: then every security is looked at, after trades and
  /// imports of the portfolio a little later, since they come in groups.
  [[nodiscard]] std::vector<std::string> subscriptions() const override;

  /// ScoreSecurities, ScoreSales, ScorePortfolio, GetScoreHistory. Universe and portfolio are asked
  /// what they know now, and a score whose input is the same as before is told as it was kept. Of
  /// kept scores and of history nobody is asked.
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;

  void observe(const messages::Envelope& event, broker::Outlet& outlet) override;
  void missed(std::string_view topic, std::uint64_t count, broker::Outlet& outlet) override;

  [[nodiscard]] broker::ActorStatus status() const override;

 private:
  struct Scored {
    messages::SecurityScores scores;
    std::uint32_t computed = 0;  // of them, the others were kept
  };

  using InputsHandler =
      std::function<void(const ContextPtr& context, std::vector<messages::ScoreInput> inputs,
                         std::vector<std::string> unknown)>;

  void answer(const messages::ScoreSecurities& asked, const messages::Envelope& command,
              broker::Outlet& outlet);
  void answer(const messages::ScoreSales& asked, const messages::Envelope& command,
              broker::Outlet& outlet);
  void answer(const messages::ScorePortfolio& asked, const messages::Envelope& command,
              broker::Outlet& outlet);
  void answer(const messages::GetScoreHistory& asked, const messages::Envelope& command,
              broker::Outlet& outlet);
  /// Asks for the context and goes on with it, or refuses the command.
  void with_context(PastTrades trades, const messages::Envelope& command, broker::Outlet& outlet,
                    std::function<void(const ContextPtr&)> next);
  /// Asks for what is known of these symbols, some at a time, or refuses the command.
  struct SymbolsQuestion;
  void ask_for_symbols(const std::shared_ptr<SymbolsQuestion>& question);
  [[nodiscard]] messages::SecurityScores kept_scores(std::int64_t after);
  [[nodiscard]] planner::Result<Scored> score(const messages::ScoreInputs& inputs,
                                              const ScoreContext& context);
  /// Drops scores of days long ago, once a day.
  void drop_old(broker::Outlet& outlet);
  void sweep(broker::Outlet& outlet);
  void sweep_later(broker::Outlet& outlet);
  /// Goes through all securities, a page at a time.
  void sweep_after(std::int64_t after, const ContextPtr& context, broker::Outlet& outlet);
  void give_up_sweep(const planner::Failure& failure, broker::Outlet& outlet);
  void end_sweep(std::uint64_t universe_version, broker::Outlet& outlet);

  ScoreStore store_;
  const PlannerFile& file_;
  const broker::Clock& clock_;
  CommandTable commands_;
  Sweeping when_;
  bool sweeping_ = false;
  bool sweep_again_ = false;  // something changed meanwhile
  bool sweep_planned_ = false;
  std::uint32_t changed_ = 0;
};

}  // namespace ballast::actors
