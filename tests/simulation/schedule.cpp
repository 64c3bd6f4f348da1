#include "tests/simulation/schedule.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <random>
#include <sstream>

namespace ballast::broker::toy {

namespace {

constexpr std::array<const char*, 8> fault_names{"kill", "vanish", "start", "freeze",
                                                 "cut",  "slow",   "drain", "rest"};
constexpr std::array<const char*, 4> fate_names{"lost", "twice", "late", "astray"};

template <class Kind, std::size_t count>
bool read_kind(const std::string& word, const std::array<const char*, count>& names, Kind& kind) {
  for (std::size_t at = 0; at < count; ++at) {
    if (word != names[at]) continue;
    kind = static_cast<Kind>(at);
    return true;
  }
  return false;
}

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : random_(seed) {}
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  bool one_in(std::uint64_t times) { return below(times) == 0; }

 private:
  std::mt19937_64 random_;
};

/// Everything happens within so many milliseconds, while there is work.
constexpr std::uint64_t span_ms = 250;

/// `speed`: of all workers together.
PlannedRun random_run(Chance& chance, std::uint64_t speed) {
  PlannedRun run;
  run.units = 1 + speed * chance.below(span_ms / 2);
  run.piece_units = 1 + run.units / (1 + chance.below(12));
  run.generated = chance.one_in(2);
  run.grows = !run.generated && chance.one_in(2);
  if (chance.one_in(12)) run.cancelled_ms = 1 + chance.below(span_ms);
  return run;
}

Fault random_fault(Chance& chance, std::uint64_t workers) {
  Fault fault;
  fault.kind = static_cast<Fault::Kind>(chance.below(fault_names.size()));
  fault.at_ms = chance.below(span_ms);
  fault.worker = chance.below(workers);
  if (fault.kind == Fault::Kind::freeze || fault.kind == Fault::Kind::cut) {
    fault.amount = 1 + chance.below(chance.one_in(8) ? 15'000 : 1'000);
  }
  if (fault.kind == Fault::Kind::rest) fault.amount = chance.below(300);
  if (fault.kind == Fault::Kind::slow) fault.amount = 1 + chance.below(40);
  return fault;
}

FrameFault random_frame_fault(Chance& chance, std::uint64_t frame) {
  FrameFault fault;
  fault.frame = frame;
  fault.fate.kind = static_cast<Fate::Kind>(chance.below(fate_names.size()));
  if (fault.fate.kind == Fate::Kind::late) {
    const std::uint64_t most = chance.one_in(8) ? 3'000 : 60;
    fault.fate.by = std::chrono::milliseconds{1 + chance.below(most)};
  }
  return fault;
}

}  // namespace

Schedule random_schedule(std::uint64_t seed) {
  constexpr std::uint64_t frames_that_may_fail = 200;
  Chance chance(seed);
  Schedule out;
  const std::uint64_t workers = 1 + chance.below(4);
  for (std::uint64_t at = 0; at < workers; ++at) out.speeds.push_back(1 + chance.below(40));
  const std::uint64_t speed =
      std::accumulate(out.speeds.begin(), out.speeds.end(), std::uint64_t{0});
  const std::uint64_t runs = 1 + chance.below(3);
  for (std::uint64_t at = 0; at < runs; ++at) out.runs.push_back(random_run(chance, speed / runs));
  const std::uint64_t faults = chance.below(9);
  for (std::uint64_t at = 0; at < faults; ++at) out.faults.push_back(random_fault(chance, workers));
  constexpr std::array<std::uint64_t, 4> rates{0, 200, 40, 10};
  const std::uint64_t one_in = rates[chance.below(rates.size())];
  for (std::uint64_t at = 0; one_in > 0 && at < frames_that_may_fail; ++at) {
    if (chance.one_in(one_in)) out.frames.push_back(random_frame_fault(chance, at));
  }
  return out;
}

// ---- as text

std::string text(const Schedule& schedule) {
  std::ostringstream out;
  for (const std::uint64_t speed : schedule.speeds) out << "worker " << speed << "\n";
  for (const PlannedRun& run : schedule.runs) {
    out << "run " << run.units << " " << run.piece_units << " " << run.generated << " " << run.grows
        << " " << run.cancelled_ms << "\n";
  }
  for (const Fault& fault : schedule.faults) {
    out << "at " << fault.at_ms << " " << fault_names[static_cast<std::size_t>(fault.kind)] << " "
        << fault.worker << " " << fault.amount << "\n";
  }
  for (const FrameFault& frame : schedule.frames) {
    out << "frame " << frame.frame << " " << fate_names[static_cast<std::size_t>(frame.fate.kind)]
        << " " << std::chrono::duration_cast<std::chrono::milliseconds>(frame.fate.by).count()
        << "\n";
  }
  return out.str();
}

