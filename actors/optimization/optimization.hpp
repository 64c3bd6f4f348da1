// The optimization actor: chooses target weights from what the universe and the portfolio know,
// keeps them, and makes them anew where what they are made of changed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/commands/command_table.hpp"
#include "actors/configuration/planner_file.hpp"
#include "actors/optimization/target_store.hpp"
#include "broker/behaviour.hpp"
#include "broker/clock.hpp"
#include "messages/market.hpp"
#include "planner/metrics/correlation.hpp"
#include "planner/targets/make_targets.hpp"

namespace ballast::actors {

/// Rises when targets are computed in another way from the same inputs.
inline constexpr int target_version = 3;

/// Whether the cluster keeps scores, which then say what good securities are and which of them fail
/// the quality gate, as in its plans.
enum class ScoresKept : bool { no, yes };

/// May be asked from one thread only. File and clock outlive it.
class Optimization final : public broker::Behaviour {
 public:
  Optimization(TargetStore store, const PlannerFile& file, const broker::Clock& clock,
               ScoresKept scores = ScoresKept::no);

  /// universe.updated, portfolio.updated and score.updated: what was asked for last is looked at
  /// again.
  [[nodiscard]] std::vector<std::string> subscriptions() const override;

  /// MakeTargets. Universe, portfolio and, where it runs, scoring are asked what they know now;
  /// targets of the same inputs as before are told as they were kept.
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;

  void observe(const messages::Envelope& event, broker::Outlet& outlet) override;
  void missed(std::string_view topic, std::uint64_t count, broker::Outlet& outlet) override;
  bool work(broker::Outlet& outlet) override;

  [[nodiscard]] broker::ActorStatus status() const override;
  [[nodiscard]] std::uint64_t progress() const override { return done_; }

 private:
  /// One making of targets, from the question to its answer.
  struct Making {
    planner::TargetRules rules;
    std::vector<planner::TargetWeight> trades;
    std::optional<messages::Envelope> command;  // who asked; nobody: something changed
    messages::UniverseSnapshot universe;
    planner::PlanInputs inputs;
    std::vector<planner::CorrelatedSeries> series;
    std::vector<std::string> scores;  // bodies of SecurityScores
    std::string without_scores;       // why there are none; empty: all that are kept were told
    bool ready = false;
    std::string input_hash;
    std::unique_ptr<planner::TargetMaking> slices;  // of what is above; none before the first
  };
  using MakingPtr = std::shared_ptr<Making>;

  void begin(const messages::MakeTargets& asked, std::optional<messages::Envelope> command,
             broker::Outlet& outlet);
  void ask_portfolio(const MakingPtr& making, broker::Outlet& outlet);
  void ask_prices(const MakingPtr& making, std::int64_t after, broker::Outlet& outlet);
  /// Asks for scores if their actor lives: targets do not wait for one that does not run.
  void look_for_scores(const MakingPtr& making, broker::Outlet& outlet);
  void ask_scores(const MakingPtr& making, std::int64_t after, broker::Outlet& outlet);
  void go_without_scores(Making& making, const std::string& reason);
  void begin_slices(const MakingPtr& making, broker::Outlet& outlet);
  void end(const MakingPtr& making, const planner::Result<messages::TargetsTold>& targets,
           broker::Outlet& outlet);
  void look_again(broker::Outlet& outlet);
  [[nodiscard]] std::optional<messages::TargetsTold> kept_targets(const Making& making);
  [[nodiscard]] planner::Result<messages::TargetsTold> targets_of(Making& making);

  TargetStore store_;
  const PlannerFile& file_;
  const broker::Clock& clock_;
  ScoresKept scores_kept_;
  CommandTable commands_;
  std::vector<MakingPtr> open_;
  std::optional<planner::TargetRules> last_rules_;
  bool look_planned_ = false;
  std::uint64_t done_ = 0;  // slices and answers
};

}  // namespace ballast::actors
