// Headers, whole messages and every body, in msgpack and in JSON.
#include "broker/wire.hpp"
#include "broker/work_plane/frame.hpp"
#include "messages/codec.hpp"
#include "messages/json.hpp"
#include "tests/fuzz/parts.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/unit/messages/body_kinds.hpp"

namespace ballast::fuzz {
namespace {

using messages::body_kinds;
using messages::BodyKind;

const BodyKind& choose_kind(std::string_view& bytes) {
  const auto kinds = body_kinds();
  return kinds[choose(bytes, kinds.size())];
}

void read_header(std::string_view bytes) {
  const auto header = messages::decode_header(bytes);
  if (!header) return require_sentence(header.error());
  const auto again = messages::decode_header(messages::encode_header(*header));
  require(again && *again == *header, "a header does not come back from its bytes");
}

/// A message of some parts, as a socket gives it: at most one more than any plane has.
void read_message(std::string_view bytes) {
  const std::size_t count = 1 + choose(bytes, 5);
  const broker::Frames frames = split_parts(bytes, count);
  const auto envelope = broker::envelope_of(frames);
  const auto work = broker::read_work_header(frames);
  require(!(envelope && work), "one message belongs to two planes");
  if (!envelope) require_sentence(envelope.error());
  if (!envelope) return;
  const auto again = broker::envelope_of(broker::frames_of(*envelope));
  require(again && *again == *envelope, "an envelope does not come back from its frames");
}

void require_round_trips(const BodyKind& kind, const messages::SomeBody& body) {
  const auto again = kind.decode(body.encoded());
  require(again && (*again)->equals(body), "a body does not come back from its bytes");
  const auto shown = kind.from_json(body.json());
  require(shown && (*shown)->equals(body), "a body does not come back from its JSON");
}

void read_body(std::string_view bytes) {
  const BodyKind& kind = choose_kind(bytes);
  const auto shown = messages::any_to_json(bytes);
  if (shown) require(!shown->dump().empty(), "bytes are shown as nothing");
  const auto body = kind.decode(bytes);
  if (!body) return require_sentence(body.error());
  require_round_trips(kind, **body);
}

void read_json_body(std::string_view bytes) {
  const BodyKind& kind = choose_kind(bytes);
  const auto json = messages::parse_json(bytes);
  if (!json) return require_sentence(json.error());
  const auto body = kind.from_json(*json);
  if (!body) return require_sentence(body.error());
  require_round_trips(kind, **body);
}

messages::Header honest_header() {
  messages::Header header;
  header.type = "CreatePlan";
  header.id = "0192f0c1-0000-7000-8000-000000000001";
  header.sender = "cli-7f3a";
  header.reply_to = "reply.cli-7f3a";
  header.ttl_ms = 5000;
  return header;
}

std::vector<std::string> honest_headers() {
  return {messages::encode_header(honest_header())};
}

std::vector<std::string> honest_messages() {
  const messages::Envelope command{"coordinator", honest_header(), "\x80"};
  const std::string work = messages::encode_header(honest_header());
  return {"\x02" + join_parts(broker::frames_of(command)), "\x01" + join_parts({work, "\x80"})};
}

template <class Write>
std::vector<std::string> of_every_kind(Write write) {
  std::vector<std::string> out;
  for (const BodyKind& kind : body_kinds()) {
    out.push_back(static_cast<char>(out.size()) + write(*kind.random(out.size(), true)));
  }
  return out;
}

std::vector<std::string> honest_bodies() {
  return of_every_kind([](const messages::SomeBody& body) { return body.encoded(); });
}

std::vector<std::string> honest_json_bodies() {
  return of_every_kind([](const messages::SomeBody& body) { return body.json().dump(); });
}

}  // namespace

std::vector<Target> message_targets() {
  return {{"header", read_header, honest_headers},
          {"message", read_message, honest_messages},
          {"body", read_body, honest_bodies},
          {"json-body", read_json_body, honest_json_bodies}};
}

}  // namespace ballast::fuzz
