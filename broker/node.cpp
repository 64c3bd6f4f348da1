#include "broker/node.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include "broker/attempts.hpp"
#include "broker/frame_bound.hpp"
#include "broker/heartbeat.hpp"
#include "broker/limits.hpp"
#include "broker/log_book.hpp"
#include "broker/node_wires.hpp"
#include "broker/open_requests.hpp"
#include "broker/postmark.hpp"
#include "broker/rejections.hpp"
#include "broker/replay_cache.hpp"
#include "broker/timers.hpp"
#include "broker/wire.hpp"
#include "messages/codec.hpp"
#include "messages/control.hpp"

namespace ballast::broker {

using messages::Envelope;
using messages::Header;
using std::chrono::milliseconds;

class Node::Loop final : public Outlet {
 public:
  Loop(NodeSettings settings, Behaviour& behaviour)
      : settings_(std::move(settings)),
        behaviour_(behaviour),
        postmark_(settings_.identity.instance, settings_.clock, settings_.random),
        wires_(settings_.context, settings_.map, settings_.pollables, settings_.identity, postmark_,
               wire_events()),
        log_(settings_.report, settings_.identity.instance, settings_.clock),
        attempts_(log_, settings_.pulse),
        replays_(limits::replay_entries_max, limits::replay_bytes_max,
                 limits::replay_reply_bytes_max),
        started_(settings_.clock.now()) {}

  ~Loop() override { settings_.pollables.remove(stop_ticket_); }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  Result<bool> turn(milliseconds longest) {
    if (!connected_) {
      if (auto connected = wires_.connect(behaviour_.subscriptions()); !connected) {
        return tl::unexpected(connected.error());
      }
      connected_ = true;
      begin();
    }
    if (ended_) return false;
    settings_.pollables.poll(wait_of(longest));
    act_on_time();
    if (!stopping_) more_work_ = guarded("work", [this] { return behaviour_.work(*this); });
    if (stopping_) end();
    attempts_.turned(progress(), more_work_);
    return !ended_;
  }

  // ---- Outlet

  const Identity& self() const override { return settings_.identity; }
  Monotonic now() const override { return settings_.clock.now(); }

  std::string request(std::string_view route, Payload payload, std::string_view correlation,
                      milliseconds deadline, ReplyHandler on_reply) override {
    auto command = postmark_.stamp(route, std::move(payload), correlation);
    auto& header = command.header;
    header.reply_to = settings_.identity.instance;
    header.ttl_ms = ttl_of(deadline);
    auto id = header.id;
    if (too_large(command.body)) {
      refuse_request(std::move(on_reply), {FailureKind::invalid, header.type + " is too large",
                                           command.route, frame_bound()});
    } else if (!requests_.add(command, now(), now() + deadline, on_reply)) {
      refuse_request(std::move(on_reply),
                     {FailureKind::unavailable, "too many requests wait for a reply", command.route,
                      std::to_string(limits::open_requests_max)});
    } else {
      wires_.send(command);
    }
    return id;
  }

  void reply(const Envelope& command, Payload payload) override {
    if (too_large(payload.bytes)) {
      payload = messages::pack(
          Failure{FailureKind::internal, "the reply is too large", payload.type, frame_bound()});
    }
    replays_.answered(command.header.id, payload);
    send_reply(command.header, std::move(payload));
  }

  void refuse(const Envelope& command, const Failure& failure) override {
    log_.refused(command.header, failure);
    reply(command, messages::pack(failure));
  }

  void publish(std::string_view topic, Payload payload, std::string_view correlation,
               Keep keep) override {
    if (too_large(payload.bytes)) return report("an event is too large: " + payload.type);
    wires_.publish(postmark_.stamp(topic, std::move(payload), correlation),
                   keep == Keep::last_value);
  }

  void after(milliseconds delay, std::function<void()> action) override {
    timers_.add(now() + delay, std::move(action));
  }

  void note(Notice notice) override { log_.write(std::move(notice)); }

  void stop() override { stopping_ = true; }

 private:
  WireEvents wire_events() {
    return {[this](Envelope envelope) { arrived(envelope); },
            [this](const Envelope& event) {
              guarded("observe", [&] { behaviour_.observe(event, *this); });
            },
            [this](const std::string& topic, std::uint64_t count) {
              guarded("missed", [&] { behaviour_.missed(topic, count, *this); });
            },
            [this](const Failure& failure, const Frames& frames) { reject(failure, frames); }};
  }

  void begin() {
    if (settings_.stop_descriptor >= 0) {
      stop_ticket_ =
          settings_.pollables.add(watch(settings_.stop_descriptor, [this] { stopping_ = true; }));
    }
    guarded("start", [this] { behaviour_.start(*this); });
    beat();
    settle();
  }

  template <class Action>
  auto guarded(const char* doing, Action action) -> decltype(action()) {
    return attempts_.make(doing, std::move(action));
  }
  void report(std::string sentence) { log_.write({.sentence = std::move(sentence)}); }
  std::uint64_t progress() const { return handled_ + behaviour_.progress(); }

  void refuse_request(ReplyHandler on_reply, Failure failure) {
    after(milliseconds(0), [on_reply = std::move(on_reply), failure = std::move(failure)] {
      on_reply(tl::unexpected(failure));
    });
  }

  // ---- the mailbox

