// A broker as trading sees it: what may be asked of it, and its three kinds of answer. Each adapter
// puts one broker's words into these.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "broker/behaviour.hpp"
#include "planner/ledger/entry.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/trading/order_life.hpp"

namespace ballast::actors {

/// The broker did it, or told it.
template <class Value>
struct Done {
  Value value;
};

/// The broker said no, and nothing happened. Of a submit: there is no such order and will be none.
struct Refused {
  std::string reason;
};

/// Anything else: no answer, half of one, an error that does not say what was done. The request
/// may have been carried out, or may yet be.
struct Unknown {
  std::string reason;
};

template <class Value>
using BrokerAnswer = std::variant<Done<Value>, Refused, Unknown>;

/// Called once for each question, on the actor's thread; perhaps before the asking call returns.
template <class Value>
using Answered = std::function<void(BrokerAnswer<Value>)>;

/// An order as it is sent.
struct BrokerOrder {
  std::string client_order_id;  // ours; the same in every repeat, never used for another order
  planner::SecurityId security;
  std::string symbol;  // ours; the adapter knows the broker's name for it
  planner::Side side = planner::Side::buy;
  planner::ledger::Quantity quantity;           // shares, above 0
  std::optional<planner::ledger::Price> limit;  // in whole units of `currency`; empty: market order

  std::optional<std::int64_t> until_ms;  // of the day's session, since 1970; empty: no end

  // What the checks saw. A broker need not know; paper trading makes it true.
  std::string currency;
  planner::ledger::Price price;           // that is offered: ask or bid, else the last one
  planner::Date priced{};                 // of which day
  std::optional<std::int64_t> quoted_ms;  // when bid and ask were; empty: it is the last price
  planner::ledger::Rate per_base;         // units of `currency` per one of the base currency
  planner::ledger::Amount fee;            // expected

  bool operator==(const BrokerOrder&) const = default;
};

/// What the broker tells of an order. Of what is filled only fills are believed.
struct BrokerOrderNews {
  std::string client_order_id;  // empty: not ours
  std::string broker_order_id;
  std::string symbol;
  planner::Side side = planner::Side::buy;
  planner::ledger::Quantity quantity;
  planner::ledger::Quantity filled;
  /// acknowledged, cancelled, expired or rejected; of one that is filled, or whose status is not
  /// known to us: acknowledged.
  planner::trading::Cause state = planner::trading::Cause::acknowledged;
  std::string text;  // the broker's own word for it, and why

  bool operator==(const BrokerOrderNews&) const = default;
};

struct BrokerFill {
  std::string fill_id;          // the broker's; for ever one fill
  std::string client_order_id;  // empty: only `broker_order_id` is told, or it is not ours
  std::string broker_order_id;
  std::string symbol;
  planner::Side side = planner::Side::buy;
  planner::ledger::Quantity quantity;
  planner::ledger::Price price;  // per share, in whole units of `currency`
  std::string currency;
  planner::ledger::Amount fee;   // zero where the broker tells fees apart from fills
  std::int64_t executed_ms = 0;  // since 1970, UTC
  planner::Date day{};           // of the trade, where the exchange is
  std::string priced_at;         // on paper: "ask", "bid", "last price"; empty: the broker's own

  bool operator==(const BrokerFill&) const = default;
};

/// Fills in the order in which the broker tells them.
struct BrokerFills {
  std::vector<BrokerFill> fills;
  std::string cursor;  // of the last one: the next question goes on from here
  bool more = false;   // ask again at once

