// The words of MessagePack-RPC as the board's router speaks them: messages one after the other on a
// stream, without lengths. Whatever comes is bounded before it is kept.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ballast::hardware {

using Bytes = std::vector<std::uint8_t>;

/// What goes along with a call. The microcontroller is strict: pixels are bytes, never a list.
using Argument = std::variant<std::uint64_t, std::int64_t, bool, std::string, Bytes>;

/// What a call gave; lists hold what is simple. Nothing: nil, or what is of no kind here.
using Value = std::variant<std::monostate, bool, std::uint64_t, std::int64_t, double, std::string,
                           std::vector<std::uint64_t>>;

struct RouterError {
  std::int64_t code = 0;
  std::string text;
};

/// Nobody said no: the answer is missing, or the connection ended.
inline constexpr std::int64_t nobody_answered = -1;

/// Routers of the first images told no number.
inline constexpr std::int64_t untold = 0;
/// The router knows no such method: the sketch is missing, or the microcontroller is starting.
inline constexpr std::int64_t method_missing = 2;
/// It knows it, and does not reach who has it.
inline constexpr std::int64_t not_forwarded = 3;
/// The microcontroller itself knows no such method.
inline constexpr std::int64_t function_missing = 254;

struct Answer {
  std::uint32_t id = 0;
  std::optional<RouterError> error;
  Value value;
};

/// Larger messages are never sent: one above 256 bytes jams the microcontroller until it is reset.
inline constexpr std::size_t message_bytes_most = 240;

/// Returns the bytes of a call, with the shortest numbers; nothing where they are too many.
[[nodiscard]] std::optional<std::string> call_bytes(std::uint32_t id, std::string_view method,
                                                    std::span<const Argument> arguments);

/// Puts a stream back together.
class AnswerStream {
 public:
  AnswerStream();
  ~AnswerStream();
  AnswerStream(const AnswerStream&) = delete;
  AnswerStream& operator=(const AnswerStream&) = delete;

  /// Returns the answers that are complete now; what is none of ours is left out. Nothing: the
  /// stream is no MessagePack, or too much of it, and cannot be read on.
  [[nodiscard]] std::optional<std::vector<Answer>> read(std::string_view bytes);

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace ballast::hardware
