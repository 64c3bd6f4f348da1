// Lots: shares that were bought together, and which of them a sale takes.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "planner/ledger/entry.hpp"

namespace ballast::planner::ledger {

struct Lot {
  std::string opened_by;         // id of the entry
  std::optional<Date> acquired;  // empty: unknown, older than any
  Quantity quantity;             // above 0
  Money cost;                    // of these shares, in the holding's currency
  bool cost_known = true;
  std::optional<Money> base_cost;  // at the rate of the purchase; empty: that rate is unknown
  Price price;                     // per share when it was opened; splits and averages change it

  bool operator==(const Lot&) const = default;
};

/// What a sale takes of one lot.
struct LotPart {
  std::size_t lot = 0;  // its place among the lots
  Quantity quantity;
  Money cost;
  std::optional<Money> base_cost;
};

/// All lots of one security in one account. Sums are kept beside the lots.
class Holding {
 public:
  Holding(std::string symbol, std::string currency, std::optional<Date> first_bought);

  [[nodiscard]] const std::string& symbol() const { return symbol_; }
  [[nodiscard]] const std::string& currency() const { return currency_; }
  /// The first purchase since nothing was held; empty: unknown.
  [[nodiscard]] std::optional<Date> first_bought() const { return first_bought_; }
  [[nodiscard]] const std::deque<Lot>& lots() const { return lots_; }  // oldest first
  [[nodiscard]] Quantity quantity() const { return quantity_; }
  [[nodiscard]] Money cost() const { return cost_; }
  [[nodiscard]] bool cost_known() const;

  /// Adds a lot; with the average method it becomes one with those that are there.
  void add(Lot lot, LotMethod method);

  /// Returns what a sale takes, without taking it. Each part's cost is the lot's by its share of
  /// the quantity; who takes the rest of a lot takes the rest of its cost.
  /// REQUIRES: 0 < quantity <= quantity().
  [[nodiscard]] std::vector<LotPart> choose(Quantity quantity, LotMethod method) const;
  /// Takes what was chosen. REQUIRES: the parts of choose(), and no change since.
  void take(const std::vector<LotPart>& parts);

  /// Makes one lot of all.
  void pool();

  /// Returns the holding after a split: shares change, cost does not. Nothing where a lot would be
  /// left with less than a billionth of a share, or with too many.
  [[nodiscard]] std::optional<Holding> after_split(SplitRatio ratio) const;

  bool operator==(const Holding&) const = default;

 private:
  std::string symbol_;
  std::string currency_;
  std::optional<Date> first_bought_;
  std::deque<Lot> lots_;
  Quantity quantity_;
  Money cost_;
};

}  // namespace ballast::planner::ledger
