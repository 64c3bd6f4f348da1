// Commands that were seen and what was answered, so that a repeat gets the same reply and is not
// handled twice. Bounded; the oldest answered ones go first. Lost at a restart: what must survive
// one is kept by the store.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>

#include "messages/payload.hpp"

namespace ballast::broker {

class ReplayCache {
 public:
  ReplayCache(std::size_t entries_max, std::size_t bytes_max, std::size_t reply_bytes_max)
      : entries_max_(entries_max), bytes_max_(bytes_max), reply_bytes_max_(reply_bytes_max) {}

  enum class Seen : std::uint8_t { never, in_progress, answered };
  /// From `never` on the id counts as in progress.
  [[nodiscard]] Seen arrived(const std::string& id);

  /// REQUIRES: the id is answered.
  [[nodiscard]] const messages::Payload& reply_to(const std::string& id) const;

  /// Keeps a reply. One that is too large is forgotten with its id: a repeat is handled again, as
  /// only questions have answers of that size.
  void answered(const std::string& id, const messages::Payload& reply);

  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    bool answered = false;
    messages::Payload reply;
  };
  void shrink();

  std::size_t entries_max_;
  std::size_t bytes_max_;
  std::size_t reply_bytes_max_;
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, Entry> entries_;
  std::deque<std::string> answered_;  // oldest first
};

}  // namespace ballast::broker
