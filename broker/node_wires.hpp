// A node's four sockets and how it stays known to the broker: its mailbox is asked for until it is
// open, and state topics are told again when the bus or the broker comes back.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "broker/behaviour.hpp"
#include "broker/cluster_map.hpp"
#include "broker/echo_watch.hpp"
#include "broker/last_values.hpp"
#include "broker/limits.hpp"
#include "broker/pollable.hpp"
#include "broker/postmark.hpp"
#include "broker/sequences.hpp"
#include "broker/socket.hpp"

namespace ballast::broker {

struct WireEvents {
  std::function<void(messages::Envelope)> command;  // from the mailbox; a reply, too
  std::function<void(const messages::Envelope&)> event;
  std::function<void(const std::string& topic, std::uint64_t count)> missed;
  std::function<void(const Failure&, const Frames&)> rejected;
};

class NodeWires {
 public:
  /// All references outlive it.
  NodeWires(KeyedContext& context, const ClusterMap& map, PollSet& pollables,
            const Identity& identity, Postmark& postmark, WireEvents events);
  ~NodeWires();
  NodeWires(const NodeWires&) = delete;
  NodeWires& operator=(const NodeWires&) = delete;

  [[nodiscard]] Result<void> connect(const std::vector<std::string>& topics);

  void send(const messages::Envelope& command);
  void publish(const messages::Envelope& event, bool keep_last);

  /// Whether the broker has answered: the mailbox is open, and our heartbeat came back over the
  /// bus.
  [[nodiscard]] bool settled() const { return (opened_ || !has_door_) && bus_answers_; }
  /// Asks for what is missing; to be called now and then until settled.
  void settle();

  /// To be called with each heartbeat: connects anew to what swallows what it is told.
  void check_echoes();
  /// A letter of our own has come back.
  void echoed(const std::string& route);

  /// What a person should know of handshakes since the last call.
  [[nodiscard]] std::vector<Failure> handshake_news();

 private:
  void read_mailbox();
  void read_bus();
  void follow(const messages::Envelope& event);
  void own_beat(const messages::Envelope& event);
  void broker_beats(const messages::Envelope& event);
  void mailbox_opened(const messages::Envelope& event);
  void publish_kept();
  void write_letters();
  void renew_bus();
  void renew_mail();

  const ClusterMap& map_;
  PollSet& pollables_;
  const Identity& identity_;
  Postmark& postmark_;
  WireEvents events_;
  Socket door_;
  Socket mailbox_;
  Socket bus_out_;
  Socket bus_in_;
  PollSet::Ticket mailbox_ticket_ = 0;
  PollSet::Ticket bus_ticket_ = 0;
  SequenceFollower follower_;
  LastValues kept_;
  std::vector<std::string> topics_;
  std::optional<Endpoint> role_mailbox_;
  std::optional<Endpoint> own_mailbox_;
  std::uint64_t broker_incarnation_ = 0;
  bool has_door_ = true;  // false: its key gives no commands
  bool opened_ = false;
  bool bus_answers_ = false;
  int beats_ = 0;
  EchoWatch bus_echo_{limits::unheard_beats_max};
  EchoWatch own_echo_{limits::unanswered_letters_max};
  EchoWatch role_echo_{limits::unanswered_letters_max};
};

}  // namespace ballast::broker
