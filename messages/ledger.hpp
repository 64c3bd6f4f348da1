// The ledger of the portfolio: what is held in which lots, what each account of the books holds,
// what moved and why, what a year brought.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/inputs_fields.hpp"
#include "planner/ledger/entry.hpp"
#include "planner/ledger/posting.hpp"

namespace ballast::messages {

template <>
struct NamesOf<planner::ledger::EntryKind> {
  static constexpr auto names = planner::ledger::entry_kind_names;
};
template <>
struct NamesOf<planner::ledger::LotMethod> {
  static constexpr auto names = planner::ledger::lot_method_names;
};
template <>
struct NamesOf<planner::ledger::BookAccount> {
  static constexpr auto names = planner::ledger::book_account_names;
};

/// CLI -> portfolio. Answered with BooksReport.
struct GetBooks {
  static constexpr std::string_view type = "GetBooks";
  std::optional<planner::Date> at;  // as they stood at the end of that day; empty: now
  std::uint32_t moves = 20;         // so many of the newest entries are told

  bool operator==(const GetBooks&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("at", self.at);
    visit("moves", self.moves, may_be_absent);
  }
};

struct AccountLine {
  std::string account;
  planner::ledger::LotMethod method = planner::ledger::LotMethod::average;

  bool operator==(const AccountLine&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("account", self.account);
    visit("method", self.method);
  }
};

struct BalanceLine {
  std::string account;
  planner::ledger::BookAccount book = planner::ledger::BookAccount::cash;
  std::string currency;
  planner::Money amount;  // in `currency`

  bool operator==(const BalanceLine&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("account", self.account);
    visit("book", self.book);
    visit("currency", self.currency);
    visit("amount", self.amount);
  }
};

struct LotLine {
  std::string opened_by;  // id of the entry
  std::optional<planner::Date> acquired;
  double quantity = 0.0;
  planner::Money cost;  // in the holding's currency
  bool cost_known = true;
  std::optional<planner::Money> base_cost;  // base currency, at the rate of the purchase

  bool operator==(const LotLine&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("opened_by", self.opened_by);
    visit("acquired", self.acquired);
    visit("quantity", self.quantity);
    visit("cost", self.cost);
    visit("cost_known", self.cost_known);
    visit("base_cost", self.base_cost);
  }
};

struct HoldingLine {
  std::string account;
  planner::SecurityId security;
  std::string symbol;
  std::string currency;  // of the cost
  double quantity = 0.0;
  planner::Money cost;  // in `currency`
  bool cost_known = true;
  std::optional<planner::Date> first_bought;
  std::vector<LotLine> lots;  // oldest first

  bool operator==(const HoldingLine&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("account", self.account);
    visit("security", self.security);
    visit("symbol", self.symbol);
    visit("currency", self.currency);
    visit("quantity", self.quantity);
    visit("cost", self.cost);
    visit("cost_known", self.cost_known);
    visit("first_bought", self.first_bought);
    visit("lots", self.lots);
  }
};

/// One entry, for people.
struct MoveLine {
  std::uint64_t number = 0;  // in the order of booking, from 1
  std::string id;
  std::string account;
  planner::ledger::EntryKind kind = planner::ledger::EntryKind::deposit;
  planner::Date day{};
  std::string what;       // "sell 3 AAA for 120.00 EUR on 2026-01-05"
  std::string why;        // its note
  bool reversed = false;  // it counts as never booked

  bool operator==(const MoveLine&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("number", self.number);
    visit("id", self.id);
    visit("account", self.account);
    visit("kind", self.kind);
    visit("day", self.day);
    visit("what", self.what);
    visit("why", self.why, may_be_absent);
    visit("reversed", self.reversed, may_be_absent);
  }
};

struct BooksReport {
  static constexpr std::string_view type = "BooksReport";
  std::uint64_t version = 0;  // of the portfolio
  std::optional<planner::Date> at;
  std::uint64_t entries = 0;  // that were booked by then
  std::string state_hash;     // SHA-256 of all that follows from them
  std::vector<AccountLine> accounts;
  std::vector<BalanceLine> balances;
  std::vector<HoldingLine> holdings;  // ascending id in each account
  std::vector<MoveLine> moves;        // newest first

  bool operator==(const BooksReport&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("version", self.version);
    visit("at", self.at);
    visit("entries", self.entries);
    visit("state_hash", self.state_hash);
    visit("accounts", self.accounts);
    visit("balances", self.balances);
    visit("holdings", self.holdings);
    visit("moves", self.moves);
  }
};

/// CLI -> portfolio. Answered with YearReport.
struct GetYear {
  static constexpr std::string_view type = "GetYear";
  std::uint32_t year = 0;  // of the calendar

  bool operator==(const GetYear&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("year", self.year);
  }
};

/// What a sale made of one lot.
struct RealisedLine {
  std::string sale;       // id of the entry
  std::string opened_by;  // id of the entry
  planner::SecurityId security;
  std::string symbol;
  std::optional<planner::Date> acquired;
  planner::Date sold{};
  double quantity = 0.0;
  std::string currency;
  planner::Money proceeds;  // in `currency`, before the fee
  planner::Money cost;      // in `currency`
  bool cost_known = true;
  std::optional<planner::Money> base_proceeds;  // base currency, at the rate of the sale
  std::optional<planner::Money> base_cost;      // base currency, at the rate of the purchase

  bool operator==(const RealisedLine&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("sale", self.sale);
    visit("opened_by", self.opened_by);
    visit("security", self.security);
    visit("symbol", self.symbol);
    visit("acquired", self.acquired);
    visit("sold", self.sold);
    visit("quantity", self.quantity);
    visit("currency", self.currency);
    visit("proceeds", self.proceeds);
    visit("cost", self.cost);
    visit("cost_known", self.cost_known);
    visit("base_proceeds", self.base_proceeds);
    visit("base_cost", self.base_cost);
  }
};

/// Income or a cost.
struct IncomeLine {
  std::string entry;  // id
  planner::ledger::BookAccount book = planner::ledger::BookAccount::fees;
  planner::Date day{};
  std::string symbol;  // empty: of no security
  std::string currency;
  planner::Money amount;               // in `currency`; above zero for income and for costs
  std::optional<planner::Money> base;  // base currency

  bool operator==(const IncomeLine&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("entry", self.entry);
    visit("book", self.book);
    visit("day", self.day);
    visit("symbol", self.symbol, may_be_absent);
    visit("currency", self.currency);
    visit("amount", self.amount);
    visit("base", self.base);
  }
};

struct YearReport {
  static constexpr std::string_view type = "YearReport";
  std::uint32_t year = 0;
  std::vector<RealisedLine> realised;  // in the order of booking
  std::vector<IncomeLine> income;      // dividends, interest, fees, taxes

  bool operator==(const YearReport&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("year", self.year);
    visit("realised", self.realised);
    visit("income", self.income);
  }
};

}  // namespace ballast::messages
