#include "tools/ballast/verify_plan.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "messages/hashes.hpp"
#include "planner/bounding/can_bound.hpp"
#include "planner/bounding/check_exactness.hpp"
#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/search.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "planner/plan/told_sets.hpp"
#include "tools/ballast/replay_plan.hpp"
#include "tools/report/numbers.hpp"

namespace ballast::tools {
namespace {

using planner::Decision;
using planner::Failure;
using planner::FailureKind;
using planner::Result;
using planner::Score;

/// Some seconds of a checker that looks at sets one by one.
constexpr std::uint64_t most_steps = 30'000'000;

std::optional<Failure> find_lack(const messages::PlanReport& report) {
  const auto missing = [](const char* part) {
    return Failure{FailureKind::missing, "this plan cannot be replayed", part,
                   "a file written by `ballast plan --save`"};
  };
  if (!report.request) return missing("request");
  if (!report.inputs) return missing("inputs");
  if (!report.decision) return missing("decision");
  if (const auto format = report.decision->format; format != Decision{}.format) {
    return Failure{
        FailureKind::refused,
        "this plan is of format " + std::to_string(format) + ", which cannot be replayed",
        "decision.format",
        "format " + std::to_string(Decision{}.format) +
            "; make the plan again, or use the version that made it"};
  }
  return std::nullopt;
}

class Verifier {
 public:
  explicit Verifier(const messages::PlanReport& report) : report_(report) {}

  Result<std::vector<Finding>> verify(bool exactly) {
    auto prepared =
        planner::prepare(*report_.request, *report_.inputs,
                         planner::identify_opportunities(*report_.request, *report_.inputs));
    if (!prepared) return tl::unexpected(prepared.error());
    prepared_ = std::move(*prepared);
    const bool sound =
        check_hash() && check_sets() && check_scores() && check_decision() && check_certificate();
    if (sound && exactly)
      static_cast<void>(check_claim() && check_by_bounds() && decide_once_more());
    return std::move(findings_);
  }

 private:
  bool found(bool holds, std::string name, std::string text) {
    findings_.push_back({std::move(name), std::move(text), holds});
    return holds;
  }

  bool check_hash() {
    const std::string written = messages::decision_hash(decision());
    return found(written == report_.decision_hash, "hash",
                 written == report_.decision_hash
                     ? "that of the decision: " + written
                     : fmt::format("the decision differs: told {}, written {}",
                                   report_.decision_hash, written));
  }

  bool check_sets() {
    if (!searched()) return true;
    auto told = planner::told_sets(decision(), *report_.inputs, prepared_);
    if (!told) return found(false, "feasible", planner::describe(told.error()));
    told_ = std::move(*told);
    return found(true, "feasible",
                 fmt::format("{} sets of trades, each allowed and paid for",
                             told_.best.size() + told_.alternatives.size() + told_.front.size()));
  }

  bool check_scores() {
    if (!searched() || told_.best.empty()) return true;
    const auto same = [&](Score told, Score computed, const std::string& where) {
      return told == computed ||
             found(false, "score",
                   fmt::format("{}: told {}, computed {}", where, told.value(), computed.value()));
    };
    if (!same(decision().after.total, told_.best.front().score, "decision.after")) return false;
    for (std::size_t i = 1; i < told_.best.size(); ++i) {
      const std::string where = fmt::format("decision.runners_up[{}]", i - 1);
      if (!same(decision().runners_up[i - 1].score, told_.best[i].score, where)) return false;
    }
    for (std::size_t i = 0; i < told_.alternatives.size(); ++i) {
      const std::string where = fmt::format("decision.alternatives[{}]", i);
      if (!same(decision().alternatives[i].score, told_.alternatives[i].score, where)) return false;
    }
    return found(true, "score", points(told_.best.front().score) + " points, as told");
  }

