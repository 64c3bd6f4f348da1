// A coordinator whose other actors are played by the test.
#pragma once

#include <gtest/gtest.h>

#include "actors/coordinator/coordinator.hpp"
#include "broker/manual_clock.hpp"
#include "broker/work_plane/socket_transport.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::actors {

namespace example = planner::example;
using messages::PlanState;
using planner::Failure;
using planner::FailureKind;

class Coordinating : public testing::Test {
 protected:
  Coordinating() { restart(); }

  /// As restart(), but with every set scored by the evaluators.
  void restart_enumerating() {
    search = planner::SearchMethod::enumerate;
    restart();
  }
  ~Coordinating() override { coordinator.reset(); }

  void restart() {
    coordinator.reset();
    auto store =
        broker::Store::open({directory.path() / "plans.db", PlanStore::migrations(), false});
    if (!store) throw std::runtime_error(planner::describe(store.error()));
    // An address is free again only after its socket was closed in the background.
    const auto intake =
        broker::Endpoint::parse("inproc://coordinator-" + std::to_string(++started));
    PlannerFile file;
    file.country_groups = example::inputs().country_groups;
    file.country_targets = example::inputs().country_targets;
    file.planning_date = {PlanningDate::Kind::fixed, example::today};
    file.search = search;
    file.budget = budget;
    coordinator = std::make_unique<Coordinator>(
        CoordinatorSettings{
            file, transport, clock, {intake.value(), {}, {}}, directory.path() / "set-aside"},
        PlanStore(std::move(*store)));
    outlet.emplace();
    coordinator->start(*outlet);
  }

  template <class Body>
  messages::Envelope send(const Body& body) {
    auto command = command_of(body, "id-" + std::to_string(++sent));
    coordinator->receive(command, *outlet);
    return command;
  }

  [[nodiscard]] static messages::CreatePlan wish(const std::string& id = "plan-1") {
    messages::CreatePlan body;
    body.plan_id = id;
    return body;
  }

  void expect_refused(const messages::Envelope& command, FailureKind kind) {
    ASSERT_EQ(outlet->refusals[command.header.id].size(), 1U);
    EXPECT_EQ(outlet->refusals[command.header.id].front().kind, kind);
    EXPECT_EQ(outlet->replies.count(command.header.id), 0U);
  }

  [[nodiscard]] messages::PlanReport report(const std::string& id = "plan-1") {
    return outlet->reply_to<messages::PlanReport>(send(messages::GetPlan{id, true}));
  }

  /// Answers the newest open request to a role.
  template <class Body>
  void answer(const std::string& route, const Body& body) {
    outlet->answer(place_of(route), messages::pack(body));
  }
  void fail(const std::string& route, const Failure& failure) {
    outlet->answer(place_of(route), tl::unexpected(failure));
  }
  [[nodiscard]] std::size_t place_of(const std::string& route) const {
    for (std::size_t at = outlet->requests.size(); at-- > 0;) {
      if (outlet->requests[at].route == route) return at;
    }
    throw std::runtime_error("nobody was asked: " + route);
  }
  [[nodiscard]] std::size_t asked(const std::string& route) const {
    return static_cast<std::size_t>(
        std::count_if(outlet->requests.begin(), outlet->requests.end(),
                      [&](const auto& request) { return request.route == route; }));
  }

  [[nodiscard]] static messages::PortfolioSnapshot example_portfolio() {
    messages::PortfolioSnapshot portfolio;
    portfolio.positions = example::inputs().positions;
    portfolio.cash = example::inputs().cash;
    return portfolio;
  }

  void answer_all_snapshots(const messages::PortfolioSnapshot& portfolio = example_portfolio()) {
    messages::UniverseSnapshot universe;
    universe.securities = example::inputs().securities;
    answer("portfolio", portfolio);
    answer("trading", messages::TradeHistoryReport{});
    answer("universe", universe);
  }

  /// Answers with what is in the snapshots that the plan has.
  void answer_opportunities() {
    const auto inputs = report().inputs;
    ASSERT_TRUE(inputs);
    answer_opportunities_of(*inputs);
  }
  void answer_opportunities_of(const planner::PlanInputs& inputs) {
    answer("opportunity", messages::OpportunitiesFound{
                              planner::identify_opportunities(example::request(), inputs)});
  }
  /// What answer_all_snapshots leads to, once a plan was made of it.
  [[nodiscard]] planner::PlanInputs example_inputs() { return *report("plan-1").inputs; }

  [[nodiscard]] bool told_of_end(const std::string& id = "plan-1") const {
    return std::any_of(outlet->events.begin(), outlet->events.end(), [&](const auto& event) {
      return event.topic == "plan." + id + ".completed";
    });
  }

  planner::SearchMethod search = planner::SearchMethod::exact;
  SearchBudget budget;
  broker::KeyedContext context;
  broker::PollSet poll_set;
  broker::SocketTransport transport{context, poll_set};
  broker::ManualClock clock;
  TemporaryDirectory directory;
  std::optional<RecordingOutlet> outlet;
  std::unique_ptr<Coordinator> coordinator;
  int sent = 0;
  int started = 0;
};

}  // namespace ballast::actors
