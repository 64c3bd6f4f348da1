// A link to a router that the test plays, on simulated time.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "hardware/router/router_bridge.hpp"
#include "tests/unit/hardware/board_tree.hpp"
#include "tests/unit/hardware/fake_router.hpp"

namespace ballast::hardware {

using std::chrono::milliseconds;

class LinkedRouter : public testing::Test {
 protected:
  [[nodiscard]] std::string path() const { return (tree_.folder() / "router.sock").string(); }
  void begin(std::function<std::string()> reset = {}) {
    bridge_.emplace(RouterSettings{path(), "/dev/ttyHS1", std::move(reset), {}});
  }

  /// Lets simulated time pass a step at a time; both ends take turns.
  void pass(milliseconds time, milliseconds step = milliseconds{1}) {
    for (milliseconds gone{0}; gone < time; gone += step) {
      now_ += step;
      if (router_) router_->turn();
      if (bridge_->descriptor() >= 0) bridge_->on_ready(now_);
      if (now_ >= bridge_->next_time()) {
        bridge_->on_time(now_);
        ++alarms_;
      }
    }
  }

  /// Calls and waits for the end of it.
  std::optional<Value> call(const std::string& method,
                            const std::vector<Argument>& arguments = {}) {
    std::optional<Value> out;
    ended_ = false;
    EXPECT_TRUE(bridge_->call(method, arguments, milliseconds{250}, now_,
                              [&](const auto& value, const auto& error) {
                                out = value;
                                error_ = error;
                                ended_ = true;
                              }));
    pass(milliseconds{300});
    EXPECT_TRUE(ended_);
    return out;
  }

  BoardTree tree_;
  std::optional<FakeRouter> router_;
  std::optional<RouterBridge> bridge_;
  milliseconds now_{1'000};
  RouterError error_;
  bool ended_ = false;
  int alarms_ = 0;
};

}  // namespace ballast::hardware
