// Listens to Alpaca's trade_updates. Whatever is told there is a hint to ask at once; nothing is
// booked from it. While it is away everything is found by asking, only later.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "actors/network/message_stream.hpp"
#include "actors/network/retry.hpp"
#include "actors/trading/alpaca/connection.hpp"
#include "actors/trading/broker_adapter.hpp"
#include "broker/behaviour.hpp"
#include "broker/identifiers.hpp"
#include "broker/rejections.hpp"

namespace ballast::actors::alpaca {

struct UpdateRules {
  std::chrono::milliseconds look_every{10'000};  // whether it has fallen silent
  std::chrono::milliseconds ping_after{20'000};  // of silence
  std::chrono::milliseconds silent_most{60'000};
  std::chrono::milliseconds answer_within{15'000};  // until it listens
  RetryRules retry = {.tries = 0, .longest = std::chrono::milliseconds(30'000)};  // for ever
  /// A connection that lasted so long was a good one: the next pause is the first again.
  std::chrono::milliseconds good_after{10'000};
  std::chrono::milliseconds tell_after{300'000};  // of being away
  /// Two hints are so far apart. What an event tells of may be there to be asked for only a moment
  /// later, so each is followed by a second hint.
  std::chrono::milliseconds hint_again{2'000};
  std::size_t named_most = 100;  // orders in a hint; of more, none is named
};

struct UpdateMessage;

class TradeUpdates {
 public:
  /// Begins to connect. All that is borrowed outlives this; no timer of `outlet` fires after it.
  TradeUpdates(Keys keys, StreamOpener open, broker::Outlet& outlet, broker::RandomSource& random,
               BrokerHint hint, UpdateRules update_rules = {});

  [[nodiscard]] bool listens() const { return phase_ == Phase::listening; }

  /// Whether it follows the stream, how long that has been silent, or why it does not and when it
  /// tries again: a few words for a person.
  [[nodiscard]] std::string standing() const;

 private:
  enum class Phase : std::uint8_t { away, connecting, authenticating, asking, listening };

  /// What hints are due.
  struct Due {
    bool anything = false;
    std::set<std::string> orders = {};

    [[nodiscard]] bool is_empty() const { return !anything && orders.empty(); }
  };

  void connect();
  [[nodiscard]] StreamEars ears();
  void hear(std::string_view message);
  void take(const UpdateMessage& message);
  void begin_listening();
  void drop(const planner::Failure& failure);
  void look_later();
  void look();
  void end(const planner::Failure& why);
  void tell_away(const planner::Failure& why);
  void hint_soon(const std::string& client_order_id);
  void hint_now();

  Keys keys_;
  StreamOpener open_;
  broker::Outlet& outlet_;
  broker::RandomSource& random_;
  BrokerHint hint_;
  UpdateRules rules_;

  Phase phase_ = Phase::away;
  std::unique_ptr<MessageStream> stream_;
  std::uint64_t connection_ = 0;  // what is heard of an earlier one counts for nothing
  broker::Monotonic heard_at_{};  // anything
  broker::Monotonic listens_since_{};
  std::optional<broker::Monotonic> away_since_;
  bool told_away_ = false;
  std::string away_because_;  // empty: it was not away yet
  broker::Monotonic connects_at_{};
  int failures_ = 0;      // in a row
  bool hinting_ = false;  // another hint is on its way
  Due due_;               // with the next hint for the first time
  Due due_again_;
  broker::Rejections rejections_;
};

}  // namespace ballast::actors::alpaca
