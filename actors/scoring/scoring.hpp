// The scoring actor: keeps a score of every security, computes those anew whose prices or books
// changed, and tells them with all that explains them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "actors/commands/command_table.hpp"
#include "actors/scoring/score_store.hpp"
#include "broker/behaviour.hpp"
#include "planner/scoring/security/score_rules.hpp"

namespace ballast::actors {

/// Whether every security is looked at whenever something may have changed, or only those that are
/// asked for: one command's own actors have better to do.
enum class Sweeping : std::uint8_t { when_changed, never };

/// May be asked from one thread only. The clock outlives it.
class Scoring final : public broker::Behaviour {
 public:
  Scoring(ScoreStore store, planner::scoring::ScoreRules rules, const broker::Clock& clock,
          Sweeping sweeping = Sweeping::when_changed);

  /// Looks at every security, since the universe may have changed meanwhile.
  void start(broker::Outlet& outlet) override;

  /// universe.updated: then every security is looked at.
  [[nodiscard]] std::vector<std::string> subscriptions() const override;

  /// ScoreSecurities. The universe is asked what it knows now, and a score whose input is the same
  /// as before is told as it was kept. Of kept scores nobody is asked.
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;

  void observe(const messages::Envelope& event, broker::Outlet& outlet) override;
  void missed(std::string_view topic, std::uint64_t count, broker::Outlet& outlet) override;

  [[nodiscard]] broker::ActorStatus status() const override;

 private:
  struct Scored {
    messages::SecurityScores scores;
    std::uint32_t computed = 0;  // of them, the others were kept
  };

  void answer(const messages::ScoreSecurities& asked, const messages::Envelope& command,
              broker::Outlet& outlet);
  [[nodiscard]] messages::SecurityScores kept_scores(std::int64_t after);
  [[nodiscard]] planner::Result<Scored> score(const messages::ScoreInputs& inputs);
  void sweep(broker::Outlet& outlet);
  /// Goes through all securities, a page at a time.
  void sweep_after(std::int64_t after, broker::Outlet& outlet);
  void end_sweep(std::uint64_t universe_version, broker::Outlet& outlet);

  ScoreStore store_;
  planner::scoring::ScoreRules rules_;
  const broker::Clock& clock_;
  CommandTable commands_;
  Sweeping when_;
  bool sweeping_ = false;
  bool sweep_again_ = false;  // the universe changed meanwhile
  std::uint32_t changed_ = 0;
};

}  // namespace ballast::actors
