// What is written into the ledger: one fact each, never changed afterwards. What follows from the
// entries (postings, lots, cash, gains) is derived.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "planner/ledger/billionths.hpp"
#include "planner/model/date.hpp"
#include "planner/model/security.hpp"

namespace ballast::planner::ledger {

enum class EntryKind : std::uint8_t {
  opening,     // shares that are there without a purchase: `amount` is their cost, 0 unknown
  removal,     // shares that are gone without a sale; their cost goes with them
  balance,     // cash that is there, or is not, without a known cause: may be negative
  deposit,     // cash from outside
  withdrawal,  // cash to outside
  buy,         // `amount` without fee
  sell,        // `amount` without fee
  fee,
  dividend,  // `amount` before tax and fee; 0: tax that was withheld apart
  interest,  // `amount` before tax; negative where it was paid; 0: tax that was withheld apart
  exchange,  // `amount` given away, `received` for it
  split,     // each `split.held` shares became `split.become`
  method,    // lots are chosen by `method` from now on
  reversal,  // the entry `reverses` is to count as never booked
};
inline constexpr std::array<std::string_view, 14> entry_kind_names = {
    "opening", "removal",  "balance",  "deposit",  "withdrawal", "buy",    "sell",
    "fee",     "dividend", "interest", "exchange", "split",      "method", "reversal"};

/// Which shares a sale takes first.
enum class LotMethod : std::uint8_t { average, fifo, lifo, highest_cost };
inline constexpr std::array<std::string_view, 4> lot_method_names = {"average", "fifo", "lifo",
                                                                     "highest_cost"};

/// Money and its currency, which travel together.
struct Amount {
  std::string currency;  // ISO 4217
  Money money;

  bool operator==(const Amount&) const = default;
};

/// The currency of a cost that was told without one.
inline constexpr std::string_view no_currency;

/// How an amount is counted in the base currency.
struct BaseRate {
  Rate per_base;       // 0: unknown
  std::string source;  // who told it
  Date date{};         // of which day it is

  bool operator==(const BaseRate&) const = default;
};

struct SplitRatio {
  std::int64_t become = 0;
  std::int64_t held = 0;

  bool operator==(const SplitRatio&) const = default;
};

inline constexpr std::string_view main_account = "main";

struct Entry {
  std::string id;  // for ever one fact
  std::string account{main_account};
  EntryKind kind = EntryKind::deposit;
  Date day{};                      // of value
  std::optional<Date> acquired;    // of an opening: when its shares were bought
  SecurityId security;             // of what moves shares or is paid for holding them
  std::string symbol;              // of that day
  Quantity quantity;               // of what moves shares
  Price price;                     // as it was told; 0: was not
  std::string price_unit;          // that it was quoted in: GBX
  Amount amount;                   // see the kinds
  Money fee;                       // in the amount's currency
  Money tax;                       // withheld, in the amount's currency
  std::optional<Amount> received;  // of an exchange
  BaseRate rate;                   // of the amount's currency
  SplitRatio split;
  LotMethod method = LotMethod::average;
  std::string reverses;   // id of an entry
  bool reported = false;  // a broker or a file says that it happened: it may overdraw
  std::string note;       // for people

  bool operator==(const Entry&) const = default;
};

[[nodiscard]] constexpr std::string_view name_of(EntryKind kind) {
  return entry_kind_names.at(static_cast<std::size_t>(kind));
}
[[nodiscard]] constexpr std::string_view name_of(LotMethod method) {
  return lot_method_names.at(static_cast<std::size_t>(method));
}
[[nodiscard]] std::optional<EntryKind> entry_kind(std::string_view name);
[[nodiscard]] std::optional<LotMethod> lot_method(std::string_view name);

/// Returns the entry in few words: "sell 3 AAA for 120.00 EUR on 2026-01-05".
[[nodiscard]] std::string describe(const Entry& entry);

}  // namespace ballast::planner::ledger
