#include "actors/display/board_report.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace ballast::actors {
namespace {

std::string plan_words(const hardware::BoardView& view) {
  constexpr double percent = 100.0;
  if (!view.plan) return "no plan is made";
  std::string out = "planning, " + view.plan->stage;
  if (view.plan->total == 0) return out;
  return out + fmt::format(" {:.0f} %", percent * static_cast<double>(view.plan->done) /
                                            static_cast<double>(view.plan->total));
}

std::string clock_words(const hardware::Vitals& vitals) {
  constexpr double percent = 100.0;
  if (!vitals.throttled.value_or(false)) return "";
  if (!vitals.clock_ghz || !vitals.clock_most_ghz) {
    return vitals.pace ? fmt::format(", slowed down by heat to {:.0f} % of its pace",
                                     percent * *vitals.pace)
                       : ", slowed down by heat";
  }
  return fmt::format(", slowed down by heat to {:.1f} of {:.1f} GHz", *vitals.clock_ghz,
                     *vitals.clock_most_ghz);
}

}  // namespace

messages::BoardVitals vitals_message(const hardware::Vitals& vitals,
                                     const hardware::Grades& grades) {
  messages::BoardVitals out;
  out.kind = vitals.board;
  out.processors = static_cast<std::uint32_t>(vitals.processors);
  out.celsius = vitals.celsius;
  out.load = vitals.load;
  out.clock_ghz = vitals.clock_ghz;
  out.clock_most_ghz = vitals.clock_most_ghz;
  out.slowed_down = vitals.throttled.value_or(false);
  out.pace = vitals.pace;
  out.memory_kib = vitals.memory_kib;
  out.available_kib = vitals.available_kib;
  out.swap_kib = vitals.swap_kib;
  out.swap_free_kib = vitals.swap_free_kib;
  out.disk_kib = vitals.disk_kib;
  out.disk_free_kib = vitals.disk_free_kib;
  out.flash_written_kib = vitals.flash_written_kib;
  out.wifi_dbm = vitals.wifi_dbm;
  for (std::size_t i = 0; i < hardware::gauge_count; ++i) {
    out.grades.push_back(
        {std::string(hardware::gauge_names.at(i)), std::string(hardware::name_of(grades.at(i)))});
  }
  return out;
}

messages::LightsLink link_message(const RouterLink& link) {
  const hardware::RouterCounts& counts = link.bridge().counts();
  messages::LightsLink out;
  out.state = hardware::name_of(link.bridge().state());
  out.trouble = link.bridge().trouble();
  out.sent = counts.sent;
  out.answered = counts.answered;
  out.expired = counts.expired;
  out.late = counts.late;
  out.dropped = link.dropped();
  out.connected = counts.connected;
  out.ports_reopened = counts.ports_reopened;
  out.resets = counts.resets;
  out.resets_failed = counts.resets_failed;
  if (const auto& stat = link.stat()) {
    out.microcontroller =
        messages::MicrocontrollerCounts{stat->uptime_ms,   stat->frames,          stat->refused,
                                        stat->stale_times, stat->longest_loop_us, link.restarts()};
  }
  return out;
}

messages::BoardLight light_message(std::string name, const hardware::Light& light) {
  constexpr std::array<const char*, 4> patterns = {"solid", "blink", "breathe", "blip"};
  return {std::move(name), light.red, light.green, light.blue,
          patterns.at(static_cast<std::size_t>(light.pattern))};
}

std::string health_words(const hardware::Grades& grades) {
  std::string ailing;
  for (std::size_t i = 0; i < hardware::gauge_count; ++i) {
    const hardware::Grade grade = grades.at(i);
    if (grade < hardware::Grade::warn) continue;
    ailing += fmt::format("{}{} is {}", ailing.empty() ? "" : ", ",
                          hardware::words_of(static_cast<hardware::Gauge>(i)),
                          grade == hardware::Grade::warn ? "not good" : hardware::name_of(grade));
  }
  return ailing.empty() ? "the board is well" : ailing;
}

std::string board_words(const hardware::BoardView& view, const hardware::Vitals& vitals) {
  using State = hardware::WorkerMeter::State;
  const auto count = [&](State state) {
    const auto is = [&](const hardware::WorkerMeter& one) { return one.state == state; };
    return std::count_if(view.here.begin(), view.here.end(), is) +
           std::count_if(view.elsewhere.begin(), view.elsewhere.end(), is);
  };
  std::string out = plan_words(view);
  if (view.stale) out += "; the newest was made of old prices";
  if (!view.waits_for.empty()) out += "; " + view.waits_for;
  out += fmt::format("; {} of {} evaluators busy", count(State::busy),
                     view.here.size() + view.elsewhere.size());
  if (const auto silent = count(State::silent); silent > 0) {
    out += fmt::format(", {} silent", silent);
  }
  for (const std::string& board : view.silent_boards) out += "; board " + board + " is silent";
  out += "; " + health_words(view.grades);
  if (vitals.celsius) out += fmt::format(", {:.0f} °C", *vitals.celsius);
  return out + clock_words(vitals);
}

}  // namespace ballast::actors
