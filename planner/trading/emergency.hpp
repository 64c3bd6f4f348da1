// When cash is below zero, or low: what is lacking, and what would mend it. Cash is exchanged
// first; what is still below zero then is raised by sales, the largest holding first.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "planner/ledger/billionths.hpp"
#include "planner/ledger/entry.hpp"
#include "planner/model/money.hpp"

namespace ballast::planner::trading {

/// Something held that could be sold.
struct SellableHolding {
  std::string symbol;
  std::string currency;
  ledger::Quantity quantity;
  ledger::Price price;   // the last one; 0: unknown
  std::int64_t lot = 1;  // whole shares
  bool allow_sell = true;

  bool operator==(const SellableHolding&) const = default;
};

struct EmergencyFacts {
  std::string base_currency;
  std::map<std::string, Money> cash;  // by currency
  std::map<std::string, ledger::Rate> rates;
  std::vector<SellableHolding> holdings;
  Money keep;              // least balance of a currency that is used, in its own units
  bool exchanges = true;   // whether one currency can be given for another
  Money fee;               // of a sale, base currency
  double fee_share = 0.0;  // of what is sold
  Money largest_sale;      // base currency; 0: no limit

  bool operator==(const EmergencyFacts&) const = default;
};

/// A balance below what it is to be.
struct Lack {
  std::string currency;
  Money balance;
  bool below_zero = false;  // else it is only low

  bool operator==(const Lack&) const = default;
};

struct Conversion {
  ledger::Amount give;
  ledger::Amount receive;

  bool operator==(const Conversion&) const = default;
};

struct RescueSale {
  std::string symbol;
  std::string currency;
  ledger::Quantity quantity;
  ledger::Price price;
  Money proceeds;  // base currency, after its fee

  bool operator==(const RescueSale&) const = default;
};

struct Emergency {
  std::vector<Lack> lacks;  // by currency; empty: there is none
  std::vector<Conversion> conversions;
  Money to_raise;                    // base currency, with a margin; 0: conversions are enough
  std::vector<RescueSale> sales;     // together enough, where that is possible
  Money not_covered;                 // of `to_raise`
  std::vector<std::string> unrated;  // currencies below zero whose rate is not known

  /// Whether a balance is below zero: then nothing is bought.
  [[nodiscard]] bool is_below_zero() const;

  bool operator==(const Emergency&) const = default;
};

/// Returns what is lacking and what would mend it.
[[nodiscard]] Emergency assess_emergency(const EmergencyFacts& facts);

/// Returns for each holding that may be sold the sale that raises everything by itself, as far as
/// it can; the largest holding first. Whoever may sell only some of them takes the first that goes.
[[nodiscard]] std::vector<RescueSale> alternative_sales(const EmergencyFacts& facts,
                                                        const Emergency& emergency);

/// "cash is below zero: -12.50 USD"; of what is only low "cash is low: 3.00 USD". REQUIRES: there
/// is a lack.
[[nodiscard]] std::string describe(const Emergency& emergency);

/// One sentence for each thing that would mend it, in order.
[[nodiscard]] std::vector<std::string> advice_of(const Emergency& emergency,
                                                 const std::string& base_currency);

}  // namespace ballast::planner::trading
