// Which command types an actor answers and how. Decoding and refusing stand here once; an actor
// names its types and gets typed bodies.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "broker/behaviour.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {

class CommandTable {
 public:
  /// Handles `Body` with `handler`, which replies or refuses, now or later.
  template <class Body>
  void on(std::function<void(const Body&, const messages::Envelope&, broker::Outlet&)> handler) {
    handlers_[std::string(messages::type_of<Body>)] =
        [handler = std::move(handler)](const messages::Envelope& command, broker::Outlet& outlet) {
          const auto body = messages::decode<Body>(command.body);
          if (body) {
            handler(*body, command, outlet);
          } else {
            outlet.refuse(command, body.error());
          }
        };
  }

  /// Handles `Body` with a function that answers at once: a Result of a reply's body, or of a body
  /// that is packed already.
  template <class Body, class Function>
  void answer(Function function) {
    on<Body>([function = std::move(function)](const Body& body, const messages::Envelope& command,
                                              broker::Outlet& outlet) {
      auto reply = function(body);
      if (reply) {
        outlet.reply(command, packed(*std::move(reply)));
      } else {
        outlet.refuse(command, reply.error());
      }
    });
  }

  /// Refuses a type that no handler was named for, and says which there are.
  void handle(const messages::Envelope& command, broker::Outlet& outlet) const;

 private:
  template <class Reply>
  [[nodiscard]] static messages::Payload packed(const Reply& reply) {
    return messages::pack(reply);
  }
  [[nodiscard]] static messages::Payload packed(messages::Payload reply) { return reply; }

  std::map<std::string, std::function<void(const messages::Envelope&, broker::Outlet&)>,
           std::less<>>
      handlers_;
};

}  // namespace ballast::actors
