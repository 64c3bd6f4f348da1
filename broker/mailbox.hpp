// What waits for one reader: a bounded queue of commands with their time to live. Opens no socket.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "broker/clock.hpp"
#include "broker/socket.hpp"
#include "messages/envelope.hpp"

namespace ballast::broker {

class Mailbox {
 public:
  Mailbox(std::size_t messages_max, std::size_t bytes_max)
      : messages_max_(messages_max), bytes_max_(bytes_max) {}

  struct Letter {
    messages::Header header;
    Frames frames;
    std::optional<Monotonic> expires;
  };

  /// A repeat of what still waits is no second letter.
  enum class Put : std::uint8_t { taken, repeated, full };
  [[nodiscard]] Put put(const messages::Header& header, Frames frames, Monotonic now);

  [[nodiscard]] bool empty() const { return letters_.empty(); }
  [[nodiscard]] std::size_t size() const { return letters_.size(); }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  /// REQUIRES: not empty.
  [[nodiscard]] const Letter& front() const { return letters_.front(); }
  void pop();

  /// Takes out what has outlived its time.
  [[nodiscard]] std::vector<Letter> expire(Monotonic now);

 private:
  void forget(const Letter& letter);

  std::size_t messages_max_;
  std::size_t bytes_max_;
  std::size_t bytes_ = 0;
  std::deque<Letter> letters_;
  std::unordered_set<std::string> waiting_;  // ids
};

}  // namespace ballast::broker
