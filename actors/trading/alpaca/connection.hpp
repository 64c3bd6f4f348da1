// How an account at Alpaca is reached: its address, its keys, and whether its money is real.
#pragma once

#include <filesystem>
#include <string>

#include "planner/model/failure.hpp"

namespace ballast::actors::alpaca {

inline constexpr const char* paper_address = "https://paper-api.alpaca.markets";

struct ConnectionSettings {
  std::string base_url = paper_address;
  std::filesystem::path key_file;
  bool live = false;         // the household wants to trade with real money
  std::string live_account;  // and with this account's
  bool stream = true;        // the broker's own word that something happened is listened to
};

/// Never shown, logged or sent anywhere but to the broker.
struct Keys {
  std::string key_id;
  std::string secret;
  bool live = false;  // they open an account with real money
};

struct Connection {
  std::string base_url;  // without a slash at its end
  Keys keys;
  std::string live_account;  // empty: no real money is at stake
  /// At the same host, since keys go to no other; empty: not listened to.
  std::string stream_url = {};
};

/// Reads the keys and decides whether money is real: it is anywhere but at the paper address and at
/// loopback. Failure: refused where others may read the key file; refused where money would be real
/// and `live`, `live_account` and the keys' own `live` do not all say so, or where they say so and
/// the address is another; invalid for what is no address or no key file.
[[nodiscard]] planner::Result<Connection> connect_to(const ConnectionSettings& settings);

/// Reads `key_id`, `secret` and `live` (false if absent) out of a key file's text; the text is
/// never repeated in a failure.
[[nodiscard]] planner::Result<Keys> parse_keys(std::string_view text, const std::string& name);

}  // namespace ballast::actors::alpaca
