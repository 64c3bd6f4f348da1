// A display of a board whose /proc and /sys are ours, on simulated time.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "actors/display/display.hpp"
#include "messages/board.hpp"
#include "messages/codec.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/hardware/board_tree.hpp"

namespace ballast::actors {

class DisplayTest : public testing::Test {
 protected:
  static constexpr std::chrono::milliseconds step{100};

  DisplayTest() { hardware::put_idle_board(tree_); }

  void begin(LightsFile lights = {}) {
    DisplaySettings settings;
    settings.root = hardware::SystemRoot{tree_.folder()};
    settings.data = tree_.folder();
    settings.router = router();
    settings.lights = std::move(lights);
    settings.minute_of_day = [this] { return minute_; };
    settings.measure_clock = [this] { return ghz_; };
    display_.emplace(std::move(settings), pollables_);
    display_->start(outlet_);
  }

  /// Lets time pass in steps of the display's own.
  void pass(std::chrono::milliseconds time) {
    for (std::chrono::milliseconds gone{0}; gone < time; gone += step) {
      outlet_.time += step;
      outlet_.fire_timers();
    }
  }

  template <class Body>
  void tell(const Body& body) {
    messages::Envelope event;
    event.header.type = Body::type;
    event.body = messages::pack(body).bytes;
    display_->observe(event, outlet_);
  }

  void beat(const std::string& role, const std::string& board, std::uint64_t progress,
            bool busy = true) {
    messages::ActorHeartbeat out;
    out.role = role;
    out.instance = role + "-1@" + board;
    out.board = board;
    out.progress = progress;
    out.busy = busy;
    out.ready = true;
    tell(out);
  }

  template <class Body>
  Body last(const std::string& topic) {
    const RecordingOutlet::Event* newest = nullptr;
    for (const auto& event : outlet_.events) newest = event.topic == topic ? &event : newest;
    if (newest != nullptr) return messages::decode<Body>(newest->payload.bytes).value();
    ADD_FAILURE() << "nothing was told on " << topic;
    return {};
  }
  hardware::Frame frame() {
    const auto told = last<messages::DisplayFrame>("display." + outlet_.self().board);
    return hardware::Frame::of_bytes(
        std::vector<std::uint8_t>(told.points.begin(), told.points.end()));
  }
  messages::BoardVitals vitals() {
    return last<messages::BoardVitals>("board.vitals." + outlet_.self().board);
  }
  std::string words() {
    return last<messages::DisplayFrame>("display." + outlet_.self().board).words;
  }

  hardware::BoardTree tree_;
  [[nodiscard]] std::string router() const { return (tree_.folder() / "router.sock").string(); }

  broker::PollSet pollables_;
  std::optional<Display> display_;
  RecordingOutlet outlet_;
  int minute_ = 0;  // of the day
  std::optional<double> ghz_ = 2.0;
};

}  // namespace ballast::actors
