#include "broker/mailbox.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ballast::broker {
Mailbox::Put Mailbox::put(const messages::Header& header, Frames frames, Monotonic now) {
  if (waiting_.count(header.id) != 0) return Put::repeated;
  const auto size = bytes_of(frames);
  if (letters_.size() >= messages_max_ || bytes_ + size > bytes_max_) return Put::full;
  std::optional<Monotonic> expires;
  if (header.ttl_ms > 0) expires = now + std::chrono::milliseconds(header.ttl_ms);
  if (!header.id.empty()) waiting_.insert(header.id);
  bytes_ += size;
  letters_.push_back({header, std::move(frames), expires});
  return Put::taken;
}

void Mailbox::forget(const Letter& letter) {
  bytes_ -= bytes_of(letter.frames);
  waiting_.erase(letter.header.id);
}

void Mailbox::pop() {
  forget(letters_.front());
  letters_.pop_front();
}

std::vector<Mailbox::Letter> Mailbox::expire(Monotonic now) {
  const auto first = std::stable_partition(
      letters_.begin(), letters_.end(),
      [now](const Letter& letter) { return !letter.expires || *letter.expires > now; });
  std::vector<Letter> expired(std::make_move_iterator(first),
                              std::make_move_iterator(letters_.end()));
  letters_.erase(first, letters_.end());
  for (const auto& letter : expired) forget(letter);
  return expired;
}

}  // namespace ballast::broker