  bool operator==(const BrokerFills&) const = default;
};

/// Money or shares that moved at the broker without a trade.
struct BrokerCashRow {
  std::string row_id;  // the broker's; for ever one row
  /// What it is in the books; empty: nothing that they could say without a person. Of a split it
  /// is half: the shares that went or those that came.
  std::optional<planner::ledger::EntryKind> kind;
  planner::ledger::Amount amount;  // as in an entry of that kind
  planner::Money tax;              // that was withheld
  std::string symbol;              // what it is paid for; may be empty
  planner::Date day{};
  std::string family;         // rows that speak of one thing
  bool takes_back = false;    // the earlier row of its family
  bool stands = true;         // else it only takes back
  std::string text;           // the broker's own words
  bool moves_shares = false;  // none of `symbol` is traded until a person or the books have it
  planner::ledger::Quantity shares;  // that came, or went where below 0; 0: not told
  planner::ledger::Price price;      // of one of them; 0: not told

  bool operator==(const BrokerCashRow&) const = default;
};

/// Rows in the order in which the broker tells them.
struct BrokerCashRows {
  std::vector<BrokerCashRow> rows;
  std::string cursor;  // the next question goes on from here
  bool more = false;   // ask again at once

  bool operator==(const BrokerCashRows&) const = default;
};

struct BrokerAccount {
  std::vector<planner::ledger::Amount> cash;  // by currency
  planner::ledger::Amount buying_power;
  bool may_trade = false;
  std::string text;  // why not

  bool operator==(const BrokerAccount&) const = default;
};

struct BrokerPosition {
  std::string symbol;
  planner::ledger::Quantity quantity;  // below 0: short
  std::string currency;
  planner::ledger::Price average_price;  // 0: not told

  bool operator==(const BrokerPosition&) const = default;
};

/// Something happened at the broker, so that asking is worth while: to these orders, by our ids;
/// where it names none: to anything.
using BrokerHint = std::function<void(const std::set<std::string>& client_order_ids)>;

/// Asks one account at one broker. No question blocks; none is repeated by the adapter where a
/// repeat could do something twice.
class BrokerAdapter {
 public:
  virtual ~BrokerAdapter() = default;

  /// "paper", "alpaca".
  [[nodiscard]] virtual std::string_view name() const = 0;

  /// Whether its orders cost real money.
  [[nodiscard]] virtual bool is_live() const { return false; }

  /// Whether the broker has an account of its own, with which the books are compared; else the
  /// books are the account.
  [[nodiscard]] virtual bool keeps_account() const { return true; }

  /// Called once, before any question. `hint` may be called at any time after. Both outlive the
  /// adapter.
  virtual void start(broker::Outlet& outlet, BrokerHint hint) = 0;

  /// Where hints come from and how that stands, for a person; empty: this broker gives none.
  [[nodiscard]] virtual std::string listening() const { return ""; }

  /// Done: the broker has it. REQUIRES: it was written down as sent.
  virtual void submit(const BrokerOrder& order, Answered<BrokerOrderNews> answered) = 0;

  /// Done: the broker will try; a fill may be faster. `broker_order_id` may be empty.
  virtual void cancel(const std::string& client_order_id, const std::string& broker_order_id,
                      Answered<BrokerOrderNews> answered) = 0;

  /// Done without a value: the broker knows no such order now. One that is on its way may arrive.
  virtual void find(const std::string& client_order_id,
                    Answered<std::optional<BrokerOrderNews>> answered) = 0;

  /// All of them, whoever placed them.
  virtual void open_orders(Answered<std::vector<BrokerOrderNews>> answered) = 0;

  /// `cursor` is empty or came from an answer; a fill may be told again.
  virtual void fills_since(const std::string& cursor, Answered<BrokerFills> answered) = 0;

  /// As fills_since.
  virtual void cash_since(const std::string& cursor, Answered<BrokerCashRows> answered) = 0;

  virtual void account(Answered<BrokerAccount> answered) = 0;

  virtual void positions(Answered<std::vector<BrokerPosition>> answered) = 0;

  /// Nobody asks any more for what was over before an instant. What cannot be forgotten now can be
  /// later.
  [[nodiscard]] virtual planner::Result<void> forget_before(std::int64_t /*at_ms*/) { return {}; }

  /// A slice of what it has to do, as Behaviour::work.
  virtual bool work() { return false; }
};

}  // namespace ballast::actors
