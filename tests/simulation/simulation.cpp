#include "tests/simulation/simulation.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "broker/work_plane/frame.hpp"
#include "messages/json.hpp"
#include "tests/simulation/model.hpp"
#include "tests/simulation/simulated_cluster.hpp"
#include "tests/simulation/simulated_generator.hpp"

namespace ballast::broker::toy {

namespace {

/// From then on every worker that is dead is started again, as its supervisor does.
constexpr Monotonic calm = std::chrono::milliseconds{300};
constexpr Monotonic supervised = std::chrono::milliseconds{500};
/// A blamed batch gets more time each time: three tries are over by then.
constexpr Monotonic longest = std::chrono::seconds{180};

/// A schedule says more about faults the fewer frames it takes to come to them.
SchedulerLimits few_batches() {
  SchedulerLimits limits;
  limits.lease_least = std::chrono::milliseconds{15};
  return limits;
}

class Simulation {
 public:
  Simulation(const Schedule& schedule, Trace trace) : trace_(std::move(trace)) {
    for (const FrameFault& frame : schedule.frames) {
      cluster_.network.fates.emplace(frame.frame, frame.fate);
    }
    cluster_.network.on_lane = [this](const Frames& frames, const SimulatedHost& to) {
      model_.leased(frames, to.name, to.incarnation);
      write("-> " + to.name, frames);
    };
    cluster_.network.in_the_name_of = Model::in_the_name_of;
    cluster_.network.on_intake = [this](const Frames* frames) {
      model_.arrived(frames);
      if (frames != nullptr) write("<-", *frames);
    };
    for (const std::uint64_t speed : schedule.speeds) {
      const std::size_t number = cluster_.size() + 1;
      cluster_.add("worker-" + std::to_string(number), static_cast<double>(speed),
                   "board-" + std::to_string(number % 2));
    }
    for (const PlannedRun& run : schedule.runs) open(run);
    for (const Fault& fault : schedule.faults) {
      cluster_.time.at(std::chrono::milliseconds{fault.at_ms}, [this, &fault] { strike(fault); });
    }
    cluster_.time.at(calm, [this] { restart_dead(); });
  }

  Simulated run() {
    cluster_.run_until([this] { return over(); }, longest);
    if (!model_.fault() && !model_.all_ended()) model_.blame("a run does not end");
    Simulated out;
    out.fault = model_.fault();
    out.frames = cluster_.network.frames();
    out.lasted = cluster_.now();
    for (const RunOutcome& outcome : cluster_.outcomes) {
      out.requeued += outcome.ledger.requeued;
      out.duplicates += outcome.ledger.total.duplicates;
      out.refused += outcome.ledger.refused;
      out.set_aside += outcome.ledger.set_aside;
      out.copied += outcome.ledger.copied;
    }
    return out;
  }

 private:
  void write(const std::string& where, const Frames& frames) {
    if (!trace_) return;
    const auto header = read_work_header(frames);
    const auto body = messages::any_to_json(frames[1]);
    const auto now = std::chrono::duration_cast<std::chrono::microseconds>(cluster_.now()).count();
    trace_(std::to_string(now) + " us " + where + " " + (header ? header->type : "?") + " " +
           (body ? body->dump() : "?"));
  }

  struct Feed {
    std::string run;
    PlannedRun plan;
    std::uint64_t next = 0;
    bool sealed = false;
  };

  void open(const PlannedRun& plan) {
    const std::string name = "run-" + std::to_string(feeds_.size() + 1);
    model_.open(name, plan.units);
    RunSpec spec;
    spec.run = name;
    spec.context = "context";
    spec.total_units = plan.grows ? 0 : plan.units;
    spec.rules = rules();
    spec.rules.merge = [this, name](std::string_view answer) {
      return model_.merged(name, answer);
    };
    spec.grows = plan.grows;
    if (!cluster_.ventilator().open_run(std::move(spec))) model_.blame(name + " was refused");
    if (plan.generated) generator_.generate(name, plan.units, plan.piece_units);
    feeds_.push_back({name, plan, 0, plan.generated});
    if (plan.cancelled_ms == 0) return;
    cluster_.time.at(std::chrono::milliseconds{plan.cancelled_ms}, [this, name] { cancel(name); });
  }

