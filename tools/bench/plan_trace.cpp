#include "tools/bench/plan_trace.hpp"

#include <algorithm>
#include <utility>

#include "messages/codec.hpp"
#include "messages/events.hpp"
#include "messages/planning.hpp"

namespace ballast::tools {
namespace {

constexpr std::string_view tap_prefix = "tap.command.";

struct MarkName {
  std::string_view key;
  std::string_view name;
};

constexpr std::array<MarkName, plan_mark_count> names{{
    {"asked", "to the coordinator, which asks for what it needs"},
    {"gathered", "universe, portfolio and trading answer"},
    {"identified", "opportunity answers, asked ahead"},
    {"prepared", "patterns, filters, compiled context"},
    {"searched", "exact search"},
    {"alternatives", "searches for alternatives"},
    {"built", "decision and certificate"},
    {"kept", "into the journal; the end is published"},
    {"told", "the end reaches the client"},
}};

struct StageMark {
  std::string_view stage;  // that begins
  PlanMark ends;
};

constexpr std::array<StageMark, 6> stage_marks{{{"identifying", PlanMark::gathered},
                                                {"preparing", PlanMark::identified},
                                                {"searching", PlanMark::prepared},
                                                {"alternatives", PlanMark::searched},
                                                {"building", PlanMark::alternatives},
                                                {"keeping", PlanMark::built}}};

struct TypeMark {
  std::string_view type;
  PlanMark ends;
};

constexpr std::array<TypeMark, 4> type_marks{{{"GetPortfolio", PlanMark::asked},
                                              {"GetUniverse", PlanMark::asked},
                                              {"GetTradeHistory", PlanMark::asked},
                                              {"PlanCompleted", PlanMark::kept}}};

}  // namespace

std::string_view hop_name(PlanMark end) {
  return names.at(static_cast<std::size_t>(end)).name;
}

std::string_view hop_key(PlanMark end) {
  return names.at(static_cast<std::size_t>(end)).key;
}

PlanTrace::PlanTrace(std::string plan_id, std::int64_t pushed_ns)
    : plan_id_(std::move(plan_id)), pushed_ns_(pushed_ns) {}

void PlanTrace::observe(const messages::Envelope& event, std::int64_t now_ns) {
  const messages::Header& header = event.header;
  if (header.correlation != plan_id_) return;
  const std::string_view route = event.route;
  const std::size_t skipped = route.starts_with(tap_prefix) ? tap_prefix.size() : 0;
  ++messages_;
  bytes_[header.type] +=
      route.size() - skipped + messages::encode(header).size() + event.body.size();
  for (const TypeMark& one : type_marks) {
    if (one.type == header.type) mark(one.ends, header.sent_ns);
  }
  if (const auto progress = messages::unpack<messages::PlanProgress>(event)) {
    mark_stage(progress->stage, header.sent_ns);
  }
  if (header.type == messages::PlanCompleted::type) mark(PlanMark::told, now_ns);
}

void PlanTrace::mark(PlanMark end, std::int64_t at_ns) {
  std::int64_t& marked = marks_.at(static_cast<std::size_t>(end));
  marked = std::max(marked, at_ns);
}

void PlanTrace::mark_stage(std::string_view stage, std::int64_t at_ns) {
  for (const StageMark& one : stage_marks) {
    // Of several searches for alternatives, and of what is told again, the first.
    const bool first = marks_.at(static_cast<std::size_t>(one.ends)) == 0;
    if (one.stage == stage && first) mark(one.ends, at_ns);
  }
}

std::array<std::int64_t, plan_mark_count> PlanTrace::hops() const {
  std::array<std::int64_t, plan_mark_count> hops{};
  std::int64_t last = pushed_ns_;
  for (std::size_t at = 0; at < plan_mark_count; ++at) {
    hops[at] = std::max<std::int64_t>(0, marks_[at] - last);
    last = std::max(last, marks_[at]);
  }
  return hops;
}

}  // namespace ballast::tools
