#include "tools/ballast/year_table.hpp"

namespace ballast::tools {
namespace {

using planner::Money;

std::optional<Money> in_base(std::optional<Money> told, Money amount, const std::string& currency,
                             const std::string& base_currency) {
  return currency == base_currency ? std::optional(amount) : told;
}

std::optional<Money> less(std::optional<Money> a, std::optional<Money> b) {
  if (!a || !b) return std::nullopt;
  return *a - *b;
}

YearLine line_of(const messages::RealisedLine& lot, const std::string& base_currency) {
  YearLine out;
  out.kind = "gain";
  out.day = lot.sold;
  out.symbol = lot.symbol;
  out.quantity = planner::ledger::Quantity::nearest(lot.quantity);
  out.acquired = lot.acquired;
  out.currency = lot.currency;
  out.proceeds = lot.proceeds;
  out.base_proceeds = in_base(lot.base_proceeds, lot.proceeds, lot.currency, base_currency);
  out.entry = lot.sale;
  if (!lot.cost_known) return out;
  out.cost = lot.cost;
  out.amount = lot.proceeds - lot.cost;
  out.base_cost = in_base(lot.base_cost, lot.cost, lot.currency, base_currency);
  out.base_amount = less(out.base_proceeds, out.base_cost);
  return out;
}

YearLine line_of(const messages::IncomeLine& line, const std::string& base_currency) {
  YearLine out;
  out.kind = name_of(line.book);
  out.day = line.day;
  out.symbol = line.symbol;
  out.currency = line.currency;
  out.amount = line.amount;
  out.base_amount = in_base(line.base, line.amount, line.currency, base_currency);
  out.entry = line.entry;
  return out;
}

void add(YearTable& table, YearLine line) {
  const auto sum = table.sums.try_emplace(line.kind, Money{}).first;
  if (!line.base_amount || !sum->second) {
    sum->second.reset();
  } else {
    *sum->second += *line.base_amount;
  }
  table.lines.push_back(std::move(line));
}

}  // namespace

YearTable year_table(const messages::YearReport& year, const std::string& base_currency) {
  YearTable out;
  out.year = year.year;
  out.base_currency = base_currency;
  for (const messages::RealisedLine& lot : year.realised) add(out, line_of(lot, base_currency));
  for (const messages::IncomeLine& line : year.income) add(out, line_of(line, base_currency));
  return out;
}

}  // namespace ballast::tools
