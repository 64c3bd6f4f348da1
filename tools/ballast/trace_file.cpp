#include "tools/ballast/trace_file.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "tools/ballast/saved_report.hpp"

namespace ballast::tools {
namespace {

using Json = nlohmann::ordered_json;
using messages::LeaseFate;
using messages::PlanTrace;
using messages::TracedLease;

constexpr double ns_per_us = 1000.0;
/// Within an actor: what it did, and leases that it never answered, of which nothing more is known.
constexpr int work_row = 1;
constexpr int unanswered_row = 2;

double us(std::uint64_t ns) {
  return static_cast<double>(ns) / ns_per_us;
}

struct Slice {
  int process = 0;
  int row = work_row;
  std::string name;
  std::uint64_t cause_ns = 0;  // when it was asked for
  std::uint64_t begin_ns = 0;
  std::uint64_t end_ns = 0;
  bool answered = false;
  Json arguments;
};

class Events {
 public:
  explicit Events(const PlanTrace& trace) : trace_(trace) {
    coordinator_ = process_of(trace.coordinator);
    add_plan();
    add_requests();
    add_leases();
    lay_out();
    for (const Slice& slice : slices_) add_with_arrows(slice);
  }

  [[nodiscard]] Json take() && { return std::move(events_); }

 private:
  int process_of(const std::string& actor) {
    const auto [at, is_new] = processes_.emplace(actor, static_cast<int>(processes_.size()) + 1);
    if (is_new) name("process_name", at->second, work_row, actor);
    return at->second;
  }

  void name(const char* what, int process, int row, const std::string& called) {
    events_.push_back({{"ph", "M"},
                       {"name", what},
                       {"pid", process},
                       {"tid", row},
                       {"args", {{"name", called}}}});
  }

  void add(const Slice& slice, const char* category) {
    events_.push_back({{"ph", "X"},
                       {"name", slice.name},
                       {"cat", category},
                       {"pid", slice.process},
                       {"tid", slice.row},
                       {"ts", us(slice.begin_ns)},
                       {"dur", us(slice.end_ns - slice.begin_ns)},
                       {"args", slice.arguments}});
  }

  void add_plan() {
    add({coordinator_, work_row, "plan " + trace_.plan_id, 0, 0, trace_.elapsed_ns, true,
         Json::object()},
        "plan");
    for (const messages::TracedStage& stage : trace_.stages) {
      add({coordinator_, work_row, stage.name, 0, stage.begin_ns, stage.end_ns, true,
           Json::object()},
          "stage");
    }
  }

  void add_requests() {
    for (const messages::TracedRequest& request : trace_.requests) {
      const bool answered = !request.actor.empty();
      slices_.push_back({process_of(answered ? request.actor : request.role),
                         answered ? work_row : unanswered_row, request.command, request.sent_ns,
                         request.sent_ns, answered ? request.replied_ns : trace_.elapsed_ns,
                         answered, Json{{"message", request.id}}});
    }
  }

  void add_leases() {
    for (const TracedLease& lease : trace_.leases) {
      const bool answered = lease.fate != LeaseFate::unanswered;
      const std::uint64_t end = answered ? lease.answered_ns : trace_.elapsed_ns;
      const std::uint64_t busy = answered ? std::min(lease.busy_ns, end) : end;
      slices_.push_back({process_of(trace_.workers.at(lease.worker)),
                         answered ? work_row : unanswered_row, fmt::format("batch {}", lease.batch),
                         lease.leased_ns, std::max(lease.leased_ns, end - busy), end, answered,
                         arguments_of(lease)});
    }
  }

  [[nodiscard]] Json arguments_of(const TracedLease& lease) const {
    return {{"run", trace_.runs.at(lease.run)},
            {"batch", lease.batch},
            {"attempt", lease.attempt},
            {"fate", messages::NamesOf<LeaseFate>::names.at(static_cast<std::size_t>(lease.fate))},
            {"leased_us", us(lease.leased_ns)},
            {"busy_us", us(lease.busy_ns)}};
  }

  /// An actor does one thing after the other: what is told of the beginning is bounded by the end
  /// of what came before, and of what was never answered, by the beginning of the next.
  void lay_out() {
    std::ranges::stable_sort(slices_, {}, &Slice::end_ns);
    std::map<int, std::uint64_t> last_end;
    for (Slice& slice : slices_) {
      if (slice.row != work_row) continue;
      std::uint64_t& last = last_end[slice.process];
      slice.begin_ns = std::min(std::max(slice.begin_ns, last), slice.end_ns);
      last = slice.end_ns;
    }
    std::ranges::stable_sort(slices_, {}, &Slice::begin_ns);
    std::map<int, Slice*> before;
    for (Slice& slice : slices_) {
      if (slice.row != unanswered_row) continue;
      Slice*& previous = before[slice.process];
      if (previous == nullptr) name("thread_name", slice.process, unanswered_row, "unanswered");
      if (previous != nullptr) previous->end_ns = std::min(previous->end_ns, slice.begin_ns);
      previous = &slice;
    }
  }

  void add_with_arrows(const Slice& slice) {
    add(slice, slice.arguments.contains("batch") ? "batch" : "command");
    ++arrow_;
    add_arrow("s", coordinator_, work_row, slice.cause_ns);
    add_arrow(slice.answered ? "t" : "f", slice.process, slice.row, slice.begin_ns);
    if (slice.answered) add_arrow("f", coordinator_, work_row, slice.end_ns);
  }

  void add_arrow(const char* phase, int process, int row, std::uint64_t at_ns) {
    Json event = {{"ph", phase},    {"id", arrow_}, {"name", "leads to"}, {"cat", "cause"},
                  {"pid", process}, {"tid", row},   {"ts", us(at_ns)}};
    if (phase[0] == 'f') event["bp"] = "e";  // ends in the slice around it, not in the next
    events_.push_back(std::move(event));
  }

  const PlanTrace& trace_;
  Json events_ = Json::array();
  std::map<std::string, int> processes_;
  std::vector<Slice> slices_;
  int coordinator_ = 0;
  std::uint64_t arrow_ = 0;
};

}  // namespace

Json trace_events(const PlanTrace& trace) {
  return {
      {"displayTimeUnit", "ms"},
      {"otherData", {{"plan", trace.plan_id}, {"batches_left_out", std::to_string(trace.omitted)}}},
      {"traceEvents", Events(trace).take()}};
}

planner::Result<void> save_trace(const PlanTrace& trace, const std::string& path) {
  return save_text(trace_events(trace).dump(), path);
}

}  // namespace ballast::tools
