// `bench plan`: how long a whole plan takes, from the push of CreatePlan until the client has heard
// of its end, through real processes on one board; and where that time goes.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "messages/plan_report.hpp"
#include "tools/ballast/planning_session.hpp"
#include "tools/bench/benches.hpp"
#include "tools/bench/household_board.hpp"
#include "tools/bench/machine.hpp"
#include "tools/bench/plan_trace.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

using namespace std::chrono_literals;

constexpr int evaluator_count = 2;
constexpr std::size_t plans_by_default = 500;
constexpr std::size_t plans_max = 100'000;
constexpr std::size_t warm_up_plans = 50;
/// A plan that takes longer has failed.
constexpr std::chrono::milliseconds plan_patience = 30s;
constexpr double ns_per_ms = 1e6;
constexpr double ns_per_us = 1e3;

struct Wish {
  std::size_t plans = plans_by_default;
  bool json = false;
};

struct MeasuredPlans {
  std::vector<double> whole_ns;                // nobody listens but the client
  std::vector<PlanTrace> traces;               // of as many further plans, with a tap
  std::map<std::string, double> processor_ns;  // of one plan, by process, without a tap
  std::string decision_hash;
};

[[noreturn]] void stop(const std::string& sentence) {
  throw std::runtime_error(sentence);
}

template <class Value>
Value value_of(planner::Result<Value> result) {
  if (!result) stop(planner::describe(result.error()));
  if constexpr (!std::is_void_v<Value>) return std::move(*result);
}

Wish wish_of(BenchArguments arguments) {
  Wish wish;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--json") {
      wish.json = true;
      continue;
    }
    const std::string_view number =
        arguments[i] == "--plans" && i + 1 < arguments.size() ? arguments[++i] : "";
    const auto read = std::from_chars(number.data(), number.data() + number.size(), wish.plans);
    const bool whole = read.ec == std::errc() && read.ptr == number.data() + number.size();
    if (!whole || wish.plans == 0 || wish.plans > plans_max) {
      throw std::invalid_argument{
          fmt::format("this measurement takes --plans 1 to {} and --json", plans_max)};
    }
  }
  return wish;
}

/// Makes plans one after another, and times them.
class Planning {
 public:
  explicit Planning(HouseholdBoard& board)
      : session_(
            value_of(board.connect({"plan."}, [this](const auto& event) { observe(event); }))) {}

  [[nodiscard]] Session& session() { return *session_; }

  PlanTrace plan() {
    messages::CreatePlan wish;
    wish.plan_id = plan_id_ = new_plan_id();
    over_ = false;
    trace_ = std::make_unique<PlanTrace>(plan_id_, clock_.wall_ns());
    value_of(begin_plan(*session_, wish));
    session_->client().wait([this] { return over_; }, plan_patience);
    if (session_->client().interrupted()) stop("interrupted");
    if (!over_) stop("a plan does not end");
    return *trace_;
  }

  /// Of the plan that was made last.
  [[nodiscard]] messages::PlanReport report() {
    return value_of(session_->ask<messages::PlanReport>(
        "coordinator", messages::GetPlan{plan_id_, false}, plan_id_));
  }

 private:
  void observe(const messages::Envelope& event) {
    if (trace_) trace_->observe(event, clock_.wall_ns());
    over_ = over_ || ended_plan(event) == plan_id_;
  }

  broker::SystemClock clock_;
  std::string plan_id_;
  bool over_ = false;
  std::unique_ptr<PlanTrace> trace_;
  std::unique_ptr<Session> session_;
};

std::string hash_of_completed(const messages::PlanReport& report) {
  if (report.state == messages::PlanState::completed) return report.decision_hash;
  stop("a plan is not completed" +
       (report.failure ? ": " + planner::describe(*report.failure) : std::string()));
}

double sum_of(const std::array<std::int64_t, plan_mark_count>& hops) {
  double sum = 0.0;
  for (const std::int64_t hop : hops) sum += static_cast<double>(hop);
  return sum;
}

MeasuredPlans measure_plans(std::size_t plans) {
  HouseholdBoard board(evaluator_count);
  Planning planning(board);
  value_of(board.import(planning.session()));
  MeasuredPlans measured;
  for (std::size_t i = 0; i < warm_up_plans; ++i) planning.plan();
  measured.decision_hash = hash_of_completed(planning.report());
  const auto before = board.processor_ns();
  const double here = processor_seconds();
  for (std::size_t i = 0; i < plans; ++i) {
    measured.whole_ns.push_back(sum_of(planning.plan().hops()));
  }
  measured.processor_ns["client"] = (processor_seconds() - here) * 1e9;
  for (const auto& [name, used] : board.processor_ns()) {
    measured.processor_ns[name] = static_cast<double>(used - before.at(name));
  }
  for (auto& [name, used] : measured.processor_ns) used /= static_cast<double>(plans);
  value_of(planning.session().client().subscribe("tap.", plan_patience));
  for (std::size_t i = 0; i < plans; ++i) measured.traces.push_back(planning.plan());
  if (hash_of_completed(planning.report()) != measured.decision_hash) {
    stop("two plans of the same inputs decide differently");
  }
  return measured;
}

double quantile(std::vector<double> values, double part) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(
      std::lround(part * static_cast<double>(values.size() - 1)))];
}

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

