#include "broker/node_wires.hpp"

#include <algorithm>
#include <utility>

#include "broker/limits.hpp"
#include "broker/wire.hpp"
#include "messages/codec.hpp"
#include "messages/control.hpp"

namespace ballast::broker {

namespace {

constexpr std::string_view broker_beats_prefix = "actor.broker-";
/// Where short-lived clients hear their replies: on the bus, whichever way these come.
constexpr std::string_view client_replies = "reply.";

void renew(Socket& socket, const Endpoint& endpoint) {
  socket.disconnect(endpoint);
  // It was connected to it before, so that nothing is wrong with the address.
  static_cast<void>(socket.connect(endpoint));
}

}  // namespace

NodeWires::NodeWires(KeyedContext& context, const ClusterMap& map, PollSet& pollables,
                     const Identity& identity, Postmark& postmark, WireEvents events)
    : map_(map),
      pollables_(pollables),
      identity_(identity),
      postmark_(postmark),
      events_(std::move(events)),
      door_(context, Purpose::front_door_out),
      mailbox_(context, Purpose::mailbox_in),
      bus_out_(context, Purpose::bus_publish),
      bus_in_(context, Purpose::bus_read),
      follower_(limits::followed_sequences_max),
      kept_(limits::last_values_max, limits::last_values_bytes_max) {}

NodeWires::~NodeWires() {
  pollables_.remove(mailbox_ticket_);
  pollables_.remove(bus_ticket_);
}

Result<void> NodeWires::connect(const std::vector<std::string>& topics) {
  topics_ = topics;
  has_door_ = !map_.wants_keys() || gives_commands(identity_.role);
  if (has_door_) {
    if (auto done = door_.connect(map_.front_door()); !done) return done;
  }
  if (auto done = bus_out_.connect(map_.bus_in()); !done) return done;
  if (auto done = bus_in_.connect(map_.bus_out()); !done) return done;
  role_mailbox_ = map_.mailbox(identity_.role);
  if (role_mailbox_) {
    if (auto done = mailbox_.connect(*role_mailbox_); !done) return done;
  }
  // Where ports are given out by the broker, who is not in the file has to wait for its answer.
  if (map_.in_file(identity_.instance) || map_.transport() != Transport::tcp) {
    own_mailbox_ = map_.mailbox_of(identity_.instance);
  }
  if (own_mailbox_) {
    if (auto done = mailbox_.connect(*own_mailbox_); !done) return done;
  }
  for (const auto& topic : topics) bus_in_.subscribe(topic);
  bus_in_.subscribe(broker_beats_prefix);
  bus_in_.subscribe("actor." + identity_.instance);
  bus_in_.subscribe("mailbox." + identity_.instance);
  mailbox_ticket_ = pollables_.add(watch(mailbox_.ref(), [this] { read_mailbox(); }));
  bus_ticket_ = pollables_.add(watch(bus_in_.ref(), [this] { read_bus(); }));
  return {};
}

void NodeWires::send(const messages::Envelope& command) {
  // A full door loses nothing: a command is repeated, and so is the question for a reply.
  if (has_door_) {
    static_cast<void>(door_.try_send(frames_of(command)));
  } else if (command.route.starts_with(client_replies)) {
    publish(command, false);
  }
}

void NodeWires::publish(const messages::Envelope& event, bool keep_last) {
  auto frames = frames_of(event);
  if (keep_last) {
    kept_.keep(frames);
    frames.emplace_back(keep_mark);
  }
  static_cast<void>(bus_out_.try_send(frames));
}

void NodeWires::settle() {
  if (!opened_ && has_door_) {
    send(postmark_.stamp("broker", messages::pack(messages::OpenMailbox{identity_.instance}), {}));
  }
  if (!bus_answers_) publish_kept();
}

std::vector<Failure> NodeWires::handshake_news() {
  std::vector<Failure> news;
  for (Socket* socket : {&door_, &mailbox_, &bus_out_, &bus_in_}) {
    for (auto& one : socket->handshake_news()) news.push_back(std::move(one));
  }
  return news;
}

void NodeWires::publish_kept() {
  for (const auto* event : kept_.matching({})) {
    auto frames = *event;
    frames.emplace_back(keep_mark);
    static_cast<void>(bus_out_.try_send(frames));
  }
}

void NodeWires::read_mailbox() {
  for (int count = 0; count < limits::messages_per_turn; ++count) {
    const auto frames = mailbox_.try_receive();
    if (!frames) return;
    auto envelope = envelope_of(*frames);
    if (envelope) {
      events_.command(std::move(*envelope));
    } else {
      events_.rejected(envelope.error(), *frames);
    }
  }
}

void NodeWires::read_bus() {
  for (int count = 0; count < limits::messages_per_turn; ++count) {
    const auto frames = bus_in_.try_receive();
    if (!frames) return;
    const auto envelope = envelope_of(*frames);
    if (envelope) {
      follow(*envelope);
    } else {
      events_.rejected(envelope.error(), *frames);
    }
  }
}

void NodeWires::follow(const messages::Envelope& event) {
  const auto& header = event.header;
  const bool ours = event.route == "actor." + identity_.instance;
  if (event.route.starts_with(broker_beats_prefix)) broker_beats(event);
  if (ours && header.sender == identity_.instance) own_beat(event);
  if (event.route == "mailbox." + identity_.instance) mailbox_opened(event);

  const auto arrival = follower_.arrived(header.sender, event.route, header.seq, header.id);
  if (arrival.repeated) return;
  const bool wanted = std::any_of(topics_.begin(), topics_.end(), [&](const std::string& topic) {
    return event.route.starts_with(topic);
  });
  if (!wanted) return;
  if (arrival.missed > 0) events_.missed(event.route, arrival.missed);
  events_.event(event);
}

void NodeWires::own_beat(const messages::Envelope& event) {
  const auto beat = messages::unpack<messages::ActorHeartbeat>(event);
  if (!beat || beat->incarnation != identity_.incarnation) return;
  bus_echo_.heard();
  if (bus_answers_) return;
  bus_answers_ = true;
  // What was told before the bus listened is told again.
  publish_kept();
}

void NodeWires::check_echoes() {
  if (bus_echo_.given_up()) renew_bus();
  if (++beats_ % limits::beats_per_letter == 0 && opened_) write_letters();
}

void NodeWires::write_letters() {
  const bool own_lost = own_echo_.given_up();
  const bool role_lost = role_mailbox_ && role_echo_.given_up();
  if (own_lost || role_lost) renew_mail();
  const auto letter = messages::pack(messages::Ping{});
  send(postmark_.stamp(identity_.instance, letter, {}));
  if (role_mailbox_) send(postmark_.stamp(identity_.role, letter, {}));
}

void NodeWires::echoed(const std::string& route) {
  (route == identity_.role ? role_echo_ : own_echo_).heard();
}

void NodeWires::renew_bus() {
  bus_answers_ = false;
  renew(bus_out_, map_.bus_in());
  renew(bus_in_, map_.bus_out());
  if (!has_door_) renew_mail();
}

void NodeWires::renew_mail() {
  if (has_door_) renew(door_, map_.front_door());
  if (role_mailbox_) renew(mailbox_, *role_mailbox_);
  if (own_mailbox_) renew(mailbox_, *own_mailbox_);
}

void NodeWires::broker_beats(const messages::Envelope& event) {
  const auto beat = messages::unpack<messages::ActorHeartbeat>(event);
  if (!beat || beat->incarnation == broker_incarnation_) return;
  if (broker_incarnation_ != 0) {
    opened_ = false;
    bus_answers_ = false;
  }
  broker_incarnation_ = beat->incarnation;
}

void NodeWires::mailbox_opened(const messages::Envelope& event) {
  const auto opened = messages::unpack<messages::MailboxOpened>(event);
  if (!opened || !event.header.sender.starts_with("broker-")) return;
  const auto endpoint = Endpoint::parse(opened->endpoint);
  if (!endpoint) return;
  opened_ = true;
  if (own_mailbox_ == *endpoint) return;
  if (own_mailbox_) mailbox_.disconnect(*own_mailbox_);
  if (auto connected = mailbox_.connect(*endpoint); !connected) {
    opened_ = false;
    return;
  }
  own_mailbox_ = *endpoint;
}

}  // namespace ballast::broker
