// What a broker answers: bytes from another house.
#include <array>

#include "actors/network/web_frames.hpp"
#include "actors/network/web_greeting.hpp"
#include "actors/trading/alpaca/answers.hpp"
#include "actors/trading/alpaca/outcome.hpp"
#include "actors/trading/alpaca/update_messages.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/unit/actors/network/server_frames.hpp"
#include "tests/unit/actors/trading/alpaca/sample_answers.hpp"
#include "tests/unit/actors/trading/alpaca/sample_updates.hpp"

namespace ballast::fuzz {
namespace {

namespace alpaca = actors::alpaca;
using planner::ledger::Price;
using planner::ledger::Quantity;

constexpr Quantity no_shares;

void require_sound(const alpaca::OrderAnswer& order) {
  require(!order.id.empty() && !order.client_order_id.empty(), "an order without an id");
  require(order.filled >= no_shares && order.quantity >= no_shares, "an order of fewer than none");
  require(order.quantity == no_shares || order.filled <= order.quantity, "filled beyond the order");
  require(order.status_known || order.standing == alpaca::OrderStanding::open,
          "an unknown status ends an order");
}

void require_sound(const alpaca::ActivityPage& page, const alpaca::AnswerContext& context) {
  require(page.fills.size() + page.cash.size() + page.others.size() == page.rows,
          "a row is lost or doubled");
  for (const auto& fill : page.fills) {
    require(!fill.id.empty() && fill.quantity > no_shares && fill.price > Price{}, "a wrong fill");
    require(fill.at <= context.now + context.skew, "a fill of the future");
  }
  for (const auto& row : page.cash) require(!row.id.empty(), "a row without an id");
}

template <class Answer, class Check>
void require_told(const planner::Result<Answer>& answer, Check check) {
  if (!answer) return require_sentence(answer.error());
  check(*answer);
}

using AnswerReader = void (*)(std::string_view body);
constexpr std::array<AnswerReader, 8> readers = {
    [](std::string_view body) {
      require_told(alpaca::read_account(body, alpaca::sample_context()), [](const auto& account) {
        require(account.currency == "USD", "an account in another currency");
      });
    },
    [](std::string_view body) {
      require_told(alpaca::read_positions(body), [](const auto& positions) {
        for (const auto& position : positions) {
          require(position.quantity != no_shares, "a position of nothing");
        }
      });
    },
    [](std::string_view body) {
      require_told(alpaca::read_order(body, alpaca::sample_context()),
                   [](const auto& order) { require_sound(order); });
    },
    [](std::string_view body) {
      require_told(alpaca::read_orders(body, alpaca::sample_context()), [](const auto& orders) {
        for (const auto& order : orders) require_sound(order);
      });
    },
    [](std::string_view body) {
      require_told(alpaca::read_activities(body, alpaca::sample_context()),
                   [](const auto& page) { require_sound(page, alpaca::sample_context()); });
    },
    [](std::string_view body) {
      require_told(alpaca::read_clock(body), [](const auto& clock) {
        require(alpaca::parse_instant(alpaca::format_instant(clock.now)) == clock.now,
                "a time does not come back from its text");
      });
    },
    [](std::string_view body) {
      require_told(alpaca::read_calendar(body), [](const auto& days) {
        for (const auto& day : days) {
          require(day.open_minute < day.close_minute, "a session without a minute");
        }
      });
    },
    [](std::string_view body) {
      const auto judged = alpaca::judge(404, body);
      require(
          judged.outcome == alpaca::Outcome::missing || judged.outcome == alpaca::Outcome::doubtful,
          "a 404 means something else");
      require(!judged.text.empty(), "an error without a word");
    }};

void read_broker_answer(std::string_view bytes) {
  const std::size_t reader = choose(bytes, readers.size());
  readers.at(reader)(bytes);
}

std::vector<std::string> honest_broker_answers() {
  const std::vector<std::string> samples = {
      alpaca::sample_account,           alpaca::sample_positions,  alpaca::sample_order,
      "[" + alpaca::sample_order + "]", alpaca::sample_activities, alpaca::sample_clock,
      alpaca::sample_calendar,          alpaca::sample_error};
  std::vector<std::string> out;
  for (const std::string& sample : samples) {
    out.push_back(static_cast<char>(out.size()) + sample);
  }
  return out;
}

constexpr std::size_t message_bytes_max = 200;

/// What a stream's reader makes of bytes that come in pieces: its messages, and how it ended.
struct StreamRead {
  std::vector<actors::WebMessage> messages;
  std::string fault;

  bool operator==(const StreamRead&) const = default;
};

StreamRead read_in_pieces(std::string_view bytes, std::size_t piece) {
  actors::WebFrameReader reader(message_bytes_max);
  StreamRead out;
  while (!bytes.empty()) {
    reader.take(take(bytes, piece));
    auto next = reader.next();
    for (; next && *next; next = reader.next()) out.messages.push_back(std::move(**next));
    if (next) continue;
    require_sentence(next.error());
    out.fault = next.error().what;
    break;
  }
  return out;
}

void read_frames(std::string_view bytes) {
  const StreamRead whole = read_in_pieces(bytes, bytes.size());
  require(whole == read_in_pieces(bytes, 1), "where bytes are cut changes what they say");
  for (const actors::WebMessage& message : whole.messages) {
    const bool data =
        message.kind == actors::WebFrame::text || message.kind == actors::WebFrame::binary;
    require(message.payload.size() <= (data ? message_bytes_max : actors::web_control_bytes_max),
            "a message is too long");
  }
}

constexpr const char* stream_key = "dGhlIHNhbXBsZSBub25jZQ==";

void read_greeting(std::string_view bytes) {
  const auto length = actors::read_web_answer(bytes, stream_key);
  if (!length) return require_sentence(length.error());
  if (!*length) return require(bytes.size() < actors::web_greeting_bytes_max, "it never ends");
  require(**length <= bytes.size(), "an answer is longer than it is");
  require(bytes.substr(0, **length).find(actors::web_accept(stream_key)) != bytes.npos,
          "who does not know the key is believed");
}

void read_stream_message(std::string_view bytes) {
  const auto message = alpaca::read_update(bytes);
  if (!message) return require_sentence(message.error());
  require((message->kind == alpaca::UpdateMessage::Kind::event ||
           message->kind == alpaca::UpdateMessage::Kind::refused) == !message->text.empty(),
          "a message without the word that it needs");
}

std::vector<std::string> honest_frames() {
  using actors::WebFrame;
  return {actors::server_frame(WebFrame::binary, alpaca::sample_authorized) +
              actors::server_frame(WebFrame::ping, "now"),
          actors::server_frame(WebFrame::text, "in ", false) +
              actors::server_frame(WebFrame::pong, "") +
              actors::server_frame(WebFrame::continuation, "parts") +
              actors::server_frame(WebFrame::close, "\x03\xe8")};
}

std::vector<std::string> honest_greetings() {
  return {
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: " +
          actors::web_accept(stream_key) + "\r\n\r\n\x81",
      "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\n{}"};
}

std::vector<std::string> honest_updates() {
  return {alpaca::sample_authorized, alpaca::sample_listening, alpaca::sample_fill_event};
}

}  // namespace

std::vector<Target> broker_targets() {
  return {{"alpaca", read_broker_answer, honest_broker_answers},
          {"alpaca-updates", read_stream_message, honest_updates},
          {"web-frames", read_frames, honest_frames},
          {"web-greeting", read_greeting, honest_greetings}};
}

}  // namespace ballast::fuzz
