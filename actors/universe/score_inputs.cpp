#include "actors/universe/score_inputs.hpp"

#include <algorithm>
#include <limits>

#include "actors/universe/closes.hpp"
#include "actors/universe/company_figures.hpp"
#include "actors/universe/imports.hpp"
#include "actors/universe/snapshot.hpp"
#include "planner/model/currency.hpp"

namespace ballast::actors {
namespace {

constexpr std::int64_t no_last_day = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t no_first_day = std::numeric_limits<std::int32_t>::min();

class ScoreInputReader {
 public:
  explicit ScoreInputReader(SQLite::Database& database)
      : closes_(database, select_closes),
        figures_(database, no_last_day),
        dividends_(database,
                   "SELECT day, amount, unit FROM dividend WHERE security = ?1 AND day > "
                   "COALESCE((SELECT MAX(day) FROM split WHERE security = ?1), ?2) "
                   "ORDER BY day DESC LIMIT ?3") {}

  messages::ScoreInput read(planner::Security security) {
    messages::ScoreInput out;
    const Closes closes = read_closes(closes_, security.id.value, no_last_day, scored_closes_max);
    for (const planner::Date day : closes.history.dates) {
      out.day.push_back(static_cast<std::int32_t>(number_of(day)));
    }
    out.close = closes.history.closes;
    const CompanyFigures figures = figures_.of(security, quote_of(closes, security));
    out.pe = figures.fundamentals.price_to_earnings;
    out.net_margin = figures.fundamentals.net_margin;
    out.debt_to_equity_pct = figures.fundamentals.debt_to_equity;
    out.current_ratio = figures.fundamentals.current_ratio;
    out.payout_ratio = figures.fundamentals.payout_ratio;
    out.dividend_yield = figures.fundamentals.dividend_yield;
    out.average_yield = figures.average_yield;
    add_dividends(security, out);
    const Opinions opinions = figures_.opinions_of(security.id);
    out.recommendation = opinions.recommendation;
    out.target_price = opinions.target_price;
    if (out.target_price && closes.quote) out.price = closes.quote->price;
    out.security = std::move(security);
    return out;
  }

 private:
  static std::optional<planner::Quote> quote_of(const Closes& closes,
                                                const planner::Security& security) {
    if (!closes.quote) return std::nullopt;
    const auto quotation = planner::quotation_of(security.quotation_unit);
    const double units = quotation ? quotation->units_per_whole : 1.0;
    return planner::Quote{closes.quote->price / units, closes.quote->date};
  }

  /// Payments before a split are of other shares and are left out.
  void add_dividends(const planner::Security& security, messages::ScoreInput& out) {
    dividends_.reset();
    dividends_.bind(1, security.id.value);
    dividends_.bind(2, no_first_day);
    dividends_.bind(3, scored_dividends_max);
    while (dividends_.executeStep()) {
      const auto quotation = planner::quotation_of(dividends_.getColumn(2).getString());
      if (!quotation || quotation->currency != security.currency) continue;
      out.dividend_day.push_back(dividends_.getColumn(0).getInt());
      out.dividend.push_back(dividends_.getColumn(1).getDouble() / quotation->units_per_whole);
    }
    std::reverse(out.dividend_day.begin(), out.dividend_day.end());
    std::reverse(out.dividend.begin(), out.dividend.end());
  }

  SQLite::Statement closes_;
  CompanyFigureReader figures_;
  SQLite::Statement dividends_;
};

}  // namespace

messages::ScoreInputs find_score_inputs(SQLite::Database& database,
                                        const messages::GetScoreInputs& asked) {
  messages::ScoreInputs out;
  out.version = version_of(database);
  ScoreInputReader reader(database);
  for (const std::string& symbol : asked.symbols) {
    if (auto security = find_master_data(database, symbol)) {
      out.inputs.push_back(reader.read(std::move(*security)));
    } else {
      out.unknown.push_back(symbol);
    }
  }
  if (!asked.symbols.empty()) return out;
  for (planner::Security& security :
       next_master_data(database, asked.after, score_inputs_at_once)) {
    out.inputs.push_back(reader.read(std::move(security)));
  }
  if (out.inputs.size() == score_inputs_at_once) out.next = out.inputs.back().security.id.value;
  return out;
}

}  // namespace ballast::actors
