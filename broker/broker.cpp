#include "broker/broker.hpp"

#include <algorithm>
#include <utility>

#include "broker/bus.hpp"
#include "broker/file_lock.hpp"
#include "broker/heartbeat.hpp"
#include "broker/limits.hpp"
#include "broker/log_book.hpp"
#include "broker/open_requests.hpp"
#include "broker/post_office.hpp"
#include "broker/postmark.hpp"
#include "broker/registry.hpp"
#include "broker/rejections.hpp"
#include "broker/runtime_directory.hpp"
#include "broker/wire.hpp"
#include "messages/codec.hpp"

namespace ballast::broker {

using messages::Envelope;
using messages::Header;
using std::chrono::milliseconds;

namespace {

constexpr std::string_view reply_prefix = "reply.";
constexpr std::string_view mailbox_prefix = "mailbox.";
constexpr std::string_view actor_prefix = "actor.";
const std::string no_fields("\x80", 1);  // an empty msgpack map

}  // namespace

class Broker::Loop {
 public:
  explicit Loop(BrokerSettings settings)
      : settings_(std::move(settings)),
        bus_(settings_.context, pollables_, bus_events()),
        office_(settings_.context, pollables_, settings_.map, settings_.clock),
        door_(settings_.context, Purpose::front_door_in),
        postmark_(settings_.identity.instance, settings_.clock, settings_.random),
        registry_(limits::registry_entries_max),
        log_(settings_.report, settings_.identity.instance, settings_.clock),
        started_(settings_.clock.now()) {}

  Result<void> open() {
    if (auto alone = be_alone(); !alone) return alone;
    const auto& map = settings_.map;
    if (auto opened = office_.open_all(); !opened) return opened;
    if (auto opened = bus_.open(map.bus_in(), map.bus_out()); !opened) return opened;
    // Last, so that who gets in finds everything open.
    if (auto opened = door_.bind(map.front_door()); !opened) return opened;
    pollables_.add(watch(door_.ref(), [this] { receive(); }));
    pollables_.add(watch(settings_.context.refusals().descriptor(), [this] { tell_refusals(); }));
    if (settings_.stop_descriptor >= 0) {
      pollables_.add(watch(settings_.stop_descriptor, [this] { stopping_ = true; }));
    }
    beat();
    return {};
  }

  bool turn(milliseconds longest) {
    pollables_.poll(std::min(longest, limits::expiry_check));
    const auto now = settings_.clock.now();
    if (now >= next_check_) check(now);
    if (now >= next_beat_) beat();
    if (stopping_) farewell();
    if (settings_.pulse != nullptr) settings_.pulse->turned(0, false);
    return !stopping_;
  }

 private:
  BusEvents bus_events() {
    return {[this](const Header& header, const Frames& event) { passing(header, event); },
            [this](const Failure& failure, const Frames& frames) { reject(failure, frames); },
            [this](const std::string& topic) {
              publish(topic, {"Welcome", no_fields}, false);
            },
            [this](std::size_t listeners) {
              const messages::TapListening listening{static_cast<std::uint32_t>(listeners)};
              publish("tap.listening", messages::pack(listening), true);
            }};
  }

  Result<void> be_alone() {
    if (settings_.map.transport() != Transport::ipc) return {};
    auto lock = claim_runtime_directory(settings_.map.runtime_dir());
    if (!lock) return tl::unexpected(lock.error());
    lock_ = std::move(*lock);
    return {};
  }

  void receive() {
    for (int count = 0; count < limits::messages_per_turn; ++count) {
      auto frames = door_.try_receive();
      if (!frames) return;
      const auto header = header_of(*frames);
      if (!header) {
        reject(header.error(), *frames);
        continue;
      }
      if (const auto honest = door_.check_sender(header->sender); !honest) {
        count_rejection(honest.error(), frames->front(), *header);
        continue;
      }
      if (!is_letter_to_oneself(frames->front(), *header)) tap(*frames);
      route(*header, std::move(*frames));
    }
  }

