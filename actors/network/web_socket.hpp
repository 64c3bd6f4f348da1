// A WebSocket (RFC 6455) as a client: text goes, text and binary messages come.
#pragma once

#include <string>

#include "actors/network/curl_line.hpp"
#include "actors/network/message_stream.hpp"
#include "actors/network/web_frames.hpp"
#include "broker/identifiers.hpp"

namespace ballast::actors {

struct WebSocketSettings {
  std::string url;  // wss, or ws to 127.0.0.1 or [::1]
  std::size_t message_bytes_max = std::size_t{64} << 10U;
  CurlSettings curl = {};
};

class WebSocket final : public MessageStream {
 public:
  /// Failure: see CurlLine::open. `pollables` and `random`, of which keys and masks are made,
  /// outlive it.
  [[nodiscard]] static planner::Result<std::unique_ptr<MessageStream>> open(
      broker::PollSet& pollables, broker::RandomSource& random, const WebSocketSettings& settings,
      StreamEars ears);

  WebSocket(broker::RandomSource& random, WebSocketSettings settings, StreamEars ears);

  void send(std::string_view text) override { write(WebFrame::text, text); }
  void ping() override { write(WebFrame::ping, ""); }

 private:
  void greet();
  void hear(std::string_view bytes);
  /// Returns what follows the greeting, nothing before its end.
  std::string_view hear_greeting(std::string_view bytes);
  void take(const WebMessage& message);
  void write(WebFrame kind, std::string_view payload);
  void end(const planner::Failure& why);

  broker::RandomSource& random_;
  WebSocketSettings settings_;
  StreamEars ears_;
  std::string key_;
  std::string greeting_;
  bool greeted_ = false;
  bool over_ = false;
  WebFrameReader frames_;
  std::unique_ptr<CurlLine> line_;
};

}  // namespace ballast::actors
