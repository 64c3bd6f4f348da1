// What interrupts the main picture for a moment: a card, then a few words that run through once.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "hardware/matrix/frame.hpp"
#include "hardware/matrix/scrolling_text.hpp"

namespace ballast::actors {

inline constexpr std::chrono::milliseconds card_lasts{3'000};

class Interlude {
 public:
  using Time = std::chrono::milliseconds;

  Interlude(const hardware::Frame& card, std::string_view words, Time began)
      : card_(card), text_(words), began_(began) {}

  /// Returns what is shown; nothing: it is over.
  [[nodiscard]] std::optional<hardware::Frame> at(Time now) const {
    const Time since = now - began_;
    if (since < card_lasts) return card_;
    if (since < card_lasts + text_.lasts()) return text_.at(since - card_lasts);
    return std::nullopt;
  }

 private:
  hardware::Frame card_;
  hardware::ScrollingText text_;
  Time began_;
};

}  // namespace ballast::actors
