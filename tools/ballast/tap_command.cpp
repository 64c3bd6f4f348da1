// ballast tap: watches the traffic, records it, replays work offline, shows ledgers and rates. A
// tap listens on the bus alone; it can neither slow nor change what it watches.

#include <unistd.h>

#include <fstream>
#include <functional>

#include <fmt/format.h>

#include "broker/whole_file.hpp"
#include "messages/plan_report.hpp"
#include "messages/planning.hpp"
#include "messages/recording.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/ledger_text.hpp"
#include "tools/ballast/session.hpp"
#include "tools/ballast/wish.hpp"
#include "tools/report/numbers.hpp"
#include "tools/tap/filter.hpp"
#include "tools/tap/replay.hpp"
#include "tools/tap/traffic.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using namespace std::chrono_literals;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::chrono::milliseconds for_ever = 24h * 365;
constexpr std::chrono::milliseconds top_interval = 1s;
/// A recording longer than this is cut rather than read into memory.
constexpr std::size_t recording_bytes_max = std::size_t{1} << 30U;

Result<std::unique_ptr<Session>> listen(const CommonOptions& common,
                                        std::function<void(const TappedFrame&)> observer) {
  SessionOptions options;
  options.common = common;
  options.topics = {""};
  options.role = broker::tap_role;
  options.observer = [observer = std::move(observer)](const messages::Envelope& event) {
    observer(tapped_frame(event));
  };
  return Session::open(std::move(options));
}

std::chrono::milliseconds time_limit(const Arguments& arguments) {
  return arguments.seconds("timeout").value_or(for_ever);
}

void tell_missed(Session& session) {
  say(fmt::format("tap missed {} frames", grouped(session.client().missed())));
}

class Watcher {
 public:
  Watcher(Filter filter, const Arguments& arguments)
      : filter_(std::move(filter)),
        json_(arguments.common().json),
        limit_(arguments.whole_number("count", 1).value_or(0)) {
    if (const auto path = arguments.get<std::string>("record")) {
      record_.open(*path, std::ios::binary | std::ios::trunc);
      if (!record_) {
        throw std::runtime_error(*path + ": this file cannot be written");
      }
    }
  }

  void observe(const TappedFrame& frame) {
    if (finished() || !filter_.accepts(frame)) return;
    ++shown_;
    if (record_.is_open()) record_ << messages::recorded_line(frame) << "\n";
    if (json_) {
      print(frame_json(frame).dump() + "\n");
    } else if (!record_.is_open()) {
      print(frame_line(frame) + "\n");
    }
  }

  [[nodiscard]] bool finished() const { return limit_ > 0 && shown_ >= limit_; }
  [[nodiscard]] std::uint64_t shown() const { return shown_; }

  /// Returns false when not all of the recording could be written.
  [[nodiscard]] bool close() {
    if (!record_.is_open()) return true;
    record_.close();
    return !record_.fail();
  }

 private:
  Filter filter_;
  bool json_;
  std::uint64_t limit_;
  std::uint64_t shown_ = 0;
  std::ofstream record_;
};

ExitCode watch(const std::vector<std::string>& words, const Arguments& arguments) {
  auto filter = Filter::parse(words);
  if (!filter) {
    give_up(filter.error());
    return ExitCode::usage;
  }
  Watcher watcher(std::move(*filter), arguments);
  auto session =
      listen(arguments.common(), [&](const TappedFrame& frame) { watcher.observe(frame); });
  if (!session) return give_up(session.error());
  const bool counted =
      (*session)->client().wait([&] { return watcher.finished(); }, time_limit(arguments));
  if (!arguments.common().quiet) tell_missed(**session);
  if (!watcher.close()) {
    return give_up({FailureKind::refused, "the recording is not whole",
                    arguments.get<std::string>("record").value_or(""), "a disk with room left"});
  }
  // Told to wait for a number of frames, and they did not come.
  const bool short_of = arguments.has("count") && !counted;
  return short_of ? ExitCode::incomplete : ExitCode::done;
}

