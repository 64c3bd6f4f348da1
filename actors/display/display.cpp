#include "actors/display/display.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "messages/board.hpp"
#include "messages/codec.hpp"
#include "messages/planning.hpp"

namespace ballast::actors {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr milliseconds frame_every{100};  // while something moves
constexpr milliseconds keep_alive{1'000};
constexpr milliseconds vitals_every{1'000};
constexpr milliseconds vitals_told_every{5'000};
constexpr milliseconds card_lasts{3'000};
constexpr milliseconds broker_silent{3'000};
constexpr milliseconds plan_silent{5'000};
constexpr milliseconds between_pulses{1'000};
constexpr minutes error_shown_for{10};

milliseconds time_of(broker::Outlet& outlet) {
  return std::chrono::duration_cast<milliseconds>(outlet.now());
}

template <class Body>
std::optional<Body> body_of(const messages::Envelope& event) {
  if (event.header.type != Body::type) return std::nullopt;
  auto body = messages::unpack<Body>(event);
  if (!body) return std::nullopt;
  return std::move(*body);
}

/// The number of an error is the exit code that `ballast plan` ends with.
hardware::Frame card_of(const messages::PlanCompleted& completed) {
  constexpr std::uint32_t failed = 1;
  constexpr std::uint32_t incomplete = 4;
  if (completed.state == messages::PlanState::failed) return hardware::paint_error(failed);
  if (completed.state == messages::PlanState::incomplete) return hardware::paint_error(incomplete);
  return hardware::paint_result(completed.steps);
}

hardware::Grade heard_grade(std::optional<milliseconds> heard, milliseconds now) {
  if (!heard) return hardware::Grade::unknown;
  return now - *heard > broker_silent ? hardware::Grade::bad : hardware::Grade::ok;
}

double share_of(const hardware::PlanMeter& meter) {
  return meter.total == 0 ? 0.0
                          : static_cast<double>(meter.done) / static_cast<double>(meter.total);
}

std::optional<double> used_share(const hardware::Vitals& vitals) {
  if (!vitals.memory_kib || !vitals.available_kib) return std::nullopt;
  return 1.0 - static_cast<double>(*vitals.available_kib) / static_cast<double>(*vitals.memory_kib);
}

}  // namespace

Display::Display(DisplaySettings settings, broker::PollSet& pollables)
    : settings_(std::move(settings)), files_(settings_.root), led_(files_) {
  if (settings_.router.empty()) return;
  hardware::RouterSettings router;
  router.socket = settings_.router;
  link_.emplace(pollables, std::move(router));
}

std::vector<std::string> Display::subscriptions() const {
  return {"actor.", "plan."};
}

broker::ActorStatus Display::status() const {
  return {health(), true};
}

std::string Display::health() const {
  std::string ailing;
  for (std::size_t i = 0; i < hardware::gauge_count; ++i) {
    const hardware::Grade grade = view_.grades.at(i);
    if (grade < hardware::Grade::warn) continue;
    ailing += fmt::format("{}{} is {}", ailing.empty() ? "" : ", ",
                          hardware::words_of(static_cast<hardware::Gauge>(i)),
                          grade == hardware::Grade::warn ? "not good" : hardware::name_of(grade));
  }
  return ailing.empty() ? "the board is well" : ailing;
}

void Display::start(broker::Outlet& outlet) {
  read_board(outlet);
  show(outlet);
}

void Display::receive(const messages::Envelope& command, broker::Outlet& outlet) {
  outlet.refuse(command, {planner::FailureKind::invalid, "a display takes no such command",
                          command.header.type, ""});
}

void Display::hear_actor(const messages::ActorHeartbeat& beat, Time now, const std::string& here) {
  if (beat.role == "broker") broker_heard_ = now;
  if (beat.role == "coordinator" && beat.board != here) coordinator_heard_ = now;
  rates_.hear(beat, now);
  const milliseconds age{beat.last_error_age_ms};
  if (!beat.last_error.empty() && age < error_shown_for) {
    error_until_ = std::max(error_until_, now + error_shown_for - age);
  }
}

void Display::observe(const messages::Envelope& event, broker::Outlet& outlet) {
  const Time now = time_of(outlet);
  if (const auto beat = body_of<messages::ActorHeartbeat>(event)) {
    hear_actor(*beat, now, outlet.self().board);
  } else if (const auto stopped = body_of<messages::ActorStopped>(event)) {
    rates_.forget(stopped->instance);
  } else if (const auto progress = body_of<messages::PlanProgress>(event)) {
    hear_progress(*progress, now);
  } else if (const auto completed = body_of<messages::PlanCompleted>(event)) {
    hear_end(*completed, now);
  }
}

/// The first of several plans is shown until it ends, and its bar never goes back.
void Display::hear_progress(const messages::PlanProgress& progress, Time now) {
  if (!view_.pulse || now - *view_.pulse >= between_pulses) view_.pulse = now;
  const bool same = view_.plan && progress.plan_id == plan_id_;
  if (view_.plan && !same && now - plan_heard_ < plan_silent) return;
  hardware::PlanMeter next{progress.stage, progress.done, progress.total, now};
  if (same) {
    next.began = view_.plan->began;
    if (next.stage == view_.plan->stage && share_of(next) < share_of(*view_.plan)) {
      next = *view_.plan;
    }
  }
  plan_id_ = progress.plan_id;
  plan_heard_ = now;
  view_.plan = std::move(next);
}

/// An error stays until a plan ends well. Who cancels knows it.
void Display::hear_end(const messages::PlanCompleted& completed, Time now) {
  using State = messages::PlanState;
  if (completed.plan_id == plan_id_ || plan_id_.empty()) view_.plan.reset();
  if (completed.state == State::cancelled) return;
  card_ = Card{card_of(completed), now + card_lasts};
  if (completed.state == State::completed || completed.state == State::degraded) {
    plan_failed_ = false;
    view_.proposes = completed.steps > 0;
  } else if (completed.state == State::failed || completed.state == State::incomplete) {
    plan_failed_ = true;
  }
}

void Display::read_board(broker::Outlet& outlet) {
  const Time now = time_of(outlet);
  vitals_ = hardware::read_vitals(files_, settings_.data);
  view_.grades = grader_.update(vitals_, now);
  view_.celsius = vitals_.celsius;
  view_.memory_used = used_share(vitals_);
  if (wanted_ == 0) {
    wanted_ = settings_.evaluators > 0 ? settings_.evaluators : hardware::worker_count(vitals_, 0);
  }
  workers_ = derating_.update(wanted_, vitals_, view_.grades, now);
  if (!told_at_ || told_grades_ != view_.grades || told_workers_ != workers_ ||
      now - *told_at_ >= vitals_told_every) {
    told_at_ = now;
    told_workers_ = workers_;
    told_grades_ = view_.grades;
    tell_vitals(outlet);
  }
  outlet.after(vitals_every, [this, &outlet] { read_board(outlet); });
}

void Display::tell_vitals(broker::Outlet& outlet) {
  messages::BoardVitals out;
  out.board = outlet.self().board;
  out.kind = vitals_.board;
  out.processors = static_cast<std::uint32_t>(vitals_.processors);
  out.workers = static_cast<std::uint32_t>(workers_);
  out.celsius = vitals_.celsius;
  out.load = vitals_.load;
  out.memory_kib = vitals_.memory_kib;
  out.available_kib = vitals_.available_kib;
  out.disk_kib = vitals_.disk_kib;
  out.disk_free_kib = vitals_.disk_free_kib;
  for (std::size_t i = 0; i < hardware::gauge_count; ++i) {
    out.grades.push_back({std::string(hardware::gauge_names.at(i)),
                          std::string(hardware::name_of(view_.grades.at(i)))});
  }
  out.worst = hardware::name_of(grader_.worst());
  outlet.publish("board.vitals." + out.board, messages::pack(out), "",
                 broker::Outlet::Keep::last_value);
}

void Display::show(broker::Outlet& outlet) {
  const Time now = time_of(outlet);
  if (card_ && now >= card_->until) card_.reset();
  view_.here = rates_.meters(outlet.self().board, false, now);
  view_.elsewhere = rates_.meters(outlet.self().board, true, now);
  view_.broker = heard_grade(broker_heard_, now);
  if (coordinator_heard_) view_.coordinator = heard_grade(coordinator_heard_, now);
  view_.error = plan_failed_ || now < error_until_;
  const hardware::Frame frame = card_ ? card_->frame : hardware::paint(view_, now);
  if (!shown_ || *shown_ != frame || now - shown_at_ >= keep_alive) {
    shown_ = frame;
    shown_at_ = now;
    messages::DisplayFrame out;
    out.board = outlet.self().board;
    const auto bytes = frame.bytes();
    out.points.assign(bytes.begin(), bytes.end());
    out.words = words();
    outlet.publish("display." + out.board, messages::pack(out), "");
  }
  show_on_board(frame, now, outlet);
  show_on_led(now, outlet);
  outlet.after(frame_every, [this, &outlet] { show(outlet); });
}

void Display::show_on_board(const hardware::Frame& frame, Time now, broker::Outlet& outlet) {
  if (!link_) return;
  link_->show(frame, hardware::system_state(view_), hardware::attention_state(view_));
  link_->turn(now);
  const hardware::LinkState state = link_->bridge().state();
  // A suspicion passes or becomes more.
  if (state == link_told_ || state == hardware::LinkState::suspect) return;
  link_told_ = state;
  const std::string& trouble = link_->bridge().trouble();
  outlet.note({state == hardware::LinkState::wedged ? broker::Notice::Level::warning
                                                    : broker::Notice::Level::info,
               "",
               fmt::format("the link to the board's lights is {}{}", hardware::name_of(state),
                           trouble.empty() ? "" : ": " + trouble)});
}

/// Only the board whose light it is: a PC may have lights of the same names.
void Display::show_on_led(Time now, broker::Outlet& outlet) {
  using hardware::Microcontroller;
  if (vitals_.board != "unoq") return;
  const auto state = link_ ? link_->bridge().state() : hardware::LinkState::absent;
  const Microcontroller reached =
      state == hardware::LinkState::wedged ? Microcontroller::jammed
      : state == hardware::LinkState::up || state == hardware::LinkState::suspect
          ? Microcontroller::reached
          : Microcontroller::out_of_reach;
  led_.show(hardware::process_state(view_, reached), now);
  if (led_.trouble().empty() || led_trouble_told_) return;
  led_trouble_told_ = true;
  outlet.note({broker::Notice::Level::info, "",
               "the board's own light LED1 is not used: " + led_.trouble()});
}

std::string Display::words() const {
  using State = hardware::WorkerMeter::State;
  const auto count = [&](State state) {
    const auto is = [&](const hardware::WorkerMeter& one) { return one.state == state; };
    return std::count_if(view_.here.begin(), view_.here.end(), is) +
           std::count_if(view_.elsewhere.begin(), view_.elsewhere.end(), is);
  };
  std::string out = view_.plan ? "planning, " + view_.plan->stage : "no plan is made";
  if (view_.plan && view_.plan->total > 0) {
    constexpr double percent = 100.0;
    out += fmt::format(" {:.0f} %", percent * static_cast<double>(view_.plan->done) /
                                        static_cast<double>(view_.plan->total));
  }
  out += fmt::format("; {} of {} evaluators busy", count(State::busy),
                     view_.here.size() + view_.elsewhere.size());
  if (const auto silent = count(State::silent); silent > 0)
    out += fmt::format(", {} silent", silent);
  out += "; " + health();
  if (vitals_.celsius) out += fmt::format(", {:.0f} °C", *vitals_.celsius);
  return out;
}

}  // namespace ballast::actors
