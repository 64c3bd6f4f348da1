// One plan through the cluster, hop by hop: when each message about it was sent, as its envelope
// says, and how large it was. All on one board, so that all clocks are the same.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "messages/envelope.hpp"

namespace ballast::tools {

/// What ends a hop, in order.
enum class PlanMark : std::uint8_t {
  asked,         // the coordinator has asked the last actor for a snapshot
  gathered,      // the last snapshot is there
  identified,    // the candidates are there
  prepared,      // patterns, filters, and the compiled context; the search begins
  searched,      // the best sets are known; the searches for alternatives begin
  alternatives,  // all searches are over
  built,         // the decision and its certificate
  kept,          // in the journal with its end, which is published
  told,          // the client has received the end
};
inline constexpr std::size_t plan_mark_count = 9;

/// Returns what a hop does, for a person.
[[nodiscard]] std::string_view hop_name(PlanMark end);
/// Returns its name in JSON.
[[nodiscard]] std::string_view hop_key(PlanMark end);

class PlanTrace {
 public:
  PlanTrace(std::string plan_id, std::int64_t pushed_ns);

  /// Of every event that the client gets, the copies of commands that a tap gets included.
  void observe(const messages::Envelope& event, std::int64_t now_ns);

  /// Nanoseconds of each hop; together they are the time from the push to the end. A plan that
  /// does not pass a mark has a hop of nothing there.
  [[nodiscard]] std::array<std::int64_t, plan_mark_count> hops() const;

  /// Bytes of frames by type, each counted once though it passes two sockets.
  [[nodiscard]] const std::map<std::string, std::uint64_t>& bytes() const { return bytes_; }
  [[nodiscard]] std::uint64_t messages() const { return messages_; }

 private:
  void mark(PlanMark end, std::int64_t at_ns);
  void mark_stage(std::string_view stage, std::int64_t at_ns);

  std::string plan_id_;
  std::int64_t pushed_ns_;
  std::array<std::int64_t, plan_mark_count> marks_{};  // 0: not passed
  std::map<std::string, std::uint64_t> bytes_;
  std::uint64_t messages_ = 0;
};

}  // namespace ballast::tools
