// The coordinator actor: takes plans, gathers what they need, has their space searched, decides,
// and keeps every plan from acceptance on.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "actors/commands/command_table.hpp"
#include "actors/configuration/planner_file.hpp"
#include "actors/coordinator/known_inputs.hpp"
#include "actors/coordinator/plan_job.hpp"
#include "actors/coordinator/plan_store.hpp"
#include "actors/coordinator/set_aside_frames.hpp"
#include "broker/behaviour.hpp"
#include "broker/rejections.hpp"
#include "broker/work_plane/ventilator.hpp"

namespace ballast::actors {

struct CoordinatorSettings {
  PlannerFile file;
  broker::WorkTransport& transport;
  const broker::Clock& clock;
  /// Intake, lanes and limits; sender and digest are filled in by the actor.
  broker::VentilatorOptions work;
  /// Where frames of batches that were set aside are kept.
  std::filesystem::path set_aside;
  bool scores = false;   // whether an actor keeps scores, which plans then use
  bool targets = false;  // likewise target weights, where the planner file has none
};

class Coordinator final : public broker::Behaviour {
 public:
  Coordinator(CoordinatorSettings settings, PlanStore store);
  ~Coordinator() override;

  [[nodiscard]] std::vector<std::string> subscriptions() const override;
  void start(broker::Outlet& outlet) override;
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;
  void observe(const messages::Envelope& event, broker::Outlet& outlet) override;
  bool work(broker::Outlet& outlet) override;
  void drain(broker::Outlet& outlet) override;
  [[nodiscard]] broker::ActorStatus status() const override;
  [[nodiscard]] std::uint64_t progress() const override { return slices_; }