  void arrived(Envelope& envelope) {
    if (!envelope.header.causation.empty()) return take_reply(envelope);
    const auto& header = envelope.header;
    if (is_letter_to_oneself(envelope.route, header)) return wires_.echoed(envelope.route);
    if (header.type == messages::Ping::type) return send_reply(header, messages::pack(pong()));
    if (header.type == messages::Stop::type) {
      send_reply(header, messages::pack(messages::Stopping{settings_.identity.instance}));
      stopping_ = true;
      return;
    }
    switch (replays_.arrived(header.id)) {
      case ReplayCache::Seen::in_progress:
        return;
      case ReplayCache::Seen::answered:
        return send_reply(header, replays_.reply_to(header.id));
      case ReplayCache::Seen::never:
        return handle(envelope);
    }
  }

  void take_reply(Envelope& envelope) {
    // A second reply, or one that came too late, has no handler any more.
    const auto handler = requests_.take(envelope);
    if (!handler) return;
    guarded("reply", [&] { (*handler)(outcome_of(std::move(envelope))); });
  }

  void handle(const Envelope& command) {
    attempts_.begin(command.header.type);
    ++handled_;
    try {
      behaviour_.receive(command, *this);
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& error) {
      const Failure failed{FailureKind::internal, std::string("this failed: ") + error.what(),
                           command.header.type, ""};
      log_.write(about(command.header, {.sentence = describe(failed)}));
      reply(command, messages::pack(failed));
    }
  }

  void send_reply(const Header& command, Payload payload) {
    if (command.reply_to.empty()) return;
    wires_.send(postmark_.answer(command, std::move(payload)));
  }

  messages::Pong pong() const {
    const auto& self = settings_.identity;
    const auto status = behaviour_.status();
    return {self.role,    self.instance, self.board,       self.incarnation,
            status.ready, status.doing,  settings_.version};
  }

  void reject(const Failure& failure, const Frames& frames) {
    std::string route = frames.empty() ? "" : frames[0].substr(0, limits::route_bytes_max);
    std::replace_if(
        route.begin(), route.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    if (const auto news = rejections_.count(failure, std::move(route), {}, {})) {
      publish("frame.rejected", messages::pack(*news), {}, Keep::no);
      report("a frame was refused: " + describe(failure));
    }
  }

  // ---- time

  milliseconds wait_of(milliseconds longest) const {
    if (more_work_ || stopping_) return milliseconds(0);
    auto at = std::min(next_beat_, now() + Monotonic(longest));
    if (!wires_.settled()) at = std::min(at, next_settle_);
    if (const auto next = timers_.next()) at = std::min(at, *next);
    if (const auto next = requests_.next()) at = std::min(at, *next);
    return std::chrono::ceil<milliseconds>(std::max(at - now(), Monotonic(0)));
  }

  void act_on_time() {
    const auto time = now();
    for (const auto& action : timers_.due(time)) guarded("a timer", action);
    auto due = requests_.due(time);
    for (const auto& command : due.repeat) wires_.send(command);
    for (const auto& expired : due.expired) {
      guarded("reply", [&] { expired.second(tl::unexpected(no_answer(expired.first))); });
    }
    if (time >= next_beat_) beat();
    if (!wires_.settled() && time >= next_settle_) settle();
  }

  void settle() {
    next_settle_ = now() + limits::open_mailbox_retry;
    wires_.settle();
  }

  void beat() {
    const auto period = settings_.map.limits().heartbeat;
    next_beat_ = now() + period;
    for (const auto& news : wires_.handshake_news()) {
      if (rejections_.count(news, {}, {}, {})) report(describe(news));
    }
    auto beat = heartbeat_of(settings_.identity, behaviour_.status(), now() - started_, period);
    beat.version = settings_.version;
    beat.digest = settings_.digest;
    beat.progress = progress();
    beat.busy = more_work_;
    beat.memory_budget_kb = settings_.memory_budget_kb;
    log_.add_last_error(beat);
    publish("actor." + beat.instance, messages::pack(beat), {}, Keep::last_value);
    wires_.check_echoes();
  }

  void end() {
    if (ended_) return;
    ended_ = true;
    guarded("drain", [this] { behaviour_.drain(*this); });
    const auto& self = settings_.identity;
    publish("actor." + self.instance,
            messages::pack(messages::ActorStopped{self.instance, self.incarnation, "stopped"}), {},
            Keep::last_value);
  }

  NodeSettings settings_;
  Behaviour& behaviour_;
  Postmark postmark_;
  NodeWires wires_;
  LogBook log_;
  Attempts attempts_;
  OpenRequests requests_;
  ReplayCache replays_;
  Rejections rejections_;
  Timers timers_;
  PollSet::Ticket stop_ticket_ = 0;
  Monotonic started_;
  std::uint64_t handled_ = 0;  // commands
  Monotonic next_beat_{};
  Monotonic next_settle_{};
  bool connected_ = false;
  bool more_work_ = false;
  bool stopping_ = false;
  bool ended_ = false;
};

Node::Node(NodeSettings settings, Behaviour& behaviour)
    : loop_(std::make_unique<Loop>(std::move(settings), behaviour)) {}

Node::~Node() = default;

Result<bool> Node::turn(milliseconds longest) {
  return loop_->turn(longest);
}

Result<void> Node::run() {
  for (;;) {
    const auto more = loop_->turn(limits::poll_longest);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
  }
}

Identity new_identity(std::string_view role, int number, std::string_view board,
                      RandomSource& random) {
  return {std::string(role), instance_name(role, number, board), std::string(board),
          random_incarnation(random)};
}

}  // namespace ballast::broker
