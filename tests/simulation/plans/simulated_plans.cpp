#include "tests/simulation/plans/simulated_plans.hpp"

#include <algorithm>
#include <memory>
#include <random>
#include <stdexcept>
#include <utility>

#include "actors/coordinator/coordinator.hpp"
#include "actors/evaluator/evaluator.hpp"
#include "actors/generator/generator.hpp"
#include "actors/opportunity/opportunity.hpp"
#include "messages/codec.hpp"
#include "tests/simulation/plans/simulated_node.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::actors::toy {

namespace {

namespace example = planner::example;
using broker::Clock;
using broker::Monotonic;
using broker::Outlet;
using broker::toy::SimulatedHost;
using broker::toy::SimulatedNode;
using messages::PlanState;
using namespace std::chrono_literals;

constexpr Monotonic longest = 300s;
constexpr Monotonic restart_takes = 120ms;  // a supervisor is that quick
constexpr std::size_t evaluators = 2;

/// Answers every command of a type with the same body.
class Knows final : public broker::Behaviour {
 public:
  explicit Knows(messages::Payload answer) : answer_(std::move(answer)) {}
  void receive(const messages::Envelope& command, Outlet& outlet) override {
    outlet.reply(command, answer_);
  }

 private:
  messages::Payload answer_;
};

/// Asks for plans until each is accepted, and looks at them until each has ended.
class Person final : public broker::Behaviour {
 public:
  Person(int plans, PlannedInTime& told) : told_(told) {
    for (int at = 1; at <= plans; ++at) {
      messages::PlanReport report;
      report.plan_id = "plan-" + std::to_string(at);
      told_.reports.push_back(report);
    }
  }

  [[nodiscard]] bool done() const { return told_.finished.size() == told_.reports.size(); }

  void start(Outlet& outlet) override {
    for (std::size_t at = 0; at < told_.reports.size(); ++at) ask(at, outlet);
  }
  void receive(const messages::Envelope& command, Outlet& outlet) override {
    outlet.refuse(command, {planner::FailureKind::refused, "a person takes no commands", "", ""});
  }

 private:
  void ask(std::size_t at, Outlet& outlet) {
    messages::CreatePlan wish;
    wish.plan_id = told_.reports[at].plan_id;
    wish.settings = {{"price_scenarios", "none"}};  // what a set is worth takes no time here
    outlet.request("coordinator", messages::pack(wish), "", 10s,
                   [this, at, &outlet](const planner::Result<messages::Envelope>& reply) {
                     reply ? look(at, outlet) : ask(at, outlet);
                   });
  }

  void look(std::size_t at, Outlet& outlet) {
    const messages::GetPlan wish{told_.reports[at].plan_id, false};
    outlet.request("coordinator", messages::pack(wish), "", 10s,
                   [this, at, &outlet](const planner::Result<messages::Envelope>& reply) {
                     see(at, reply, outlet);
                   });
  }

  void see(std::size_t at, const planner::Result<messages::Envelope>& reply, Outlet& outlet) {
    if (reply) {
      if (auto report = messages::unpack<messages::PlanReport>(*reply)) {
        told_.reports[at] = std::move(*report);
      }
    }
    if (told_.reports[at].state != PlanState::running) {
      return told_.finished.push_back(told_.reports[at].plan_id);
    }
    outlet.after(100ms, [this, at, &outlet] { look(at, outlet); });
  }

  PlannedInTime& told_;
};

PlannerFile example_file() {
  PlannerFile file;
  file.country_groups = example::inputs().country_groups;
  file.country_targets = example::inputs().country_targets;
  file.planning_date = {PlanningDate::Kind::fixed, example::today};
  file.search = planner::SearchMethod::enumerate;
  return file;
}

class Board {
 public:
  Board(const Schedule& schedule, int plans) {
    for (const auto& frame : schedule.frames) network_.fates.emplace(frame.frame, frame.fate);
    start_snapshots();
    for (std::size_t at = 0; at < 3 + evaluators; ++at) start(at);
    auto person = std::make_unique<Person>(plans, told_);
    person_ = person.get();
    others_.push_back(
        node("person", 1, [&](SimulatedHost&, const Clock&) { return std::move(person); }));
    for (const auto& fault : schedule.faults) {
      if (fault.kind != broker::toy::Fault::Kind::kill) continue;
      time_.at(std::chrono::milliseconds{fault.at_ms}, [this, &fault] { kill(fault.worker); });
    }
  }

  PlannedInTime run() {
    while (!person_->done() && time_.now() < longest) time_.step(longest);
    told_.lasted = time_.now();
    return std::move(told_);
  }

