#include "tools/ballast/year_csv.hpp"

#include <array>

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

std::string joined_cells(const Cells& cells) {
  std::string out;
  for (const std::string& cell : cells) out += (&cell == &cells.front() ? "" : ",") + quoted(cell);
  return out + "\n";
}

/// All digits that there are: sums of what is printed are the printed sums.
std::string exact(std::optional<Money> money) {
  if (!money) return "";
  return planner::ledger::format_billionths(money->micros() * 1000);
}

}  // namespace

std::string year_csv(const YearTable& year) {
  std::string out = joined_cells(heading);
  for (const YearLine& line : year.lines) {
    out += joined_cells({line.kind, planner::format_date(line.day), line.symbol,
                         line.quantity ? planner::ledger::format(*line.quantity) : "",
                         line.acquired ? planner::format_date(*line.acquired) : "", line.currency,
                         exact(line.proceeds), exact(line.cost), exact(line.amount),
                         year.base_currency, exact(line.base_proceeds), exact(line.base_cost),
                         exact(line.base_amount), line.entry});
  }
  for (const auto& [kind, sum] : year.sums) {
    out += joined_cells({"sum of " + kind, "", "", "", "", "", "", "", "", year.base_currency, "",
                         "", exact(sum), ""});
  }
  return out;
}

}  // namespace ballast::tools