namespace {

bool read_line(std::istringstream& line, Schedule& schedule) {
  std::string what;
  std::string kind;
  line >> what;
  if (what == "worker") return static_cast<bool>(line >> schedule.speeds.emplace_back());
  if (what == "run") {
    PlannedRun& run = schedule.runs.emplace_back();
    return static_cast<bool>(line >> run.units >> run.piece_units >> run.generated >> run.grows >>
                             run.cancelled_ms);
  }
  if (what == "at") {
    Fault& fault = schedule.faults.emplace_back();
    return (line >> fault.at_ms >> kind >> fault.worker >> fault.amount) &&
           read_kind(kind, fault_names, fault.kind) && fault.worker < schedule.speeds.size();
  }
  if (what == "frame") {
    FrameFault& fault = schedule.frames.emplace_back();
    std::int64_t late_ms = 0;
    const bool read =
        (line >> fault.frame >> kind >> late_ms) && read_kind(kind, fate_names, fault.fate.kind);
    fault.fate.by = std::chrono::milliseconds{late_ms};
    return read;
  }
  return what.empty() || what.front() == '#';
}

}  // namespace

planner::Result<Schedule> read_schedule(std::string_view text) {
  Schedule schedule;
  std::istringstream in{std::string(text)};
  std::string words;
  for (std::size_t number = 1; std::getline(in, words); ++number) {
    std::istringstream line(words);
    if (read_line(line, schedule)) continue;
    return tl::unexpected(planner::Failure{
        planner::FailureKind::invalid, "this line is of no schedule: " + words,
        "line " + std::to_string(number), "worker, run, at or frame, as it was printed"});
  }
  return schedule;
}

// ---- smaller

namespace {

using Fails = std::function<bool(const Schedule&)>;

/// Leaves out half of a list, then quarters, down to single items, as long as it fails.
template <class Item>
bool drop_items(Schedule& schedule, std::vector<Item> Schedule::*list, std::size_t least,
                const Fails& fails) {
  bool smaller = false;
  for (std::size_t size = std::max<std::size_t>(1, (schedule.*list).size() / 2); size > 0;
       size /= 2) {
    for (std::size_t at = 0; at < (schedule.*list).size();) {
      Schedule fewer = schedule;
      auto& items = fewer.*list;
      const auto first = items.begin() + static_cast<std::ptrdiff_t>(at);
      const std::size_t count = std::min(size, items.size() - at);
      items.erase(first, first + static_cast<std::ptrdiff_t>(count));
      if (items.size() >= least && fails(fewer)) {
        schedule = std::move(fewer);
        smaller = true;
      } else {
        at += size;
      }
    }
  }
  return smaller;
}

bool drop_worker(Schedule& schedule, const Fails& fails) {
  for (std::size_t gone = 0; schedule.speeds.size() > 1 && gone < schedule.speeds.size(); ++gone) {
    Schedule fewer = schedule;
    fewer.speeds.erase(fewer.speeds.begin() + static_cast<std::ptrdiff_t>(gone));
    std::erase_if(fewer.faults, [gone](const Fault& fault) { return fault.worker == gone; });
    for (Fault& fault : fewer.faults) fault.worker -= fault.worker > gone ? 1 : 0;
    if (!fails(fewer)) continue;
    schedule = std::move(fewer);
    return true;
  }
  return false;
}

bool halve_work(Schedule& schedule, const Fails& fails) {
  for (std::size_t at = 0; at < schedule.runs.size(); ++at) {
    Schedule less = schedule;
    PlannedRun& run = less.runs[at];
    run.units = (run.units + 1) / 2;
    run.piece_units = std::min(run.piece_units, run.units);
    if (less == schedule || !fails(less)) continue;
    schedule = std::move(less);
    return true;
  }
  return false;
}

}  // namespace

Schedule shrunk(Schedule schedule, const Fails& fails) {
  bool smaller = true;
  while (smaller) {
    smaller = drop_items(schedule, &Schedule::frames, 0, fails);
    smaller = drop_items(schedule, &Schedule::faults, 0, fails) || smaller;
    smaller = drop_items(schedule, &Schedule::runs, 1, fails) || smaller;
    smaller = drop_worker(schedule, fails) || smaller;
    smaller = halve_work(schedule, fails) || smaller;
  }
  return schedule;
}

}  // namespace ballast::broker::toy
