#include "actors/display/display.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "actors/display/board_report.hpp"
#include "hardware/vitals/process_time.hpp"
#include "messages/codec.hpp"
#include "messages/planning.hpp"

namespace ballast::actors {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds frame_every{100};  // while something moves
constexpr milliseconds keep_alive{1'000};
constexpr milliseconds vitals_every{1'000};
constexpr milliseconds vitals_told_every{5'000};
constexpr milliseconds broker_silent{3'000};
constexpr milliseconds report_patience{5'000};
constexpr std::string_view own_board = "unoq";

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

hardware::Grade heard_grade(std::optional<milliseconds> heard, milliseconds now) {
  if (!heard) return hardware::Grade::unknown;
  return now - *heard > broker_silent ? hardware::Grade::bad : hardware::Grade::ok;
}

std::optional<double> used_share(const hardware::Vitals& vitals) {
  if (!vitals.memory_kib || !vitals.available_kib) return std::nullopt;
  return 1.0 - static_cast<double>(*vitals.available_kib) / static_cast<double>(*vitals.memory_kib);
}

}  // namespace

Display::Display(DisplaySettings settings, broker::PollSet& pollables)
    : settings_(std::move(settings)),
      files_(settings_.root),
      vitals_reader_(files_, settings_.data),
      led_(files_) {
  if (settings_.measure_clock) clock_probe_.emplace(files_, settings_.measure_clock);
  if (settings_.router.empty()) return;
  hardware::RouterSettings router;
  router.socket = settings_.router;
  if (settings_.lights.reset) {
    hardware::ResetLine line = *settings_.lights.reset;
    line.chip = files_.path(std::filesystem::path(line.chip).relative_path().string());
    router.reset = [line] { return hardware::pull_reset(line); };
  }
  link_.emplace(pollables, std::move(router));
}

std::vector<std::string> Display::subscriptions() const {
  return {"actor.", "plan."};
}

broker::ActorStatus Display::status() const {
  return {health_words(view_.grades), true};
}

void Display::start(broker::Outlet& outlet) {
  read_board(outlet);
  show(outlet);
}

void Display::receive(const messages::Envelope& command, broker::Outlet& outlet) {
  if (command.header.type == messages::AcknowledgeErrors::type) return acknowledge(command, outlet);
  outlet.refuse(command, {planner::FailureKind::invalid, "a display takes no such command",
                          command.header.type, std::string(messages::AcknowledgeErrors::type)});
}

void Display::acknowledge(const messages::Envelope& command, broker::Outlet& outlet) {
  const Time now = time_of(outlet);
  const bool stood = plan_.failed() || errors_.any(now);
  plan_.acknowledge();
  errors_.acknowledge(now);
  outlet.reply(command, messages::pack(messages::ErrorsAcknowledged{outlet.self().board, stood}));
}

void Display::hear_actor(const messages::ActorHeartbeat& beat, Time now, const std::string& here) {
  if (beat.role == "broker") broker_heard_ = now;
  if (beat.board != here) others_.hear(beat, now);
  trading_.hear(beat, now);
  rates_.hear(beat, now);
  if (beat.busy && beat.board == here && vitals_.board == own_board) {
    if (const auto worked = hardware::processor_time(files_, beat.pid)) {
      rates_.hear_worked(beat, *worked);
    }
  }
  if (auto error = errors_.hear(beat, now)) interlude_ = std::move(error);
}

void Display::observe(const messages::Envelope& event, broker::Outlet& outlet) {
  const Time now = time_of(outlet);
  if (const auto beat = body_of<messages::ActorHeartbeat>(event)) {
    hear_actor(*beat, now, outlet.self().board);
  } else if (const auto stopped = body_of<messages::ActorStopped>(event)) {
    rates_.forget(stopped->instance);
    others_.forget(stopped->instance);
  } else if (const auto progress = body_of<messages::PlanProgress>(event)) {
    plan_.hear(*progress, now);
  } else if (const auto completed = body_of<messages::PlanCompleted>(event)) {
    if (auto result = plan_.hear(*completed, now)) interlude_ = std::move(result);
  }
}

void Display::read_board(broker::Outlet& outlet) {
  const Time now = time_of(outlet);
  vitals_ = vitals_reader_.read(now);
  // Other processors go beyond what they can keep up, so that less of it says nothing of heat.
  if (vitals_.board == own_board) {
    if (clock_probe_) clock_probe_->look(vitals_, now);
    pace_watch_.look(vitals_, rates_.paces(now), now);
  }
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
  ask_for_report(outlet);
  trading_.ask(outlet, now);
  outlet.after(vitals_every, [this, &outlet] { read_board(outlet); });
}

/// Of many plans in a second only the newest.
void Display::ask_for_report(broker::Outlet& outlet) {
  if (report_asked_) return;
  const std::string plan = plan_.take_unread();
  if (plan.empty()) return;
  report_asked_ = true;
  outlet.request("coordinator", messages::pack(messages::GetPlan{plan, false}), plan,
                 report_patience, [this](const auto& reply) {
                   report_asked_ = false;
                   if (!reply) return;
                   const auto report = body_of<messages::PlanReport>(*reply);
                   if (report) plan_.read(*report);
                 });
}

void Display::tell_vitals(broker::Outlet& outlet) {
  messages::BoardVitals out = vitals_message(vitals_, view_.grades);
  out.board = outlet.self().board;
  out.workers = static_cast<std::uint32_t>(workers_);
  out.worst = hardware::name_of(grader_.worst());
  if (link_) out.lights = link_message(*link_);
  outlet.publish("board.vitals." + out.board, messages::pack(out), "",
                 broker::Outlet::Keep::last_value);
}

bool Display::is_night() const {
  return settings_.lights.night && settings_.minute_of_day &&
         settings_.lights.night->holds(settings_.minute_of_day());
}

hardware::Frame Display::picture(Time now) {
  auto shown = interlude_ ? interlude_->at(now) : std::nullopt;
  if (!shown) {
    interlude_.reset();
    shown = hardware::paint(view_, now);
  }
  return is_night() ? hardware::at_night(*shown) : *shown;
}

/// Whom nothing brings word from any more cannot be judged.
void Display::look_at_others(Time now) {
  view_.broker = heard_grade(broker_heard_, now);
  view_.coordinator = others_.coordinator(now);
  const bool is_heard = view_.broker == hardware::Grade::ok;
  view_.boards = is_heard ? others_.worst(now) : hardware::Grade::unknown;
  view_.silent_boards = is_heard ? others_.silent(now) : std::vector<std::string>();
  view_.waits_for = trading_.waits_for();
}

void Display::show(broker::Outlet& outlet) {
  const Time now = time_of(outlet);
  plan_.put_into(view_);
  look_at_others(now);
  view_.here = rates_.meters(outlet.self().board, false, now);
  view_.elsewhere = rates_.meters(outlet.self().board, true, now);
  view_.error = plan_.failed() || errors_.any(now);
  const hardware::Frame frame = picture(now);
  if (!shown_ || *shown_ != frame || now - shown_at_ >= keep_alive) {
    shown_ = frame;
    shown_at_ = now;
    tell_picture(frame, outlet);
  }
  show_on_board(frame, now, outlet);
  show_on_led(now, outlet);
  outlet.after(interlude_ ? hardware::scroll_step : frame_every, [this, &outlet] { show(outlet); });
}

void Display::tell_picture(const hardware::Frame& frame, broker::Outlet& outlet) {
  messages::DisplayFrame out;
  out.board = outlet.self().board;
  const auto bytes = frame.bytes();
  out.points.assign(bytes.begin(), bytes.end());
  out.number = ++pictures_told_;
  out.words = board_words(view_, vitals_);
  if (vitals_.board == own_board) out.lights.push_back(light_message("LED1", board_light()));
  out.lights.push_back(light_message("LED3", system_light()));
  out.lights.push_back(light_message("LED4", hardware::attention_state(view_)));
  if (link_) out.link = hardware::name_of(link_->bridge().state());
  outlet.publish("display." + out.board, messages::pack(out), "");
}

hardware::Light Display::system_light() const {
  const hardware::Light light = hardware::system_state(view_);
  return is_night() ? hardware::at_night(light) : light;
}

void Display::show_on_board(const hardware::Frame& frame, Time now, broker::Outlet& outlet) {
  if (!link_) return;
  link_->show(settings_.lights.turned ? hardware::turned(frame) : frame, system_light(),
              hardware::attention_state(view_));
  link_->turn(now);
  tell_resets(outlet);
  tell_link(outlet);
  tell_jam(now, outlet);
}

void Display::tell_link(broker::Outlet& outlet) {
  const hardware::LinkState state = link_->bridge().state();
  const std::string& trouble = link_->bridge().trouble();
  // A suspicion passes or becomes more.
  if (state == hardware::LinkState::suspect) return;
  if (state == link_told_ && trouble == link_trouble_told_) return;
  link_told_ = state;
  link_trouble_told_ = trouble;
  outlet.note({broker::Notice::Level::info, "",
               fmt::format("the link to the board's lights is {}{}", hardware::name_of(state),
                           trouble.empty() ? "" : ": " + trouble)});
}

/// One that is over by itself wants nobody.
void Display::tell_jam(Time now, broker::Outlet& outlet) {
  constexpr std::chrono::seconds wants_somebody{30};
  if (link_->bridge().state() != hardware::LinkState::wedged) {
    jammed_since_.reset();
    jam_told_ = false;
    return;
  }
  if (!jammed_since_) jammed_since_ = now;
  if (jam_told_ || now - *jammed_since_ < wants_somebody) return;
  jam_told_ = true;
  outlet.note({broker::Notice::Level::warning, "",
               fmt::format("the microcontroller has not answered for {} s, whatever was tried",
                           wants_somebody.count())});
}

void Display::tell_resets(broker::Outlet& outlet) {
  const hardware::RouterCounts& counts = link_->bridge().counts();
  if (counts.resets > resets_told_) {
    outlet.note({broker::Notice::Level::warning, "",
                 fmt::format("the microcontroller did not answer and was reset, {} line {}",
                             settings_.lights.reset->chip, settings_.lights.reset->line)});
  }
  if (counts.resets_failed > resets_failed_told_) {
    outlet.note({broker::Notice::Level::warning, "",
                 "the microcontroller does not answer and could not be reset: " +
                     link_->bridge().reset_trouble()});
  }
  resets_told_ = counts.resets;
  resets_failed_told_ = counts.resets_failed;
}

hardware::Light Display::board_light() const {
  using hardware::Microcontroller;
  const auto state = link_ ? link_->bridge().state() : hardware::LinkState::absent;
  const Microcontroller reached =
      state == hardware::LinkState::wedged ? Microcontroller::jammed
      : state == hardware::LinkState::up || state == hardware::LinkState::suspect
          ? Microcontroller::reached
          : Microcontroller::out_of_reach;
  return hardware::process_state(view_, reached);
}

/// Only the board whose light it is: a PC may have lights of the same names.
void Display::show_on_led(Time now, broker::Outlet& outlet) {
  if (vitals_.board != own_board) return;
  led_.show(board_light(), now);
  if (led_.trouble().empty() || led_trouble_told_) return;
  led_trouble_told_ = true;
  outlet.note({broker::Notice::Level::info, "",
               "the board's own light LED1 is not used: " + led_.trouble()});
}

}  // namespace ballast::actors
