// One life of the trading actor: from its start until everything is settled, or until it is killed
// between any two things that leave a trace.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>

#include "tests/money/model_broker.hpp"

namespace ballast::money {

/// What the portfolio has booked: each fill once.
struct ModelPortfolio {
  static constexpr std::size_t fills_most = 16;

  std::array<std::array<char, 64>, fills_most> fill_ids{};
  std::array<int, fills_most> quantities{};
  std::size_t count = 0;
  int told = 0;  // with repeats

  [[nodiscard]] int shares() const;
};

/// What is shared by all lives.
struct World {
  ModelBroker broker;
  ModelPortfolio portfolio;
  std::int64_t wall_ms = 1'795'440'000'000;  // a Monday
  std::int64_t kill_at = 0;                  // this event of the life; 0: it lives
  std::int64_t events = 0;                   // of the life so far
  bool hasty = false;                        // look-ups do not wait, as they must
  bool answered = false;                     // who asked for the order has a reply
  bool settled = false;                      // the life came to its end
};

/// Lives in this process; ends the process at the event of `world.kill_at`. The store lies in
/// `folder`.
void live(World& world, const std::filesystem::path& folder);

}  // namespace ballast::money
