// Answers as the broker gives them, one of each kind.
#pragma once

#include <string>
#include <vector>

#include "actors/trading/alpaca/answers.hpp"

namespace ballast::actors::alpaca {

inline const std::string sample_account =
    R"({"id":"904837e3","account_number":"PA1",
"status":"ACTIVE",
"crypto_status":"ACTIVE","currency":"USD","buying_power":"262113.632","cash":"100000.10",
"equity":"103820.5567","long_market_value":"3820.45","trading_blocked":false,
"transfers_blocked":false,"account_blocked":false,"multiplier":"1","daytrade_count":0})";

inline const std::string sample_positions = R"([{"asset_id":"904837e3","symbol":"AAPL",
"exchange":"NASDAQ","asset_class":"us_equity","avg_entry_price":"100.0125","qty":"5.5",
"qty_available":"4","side":"long","market_value":"600.0","cost_basis":"500.0",
"unrealized_pl":"100.0","current_price":"120.0"},
{"symbol":"TSLA","avg_entry_price":"200","qty":"-2","side":"short"}])";

inline const std::string sample_order = R"({"id":"61e69015","client_order_id":"019a-b",
"created_at":
"2026-11-20T15:30:00.123456789Z","updated_at":"2026-11-20T15:30:01Z","submitted_at":null,
"filled_at":null,"replaced_by":null,"replaces":null,"asset_id":"b0b6","symbol":"AAPL",
"asset_class":"us_equity","notional":null,"qty":"10","filled_qty":"4","filled_avg_price":"120.5",
"order_class":"","order_type":"limit","type":"limit","side":"buy","time_in_force":"day",
"limit_price":"121.00","stop_price":null,"status":"partially_filled","extended_hours":false,
"legs":null})";

inline const std::string sample_activities = R"([{"activity_type":"FILL",
"id":"20261120103001000::a1","cum_qty":"4","leaves_qty":"6","price":"120.5","qty":"4","side":"buy",
"symbol":"AAPL","order_id":"61e69015","order_status":"partially_filled",
"transaction_time":"2026-11-20T15:30:01.5Z","type":"partial_fill"},
{"activity_type":"DIV","id":"20261120000000000::d1","date":"2026-11-20","net_amount":"1.02",
"symbol":"AAPL","qty":"2","per_share_amount":"0.51","status":"executed","currency":"USD"},
{"activity_type":"DIV","id":"20261120000000000::d2","date":"2026-11-20","net_amount":"-1.02",
"symbol":"AAPL","status":"canceled","group_id":"g"},
{"activity_type":"SPLIT","id":"20261120000000000::s1","date":"2026-11-20","symbol":"AAPL"}])";

inline const std::string sample_clock =
    R"({"timestamp":"2026-11-20T11:30:00.5-05:00","is_open":true,
"next_open":"2026-11-23T09:30:00-05:00","next_close":"2026-11-20T16:00:00-05:00"})";

inline const std::string sample_calendar = R"([{"date":"2026-11-25","open":"09:30","close":"16:00",
"session_open":"0400","session_close":"2000","settlement_date":"2026-11-27"},
{"date":"2026-11-27","open":"09:30","close":"13:00"}])";

inline const std::string sample_error =
    R"({"code":40310000,"message":"insufficient buying power"})";

inline const std::string sample_page = "<!DOCTYPE html><html><h1>502 Bad Gateway</h1></html>";

/// A day after everything in the samples.
inline AnswerContext sample_context() {
  AnswerContext context;
  context.now = *parse_instant("2026-11-21T12:00:00Z");
  return context;
}

}  // namespace ballast::actors::alpaca
