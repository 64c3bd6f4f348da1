// What Alpaca answers, as values: each is read whole or not at all. Unknown fields are passed over,
// an unknown status of an order means that it may still be open.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/trading/alpaca/answer_fields.hpp"
#include "planner/model/plan_inputs.hpp"

namespace ballast::actors::alpaca {

namespace ledger = planner::ledger;

/// What is the same for every answer of one reading.
struct AnswerContext {
  std::string currency = "USD";  // of the account: every amount is in it
  Instant now = 0;               // nothing can have happened after it, but for `skew`
  Instant skew = 300'000'000'000;
};

struct AccountAnswer {
  std::string number;  // that people know it by
  std::string status;  // "ACTIVE"
  std::string currency;
  planner::Money cash;
  planner::Money equity;
  planner::Money buying_power;
  bool blocked = false;  // trading, transfers or the account itself
};

struct PositionAnswer {
  std::string symbol;
  std::string asset_id;
  ledger::Quantity quantity;  // negative: sold short
  ledger::Price average_entry;
};

/// Whether an order can still change, and how it ended.
enum class OrderStanding : std::uint8_t {
  open,
  filled,
  cancelled,
  expired,
  replaced,
  rejected,
};

struct OrderAnswer {
  std::string id;
  std::string client_order_id;
  std::string symbol;
  planner::Side side = planner::Side::buy;
  ledger::Quantity quantity;  // 0: was ordered by value
  ledger::Quantity filled;
  ledger::Price average_fill;  // 0: nothing was filled
  OrderStanding standing = OrderStanding::open;
  std::string status;        // as it was told
  bool status_known = true;  // else taken for open, and a person is told
  std::string replaced_by;   // the id of the order that stands for it now
  Instant created = 0;
};

struct FillActivity {
  std::string id;
  std::string order_id;
  std::string symbol;
  planner::Side side = planner::Side::buy;
  ledger::Quantity quantity;
  ledger::Price price;
  ledger::Quantity filled_by_now;  // of the order, with this
  Instant at = 0;
};

/// Whether a row stands, or takes back an earlier one.
enum class RowStatus : std::uint8_t { executed, corrects, cancels };

struct CashActivity {
  std::string id;
  std::string kind;   // "DIV", "CSD"
  std::string group;  // rows that belong together; may be empty
  planner::Date day{};
  planner::Money amount;  // negative: paid
  std::string symbol;     // may be empty
  RowStatus status = RowStatus::executed;
};

/// A row that moves shares without a trade, or of a kind that nothing is known of: what of it can
/// be read.
struct OtherActivity {
  std::string id;
  std::string kind;    // "SPLIT", "SPIN"
  std::string symbol;  // may be empty
  std::string group = {};
  std::optional<planner::Date> day = {};
  std::optional<ledger::Quantity> shares = {};  // below 0: they went
  ledger::Price price = {};                     // of one of them; 0: not told
  planner::Money amount = {};                   // that moved with it
  std::string status = {};                      // as it was told
};

/// One page of activities in the order in which they were told.
struct ActivityPage {
  std::vector<FillActivity> fills;
  std::vector<CashActivity> cash;
  std::vector<OtherActivity> others;
  std::string last_id;  // of the last row: where the next page begins
  std::size_t rows = 0;
};

struct ClockAnswer {
  Instant now = 0;
  bool is_open = false;
  Instant next_open = 0;
  Instant next_close = 0;
};

/// A session, in the exchange's own time.
struct SessionAnswer {
  planner::Date day{};
  int open_minute = 0;  // since midnight
  int close_minute = 0;
};

struct ErrorAnswer {
  std::int64_t code = 0;  // 0: was not told
  std::string message;
};

/// `body` is bounded by the network seam; it may be anything. Failure: invalid, with the field.
[[nodiscard]] Result<AccountAnswer> read_account(std::string_view body,
                                                 const AnswerContext& context);
[[nodiscard]] Result<std::vector<PositionAnswer>> read_positions(std::string_view body);
[[nodiscard]] Result<OrderAnswer> read_order(std::string_view body, const AnswerContext& context);
[[nodiscard]] Result<std::vector<OrderAnswer>> read_orders(std::string_view body,
                                                           const AnswerContext& context);
[[nodiscard]] Result<ActivityPage> read_activities(std::string_view body,
                                                   const AnswerContext& context);
[[nodiscard]] Result<ClockAnswer> read_clock(std::string_view body);
[[nodiscard]] Result<std::vector<SessionAnswer>> read_calendar(std::string_view body);
/// Failure for what is no error of Alpaca's, such as a page of a proxy.
[[nodiscard]] Result<ErrorAnswer> read_error(std::string_view body);

}  // namespace ballast::actors::alpaca