  bool check_decision() {
    const Decision again =
        planner::build_decision(*report_.request, *report_.inputs, prepared_, told_,
                                hashes_of(*report_.request, *report_.inputs, prepared_.context));
    const std::string computed = messages::decision_hash(again);
    return found(computed == report_.decision_hash, "decision",
                 computed == report_.decision_hash
                     ? "The same decision, byte for byte: " + computed
                     : fmt::format("The decision differs: told {}, computed {}",
                                   report_.decision_hash, computed));
  }

  bool check_certificate() {
    if (!searched()) return true;
    if (!planner::can_bound(prepared_.context)) {
      return found(true, "bound", "none is known for scores of this kind");
    }
    if (!report_.certificate) return found(false, "certificate", "the plan carries none");
    const auto bound = planner::proven_bound(prepared_.context, *report_.certificate);
    if (!bound) return found(false, "certificate", planner::describe(bound.error()));
    if (*bound != report_.certificate->bound) {
      return found(false, "certificate",
                   fmt::format("its prices prove another bound: told {}, computed {}",
                               report_.certificate->bound.value(), bound->value()));
    }
    return found(true, "bound",
                 fmt::format("no set of {} scores more than {} points",
                             grouped(decision().sets_in_space), points(*bound)));
  }

  bool check_claim() {
    if (!searched() || decision().exact) return true;
    return found(false, "exact",
                 "this plan does not claim to be the best: its search is incomplete");
  }

  bool check_by_bounds() {
    if (!searched() || !report_.certificate || !planner::can_bound(prepared_.context)) return true;
    const planner::PlanContext& context = prepared_.context;
    const std::size_t keep = context.beam_width;
    const Score floor = told_.best.size() < keep ? Score{} : lowest_told();
    const auto checked =
        planner::check_exactness(context, *report_.certificate, floor, keep, most_steps);
    if (!checked) {
      return found(true, "by bounds", "not checked: " + planner::describe(checked.error()));
    }
    planner::SearchResult all;
    all.best = checked->best;
    planner::merge(all, planner::search_sequences(context, prepared_.selection.sequences, {}, keep),
                   keep);
    auto told = told_.best;
    std::sort(told.begin(), told.end(), planner::ranks_before);
    if (told == all.best) {
      return found(
          true, "by bounds",
          fmt::format("the {} best of {} sets, by {} steps from the certificate alone", told.size(),
                      grouped(decision().sets_in_space), grouped(checked->steps)));
    }
    return found(
        false, "by bounds",
        fmt::format("a set that is not told of ranks among the {} best; the best has {} points",
                    keep, all.best.empty() ? "no" : points(all.best.front().score)));
  }

  bool decide_once_more() {
    const auto again = decide_again(*report_.request, *report_.inputs);
    const std::string computed = again ? messages::decision_hash(*again) : "";
    return found(computed == report_.decision_hash, "decided again",
                 computed == report_.decision_hash
                     ? "the same, byte for byte"
                     : fmt::format("told {}, computed {}", report_.decision_hash, computed));
  }

  [[nodiscard]] Score lowest_told() const {
    return std::min_element(told_.best.begin(), told_.best.end(),
                            [](const auto& a, const auto& b) { return a.score < b.score; })
        ->score;
  }

  [[nodiscard]] const Decision& decision() const { return *report_.decision; }
  /// Ideas are scored without a search.
  [[nodiscard]] bool searched() const { return report_.request->ideas.empty(); }

  const messages::PlanReport& report_;
  planner::PreparedPlan prepared_;
  planner::SearchOutcome told_;
  std::vector<Finding> findings_;
};

}  // namespace

Result<std::vector<Finding>> verify_report(const messages::PlanReport& report, bool exactly) {
  if (auto lack = find_lack(report)) return tl::unexpected(*lack);
  return Verifier(report).verify(exactly);
}

bool all_hold(const std::vector<Finding>& findings) {
  return std::all_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.holds; });
}

}  // namespace ballast::tools
