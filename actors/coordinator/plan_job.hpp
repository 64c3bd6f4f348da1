// One plan on its way: what is known so far, stage by stage. Holds no socket; the coordinator asks
// and tells.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "actors/configuration/planner_file.hpp"
#include "actors/coordinator/finished_work.hpp"
#include "actors/coordinator/inputs.hpp"
#include "actors/coordinator/nodes_out.hpp"
#include "actors/coordinator/plan_record.hpp"
#include "actors/coordinator/plan_store.hpp"
#include "actors/coordinator/search_rules.hpp"
#include "broker/work_plane/run.hpp"
#include "messages/hashes.hpp"
#include "messages/plan_report.hpp"
#include "planner/bounding/exact_search.hpp"
#include "planner/plan/planning.hpp"

namespace ballast::actors {

class PlanJob {
 public:
  PlanJob(std::string plan_id, planner::PlanRequest request, broker::Monotonic now);

  /// Runs are named "<plan>/<number>-<life of the coordinator>", so that an answer which comes
  /// late, to a coordinator that was restarted in the middle of a plan, is of no run of its own.
  [[nodiscard]] static std::string plan_of_run(std::string_view run) {
    return std::string(run.substr(0, run.find('/')));
  }

  [[nodiscard]] const std::string& plan_id() const { return plan_id_; }
  [[nodiscard]] const planner::PlanRequest& request() const { return request_; }
  [[nodiscard]] broker::Monotonic started() const { return started_; }
  /// What a person should know of how it was computed.
  void add_note(const std::string& note) { account_.notes.push_back(note); }

  // ---- gathering

  SearchBudget budget;
  std::uint64_t life = 0;               // incarnation of the coordinator
  std::string engine;                   // its digest
  std::uint64_t steps_here = 0;         // of a search by bounds, before it is spread
  std::uint64_t steps_of_subtrees = 1;  // of one task, before the rest comes back
  /// Until the journal has it: how it was asked for, and the command that waits for the answer.
  struct Beginning {
    NewPlan plan;
    messages::Envelope command;
  };
  std::optional<Beginning> beginning;
  bool seen_by_tick = false;  // it takes longer than most
  PlanningDate date;
  std::optional<std::string> portfolio;  // bodies of the answers
  std::optional<std::string> universe;
  std::optional<std::string> trades;
  std::optional<std::vector<std::string>> scores;  // empty where none are kept
  bool awaits_scores = false;
  std::optional<std::string> targets;  // body of the answer; empty where none are kept, or told
  bool awaits_targets = false;
  std::optional<planner::PlanInputs> inputs;
  std::shared_ptr<const messages::EncodedInputs> encoded_inputs;  // where they are known
  bool inputs_recorded = false;
  /// What opportunities were asked for before the snapshots came, and the answer.
  std::shared_ptr<const messages::EncodedInputs> guessed_inputs;
  std::optional<planner::Opportunities> guessed_opportunities;

  // ---- searching: the best sets first, then the front where it is asked for, page by page, then
  // one search for each alternative

  [[nodiscard]] planner::Result<void> prepare(const planner::Opportunities& opportunities);
  [[nodiscard]] const planner::PreparedPlan& prepared() const { return *prepared_; }

  /// Returns whether there is a further space to search. Ideas are scored without one.
  [[nodiscard]] bool needs_search() const;
  [[nodiscard]] bool main_search_done() const { return main_done_; }
  /// Starts the next search and returns the name of its run.
  std::string begin_search();
  [[nodiscard]] const planner::Distinctness& distinctness() const { return distinctness_; }
  /// The page of the front that the search under way is for, if it is for one.
  [[nodiscard]] const std::optional<planner::FrontPage>& front_page() const { return page_; }
  [[nodiscard]] std::size_t keep() const;
  /// Returns how much there is to look at: indices of the space and sequences beyond it.
  [[nodiscard]] std::uint64_t units() const;
  [[nodiscard]] planner::SearchResult& found() { return found_; }
  [[nodiscard]] const planner::SearchResult& found() const { return found_; }
  void end_search(const broker::RunOutcome& outcome);

  // ---- what the journal keeps of a search that is spread over evaluators

