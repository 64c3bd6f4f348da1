// The list of keys that are let in: whose each is, from when, until when, or no more.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broker/trust/key_pair.hpp"

namespace ballast::broker {

/// Seconds since 1970, UTC.
using WallTime = std::chrono::sys_seconds;
[[nodiscard]] WallTime wall_time(std::int64_t wall_ns);
/// "2026-11-22T08:30:00Z"
[[nodiscard]] std::string text_of(WallTime time);

struct EnrolledKey {
  PublicKey key;
  std::string holder;  // "board-2" or "evaluator@board-2"
  std::optional<WallTime> from;
  std::optional<WallTime> until;  // not counted in
  bool revoked = false;

  /// Returns why it lets nobody in at that time; empty if it does.
  [[nodiscard]] std::string fault_at(WallTime now) const;
  bool operator==(const EnrolledKey&) const = default;
};

class EnrolledKeys {
 public:
  /// A mistake is a Failure with file:line:column, the key and what is allowed.
  [[nodiscard]] static planner::Result<EnrolledKeys> parse(std::string_view text,
                                                           const std::string& file);
  /// What parse() reads.
  [[nodiscard]] std::string text() const;

  [[nodiscard]] const std::vector<EnrolledKey>& all() const { return keys_; }
  [[nodiscard]] const EnrolledKey* find(const PublicKey& key) const;
  /// Keys of a holder that are good at that time, the newest first.
  [[nodiscard]] std::vector<PublicKey> good_keys(std::string_view holder, WallTime now) const;

  /// Fails if the key is on the list already, or the list is full.
  [[nodiscard]] planner::Result<void> add(EnrolledKey key);
  /// Good keys of a holder end at that time, if they do not end sooner. Returns how many.
  std::size_t end(std::string_view holder, WallTime at);
  /// Revokes every key of a holder, or the one key. Returns how many were revoked by it.
  std::size_t revoke(std::string_view holder_or_key);

 private:
  std::vector<EnrolledKey> keys_;  // in the order of enrolment
};

}  // namespace ballast::broker
