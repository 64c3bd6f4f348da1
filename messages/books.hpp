// Commands of the portfolio: what is owned, imports of it, fills that change it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/import_report.hpp"
#include "messages/inputs_fields.hpp"

namespace ballast::messages {

/// Coordinator, CLI -> portfolio. Answered with PortfolioSnapshot.
struct GetPortfolio {
  static constexpr std::string_view type = "GetPortfolio";
  bool operator==(const GetPortfolio&) const = default;
  template <class Self, class Visitor>
  static void fields(Self& /*self*/, Visitor&& /*visit*/) {}
};

struct PortfolioSnapshot {
  static constexpr std::string_view type = "PortfolioSnapshot";
  std::uint64_t version = 0;                 // rises with every change
  std::vector<planner::Position> positions;  // ascending id
  std::vector<planner::CashBalance> cash;    // by currency
  std::optional<planner::Date> as_of;        // of the newest import or fill
  std::vector<planner::CashBalance> put_in;  // by currency: what came from outside less what left

  bool operator==(const PortfolioSnapshot&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("version", self.version, may_be_absent);
    visit("positions", self.positions);
    visit("cash", self.cash);
    visit("as_of", self.as_of);
    visit("put_in", self.put_in, may_be_absent);
  }
};

struct PositionRow {
  std::uint32_t line = 0;  // of the file, from 1
  std::string symbol;
  double quantity = 0.0;       // shares
  double average_price = 0.0;  // per share, in `currency`; 0: unknown
  std::string currency;        // or unit, such as GBX; empty: as the security is quoted
  std::optional<planner::Date> first_bought;

  bool operator==(const PositionRow&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("line", self.line);
    visit("symbol", self.symbol);
    visit("quantity", self.quantity);
    visit("average_price", self.average_price, may_be_absent);
    visit("currency", self.currency, may_be_absent);
    visit("first_bought", self.first_bought);
  }
};

/// CLI -> portfolio. Replaces all positions. Answered with ImportReport.
struct ImportPositions {
  static constexpr std::string_view type = "ImportPositions";
  std::string source;
  bool dry_run = false;
  std::optional<planner::Date> as_of;
  std::vector<PositionRow> rows;

  bool operator==(const ImportPositions&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("source", self.source);
    visit("dry_run", self.dry_run, may_be_absent);
    visit("as_of", self.as_of);
    visit("rows", self.rows);
  }
};

struct CashRow {
  std::uint32_t line = 0;
  std::string currency;
  double amount = 0.0;

  bool operator==(const CashRow&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("line", self.line);
    visit("currency", self.currency);
    visit("amount", self.amount);
  }
};

/// CLI -> portfolio. Replaces all balances. Answered with ImportReport.
struct ImportCash {
  static constexpr std::string_view type = "ImportCash";
  std::string source;
  bool dry_run = false;
  std::optional<planner::Date> as_of;
  std::vector<CashRow> rows;

  bool operator==(const ImportCash&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("source", self.source);
    visit("dry_run", self.dry_run, may_be_absent);
    visit("as_of", self.as_of);
    visit("rows", self.rows);
  }
};

/// Trading -> portfolio. Answered with FillApplied; a repeat of `fill_id` changes nothing.
struct ApplyFill {
  static constexpr std::string_view type = "ApplyFill";
  std::string fill_id;
  std::string order_id;
  planner::SecurityId security;
  std::string symbol;
  planner::Side side = planner::Side::buy;
  double quantity = 0.0;
  double price = 0.0;  // per share, in `currency`
  std::string currency;
  double rate = 1.0;  // units of `currency` per one unit of the base currency
  double fee = 0.0;   // base currency
  std::string base_currency;
  planner::Date executed{};
  std::string priced_at;  // on paper: "ask", "bid" or "last price"; empty: a broker's own price

  bool operator==(const ApplyFill&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("fill_id", self.fill_id);
    visit("order_id", self.order_id);
    visit("security", self.security);
    visit("symbol", self.symbol, may_be_absent);
    visit("side", self.side);
    visit("quantity", self.quantity);
    visit("price", self.price);
    visit("currency", self.currency);
    visit("rate", self.rate);
    visit("fee", self.fee);
    visit("base_currency", self.base_currency);
    visit("executed", self.executed);
    visit("priced_at", self.priced_at, may_be_absent);
  }
};

struct FillApplied {
  static constexpr std::string_view type = "FillApplied";
  std::string fill_id;
  bool repeated = false;      // it had been applied before
  std::uint64_t version = 0;  // of the portfolio, afterwards
  double quantity = 0.0;      // of the position, afterwards

  bool operator==(const FillApplied&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("fill_id", self.fill_id);
    visit("repeated", self.repeated);
    visit("version", self.version);
    visit("quantity", self.quantity);
  }
};

}  // namespace ballast::messages
