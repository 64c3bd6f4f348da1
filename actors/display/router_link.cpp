#include "actors/display/router_link.hpp"

#include <utility>
#include <vector>

namespace ballast::actors {
namespace {

using hardware::Argument;
using std::chrono::milliseconds;

constexpr milliseconds frame_least{50};
constexpr milliseconds repeat_after{1'000};
constexpr milliseconds light_least{500};  // each of two: four commands a second
constexpr milliseconds frame_patience{250};
constexpr milliseconds light_patience{1'000};
constexpr milliseconds stat_every{30'000};
constexpr milliseconds stat_patience{1'000};

}  // namespace

RouterLink::RouterLink(broker::PollSet& pollables, hardware::RouterSettings settings)
    : pollables_(pollables), bridge_([&] {
        settings.before_close = [this] { unwatch(); };
        return std::move(settings);
      }()) {}

RouterLink::~RouterLink() {
  unwatch();
}

void RouterLink::show(const hardware::Frame& frame, const hardware::Light& system,
                      const hardware::Light& attention) {
  if (frame != frame_) {
    if (waits_ && bridge_.state() == hardware::LinkState::up) ++dropped_;
    waits_ = true;
  }
  frame_ = frame;
  system_.wanted = system;
  attention_.wanted = attention;
}

void RouterLink::turn(Time now) {
  now_ = now;
  if (now >= bridge_.next_time()) bridge_.on_time(now);
  send_due();
  watch();
}

void RouterLink::watch() {
  if (bridge_.descriptor() < 0) return;
  if (!ticket_) {
    ticket_ = pollables_.add(broker::watch(bridge_.descriptor(), [this] {
      bridge_.on_ready(now_);
      send_due();
      watch();
    }));
  }
  pollables_.set_writable(*ticket_, bridge_.wants_to_write());
}

void RouterLink::unwatch() {
  if (const auto ticket = std::exchange(ticket_, std::nullopt)) pollables_.remove(*ticket);
}

void RouterLink::send_due() {
  if (bridge_.state() != hardware::LinkState::up) return forget_shown();
  if (!bridge_.is_free()) return;
  if (send_light(system_) || send_light(attention_) || ask_stat()) return;
  send_frame();
}

/// Whoever is behind the link may have begun again.
void RouterLink::forget_shown() {
  shown_.reset();
  stat_.reset();
  stat_asked_at_.reset();
  system_.shown.reset();
  attention_.shown.reset();
}

bool RouterLink::send_light(Lamp& lamp) {
  const hardware::Light light = lamp.wanted;
  if (lamp.shown == light || (lamp.sent && now_ - lamp.sent_at < light_least)) return false;
  lamp.sent = true;
  lamp.sent_at = now_;
  const std::vector<Argument> arguments = {std::uint64_t{lamp.number},
                                           std::uint64_t{light.red},
                                           std::uint64_t{light.green},
                                           std::uint64_t{light.blue},
                                           std::uint64_t{static_cast<std::uint8_t>(light.pattern)},
                                           std::uint64_t{light.period_ms}};
  return bridge_.call("hw/led", arguments, light_patience, now_,
                      [&lamp, light](const auto& value, const auto&) {
                        if (value) lamp.shown = light;
                      });
}

bool RouterLink::send_frame() {
  const auto age = now_ - sent_at_;
  const bool changed = !shown_ || *shown_ != frame_;
  if (sequence_ > 0 && age < (changed ? frame_least : repeat_after)) return false;
  const auto bytes = frame_.bytes();
  const std::vector<Argument> arguments = {++sequence_,
                                           hardware::Bytes(bytes.begin(), bytes.end())};
  sent_at_ = now_;
  waits_ = false;
  return bridge_.call("hw/frame", arguments, frame_patience, now_,
                      [this, frame = frame_](const auto& value, const auto&) {
                        if (value) shown_ = frame;
                      });
}

bool RouterLink::ask_stat() {
  if (stat_asked_at_ && now_ - *stat_asked_at_ < stat_every) return false;
  stat_asked_at_ = now_;
  return bridge_.call("hw/stat", {}, stat_patience, now_, [this](const auto& value, const auto&) {
    const auto stat = value ? hardware::stat_of(*value) : std::nullopt;
    if (stat) hear_stat(*stat);
  });
}

void RouterLink::hear_stat(const hardware::MicrocontrollerStat& stat) {
  if (last_stat_ && hardware::began_again(*last_stat_, stat, now_ - last_stat_at_)) {
    ++restarts_;
    system_.shown.reset();
    attention_.shown.reset();
  }
  stat_ = last_stat_ = stat;
  last_stat_at_ = now_;
}

}  // namespace ballast::actors
