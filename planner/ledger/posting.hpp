// Double entry: what an entry does to the accounts of the books, in sums that are zero by currency.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "planner/ledger/entry.hpp"

namespace ballast::planner::ledger {

/// What is owned and spent is above zero; where it came from is below.
enum class BookAccount : std::uint8_t {
  cash,
  securities,     // at cost
  contributions,  // deposits less withdrawals, below zero
  unexplained,    // openings, balances, removals, what shares of unknown cost brought
  dividends,      // before tax and fees, below zero
  interest,       // received less paid; below zero where more was received
  gains,          // of sales; below zero for gains, above for losses
  fees,
  taxes,
  exchange,  // between currencies: what was given of one, what came of the other
};
inline constexpr std::array<std::string_view, 10> book_account_names = {
    "cash",     "securities", "contributions", "unexplained", "dividends",
    "interest", "gains",      "fees",          "taxes",       "exchange"};

[[nodiscard]] constexpr std::string_view name_of(BookAccount account) {
  return book_account_names.at(static_cast<std::size_t>(account));
}

struct Posting {
  BookAccount account = BookAccount::cash;
  Amount amount;

  bool operator==(const Posting&) const = default;
};

/// What a sale made of one lot.
struct RealisedLot {
  std::string sale;       // id of the entry
  std::string opened_by;  // id of the entry that opened the lot
  SecurityId security;
  std::string symbol;
  std::optional<Date> acquired;
  Date sold{};
  Quantity quantity;
  std::string currency;
  Money proceeds;  // before the fee
  Money cost;
  bool cost_known = true;
  std::optional<Money> base_proceeds;  // at the rate of the sale
  std::optional<Money> base_cost;      // at the rate of the purchase

  bool operator==(const RealisedLot&) const = default;
};

/// Returns the postings of an entry that takes no lots: everything but sell and removal.
[[nodiscard]] std::vector<Posting> postings_of(const Entry& entry);

/// Returns the postings of a sale or a removal that takes shares at `cost`, of which `unknown`
/// brought the proceeds `unknown_proceeds` for shares whose cost is not known: they are no gain.
[[nodiscard]] std::vector<Posting> postings_of(const Entry& entry, Money cost,
                                               Money unknown_proceeds);

/// Whether the postings of each currency are zero together.
[[nodiscard]] bool balances(const std::vector<Posting>& postings);

}  // namespace ballast::planner::ledger
