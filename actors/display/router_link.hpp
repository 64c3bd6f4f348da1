// The board's own lights, behind the router: the newest picture goes out when the link is free, at
// most twenty a second, and once a second when nothing changes. Every half minute the
// microcontroller is asked what it counted. Without a router nothing happens.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "broker/pollable.hpp"
#include "hardware/matrix/frame.hpp"
#include "hardware/matrix/status_lights.hpp"
#include "hardware/router/microcontroller_stat.hpp"
#include "hardware/router/router_bridge.hpp"

namespace ballast::actors {

class RouterLink {
 public:
  using Time = std::chrono::milliseconds;

  /// `pollables` outlives this.
  RouterLink(broker::PollSet& pollables, hardware::RouterSettings settings);
  ~RouterLink();
  RouterLink(const RouterLink&) = delete;
  RouterLink& operator=(const RouterLink&) = delete;

  /// What is to be shown from now on; an older picture that did not go out is dropped.
  void show(const hardware::Frame& frame, const hardware::Light& system,
            const hardware::Light& attention);

  /// Does what is due; `now` never goes back. Call a few times a second.
  void turn(Time now);

  [[nodiscard]] const hardware::RouterBridge& bridge() const { return bridge_; }
  /// What the microcontroller said last; nothing before it did, and while the link is down.
  [[nodiscard]] const std::optional<hardware::MicrocontrollerStat>& stat() const { return stat_; }
  /// Of the microcontroller, as far as its own counter tells.
  [[nodiscard]] std::uint64_t restarts() const { return restarts_; }
  /// Pictures in whose place a newer one went out.
  [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

 private:
  struct Lamp {
    std::uint8_t number = 0;
    hardware::Light wanted;
    std::optional<hardware::Light> shown;
    Time sent_at{};
    bool sent = false;
  };

  void watch();
  void unwatch();
  void send_due();
  bool send_light(Lamp& lamp);
  bool send_frame();
  bool ask_stat();
  void hear_stat(const hardware::MicrocontrollerStat& stat);
  void forget_shown();

  broker::PollSet& pollables_;
  std::optional<broker::PollSet::Ticket> ticket_;
  hardware::RouterBridge bridge_;
  Time now_{};
  hardware::Frame frame_;
  bool waits_ = false;  // it did not go out yet
  std::uint64_t dropped_ = 0;
  std::optional<hardware::Frame> shown_;
  Time sent_at_{};
  std::uint64_t sequence_ = 0;
  std::optional<Time> stat_asked_at_;
  std::optional<hardware::MicrocontrollerStat> stat_;
  std::optional<hardware::MicrocontrollerStat> last_stat_;  // also of before the link was down
  Time last_stat_at_{};
  std::uint64_t restarts_ = 0;
  Lamp system_{hardware::system_light, {}, {}, {}, false};
  Lamp attention_{hardware::attention_light, {}, {}, {}, false};
};

}  // namespace ballast::actors
