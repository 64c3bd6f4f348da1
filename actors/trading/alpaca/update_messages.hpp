// What Alpaca's stream says and is told. Of an event only its name is read, and of which order it
// tells: what happened is asked for, never believed from here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "actors/trading/alpaca/connection.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors::alpaca {

/// A message of the stream may be so long; an event is about 2 KiB.
inline constexpr std::size_t update_bytes_max = std::size_t{64} << 10U;

struct UpdateMessage {
  enum class Kind : std::uint8_t {
    authorized,
    refused,    // the keys, or what was asked to be told
    listening,  // events follow
    event,      // of an order
    other,      // of a stream that nobody asked for
  };
  Kind kind = Kind::other;
  std::string text;                  // the event's name; what was refused
  std::string client_order_id = {};  // of an event; empty: it names none

  bool operator==(const UpdateMessage&) const = default;
};

/// Reads a message, text or binary; unknown fields are passed over. Failure (invalid): it is no
/// JSON, says nothing that is known, or is an event of an unknown name.
[[nodiscard]] planner::Result<UpdateMessage> read_update(std::string_view message);

/// Return what is sent first, and once the keys were taken.
[[nodiscard]] std::string authenticate_message(const Keys& keys);
[[nodiscard]] std::string listen_message();

}  // namespace ballast::actors::alpaca
