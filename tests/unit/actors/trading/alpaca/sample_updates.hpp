// What Alpaca's stream says, one message of each kind.
#pragma once

#include <string>

namespace ballast::actors::alpaca {

inline const std::string sample_authorized =
    R"({"stream":"authorization","data":{"action":"authenticate","status":"authorized"}})";

inline const std::string sample_listening =
    R"({"stream":"listening","data":{"streams":["trade_updates"]}})";

inline const std::string sample_fill_event = R"({"stream":"trade_updates","data":{"event":"fill",
"execution_id":"2f63ea93","order":{"id":"61e69015","client_order_id":"019a-b","symbol":"AAPL",
"qty":"10","filled_qty":"10","side":"buy","status":"filled"},"position_qty":"10","price":"120.5",
"qty":"10","timestamp":"2026-11-20T15:30:01.5Z"}})";

inline std::string sample_event_of(const std::string& client_order_id) {
  return R"({"stream":"trade_updates","data":{"event":"new","order":{"client_order_id":")" +
         client_order_id + R"("}}})";
}

}  // namespace ballast::actors::alpaca