  /// What the coordinator before this one had done for the plan.
  void recall(ProgressOfPasses passes) { recalled_ = std::move(passes); }
  /// Takes the result of the search under way from there; false if it was not complete.
  bool recall_whole();
  /// Takes the part that was done from there, before the rest is begun.
  void recall_part();
  /// Goes on with a search by bounds that was spread over evaluators; false if there was none.
  bool recall_subtrees();
  /// The slices of the space that were done before the search under way began here.
  [[nodiscard]] const std::vector<std::uint64_t>& begun_with() const { return begun_with_; }
  /// What of the space is done. Written-out sequences are none of it.
  [[nodiscard]] const FinishedWork& finished() const { return finished_; }
  /// A batch was answered, and its answer merged.
  void batch_merged(std::string_view work, std::string_view result);
  /// Returns what is to be kept of the search under way, if there is news.
  [[nodiscard]] std::optional<messages::SearchProgress> unkept_progress();
  /// It is kept now.
  void progress_kept() { kept_units_ = done_units(); }
  /// What is kept of the run under way, in its units.
  [[nodiscard]] std::uint64_t kept_units() const { return kept_units_; }
  /// Returns what is to be kept of it now that all of it was answered.
  [[nodiscard]] messages::SearchProgress whole_progress() const;
  /// The number of the search under way.
  [[nodiscard]] std::uint32_t pass() const { return account_.passes - 1; }

  // ---- the same by bounds, here: for most spaces that is less work than one batch

  /// Whether a search by bounds goes on, has ended, is so much work that it is to be spread over
  /// the evaluators, or more than scoring every set, so that this is to be done instead.
  enum class Bounding : std::uint8_t { goes_on, done, spread, given_up };
  /// Begins the search under way by bounds; returns whether they apply.
  bool begin_bounding();
  [[nodiscard]] bool bounding() const { return bounded_.has_value(); }
  /// Looks at about so many nodes. After anything but goes_on the search by bounds is over here:
  /// with all that there is to find, or over budget.
  [[nodiscard]] Bounding bound_on(std::uint64_t steps, broker::Monotonic now, std::size_t workers);

  /// Returns whether a search by bounds is spread over the evaluators.
  [[nodiscard]] bool spreading() const { return spreading_; }
  /// Returns what of it waits to be handed out, up to so many tasks; they are then in other hands
  /// until batch_merged() tells of their answers.
  [[nodiscard]] std::vector<std::string> take_subtrees(std::size_t most, std::size_t workers);
  /// Where answers leave what they did not search.
  [[nodiscard]] SubtreesLeft& left() { return left_; }

  /// Returns whether the search has taken all the time or scored all the sets that it may.
  [[nodiscard]] bool over_budget(broker::Monotonic now) const;
  /// The search under way and all further ones are not completed.
  void stop_searching();

  // ---- telling

  /// The inputs as they travel.
  [[nodiscard]] const messages::EncodedInputs& encoded();

  void enter(std::string stage, broker::Monotonic now);
  [[nodiscard]] const std::string& stage() const { return stage_; }
  [[nodiscard]] const std::string& run() const { return run_; }
  [[nodiscard]] messages::PlanReport report(broker::Monotonic now);

  /// The account up to now, with the ledger of the run under way, if there is one.
  [[nodiscard]] messages::PlanRun account_so_far(const std::optional<broker::Ledger>& open) const;

  bool cancelled = false;
  std::optional<PlanRecord> record;  // where a trace is wanted

 private:
  std::string plan_id_;
  planner::PlanRequest request_;
  broker::Monotonic started_;
  broker::Monotonic stage_started_;
  std::string stage_;
  std::unique_ptr<planner::PreparedPlan> prepared_;  // its context is referred to while searching
  std::string context_hash_;
  planner::Distinctness distinctness_;
  std::optional<planner::FrontPages> front_;  // where one is wanted
  std::optional<planner::FrontPage> page_;
  planner::SearchResult found_;  // of the search under way
  ProgressOfPasses recalled_;
  FinishedWork finished_;
  std::vector<std::uint64_t> begun_with_;
  bool finished_more_ = false;  // than is kept
  std::uint64_t kept_units_ = 0;
  planner::SharedBasis basis_;  // of all searches by bounds
  std::optional<planner::ExactSearch> bounded_;
  SubtreesLeft left_;
  NodesOut out_;
  bool spreading_ = false;
  std::uint64_t scored_before_spreading_ = 0;
  std::uint64_t steps_before_spreading_ = 0;
  std::uint64_t bounded_steps_ = 0;
  std::optional<planner::Score> bound_left_;  // of a main search that was stopped
  bool stopped_ = false;
  planner::SearchOutcome outcome_;
  bool main_done_ = false;
  bool main_exact_ = true;
  bool exhausted_ = false;  // no further alternative exists
  std::string run_;
  messages::PlanRun account_;

  void prove(messages::PlanReport& report);
  /// What is recalled of the search under way, if that was for the same context.
  [[nodiscard]] messages::SearchProgress* recalled();
  [[nodiscard]] messages::SearchProgress progress_by_bounds() const;
  [[nodiscard]] std::uint64_t done_units() const;
  void keep_bounded(const planner::ExactResult& result);
  void spread(planner::ExactResult result);
};

}  // namespace ballast::actors
