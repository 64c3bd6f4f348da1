#include "actors/network/web_socket.hpp"

#include <utility>

#include "actors/network/web_greeting.hpp"
#include "messages/base64.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::size_t key_bytes = 16;

/// To libcurl it is a connection as any other.
std::string http_url_of(const std::string& url) {
  return url.starts_with("ws") ? "http" + url.substr(2) : "";
}

}  // namespace

Result<std::unique_ptr<MessageStream>> WebSocket::open(broker::PollSet& pollables,
                                                       broker::RandomSource& random,
                                                       const WebSocketSettings& settings,
                                                       StreamEars ears) {
  auto socket = std::make_unique<WebSocket>(random, settings, std::move(ears));
  WebSocket* const self = socket.get();
  auto line = CurlLine::open(
      pollables, http_url_of(settings.url), settings.curl,
      {[self] { self->greet(); }, [self](std::string_view bytes) { self->hear(bytes); },
       [self](const Failure& why) { self->end(why); }});
  if (!line) return tl::unexpected(line.error());
  socket->line_ = std::move(*line);
  return socket;
}

WebSocket::WebSocket(broker::RandomSource& random, WebSocketSettings settings, StreamEars ears)
    : random_(random),
      settings_(std::move(settings)),
      ears_(std::move(ears)),
      frames_(settings_.message_bytes_max) {}

void WebSocket::greet() {
  std::array<std::uint8_t, key_bytes> bytes{};
  random_.fill(bytes);
  key_ = messages::to_base64(std::string(bytes.begin(), bytes.end()));
  line_->send(web_request(http_url_of(settings_.url), key_, settings_.curl.user_agent));
}

void WebSocket::end(const Failure& why) {
  if (std::exchange(over_, true)) return;
  line_->close();
  ears_.ended(why);
}

std::string_view WebSocket::hear_greeting(std::string_view bytes) {
  const std::size_t before = greeting_.size();
  greeting_ += bytes;
  const auto length = read_web_answer(greeting_, key_);
  if (!length) {
    end(length.error());
    return "";
  }
  if (!*length) return "";
  greeted_ = true;
  greeting_.clear();
  ears_.opened();
  return bytes.substr(**length - before);
}

void WebSocket::hear(std::string_view bytes) {
  if (!greeted_) bytes = hear_greeting(bytes);
  frames_.take(bytes);
  while (!over_ && greeted_) {
    const auto message = frames_.next();
    if (!message) return end(message.error());
    if (!*message) return;
    take(**message);
  }
}

void WebSocket::take(const WebMessage& message) {
  ears_.alive();
  if (message.kind == WebFrame::ping) return write(WebFrame::pong, message.payload);
  if (message.kind == WebFrame::pong) return;
  if (message.kind == WebFrame::close) {
    write(WebFrame::close, message.payload);
    return end({FailureKind::unavailable, "the server ends the stream", settings_.url, ""});
  }
  ears_.message(message.payload);
}

void WebSocket::write(WebFrame kind, std::string_view payload) {
  if (over_) return;
  WebMask mask{};
  random_.fill(mask);
  line_->send(web_frame(kind, payload, mask));
}

}  // namespace ballast::actors