 private:
  std::unique_ptr<SimulatedNode> node(const std::string& role, int number,
                                      const SimulatedNode::Maker& make) {
    broker::Identity identity{role, role + "-" + std::to_string(number) + "@home", "home",
                              ++incarnations_};
    return std::make_unique<SimulatedNode>(time_, network_, post_, random_, std::move(identity),
                                           make);
  }

  void start_snapshots() {
    messages::PortfolioSnapshot portfolio;
    portfolio.positions = example::inputs().positions;
    portfolio.cash = example::inputs().cash;
    messages::UniverseSnapshot universe;
    universe.securities = example::inputs().securities;
    const auto play = [this](const std::string& role, const messages::Payload& answer) {
      others_.push_back(node(
          role, 1, [&](SimulatedHost&, const Clock&) { return std::make_unique<Knows>(answer); }));
    };
    play("portfolio", messages::pack(portfolio));
    play("universe", messages::pack(universe));
    play("trading", messages::pack(messages::TradeHistoryReport{}));
  }

  void start(std::size_t at) {
    if (processes_.size() <= at) processes_.resize(at + 1);
    if (at == 0) {
      ++told_.starts;
      processes_[at] = node("coordinator", 1, [this](SimulatedHost& host, const Clock&) {
        return make_coordinator(host);
      });
    } else if (at == 1) {
      processes_[at] = node("generator", 1, [this](SimulatedHost& host, const Clock&) {
        return std::make_unique<GeneratorActor>(host, intake_);
      });
    } else if (at == 2) {
      processes_[at] = node("opportunity", 1, [](SimulatedHost&, const Clock&) {
        return std::make_unique<OpportunityActor>();
      });
    } else {
      const int number = static_cast<int>(at) - 2;
      processes_[at] = node("evaluator", number, [&](SimulatedHost& host, const Clock& clock) {
        broker::WorkerOptions options{
            .intake = intake_,
            .identity = {"evaluator", "evaluator-" + std::to_string(number) + "@home", "home",
                         incarnations_}};
        return std::make_unique<EvaluatorActor>(host, clock, std::move(options));
      });
    }
  }

  std::unique_ptr<broker::Behaviour> make_coordinator(SimulatedHost& host) {
    auto store =
        broker::Store::open({directory_.path() / "plans.db", PlanStore::migrations(), false});
    if (!store) throw std::runtime_error(planner::describe(store.error()));
    broker::VentilatorOptions work{intake_, {}, {}};
    work.limits.lease_target = 5ms;
    work.limits.lease_least = 2ms;
    return std::make_unique<Coordinator>(
        CoordinatorSettings{file_, host, time_, std::move(work), directory_.path() / "set-aside"},
        PlanStore(std::move(*store)));
  }

  void kill(std::size_t at) {
    if (at >= processes_.size() || !processes_[at]) return;
    processes_[at].reset();
    time_.in(restart_takes, [this, at] {
      if (!processes_[at]) start(at);
    });
  }

  TemporaryDirectory directory_;
  PlannerFile file_ = example_file();
  broker::toy::SimulatedTime time_;
  broker::toy::SimulatedNetwork network_{time_};
  broker::toy::SimulatedPost post_{network_};
  broker::SeededRandom random_{1};
  broker::Endpoint intake_ = broker::Endpoint::inproc("intake").value();
  std::uint64_t incarnations_ = 0;
  PlannedInTime told_;
  Person* person_ = nullptr;
  std::vector<std::unique_ptr<SimulatedNode>> others_;
  std::vector<std::unique_ptr<SimulatedNode>> processes_;
};

}  // namespace

Schedule random_plan_schedule(std::uint64_t seed) {
  constexpr std::uint64_t span_ms = 250;
  Schedule schedule = broker::toy::random_schedule(seed);
  std::mt19937_64 random(seed);
  schedule.faults.clear();
  std::uint64_t coordinators = 2;  // one more, and the plan may be set aside
  for (std::uint64_t left = random() % 5; left > 0; --left) {
    const std::uint64_t at_ms = random() % span_ms;
    std::uint64_t who = random() % 2 == 0 ? 0 : random() % (3 + evaluators);
    if (who == 0 && coordinators == 0) ++who;
    if (who == 0) --coordinators;
    schedule.faults.push_back({broker::toy::Fault::Kind::kill, at_ms, who, 0});
  }
  schedule.speeds.resize(3 + evaluators, 1);
  schedule.runs.resize(1);
  return schedule;
}

PlannedInTime plan_in_time(const Schedule& schedule, int plans) {
  return Board(schedule, plans).run();
}

}  // namespace ballast::actors::toy
