// Actions for later, in the order of their times.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "broker/clock.hpp"

namespace ballast::broker {

class Timers {
 public:
  void add(Monotonic at, std::function<void()> action) { actions_.emplace(at, std::move(action)); }

  /// When the first is due.
  [[nodiscard]] std::optional<Monotonic> next() const {
    if (actions_.empty()) return std::nullopt;
    return actions_.begin()->first;
  }

  /// Takes out what is due at `now`.
  [[nodiscard]] std::vector<std::function<void()>> due(Monotonic now) {
    std::vector<std::function<void()>> due;
    while (!actions_.empty() && actions_.begin()->first <= now) {
      due.push_back(std::move(actions_.begin()->second));
      actions_.erase(actions_.begin());
    }
    return due;
  }

 private:
  std::multimap<Monotonic, std::function<void()>> actions_;
};

}  // namespace ballast::broker