std::vector<double> hop_of(const std::vector<PlanTrace>& traces, std::size_t place) {
  std::vector<double> times;
  times.reserve(traces.size());
  for (const PlanTrace& trace : traces) {
    times.push_back(static_cast<double>(trace.hops().at(place)));
  }
  return times;
}

std::vector<double> wholes_of(const std::vector<PlanTrace>& traces) {
  std::vector<double> times;
  times.reserve(traces.size());
  for (const PlanTrace& trace : traces) times.push_back(sum_of(trace.hops()));
  return times;
}

std::map<std::string, double> bytes_of(const std::vector<PlanTrace>& traces) {
  std::map<std::string, double> bytes;
  for (const PlanTrace& trace : traces) {
    for (const auto& [type, count] : trace.bytes()) {
      bytes[type] += static_cast<double>(count) / static_cast<double>(traces.size());
    }
  }
  return bytes;
}

double total_of(const std::map<std::string, double>& parts) {
  double total = 0.0;
  for (const auto& [name, part] : parts) total += part;
  return total;
}

void print_json(const MeasuredPlans& measured) {
  nlohmann::ordered_json out;
  out["cpu"] = cpu_name();
  out["compiler"] = compiler_name();
  out["flags"] = build_options();
  out["securities"] = household_securities;
  out["positions"] = household_positions;
  out["plans"] = measured.whole_ns.size();
  out["decision_hash"] = measured.decision_hash;
  for (const auto& [name, part] :
       {std::pair{"ms_p50", 0.5}, {"ms_p90", 0.9}, {"ms_p99", 0.99}, {"ms_max", 1.0}}) {
    out[name] = quantile(measured.whole_ns, part) / ns_per_ms;
  }
  out["processor_us_per_plan"] = nlohmann::ordered_json::object();
  for (const auto& [name, used] : measured.processor_ns) {
    out["processor_us_per_plan"][name] = used / ns_per_us;
  }
  const auto wholes = wholes_of(measured.traces);
  out["tapped"]["us_mean"] = mean(wholes) / ns_per_us;
  out["tapped"]["us_median"] = quantile(wholes, 0.5) / ns_per_us;
  for (std::size_t place = 0; place < plan_mark_count; ++place) {
    const auto times = hop_of(measured.traces, place);
    out["tapped"]["hops"].push_back({{"name", hop_key(static_cast<PlanMark>(place))},
                                     {"us_mean", mean(times) / ns_per_us},
                                     {"us_median", quantile(times, 0.5) / ns_per_us},
                                     {"us_p99", quantile(times, 0.99) / ns_per_us}});
  }
  out["tapped"]["bytes_per_plan"] = bytes_of(measured.traces);
  std::printf("%s\n", nlohmann::ordered_json{{"plan", out}}.dump(json_indent).c_str());
}

void print_hops(const MeasuredPlans& measured) {
  Table hops({{"microseconds", Align::left},
              {"median", Align::right},
              {"mean", Align::right},
              {"p99", Align::right}});
  const auto row = [&](std::string_view name, const std::vector<double>& times) {
    hops.add({std::string(name), fmt::format("{:.0f}", quantile(times, 0.5) / ns_per_us),
              fmt::format("{:.0f}", mean(times) / ns_per_us),
              fmt::format("{:.0f}", quantile(times, 0.99) / ns_per_us)});
  };
  for (std::size_t place = 0; place < plan_mark_count; ++place) {
    row(hop_name(static_cast<PlanMark>(place)), hop_of(measured.traces, place));
  }
  row("the whole, while a tap listens", wholes_of(measured.traces));
  std::printf("\n%s", hops.text(0).c_str());
}

void print_parts(const char* title, const std::map<std::string, double>& parts, double unit) {
  Table table({{title, Align::left}, {"a plan", Align::right}});
  for (const auto& [name, part] : parts) table.add({name, fmt::format("{:.0f}", part / unit)});
  table.add({"all", fmt::format("{:.0f}", total_of(parts) / unit)});
  std::printf("\n%s", table.text(0).c_str());
}

void print_tables(const MeasuredPlans& measured) {
  std::printf("%s, %s, %s\n%zu plans, one after another, of %zu securities and %zu positions\n\n",
              cpu_name().c_str(), compiler_name().c_str(), build_options().c_str(),
              measured.whole_ns.size(), household_securities, household_positions);
  std::printf(
      "CreatePlan pushed to the end received: p50 %.3f, p90 %.3f, p99 %.3f, max %.3f ms\n",
      quantile(measured.whole_ns, 0.5) / ns_per_ms, quantile(measured.whole_ns, 0.9) / ns_per_ms,
      quantile(measured.whole_ns, 0.99) / ns_per_ms, quantile(measured.whole_ns, 1.0) / ns_per_ms);
  print_hops(measured);
  print_parts("microseconds of processor time", measured.processor_ns, ns_per_us);
  print_parts("bytes of frames", bytes_of(measured.traces), 1.0);
}

}  // namespace

int bench_plan(BenchArguments arguments) {
  const Wish wish = wish_of(arguments);
  const MeasuredPlans measured = measure_plans(wish.plans);
  wish.json ? print_json(measured) : print_tables(measured);
  return 0;
}

}  // namespace ballast::tools
