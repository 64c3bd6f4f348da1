// All that is known when an order is to be sent, as one value: the checks read nothing else. What
// is empty is not known, and what is not known forbids.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/ledger/billionths.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/model/security.hpp"
#include "planner/trading/trading_settings.hpp"

namespace ballast::planner::trading {

/// What one step of a plan asks for.
struct OrderWish {
  std::uint32_t step = 0;  // from 1
  Side side = Side::buy;
  std::string symbol;
  std::optional<ledger::Quantity> quantity;  // empty: the number that was told is none
  std::optional<ledger::Price> planned;      // price that the plan assumed
  std::optional<Money> fee;                  // base currency; empty: the number is none
  bool emergency = false;                    // it mends cash that is below zero
  std::optional<ledger::Price> limit = {};   // a person's; 0: what was told is no price

  bool operator==(const OrderWish&) const = default;
};

struct OtherStep {
  std::uint32_t step = 0;
  Side side = Side::buy;
  std::string symbol;
  bool executed = false;  // it has an order that is open or was filled

  bool operator==(const OtherStep&) const = default;
};

/// Whether the exchange trades now.
struct SessionFact {
  std::string exchange;
  bool open = false;
  std::optional<std::int64_t> opens_ms;      // next; empty: not known
  std::optional<std::int64_t> ends_ms = {};  // where it is open: the end of the day

  bool operator==(const SessionFact&) const = default;
};

/// The best bid and ask, in whole units of the security's currency.
struct QuoteFact {
  ledger::Price bid;                         // above 0
  ledger::Price ask;                         // the bid or more
  std::optional<ledger::Quantity> bid_size;  // shares; empty: not told
  std::optional<ledger::Quantity> ask_size;
  std::int64_t at_ms = 0;  // since 1970, UTC

  bool operator==(const QuoteFact&) const = default;
};

struct MarketFacts {
  std::optional<Security> security;    // empty: unknown
  std::optional<ledger::Price> price;  // the last one
  std::optional<Date> priced;          // of which day
  std::optional<ledger::Rate> rate;    // of the security's currency, per base
  std::optional<ledger::Price> year_high;
  std::optional<SessionFact> session;
  std::optional<QuoteFact> quote;     // the newest, however old
  std::optional<ledger::Price> tick;  // limits are whole multiples; empty: not known
  bool past = false;  // prices of a past day are traded on, on paper: exchanges are always open

  bool operator==(const MarketFacts&) const = default;
};

struct BookFacts {
  std::string base_currency;
  ledger::Quantity held;              // of the security
  std::optional<Date> held_since;     // first purchase; empty: unknown
  std::map<std::string, Money> cash;  // by currency
  std::map<std::string, ledger::Rate> rates;
  std::optional<Money> total;          // value of everything, base currency
  std::optional<Money> in_country;     // value held in the security's country, base currency
  std::optional<std::int64_t> age_ms;  // since books and broker were compared; empty: never
  std::string unsettled;               // a fill that the portfolio has not; empty: none
  bool differs = false;                // the broker holds another number of its shares
  std::string unanswered = {};         // what happened to them there, and is not in the books

  bool operator==(const BookFacts&) const = default;
};

/// An order that may still be filled.
struct OpenOrder {
  std::string symbol;
  Side side = Side::buy;
  ledger::Quantity quantity;
  std::string currency;
  Money value;  // in `currency`, of what is open of it

  bool operator==(const OpenOrder&) const = default;
};

/// A trade that was sent, filled or not.
struct PastTrade {
  std::string symbol;
  Side side = Side::buy;
  std::int64_t at_ms = 0;
  Money value;  // base currency

  bool operator==(const PastTrade&) const = default;
};

struct HistoryFacts {
  std::optional<Date> last_bought;  // of the security, by us; empty: never
  std::optional<Date> last_sold;
  std::vector<PastTrade> week;  // of the last 7 times 24 hours, all securities
  std::vector<OpenOrder> own_open;
  std::optional<std::vector<OpenOrder>> broker_open;  // empty: the broker did not tell

  bool operator==(const HistoryFacts&) const = default;
};

/// Reduce: sales only. It is kept over restarts, and obeyed by whatever sends orders.
enum class TradingState : std::uint8_t { active, reduce, halt };
inline constexpr std::array<std::string_view, 3> trading_state_names = {"active", "reduce", "halt"};

enum class TradingMode : std::uint8_t { paper, live };

struct RiskFacts {
  std::optional<TradingMode> mode;
  std::optional<TradingState> state;
  std::string state_reason;
  std::optional<std::int64_t> day_return_ppm;  // since yesterday's close; empty: no snapshot of it
  std::optional<std::int64_t> drawdown_ppm;    // from the highest value, 0 or above; empty: none
  std::string tripped;                         // a breaker that a person has not reset; empty: none
  std::string emergency;                       // what cash is below zero; empty: none

  bool operator==(const RiskFacts&) const = default;
};

struct CheckFacts {
  std::int64_t now_ms = 0;  // since 1970, UTC
  Date today{};             // the day that is traded on
  OrderWish order;
  std::vector<OtherStep> plan;  // all steps of the plan, with this one
  MarketFacts market;
  BookFacts books;
  HistoryFacts history;
  RiskFacts risk;
  TradingSettings settings;
  std::int64_t min_hold_days = 0;  // the planner's, like those below
  std::int64_t sell_cooldown_days = 0;
  std::int64_t buy_cooldown_days = 0;
  Money min_cash_reserve;  // base currency

  bool operator==(const CheckFacts&) const = default;
};

}  // namespace ballast::planner::trading
