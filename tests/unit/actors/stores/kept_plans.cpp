#include "actors/coordinator/plan_store.hpp"
#include "messages/codec.hpp"
#include "messages/hashes.hpp"
#include "tests/unit/actors/stores/kept_store.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

class KeptPlans final : public KeptStore {
 public:
  explicit KeptPlans(PlanStore store) : store_(std::move(store)) {}

  Result<void> add(int number) override {
    messages::PlanReport report;
    report.plan_id = "plan-" + std::to_string(number);
    report.state = messages::PlanState::completed;
    report.decision.emplace().narrative = std::string(number % 4 == 0 ? 6000U : 60U, 'n');
    planner::PlanInputs inputs = planner::example::inputs();
    inputs.base_currency = number % 2 == 0 ? "EUR" : "USD";
    auto made = store_.create({report.plan_id, 1000 + number, planner::example::request(), ""});
    if (!made) return tl::unexpected(made.error());
    auto recorded = store_.record_inputs(report.plan_id, messages::encode_inputs(inputs));
    if (!recorded || number % 3 == 0) return recorded;
    return store_.finish(report);
  }

  Result<std::string> told() override {
    const auto plans = store_.list(1000);
    if (!plans) return tl::unexpected(plans.error());
    std::string all = messages::encode(*plans);
    for (const auto& plan : plans->plans) {
      const auto report = store_.find(plan.plan_id);
      if (!report) return tl::unexpected(report.error());
      all += messages::encode(report->value());
    }
    const auto unfinished = store_.unfinished();
    if (!unfinished) return tl::unexpected(unfinished.error());
    for (const std::string& id : *unfinished) all += id;
    return all;
  }

 private:
  PlanStore store_;
};

}  // namespace

Result<KeptStorePtr> open_plans(const std::filesystem::path& file) {
  auto store = broker::Store::open({file, PlanStore::migrations(), false});
  if (!store) return tl::unexpected(store.error());
  return std::make_unique<KeptPlans>(PlanStore(std::move(*store)));
}

}  // namespace ballast::actors
