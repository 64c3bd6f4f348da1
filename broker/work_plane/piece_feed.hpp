// The order of a generator's pieces: each is taken once, none is skipped, none comes unasked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "broker/behaviour.hpp"
#include "messages/work.hpp"

namespace ballast::broker {

class PieceFeed {
 public:
  explicit PieceFeed(std::string run) : run_(std::move(run)) {}

  enum class Taken : std::uint8_t { expected, repeated, refused };

  /// Says what a piece with this number is.
  [[nodiscard]] Taken take(std::uint64_t ordinal) const;
  /// The expected piece went to the run.
  void accepted() { ++next_; }

  /// Returns whether `count` pieces were all and have all come; then nothing more is taken.
  bool complete(std::uint64_t count);
  void seal() { sealed_ = true; }

  /// Returns what to tell the generator, if it is time: when more is allowed than before, when the
  /// feed was sealed, and again every now and then, since events may be lost.
  [[nodiscard]] std::optional<messages::PieceWindow> window(std::size_t room, Monotonic now);

 private:
  std::string run_;
  std::uint64_t next_ = 0;
  std::uint64_t allowed_ = 0;
  bool sealed_ = false;
  bool told_sealed_ = false;
  std::optional<Monotonic> told_;
};

}  // namespace ballast::broker
