#include "actors/trading/alpaca/update_messages.hpp"

#include <algorithm>
#include <array>

#include "actors/trading/alpaca/answer_rows.hpp"

namespace ballast::actors::alpaca {
namespace {

using UpdateKind = UpdateMessage::Kind;

constexpr const char* updates_name = "trade_updates";
constexpr std::size_t client_order_id_bytes_max = 128;  // by Alpaca's own rule
constexpr std::array<std::string_view, 17> known_events = {"new",
                                                           "fill",
                                                           "partial_fill",
                                                           "canceled",
                                                           "expired",
                                                           "done_for_day",
                                                           "replaced",
                                                           "accepted",
                                                           "rejected",
                                                           "pending_new",
                                                           "stopped",
                                                           "pending_cancel",
                                                           "calculated",
                                                           "suspended",
                                                           "pending_replace",
                                                           "order_replace_rejected",
                                                           "order_cancel_rejected"};

const Json& part_of(const Json& json, const char* name) {
  static const Json none;
  const auto found = json.find(name);
  return found == json.end() ? none : *found;
}

tl::unexpected<Failure> invalid(std::string what, std::string where, std::string allowed) {
  return tl::unexpected(Failure{planner::FailureKind::invalid, std::move(what), std::move(where),
                                std::move(allowed)});
}

/// Empty: it is of no order that anybody could have placed here.
std::string order_named(const Json& data) {
  const Json& id = part_of(part_of(data, "order"), "client_order_id");
  if (!id.is_string() || id.get_ref<const std::string&>().size() > client_order_id_bytes_max) {
    return "";
  }
  return id.get<std::string>();
}

Result<UpdateMessage> read_event(const Json& data) {
  AnswerFields fields(data, updates_name);
  auto name = fields.text("event");
  const bool known =
      std::find(known_events.begin(), known_events.end(), name) != known_events.end();
  fields.require(known, "event", "this event is not known", "new, fill, canceled ...");
  return finished(UpdateMessage{UpdateKind::event, std::move(name), order_named(data)}, fields);
}

Result<UpdateMessage> read_authorization(const Json& data) {
  AnswerFields fields(data, "authorization");
  const bool taken = fields.text("status") == "authorized";
  return finished(taken ? UpdateMessage{UpdateKind::authorized, ""}
                        : UpdateMessage{UpdateKind::refused, "the keys"},
                  fields);
}

UpdateMessage read_listening(const Json& data) {
  const Json& streams = part_of(data, "streams");
  const bool listens = std::find(streams.begin(), streams.end(), updates_name) != streams.end();
  if (listens) return {UpdateKind::listening, ""};
  return {UpdateKind::refused, "to tell trade_updates"};
}

}  // namespace

Result<UpdateMessage> read_update(std::string_view message) {
  if (message.size() > update_bytes_max) {
    return invalid("the message is too long", "stream", std::to_string(update_bytes_max));
  }
  const auto json = parse_answer(message, "stream");
  if (!json) return tl::unexpected(json.error());
  AnswerFields fields(*json, "message");
  const std::string stream = fields.text("stream");
  if (fields.fault()) return tl::unexpected(*fields.fault());
  const Json& data = part_of(*json, "data");
  if (!data.is_object()) return invalid("a message says nothing", "data", "an object");
  if (stream == updates_name) return read_event(data);
  if (stream == "authorization") return read_authorization(data);
  if (stream == "listening") return read_listening(data);
  return UpdateMessage{UpdateKind::other, ""};
}

std::string authenticate_message(const Keys& keys) {
  return Json{{"action", "authenticate"},
              {"data", {{"key_id", keys.key_id}, {"secret_key", keys.secret}}}}
      .dump();
}

std::string listen_message() {
  return Json{{"action", "listen"}, {"data", {{"streams", Json::array({updates_name})}}}}.dump();
}

}  // namespace ballast::actors::alpaca
