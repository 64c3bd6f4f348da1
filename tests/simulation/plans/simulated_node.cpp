#include "tests/simulation/plans/simulated_node.hpp"

#include <algorithm>
#include <utility>

#include "messages/codec.hpp"
#include "messages/control.hpp"

namespace ballast::broker::toy {

namespace {

constexpr Monotonic slice = std::chrono::microseconds{500};
constexpr Monotonic longest_sleep = limits::actor_heartbeat;

}  // namespace

// ---- the post

void SimulatedPost::join(SimulatedNode& node) {
  nodes_[node.self().instance] = &node;
}

void SimulatedPost::leave(const SimulatedNode& node) {
  nodes_.erase(node.self().instance);
}

SimulatedNode* SimulatedPost::find(const std::string& route) {
  for (const auto& [instance, node] : nodes_) {
    if (instance == route || node->self().role == route) return node;
  }
  return nullptr;
}

void SimulatedPost::send(const messages::Envelope& letter) {
  network_.publish([this, letter] {
    if (SimulatedNode* node = find(letter.route)) node->arrived(letter);
  });
}

void SimulatedPost::publish(const messages::Envelope& event) {
  network_.publish([this, event] {
    const auto readers = nodes_;
    for (const auto& [instance, node] : readers) node->observed(event);
  });
}

// ---- a process

SimulatedNode::SimulatedNode(SimulatedTime& time, SimulatedNetwork& network, SimulatedPost& post,
                             RandomSource& random, Identity identity, const Maker& make)
    : time_(time),
      post_(post),
      identity_(std::move(identity)),
      clock_(time),
      host_(network, identity_.instance, identity_.incarnation),
      postmark_(identity_.instance, time, random) {
  host_.on_arrival = [this] { wake(time_.now()); };
  behaviour_ = make(host_, clock_);
  post_.join(*this);
  behaviour_->start(*this);
  wake(time_.now());
}

SimulatedNode::~SimulatedNode() {
  *alive_ = false;
  post_.leave(*this);
}

void SimulatedNode::arrived(messages::Envelope envelope) {
  wake(time_.now());
  if (!envelope.header.causation.empty()) {
    if (const auto handler = requests_.take(envelope)) (*handler)(outcome_of(std::move(envelope)));
    return;
  }
  switch (replays_.arrived(envelope.header.id)) {
    case ReplayCache::Seen::in_progress:
      return;
    case ReplayCache::Seen::answered:
      return post_.send(postmark_.answer(envelope.header, replays_.reply_to(envelope.header.id)));
    case ReplayCache::Seen::never:
      return behaviour_->receive(envelope, *this);
  }
}

void SimulatedNode::observed(const messages::Envelope& event) {
  const auto topics = behaviour_->subscriptions();
  const bool reads = std::ranges::any_of(
      topics, [&](const std::string& topic) { return event.route.starts_with(topic); });
  if (!reads) return;
  behaviour_->observe(event, *this);
  wake(time_.now());
}

std::string SimulatedNode::request(std::string_view route, Payload payload,
                                   std::string_view correlation, std::chrono::milliseconds deadline,
                                   ReplyHandler on_reply) {
  auto command = postmark_.stamp(route, std::move(payload), correlation);
  command.header.reply_to = identity_.instance;
  command.header.ttl_ms = ttl_of(deadline);
  std::string id = command.header.id;
  if (requests_.add(command, now(), now() + deadline, std::move(on_reply))) post_.send(command);
  wake(now());
  return id;
}

void SimulatedNode::reply(const messages::Envelope& command, Payload payload) {
  replays_.answered(command.header.id, payload);
  post_.send(postmark_.answer(command.header, std::move(payload)));
}

void SimulatedNode::refuse(const messages::Envelope& command, const Failure& failure) {
  reply(command, messages::pack(failure));
}

void SimulatedNode::publish(std::string_view topic, Payload payload, std::string_view correlation,
                            Keep /*keep*/) {
  post_.publish(postmark_.stamp(topic, std::move(payload), correlation));
}

void SimulatedNode::after(std::chrono::milliseconds delay, std::function<void()> action) {
  timers_.add(now() + delay, std::move(action));
  wake(now() + delay);
}

void SimulatedNode::wake(Monotonic at) {
  if (turn_at_ && *turn_at_ <= at) return;
  turn_at_ = at;
  time_.at(at, [this, alive = alive_, at] {
    if (*alive && turn_at_ == at) turn();
  });
}

void SimulatedNode::turn() {
  turn_at_.reset();
  for (const auto& action : timers_.due(now())) action();
  auto due = requests_.due(now());
  for (const auto& command : due.repeat) post_.send(command);
  for (const auto& expired : due.expired) {
    expired.second(tl::unexpected(no_answer(expired.first)));
  }
  const bool more = behaviour_->work(*this);
  Monotonic next = now() + (more ? slice : longest_sleep);
  if (const auto timer = timers_.next()) next = std::min(next, *timer);
  if (const auto request = requests_.next()) next = std::min(next, *request);
  wake(next);
}

}  // namespace ballast::broker::toy
