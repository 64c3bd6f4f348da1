// The frame around every command and event: [route][header][body]. The body stays bytes here; its
// typed form is decoded by whoever knows the type.
#pragma once

#include <cstdint>
#include <string>

namespace ballast::messages {

inline constexpr std::uint32_t protocol_version = 1;

struct Header {
  std::uint32_t version = protocol_version;
  std::string type;          // the body's type: "CreatePlan"
  std::string id;            // UUIDv7 text; a repeat of a command carries the same id
  std::uint64_t seq = 0;     // per sender and route, rising by one: gaps are seen
  std::string correlation;   // the plan or order that this is about; may be empty
  std::string causation;     // id of the message that led to this; may be empty
  std::string sender;        // instance: "portfolio-1@board-1"
  std::string reply_to;      // route for the reply; empty: none wanted
  std::int64_t sent_ns = 0;  // sender's wall clock, for people only
  std::uint32_t ttl_ms = 0;  // 0: no limit; a duration, since clocks of boards differ

  bool operator==(const Header&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("v", self.version);
    visit("type", self.type);
    visit("id", self.id);
    visit("seq", self.seq);
    visit("correlation", self.correlation);
    visit("causation", self.causation);
    visit("sender", self.sender);
    visit("reply_to", self.reply_to);
    visit("sent_ns", self.sent_ns);
    visit("ttl_ms", self.ttl_ms);
  }
};

struct Envelope {
  std::string route;  // role, instance or topic, in plain text
  Header header;
  std::string body;  // msgpack map

  bool operator==(const Envelope&) const = default;
};

}  // namespace ballast::messages
