// The frames of a WebSocket (RFC 6455) as a client writes and reads them: whatever comes in is
// bounded before memory is taken for it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "planner/model/failure.hpp"

namespace ballast::actors {

enum class WebFrame : std::uint8_t {
  continuation = 0,
  text = 1,
  binary = 2,
  close = 8,
  ping = 9,
  pong = 10,
};

/// What ping, pong and close may carry.
inline constexpr std::size_t web_control_bytes_max = 125;

using WebMask = std::array<std::uint8_t, 4>;

/// Returns a whole frame as a client must send it. REQUIRES: a payload below 64 KiB, of ping, pong
/// and close at most web_control_bytes_max.
[[nodiscard]] std::string web_frame(WebFrame kind, std::string_view payload, WebMask mask);

/// A whole message, however many frames it came in.
struct WebMessage {
  WebFrame kind = WebFrame::text;  // never continuation
  std::string payload;

  bool operator==(const WebMessage&) const = default;
};

class WebFrameReader {
 public:
  explicit WebFrameReader(std::size_t message_bytes_max) : message_bytes_max_(message_bytes_max) {}

  void take(std::string_view bytes) {
    bytes_.erase(0, std::exchange(read_, 0));
    bytes_.append(bytes);
  }

  /// The next message; nothing: more bytes are needed. What stands before the end of a message in
  /// several frames (ping, pong, close) comes before it. After a Failure (invalid: these are no
  /// frames of a server) there is no next.
  [[nodiscard]] planner::Result<std::optional<WebMessage>> next();

 private:
  struct Header;
  [[nodiscard]] std::optional<Header> header() const;
  [[nodiscard]] std::string fault_of(const Header& header) const;
  std::optional<WebMessage> put(const Header& header, std::string payload);

  std::size_t message_bytes_max_;
  std::string bytes_;                  // at most the beginning of a frame and what was taken last
  std::size_t read_ = 0;               // of them
  std::optional<WebMessage> unended_;  // its last frame is still to come
};

}  // namespace ballast::actors