  void tap(const Frames& frames) {
    if (!bus_.tapped()) return;
    const auto topic = "tap.command." + frames[0];
    if (topic.size() <= limits::route_bytes_max) bus_.publish({topic, frames[1], frames[2]}, false);
  }

  void route(const Header& header, Frames frames) {
    const auto to = frames.front();
    if (to == broker_role || to == settings_.identity.instance) return handle(header, frames);
    if (to.starts_with(reply_prefix)) return bus_.publish(frames, false);
    switch (office_.deliver(header, std::move(frames))) {
      case PostOffice::Delivery::taken:
        return;
      case PostOffice::Delivery::full:
        return undelivered(header, {FailureKind::unavailable, "the mailbox of " + to + " is full",
                                    to, "fewer commands at once; ask again later"});
      case PostOffice::Delivery::unknown:
        break;
    }
    std::string known;
    for (const auto& role : settings_.map.roles()) known += (known.empty() ? "" : ", ") + role;
    undelivered(header, {FailureKind::missing, "nobody here is called " + to, to, known});
  }

  /// Answers for a reader that did not get the command. A reply that nobody takes is let go: its
  /// command will be repeated.
  void undelivered(const Header& header, const Failure& failure) {
    if (!header.causation.empty()) return;
    count_rejection(failure, failure.where, header);
    answer(header, messages::pack(failure));
  }

  void answer(const Header& command, messages::Payload payload) {
    if (command.reply_to.empty()) return;
    const auto reply = postmark_.answer(command, std::move(payload));
    auto frames = frames_of(reply);
    tap(frames);
    route(reply.header, std::move(frames));
  }

  void publish(const std::string& topic, messages::Payload payload, bool keep_last) {
    bus_.publish(frames_of(postmark_.stamp(topic, std::move(payload), {})), keep_last);
  }

  void handle(const Header& header, const Frames& frames) {
    const Envelope command{frames[0], header, frames[2]};
    if (!header.causation.empty()) return;
    if (header.type == messages::Ping::type) return answer(header, messages::pack(pong()));
    if (header.type == messages::GetRegistry::type) {
      return answer(header, messages::pack(registry_.list(settings_.clock.now())));
    }
    if (header.type == messages::OpenMailbox::type) return open_mailbox(command);
    if (header.type == messages::Stop::type) {
      answer(header, messages::pack(messages::Stopping{settings_.identity.instance}));
      stopping_ = true;
      return;
    }
    answer(header, messages::pack(Failure{FailureKind::invalid,
                                          "the broker knows no command " + header.type, frames[0],
                                          "Ping, GetRegistry, OpenMailbox, Stop"}));
  }

  void open_mailbox(const Envelope& command) {
    const auto asked = messages::unpack<messages::OpenMailbox>(command);
    if (!asked) return undelivered(command.header, asked.error());
    const auto opened = open_for(asked->instance);
    answer(command.header, opened ? messages::pack(*opened) : messages::pack(opened.error()));
  }

  Result<messages::MailboxOpened> open_for(const std::string& instance) {
    const auto endpoint = office_.open_for(instance);
    if (!endpoint) {
      log_.write({.sentence = describe(endpoint.error())});
      return tl::unexpected(endpoint.error());
    }
    messages::MailboxOpened opened{instance, endpoint->text()};
    publish(std::string(mailbox_prefix) + instance, messages::pack(opened), true);
    return opened;
  }

  void passing(const Header& header, const Frames& event) {
    if (!event[0].starts_with(actor_prefix)) return;
    const Envelope envelope{event[0], header, event[2]};
    if (const auto stopped = messages::unpack<messages::ActorStopped>(envelope)) {
      return registry_.stopped(stopped->instance, stopped->incarnation);
    }
    const auto beat = messages::unpack<messages::ActorHeartbeat>(envelope);
    if (!beat || beat->instance != header.sender) {
      return reject(beat ? Failure{FailureKind::invalid, "a heartbeat speaks for its sender alone",
                                   "instance", header.sender}
                         : beat.error(),
                    event);
    }
    note(*beat);
  }

