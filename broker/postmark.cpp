#include "broker/postmark.hpp"

#include <utility>

#include "broker/limits.hpp"

namespace ballast::broker {

Postmark::Postmark(std::string sender, const Clock& clock, RandomSource& random)
    : sender_(std::move(sender)),
      clock_(clock),
      random_(random),
      sequences_(limits::followed_sequences_max) {}

messages::Envelope Postmark::stamp(std::string_view route, messages::Payload payload,
                                   std::string_view correlation) {
  messages::Envelope envelope{std::string(route), {}, std::move(payload.bytes)};
  auto& header = envelope.header;
  header.type = std::move(payload.type);
  header.sent_ns = clock_.wall_ns();
  header.id = uuid_v7(header.sent_ns, random_);
  header.seq = sequences_.next(route);
  header.correlation = correlation;
  header.sender = sender_;
  return envelope;
}

messages::Envelope Postmark::answer(const messages::Header& command, messages::Payload payload) {
  auto envelope = stamp(command.reply_to, std::move(payload), command.correlation);
  envelope.header.causation = command.id;
  envelope.header.ttl_ms = static_cast<std::uint32_t>(limits::reply_ttl.count());
  return envelope;
}

}  // namespace ballast::broker