ExitCode replay(const std::vector<std::string>& words) {
  if (words.size() != 1) {
    say("ballast: `tap replay` takes one recording");
    return ExitCode::usage;
  }
  const auto text = broker::read_whole_file(words.front(), recording_bytes_max);
  if (!text) return give_up(text.error());
  const auto frames = messages::read_recording(*text, words.front());
  if (!frames) return give_up(frames.error());
  const ReplayOutcome outcome = replay_recording(*frames);
  print(fmt::format(
      "{} batches replayed: {} with the recorded answer byte for byte, {} differ, {} fail, {} "
      "without a recorded answer; {} have no recorded context.\n",
      outcome.replayed, outcome.equal, outcome.differing.size(), outcome.failing.size(),
      outcome.unanswered, outcome.without_context));
  for (const auto* list : {&outcome.differing, &outcome.failing}) {
    for (const std::string& sentence : *list) print("  " + sentence + "\n");
  }
  return outcome.differing.empty() && outcome.failing.empty() ? ExitCode::done : ExitCode::error;
}

/// The newest plan, if none is named.
Result<std::string> chosen_plan(Session& session, const std::vector<std::string>& words) {
  if (!words.empty()) return words.front();
  const auto list = session.ask<messages::PlanList>("coordinator", messages::ListPlans{1});
  if (!list) return tl::unexpected(list.error());
  if (list->plans.empty()) {
    return tl::unexpected(
        Failure{FailureKind::missing, "no plan has been made yet", "", "`ballast plan` makes one"});
  }
  return list->plans.front().plan_id;
}

ExitCode ledger(const std::vector<std::string>& words, const Arguments& arguments) {
  SessionOptions session_options;
  session_options.common = arguments.common();
  auto session = Session::open(std::move(session_options));
  if (!session) return give_up(session.error());
  const auto plan = chosen_plan(**session, words);
  if (!plan) return give_up(plan.error());
  while (true) {
    const auto report = (*session)->ask<messages::PlanReport>(
        "coordinator", messages::GetPlan{*plan, false}, *plan);
    if (!report) return give_up(report.error());
    print(ledger_text(*report));
    if (report->state != messages::PlanState::running) break;
    (*session)->client().wait([] { return false; }, top_interval);
    if ((*session)->client().interrupted()) break;
  }
  return ExitCode::done;
}

ExitCode top(const Arguments& arguments) {
  Traffic traffic;
  std::map<std::string, messages::PlanProgress> plans;
  const auto observe = [&](const TappedFrame& frame) {
    traffic.add(frame);
    if (frame.header.type != messages::PlanProgress::type) return;
    if (auto progress = messages::decode<messages::PlanProgress>(frame.body)) {
      plans[progress->plan_id] = std::move(*progress);
    }
  };
  auto session = listen(arguments.common(), observe);
  if (!session) return give_up(session.error());
  const bool on_terminal = terminal_columns(STDOUT_FILENO) > 0;
  const broker::SystemClock clock;
  const auto end = clock.now() + time_limit(arguments);
  while (clock.now() < end && !(*session)->client().interrupted()) {
    (*session)->client().wait(
        [] { return false; },
        std::min<std::chrono::milliseconds>(
            top_interval,
            std::chrono::duration_cast<std::chrono::milliseconds>(end - clock.now())));
    std::string screen = traffic.table(clock.now());
    for (const auto& [id, progress] : plans) screen += "\n" + queue_text(progress);
    plans.clear();
    print(on_terminal ? "\033[H\033[2J" + screen : screen + "\n");
  }
  if (!arguments.common().quiet) tell_missed(**session);
  return ExitCode::done;
}

}  // namespace

ExitCode run_tap(const std::vector<std::string>& words) {
  Arguments::Description own("Tap");
  own.add_options()(
      "words", options::value<std::vector<std::string>>(),
      "FILTER: topic= type= role= board= plan= or plane= with a value, or the beginning of "
      "a topic, or a type. Words of one key are alternatives, different keys must all "
      "hold.")("count", options::value<std::string>(), "end after this many frames")(
      "timeout", options::value<std::string>(), "end after this many seconds")(
      "record", options::value<std::string>(), "write the frames to this file");
  const auto arguments = Arguments::read(
      words, "tap [FILTER...] | tap replay FILE | tap ledger [PLAN] | tap top", own, "words");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  auto rest = arguments.list("words");
  const std::string what = rest.empty() ? "" : rest.front();
  if (what != "replay" && what != "ledger" && what != "top") return watch(rest, arguments);
  rest.erase(rest.begin());
  if (what == "replay") return replay(rest);
  if (what == "ledger") return ledger(rest, arguments);
  return top(arguments);
}

}  // namespace ballast::tools
