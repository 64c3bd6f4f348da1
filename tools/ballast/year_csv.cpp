#include "tools/ballast/year_csv.hpp"

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace ballast::tools {
namespace {

using planner::Money;

constexpr std::size_t cell_count = 14;
using Cells = std::array<std::string, cell_count>;

const Cells heading = {"kind",          "day",       "symbol",      "quantity", "acquired",
                       "currency",      "proceeds",  "cost",        "amount",   "base_currency",
                       "base_proceeds", "base_cost", "base_amount", "entry"};

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char letter : text) out += letter == '"' ? "\"\"" : std::string(1, letter);
  return out + "\"";
}

std::string line_of(const Cells& cells) {
  std::string out;
  for (const std::string& cell : cells) out += (&cell == &cells.front() ? "" : ",") + quoted(cell);
  return out + "\n";
}

/// All digits that there are: sums of what is printed are the printed sums.
std::string exact(std::optional<Money> money) {
  if (!money) return "";
  return planner::ledger::format_billionths(money->micros() * 1000);
}

/// Sums by kind, nothing once an amount is missing.
class Sums {
 public:
  void add(const std::string& kind, std::optional<Money> amount) {
    const auto at = sums_.try_emplace(kind, Money{}).first;
    if (!amount || !at->second) {
      at->second.reset();
    } else {
      *at->second += *amount;
    }
  }
  [[nodiscard]] const std::map<std::string, std::optional<Money>>& all() const { return sums_; }

 private:
  std::map<std::string, std::optional<Money>> sums_;
};

std::optional<Money> in_base(std::optional<Money> told, Money amount, const std::string& currency,
                             const std::string& base_currency) {
  return currency == base_currency ? std::optional(amount) : told;
}

std::optional<Money> less(std::optional<Money> a, std::optional<Money> b) {
  if (!a || !b) return std::nullopt;
  return *a - *b;
}

Cells cells_of(const messages::RealisedLine& lot, const std::string& base_currency) {
  std::optional<Money> cost;
  std::optional<Money> gain;
  std::optional<Money> base_cost;
  if (lot.cost_known) {
    cost = lot.cost;
    gain = lot.proceeds - lot.cost;
    base_cost = in_base(lot.base_cost, lot.cost, lot.currency, base_currency);
  }
  const auto base_proceeds = in_base(lot.base_proceeds, lot.proceeds, lot.currency, base_currency);
  return {
      "gain",
      planner::format_date(lot.sold),
      lot.symbol,
      planner::ledger::format(
          planner::ledger::Quantity::nearest(lot.quantity).value_or(planner::ledger::Quantity{})),
      lot.acquired ? planner::format_date(*lot.acquired) : "",
      lot.currency,
      exact(lot.proceeds),
      exact(cost),
      exact(gain),
      base_currency,
      exact(base_proceeds),
      exact(base_cost),
      exact(less(base_proceeds, base_cost)),
      lot.sale};
}

std::optional<Money> base_gain(const messages::RealisedLine& lot,
                               const std::string& base_currency) {
  if (!lot.cost_known) return std::nullopt;
  return less(in_base(lot.base_proceeds, lot.proceeds, lot.currency, base_currency),
              in_base(lot.base_cost, lot.cost, lot.currency, base_currency));
}

}  // namespace

std::string year_csv(const messages::YearReport& year, const std::string& base_currency) {
  Sums sums;
  std::string out = line_of(heading);
  for (const messages::RealisedLine& lot : year.realised) {
    out += line_of(cells_of(lot, base_currency));
    sums.add("gain", base_gain(lot, base_currency));
  }
  for (const messages::IncomeLine& line : year.income) {
    const std::string kind(name_of(line.book));
    const auto base = in_base(line.base, line.amount, line.currency, base_currency);
    out += line_of({kind, planner::format_date(line.day), line.symbol, "", "", line.currency, "",
                    "", exact(line.amount), base_currency, "", "", exact(base), line.entry});
    sums.add(kind, base);
  }
  for (const auto& [kind, sum] : sums.all()) {
    out += line_of(
        {"sum of " + kind, "", "", "", "", "", "", "", "", base_currency, "", "", exact(sum), ""});
  }
  return out;
}

}  // namespace ballast::tools