 private:
  /// Of one answer that a plan waits for.
  static constexpr std::chrono::milliseconds answer_deadline{15'000};

  using Command = messages::Envelope;
  using Outlet = broker::Outlet;

  // Commands.
  void create_plan(const messages::CreatePlan& wish, const Command& command);
  /// The day that a text asks for; the planner file's for none, nothing for nonsense.
  [[nodiscard]] std::optional<PlanningDate> planning_date(const std::string& text) const;
  [[nodiscard]] planner::Result<messages::PlanReport> get_plan(const messages::GetPlan& wish);
  [[nodiscard]] planner::Result<messages::Payload> tell_plan(const messages::GetPlan& wish);
  [[nodiscard]] planner::Result<messages::PlanCancelled> cancel_plan(
      const messages::CancelPlan& wish);
  void tell_state(const messages::GetPlanningState& wish, const Command& command);
  struct StateQuestion;
  void ask_for_state(const std::shared_ptr<StateQuestion>& question);
  [[nodiscard]] planner::Result<messages::PlanningState> state_of(const StateQuestion& question);
  [[nodiscard]] planner::Result<messages::PlanTrace> get_trace(
      const messages::GetTrace& wish) const;

  // Stages of a plan, in order.
  void resume_unfinished();
  void resume(const std::string& id);
  /// Goes on with a plan that others died of, too, if none such is under way.
  void resume_next_suspect();
  /// Goes on with this one now, if it waits as a suspect; false if it does not.
  bool resume_suspect(const std::string& id);
  void enter(PlanJob& job, std::string_view stage);
  void limit(PlanJob& job);
  void gather(PlanJob& job);
  /// Asks for scores and target weights where such are kept. Of an actor that is not alive nothing
  /// is asked, and of one that dies meanwhile no answer is awaited.
  void ask_companions(PlanJob& job);
  enum class Look : std::uint8_t { first, again };
  void look_who_is_there(const std::string& id, Look look);
  void go_on_with_companions(const std::string& id, Look look,
                             const planner::Result<messages::Registry>& registry);
  /// Asks for the scores of the securities above an id, and goes on until all are there. Without an
  /// answer the plan is made without scores, and says so.
  void ask_for_scores(PlanJob& job, std::int64_t after);
  /// Asks for target weights. Without an answer the plan is made without them, and says so.
  void ask_for_targets(PlanJob& job);
  /// Asks another actor for what a plan needs; `on_reply` is called if the plan is still open then.
  using PlanReplyHandler =
      std::function<void(PlanJob& job, const planner::Result<messages::Envelope>& reply)>;
  void ask(PlanJob& job, std::string_view role, messages::Payload question,
           PlanReplyHandler on_reply);
  template <class Wish>
  void ask_for(PlanJob& job, std::string_view role, std::optional<std::string> PlanJob::*field,
               const Wish& wish);
  [[nodiscard]] static messages::GetUniverse universe_wish(const planner::Settings& settings);
  [[nodiscard]] planner::Date today() const;
  void gathered(PlanJob& job);
  void identify(PlanJob& job);
  void ask_for_opportunities(PlanJob& job,
                             const std::shared_ptr<const messages::EncodedInputs>& inputs);
  void identified(PlanJob& job, const std::shared_ptr<const messages::EncodedInputs>& inputs,
                  const planner::Result<messages::Envelope>& reply);
  /// Puts what is known of the plan into the journal and accepts it. Most plans end before this is
  /// needed, and are in the journal with one commit; any other is accepted within two ticks, before
  /// its search waits for anything, and before it is shown. false: the plan is gone.
  bool journal(PlanJob& job);
  template <class Wanted>
  void journal_those(Wanted wanted);
  /// Puts how far the searches are into the journal. What is not kept is searched again.
  void journal_progress();
  void prepare(PlanJob& job, const planner::Opportunities& opportunities);
  void search(PlanJob& job);
  /// Searches by bounds for a few milliseconds; returns whether the search has ended.
  bool bound(PlanJob& job);
  void end_search_here(PlanJob& job);
  /// Goes on with a search by bounds on the evaluators.
  void spread(PlanJob& job);
  /// Hands out what waits; ends the search where nothing is left and all is back.
  void hand_out_subtrees(PlanJob& job);
  [[nodiscard]] planner::Result<void> open_run(PlanJob& job);
  /// Ends the searches of evaluators that have taken all that they may.
  void end_late_searches();
  void generate(PlanJob& job, const std::string& run);
  void searched(broker::RunOutcome outcome);
  /// Keeps the frames of what was set aside, and says in each reason where.
  void keep_frames(const PlanJob& job, broker::RunOutcome& outcome);
  void decide(PlanJob& job);
  void fail(PlanJob& job, const planner::Failure& failure);
  void end_cancelled(PlanJob& job, const std::optional<broker::Ledger>& ledger);
  void close(PlanJob& job, messages::PlanReport report);

  // The work plane and its clockwork.
  [[nodiscard]] broker::VentilatorEvents work_events();
  void tick();
  void tell_progress();
  void tell_progress_of(const PlanJob& job);

  // What is written down of a plan.
  void trace_work(broker::VentilatorEvents& events);
  void keep_trace(PlanJob& job);
  void note_begin(const std::string& plan_id, const Command& command);
  void note_end(const PlanJob& job, const messages::PlanReport& report);

  [[nodiscard]] PlanJob* find_job(std::string_view plan_id);
  [[nodiscard]] PlanRecord* find_record(std::string_view run);

  CoordinatorSettings settings_;
  PlanStore store_;
  SetAsideFrames set_aside_;
  KnownInputs known_inputs_;
  std::string digest_;
  CommandTable commands_;
  Outlet* outlet_ = nullptr;  // the node's, from start() on
  broker::Rejections rejections_;
  std::unique_ptr<broker::Ventilator> ventilator_;
  std::map<std::string, std::unique_ptr<PlanJob>, std::less<>> jobs_;
  std::map<std::string, bool, std::less<>> sealed_runs_;  // whether all pieces are in
  std::deque<messages::PlanTrace> traces_;                // of the last plans that asked for one
  std::deque<std::string> suspects_;  // plans that wait because coordinators may die of them
  std::string suspect_;               // the one that went on last
  bool tapped_ = false;
  bool busy_ = false;  // a plan was asked for since the last tick
  std::uint64_t ticks_ = 0;
  std::uint64_t slices_ = 0;  // of searches by bounds
};

}  // namespace ballast::actors
