// Goal: a saved plan that was changed anywhere is refused, and what does not hold has its name.
#include "tools/ballast/verify_plan.hpp"

#include <gtest/gtest.h>

#include "messages/hashes.hpp"
#include "planner/bounding/certify.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "planner/plan/told_sets.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"
#include "tools/ballast/replay_plan.hpp"

namespace ballast::tools {
namespace {

namespace example = planner::example;
using planner::Score;

planner::PreparedPlan prepared() {
  return planner::prepare(example::request(), example::inputs(),
                          planner::identify_opportunities(example::request(), example::inputs()))
      .value();
}

planner::Certificate certificate_of(const planner::PlanContext& context) {
  return planner::certify(context, *planner::bound_basis(context));
}

/// The worked example's plan as it is saved.
messages::PlanReport planned() {
  messages::PlanReport report;
  report.plan_id = "0192f0c1-0000-7000-8000-00000000abcd";
  report.state = messages::PlanState::completed;
  report.request = example::request();
  report.inputs = example::inputs();
  report.decision = decide_again(*report.request, *report.inputs).value();
  report.decision_hash = messages::decision_hash(*report.decision);
  report.certificate = certificate_of(prepared().context);
  return report;
}

/// Has the hash of a changed decision match, as a careful forger would.
messages::PlanReport rehashed(messages::PlanReport report) {
  report.decision_hash = messages::decision_hash(*report.decision);
  return report;
}

/// Returns the name of what does not hold, or nothing.
std::string broken(const messages::PlanReport& report, bool exactly = false) {
  const auto findings = verify_report(report, exactly);
  if (!findings) return planner::describe(findings.error());
  return all_hold(*findings) ? "" : findings->back().name;
}

/// The plan that follows from other sets, complete with all that is told of them.
messages::PlanReport forged(void (*change)(planner::SearchOutcome& told)) {
  messages::PlanReport report = planned();
  const planner::PreparedPlan plan = prepared();
  planner::SearchOutcome told = planner::told_sets(*report.decision, *report.inputs, plan).value();
  change(told);
  report.decision =
      planner::build_decision(*report.request, *report.inputs, plan, told,
                              hashes_of(*report.request, *report.inputs, plan.context));
  return rehashed(report);
}

TEST(VerifyPlan, FindsThatATruePlanHolds) {
  const messages::PlanReport report = planned();
  ASSERT_FALSE(report.decision->steps.empty());
  EXPECT_EQ(broken(report), "");
  EXPECT_EQ(broken(report, true), "");
  EXPECT_EQ(forged([](auto&) {}).decision, report.decision);
}

TEST(VerifyPlan, NamesADecisionThatDoesNotHaveItsHash) {
  messages::PlanReport report = planned();
  report.decision->narrative += "!";
  EXPECT_EQ(broken(report), "hash");
  EXPECT_EQ(broken(rehashed(report)), "decision");
}

TEST(VerifyPlan, NamesTradesThatAreNoneOfThisPlan) {
  messages::PlanReport report = planned();
  report.decision->steps.front().quantity += 1;
  EXPECT_EQ(broken(rehashed(report)), "feasible");
  report = planned();
  report.decision->steps.push_back(report.decision->steps.front());
  EXPECT_EQ(broken(rehashed(report)), "feasible");
}

TEST(VerifyPlan, NamesAScoreThatTheTradesDoNotHave) {
  messages::PlanReport report = planned();
  ++report.decision->after.total.ticks;
  EXPECT_EQ(broken(rehashed(report)), "score");
  report = planned();
  ASSERT_FALSE(report.decision->runners_up.empty());
  --report.decision->runners_up.back().score.ticks;
  EXPECT_EQ(broken(rehashed(report)), "score");
}

TEST(VerifyPlan, NamesOtherInputs) {
  messages::PlanReport report = planned();
  report.inputs->as_of = report.inputs->as_of + std::chrono::days{1};
  EXPECT_EQ(broken(report), "decision");
}

TEST(VerifyPlan, NamesACertificateThatIsMissingOrChanged) {
  messages::PlanReport report = planned();
  report.certificate.reset();
  EXPECT_EQ(broken(report), "certificate");
  report = planned();
  --report.certificate->bound.ticks;
  EXPECT_EQ(broken(report), "certificate");
  report = planned();
  report.certificate->prices.front().cash += std::int64_t{1} << 20U;
  EXPECT_EQ(broken(report), "certificate");
  report = planned();
  report.certificate->prices.front().sells = -1;
  EXPECT_EQ(broken(report), "certificate");
  report = planned();
  report.certificate->prices.clear();
  EXPECT_EQ(broken(report), "certificate");
}

TEST(VerifyPlan, FindsAPlanThatConcealsTheBestWhereItIsToLookForIt) {
  const messages::PlanReport report =
      forged([](planner::SearchOutcome& told) { told.best.erase(told.best.begin()); });
  EXPECT_EQ(broken(report, true), "by bounds");
  const messages::PlanReport shorter =
      forged([](planner::SearchOutcome& told) { told.best.pop_back(); });
  EXPECT_EQ(broken(shorter, true), "by bounds");
}

TEST(VerifyPlan, FindsAConcealedAlternativeByDecidingAgain) {
  const messages::PlanReport report =
      forged([](planner::SearchOutcome& told) { told.alternatives.clear(); });
  EXPECT_EQ(broken(report), "");
  EXPECT_EQ(broken(report, true), "decided again");
}

TEST(VerifyPlan, TakesAPlanThatWasCutShortForWhatItIs) {
  const messages::PlanReport report = forged([](planner::SearchOutcome& told) {
    told.exact = false;
    told.best.erase(told.best.begin());
    told.alternatives.clear();
  });
  EXPECT_EQ(broken(report), "");
  EXPECT_EQ(broken(report, true), "exact");
}

TEST(VerifyPlan, NeedsRequestInputsAndADecision) {
  messages::PlanReport report = planned();
  report.inputs.reset();
  EXPECT_EQ(verify_report(report, false).error().where, "inputs");
  report = planned();
  report.request.reset();
  EXPECT_EQ(verify_report(report, false).error().where, "request");
  report = planned();
  report.decision->format = 1;
  EXPECT_EQ(planner::describe(verify_report(report, false).error()),
            "decision.format: this plan is of format 1, which cannot be replayed (allowed: format "
            "2; make the plan again, or use the version that made it)");
}

}  // namespace
}  // namespace ballast::tools