  void note(const messages::ActorHeartbeat& beat) {
    switch (registry_.beat(beat, settings_.clock.now())) {
      case ActorRegistry::Noted::arrived:
        // Also after this broker has restarted, for who is not in the cluster file.
        if (!settings_.map.in_file(beat.instance)) static_cast<void>(open_for(beat.instance));
        return;
      case ActorRegistry::Noted::twins:
        return count_rejection(
            {FailureKind::conflict, "two processes say that they are " + beat.instance, beat.board,
             "each name once"},
            std::string(actor_prefix) + beat.instance, {});
      case ActorRegistry::Noted::full:
      case ActorRegistry::Noted::known:
        return;
    }
  }

  void tell_refusals() {
    for (const auto& refusal : settings_.context.refusals().take()) reject(refusal, {});
  }

  void check(Monotonic now) {
    next_check_ = now + limits::expiry_check;
    for (const auto& news : door_.handshake_news()) reject(news, {});
    for (const auto& news : bus_.handshake_news()) reject(news, {});
    for (const auto& letter : office_.expire()) {
      const auto& to = letter.frames[0];
      const auto& header = letter.header;
      publish("command.expired",
              messages::pack(messages::CommandExpired{header.id, header.type, to, header.sender}),
              false);
      if (!header.causation.empty()) continue;
      answer(header, messages::pack(Failure{FailureKind::unavailable,
                                            header.type + " expired in the mailbox of " + to, to,
                                            "a running " + to}));
    }
  }

  void beat() {
    const auto now = settings_.clock.now();
    next_beat_ = now + settings_.map.limits().heartbeat;
    const auto closed = office_.close_idle(
        [&](const std::string& instance) { return registry_.silence(instance, now); });
    for (const auto& instance : closed) bus_.forget(std::string(mailbox_prefix) + instance);
    auto beat = heartbeat_of(settings_.identity,
                             {std::to_string(office_.waiting()) + " commands waiting", true},
                             now - started_, settings_.map.limits().heartbeat);
    beat.version = settings_.version;
    beat.memory_budget_kb = settings_.memory_budget_kb;
    log_.add_last_error(beat);
    registry_.beat(beat, now);
    publish(std::string(actor_prefix) + beat.instance, messages::pack(beat), true);
  }

  void farewell() {
    const auto& self = settings_.identity;
    publish(std::string(actor_prefix) + self.instance,
            messages::pack(messages::ActorStopped{self.instance, self.incarnation, "stopped"}),
            true);
  }

  messages::Pong pong() const {
    const auto& self = settings_.identity;
    return {self.role, self.instance, self.board, self.incarnation, true, "", ""};
  }

  void reject(const Failure& failure, const Frames& frames) {
    count_rejection(failure, frames.empty() ? "" : frames[0], {});
  }

  void count_rejection(const Failure& failure, const std::string& where, const Header& header) {
    const auto news = rejections_.count(failure, where, header.type, header.sender);
    if (!news) return;
    publish("frame.rejected", messages::pack(*news), false);
    log_.write(about(header, {.sentence = describe(failure)}));
  }

  BrokerSettings settings_;
  PollSet pollables_;
  FileLock lock_;
  Bus bus_;
  PostOffice office_;
  Socket door_;
  Postmark postmark_;
  ActorRegistry registry_;
  LogBook log_;
  Rejections rejections_;
  Monotonic started_;
  Monotonic next_check_{};
  Monotonic next_beat_{};
  bool stopping_ = false;
};

Broker::Broker(BrokerSettings settings) : loop_(std::make_unique<Loop>(std::move(settings))) {}

Broker::~Broker() = default;

Result<void> Broker::open() {
  return loop_->open();
}

void Broker::run() {
  while (loop_->turn(limits::poll_longest)) {
  }
}

bool Broker::turn(milliseconds longest) {
  return loop_->turn(longest);
}

}  // namespace ballast::broker