  void cancel(const std::string& run) {
    const auto open = cluster_.ventilator().open_runs();
    if (std::ranges::find(open, run) == open.end()) return;
    model_.cancelled(run);
    cluster_.ventilator().cancel(run);
  }

  /// As the owner of a run does: hands out what fits, seals when it knows that no more comes.
  void feed(Feed& feed) {
    Ventilator& ventilator = cluster_.ventilator();
    while (feed.next < feed.plan.units && ventilator.room(feed.run) > 0) {
      const std::uint64_t end = std::min(feed.plan.units, feed.next + feed.plan.piece_units);
      if (!ventilator.offer(feed.run, toy::text(Range{feed.next, end}))) return;
      feed.next = end;
    }
    if (feed.next < feed.plan.units) return;
    const auto progress = ventilator.progress(feed.run);
    const bool back = progress && progress->waiting == 0 && progress->unanswered == 0;
    if (feed.plan.grows && !back) return;
    feed.sealed = true;
    if (!ventilator.seal(feed.run)) model_.blame(feed.run + " cannot be sealed");
  }

  bool over() {
    for (; told_ < cluster_.outcomes.size(); ++told_) {
      model_.ended(cluster_.outcomes[told_]);
      for (Feed& each : feeds_) each.sealed |= each.run == cluster_.outcomes[told_].run;
    }
    for (Feed& each : feeds_) {
      if (!each.sealed) feed(each);
    }
    return model_.fault() || model_.all_ended();
  }

  void strike(const Fault& fault) {
    const auto worker = static_cast<std::size_t>(fault.worker);
    const std::chrono::milliseconds duration{fault.amount};
    const bool dead = cluster_.dead(worker);
    if (fault.kind == Fault::Kind::start) return cluster_.start(worker);
    if (dead) return;
    using Noticed = SimulatedCluster::Noticed;
    if (fault.kind == Fault::Kind::kill) cluster_.kill(worker, Noticed::at_once);
    if (fault.kind == Fault::Kind::vanish) cluster_.kill(worker, Noticed::by_silence);
    if (fault.kind == Fault::Kind::freeze) cluster_.freeze(worker, duration);
    if (fault.kind == Fault::Kind::cut) cluster_.cut(worker, duration);
    if (fault.kind == Fault::Kind::drain) cluster_.drain(worker);
    if (fault.kind == Fault::Kind::rest) cluster_.rest(worker, duration);
    if (fault.kind == Fault::Kind::slow) {
      cluster_.at(worker).units_per_ms = static_cast<double>(fault.amount);
    }
  }

  void restart_dead() {
    for (std::size_t at = 0; at < cluster_.size(); ++at) {
      if (cluster_.dead(at)) cluster_.start(at);
    }
    cluster_.time.in(supervised, [this] { restart_dead(); });
  }

  Trace trace_;
  Model model_;
  SimulatedCluster cluster_{few_batches()};
  SimulatedGenerator generator_{cluster_};
  std::vector<Feed> feeds_;
  std::size_t told_ = 0;
};

}  // namespace

Simulated simulate(const Schedule& schedule, const Trace& trace) {
  return Simulation(schedule, trace).run();
}

std::string told(std::uint64_t seed) {
  const auto fails = [](const Schedule& schedule) { return simulate(schedule).fault.has_value(); };
  const Schedule whole = random_schedule(seed);
  const std::string first = simulate(whole).fault.value_or("nothing is wrong");
  if (!fails(whole)) return "seed " + std::to_string(seed) + ": " + first;
  const Schedule least = shrunk(whole, fails);
  return "seed " + std::to_string(seed) + ": " + first +
         "\nthe smallest schedule that fails: " + *simulate(least).fault + "\n" + text(least);
}

}  // namespace ballast::broker::toy
