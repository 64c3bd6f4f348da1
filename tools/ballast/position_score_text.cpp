#include "tools/ballast/position_score_text.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "planner/model/date.hpp"

namespace ballast::tools {
namespace {

constexpr double history_columns = 40.0;

std::string sale_text(const messages::SellScoreTold& sale, const Style& style) {
  if (!sale.refused.empty()) {
    return fmt::format("{:<12} not sold: {}\n", sale.symbol, sale.refused);
  }
  std::string out =
      fmt::format("{:<12} {}  {}\n", sale.symbol, style.bold(fmt::format("{:.3f}", sale.score)),
                  sale.quantity > 0.0 ? fmt::format("sell {} of {}", sale.quantity, sale.held)
                                      : "sell none: too little would be sold or kept");
  for (const messages::SellPartTold& part : sale.parts) {
    out +=
        style.dim(fmt::format("    {:<16} {:.3f} x {:.2f}", part.name, part.value, part.weight)) +
        "\n";
  }
  if (!sale.missing.empty()) {
    out += fmt::format("    not known: {}\n", fmt::join(sale.missing, ", "));
  }
  return out;
}

std::string part_line(const char* name, double weight, const std::optional<double>& value,
                      const char* otherwise) {
  return value ? fmt::format("  {:<16} {:5.1f} x {:.2f}\n", name, *value, weight)
               : fmt::format("  {:<16} missing: {}\n", name, otherwise);
}

}  // namespace

std::string sales_text(const messages::SellScores& sales, const Style& style) {
  std::string out = fmt::format("Sales as of {}\n\n", planner::format_date(sales.as_of));
  for (const messages::SellScoreTold& sale : sales.scores) out += sale_text(sale, style);
  for (const std::string& symbol : sales.not_held) out += fmt::format("{:<12} not held\n", symbol);
  if (sales.scores.empty() && sales.not_held.empty()) out += "Nothing is held.\n";
  return out;
}

std::string portfolio_score_text(const messages::PortfolioScored& score, const Style& style) {
  std::string out = fmt::format("Portfolio {} of 100   {:.2f} {} as of {}\n\n",
                                style.bold(fmt::format("{:.1f}", score.total)), score.value,
                                score.currency, planner::format_date(score.as_of));
  out += part_line("diversification", 0.40, score.diversification,
                   "no targets of countries, or no countries; 33 counts");
  out += part_line("dividend", 0.30, score.dividend, "no yield is known; 50 counts");
  out += part_line("quality", 0.30, score.quality, "nothing is scored; 50 counts");
  if (score.weighted && score.mean) {
    out += fmt::format("\nThe scores of {} positions: {:.3f} by value, {:.3f} on average.\n",
                       score.scored, *score.weighted, *score.mean);
  }
  if (!score.unscored.empty()) {
    out += fmt::format("Without a score: {}.\n", fmt::join(score.unscored, ", "));
  }
  for (const std::string& note : score.notes) out += note + "\n";
  return out;
}

std::string score_history_text(const messages::ScoreHistory& history, const Style& style) {
  std::string out = history.symbol + "\n";
  const std::size_t days = std::min(history.day.size(), history.total.size());
  for (std::size_t i = 0; i < days; ++i) {
    const planner::Date day{std::chrono::days(history.day[i])};
    const double share = std::clamp(history.total[i], 0.0, 1.0);
    out +=
        fmt::format("{}  {:.3f}  {}\n", planner::format_date(day), history.total[i],
                    style.dim(std::string(static_cast<std::size_t>(share * history_columns), '#')));
  }
  if (days == 0) out += "No score was kept on these days.\n";
  return out;
}

}  // namespace ballast::tools
