// The broker's bus: events in, events out, last values for who comes later.
//
// A reader that has subscribed to "~WORD" gets one message of that topic back: from then on it
// misses nothing of what it subscribed to before, since subscriptions arrive in order, and again
// sorted after a reconnect, where "~" is the last.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "broker/last_values.hpp"
#include "broker/pollable.hpp"
#include "broker/socket.hpp"
#include "messages/envelope.hpp"

namespace ballast::broker {

inline constexpr char welcome_mark = '~';

struct BusEvents {
  /// An event passes; called before it goes out.
  std::function<void(const messages::Header&, const Frames&)> passing;
  /// A message that is no event.
  std::function<void(const Failure&, const Frames&)> rejected;
  /// Somebody asks to be welcomed on this topic.
  std::function<void(const std::string& topic)> welcome;
  /// How many different tap topics are listened to has changed.
  std::function<void(std::size_t listeners)> taps;
};

class Bus {
 public:
  Bus(KeyedContext& context, PollSet& pollables, BusEvents events);
  ~Bus();
  Bus(const Bus&) = delete;
  Bus& operator=(const Bus&) = delete;

  [[nodiscard]] Result<void> open(const Endpoint& in, const Endpoint& out);

  /// Sends [topic][header][body] to who reads the topic.
  void publish(const Frames& event, bool keep_last);
  void forget(const std::string& topic) { kept_.forget(topic); }

  /// What a person should know of handshakes since the last call.
  [[nodiscard]] std::vector<Failure> handshake_news();

  [[nodiscard]] bool tapped() const { return !taps_.empty(); }

 private:
  void collect();
  void pass(Frames frames);
  void subscriptions();
  void follow_taps(const std::string& prefix, bool on);

  PollSet& pollables_;
  BusEvents events_;
  Socket in_;
  Socket out_;
  PollSet::Ticket in_ticket_ = 0;
  PollSet::Ticket out_ticket_ = 0;
  LastValues kept_;
  std::set<std::string> taps_;  // prefixes that match tap topics
};

}  // namespace ballast::broker
