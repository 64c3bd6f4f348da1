// An outlet that keeps what an actor says, for tests of behaviours without a socket.
#pragma once

#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "broker/behaviour.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {

class RecordingOutlet : public broker::Outlet {
 public:
  struct Request {
    std::string id;
    std::string route;
    messages::Payload payload;
    std::string correlation;
    broker::ReplyHandler on_reply;
  };
  struct Event {
    std::string topic;
    messages::Payload payload;
    std::string correlation;
    Keep keep = Keep::no;
  };
  using Answer = planner::Result<messages::Payload>;

  [[nodiscard]] const broker::Identity& self() const override { return self_; }
  [[nodiscard]] broker::Monotonic now() const override { return time; }

  std::string request(std::string_view route, messages::Payload payload,
                      std::string_view correlation, std::chrono::milliseconds,
                      broker::ReplyHandler on_reply) override {
    requests.push_back({"request-" + std::to_string(requests.size() + 1), std::string(route),
                        std::move(payload), std::string(correlation), std::move(on_reply)});
    std::string id = requests.back().id;
    if (responder) answer(requests.size() - 1, responder(requests.back()));
    return id;
  }

  void reply(const messages::Envelope& command, messages::Payload payload) override {
    replies[command.header.id].push_back(std::move(payload));
  }

  void refuse(const messages::Envelope& command, const planner::Failure& failure) override {
    refusals[command.header.id].push_back(failure);
  }

  void publish(std::string_view topic, messages::Payload payload, std::string_view correlation,
               Keep keep) override {
    events.push_back({std::string(topic), std::move(payload), std::string(correlation), keep});
  }

  void after(std::chrono::milliseconds, std::function<void()> action) override {
    timers.push_back(std::move(action));
  }

  void note(broker::Notice notice) override { notes.push_back(std::move(notice)); }

  void stop() override { stopped = true; }

  /// Gives the reply to a request.
  void answer(std::size_t place, const Answer& answer) {
    const broker::ReplyHandler handler = requests.at(place).on_reply;
    if (!answer) return handler(tl::unexpected(answer.error()));
    messages::Envelope envelope;
    envelope.header.type = answer->type;
    envelope.body = answer->bytes;
    handler(envelope);
  }

  /// Runs the timers that are set now, not those that they set.
  void fire_timers() {
    const auto due = std::exchange(timers, {});
    for (const auto& action : due) action();
  }

  /// The only reply to a command, decoded; throws if there is none or another.
  template <class Body>
  [[nodiscard]] Body reply_to(const messages::Envelope& command) const {
    const auto found = replies.find(command.header.id);
    if (found == replies.end() || found->second.size() != 1) throw std::runtime_error("no reply");
    if (found->second.front().type != messages::type_of<Body>) {
      throw std::runtime_error("a reply of type " + found->second.front().type);
    }
    return messages::decode<Body>(found->second.front().bytes).value();
  }

  broker::Monotonic time{};
  std::function<Answer(const Request&)> responder;  // answers requests at once
  std::vector<Request> requests;
  std::map<std::string, std::vector<messages::Payload>> replies;
  std::map<std::string, std::vector<planner::Failure>> refusals;
  std::vector<Event> events;
  std::vector<std::function<void()>> timers;
  std::vector<broker::Notice> notes;
  bool stopped = false;

 private:
  broker::Identity self_{"actor", "actor-1@board-1", "board-1", 1};
};

/// Returns a command as it arrives in a mailbox.
template <class Body>
[[nodiscard]] messages::Envelope command_of(const Body& body, const std::string& id) {
  messages::Envelope envelope;
  const messages::Payload payload = messages::pack(body);
  envelope.header.type = payload.type;
  envelope.header.id = id;
  envelope.header.reply_to = "reply.test";
  envelope.body = payload.bytes;
  return envelope;
}

}  // namespace ballast::actors
