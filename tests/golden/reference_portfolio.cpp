#include "tests/golden/reference_portfolio.hpp"

#include "planner/numeric/rounding.hpp"

namespace ballast::planner::golden {
namespace {

constexpr int symbol_decimals = 3;
constexpr int portfolio_decimals = 1;
constexpr int end_state_decimals = 3;

bool has_entries(const Json& json, const std::string& key) {
  const auto found = json.find(key);
  return found != json.end() && !found->is_null();
}

std::map<std::string, std::optional<double>> read_numbers(const Json& json,
                                                          const std::string& key) {
  std::map<std::string, std::optional<double>> result;
  if (!has_entries(json, key)) return result;
  for (const auto& [symbol, value] : json.at(key).items()) {
    result[symbol] = number_at(json.at(key), symbol);
  }
  return result;
}

std::vector<std::optional<double>> by_index(
    const std::map<std::string, std::optional<double>>& values, const SymbolTable& symbols) {
  std::vector<std::optional<double>> result;
  if (values.empty()) return result;
  for (const std::string& symbol : symbols.symbols()) {
    const auto found = values.find(symbol);
    result.push_back(found == values.end() ? std::nullopt : found->second);
  }
  return result;
}

}  // namespace

std::uint32_t SymbolTable::index_of(const std::string& symbol) {
  const auto [place, added] =
      indices_.try_emplace(symbol, static_cast<std::uint32_t>(symbols_.size()));
  if (added) symbols_.push_back(symbol);
  return place->second;
}

ReferencePortfolio read_portfolio(const Json& json) {
  ReferencePortfolio result;
  result.total = json.at("total_value").get<double>();
  for (const auto& [symbol, value] : json.at("positions").items()) {
    result.holdings.push_back({result.symbols.index_of(symbol), value.get<double>()});
  }
  if (has_entries(json, "country_weights")) {
    for (const auto& [group, weight] : json.at("country_weights").items()) {
      result.targets.push_back({group, weight.get<double>()});
    }
  }
  if (has_entries(json, "country_to_group")) {
    for (const auto& [country, group] : json.at("country_to_group").items()) {
      result.members.push_back({country, group.get<std::string>()});
    }
  }
  if (has_entries(json, "security_countries")) {
    for (const auto& [symbol, country] : json.at("security_countries").items()) {
      if (!country.is_null()) result.countries[symbol] = country.get<std::string>();
    }
  }
  result.qualities = read_numbers(json, "security_scores");
  result.yields = read_numbers(json, "security_dividends");
  return result;
}

PortfolioScoreInputs score_inputs(const ReferencePortfolio& portfolio, const Countries& countries,
                                  bool groups_kept) {
  PortfolioScoreInputs inputs;
  inputs.total = portfolio.total;
  for (const GroupTarget& target : portfolio.targets) inputs.targets.push_back(target.weight);
  const std::vector<GroupMember> members =
      groups_kept ? portfolio.members : std::vector<GroupMember>{};
  if (!countries.empty()) {
    for (const std::string& symbol : portfolio.symbols.symbols()) {
      const auto country = countries.find(symbol);
      inputs.groups.push_back(target_group_of(country == countries.end() ? "" : country->second,
                                              members, portfolio.targets));
    }
  }
  inputs.qualities = by_index(portfolio.qualities, portfolio.symbols);
  inputs.yields = by_index(portfolio.yields, portfolio.symbols);
  return inputs;
}

Metrics read_metrics(const Json& json) {
  Metrics metrics;
  metrics.cagr_5y = number_at(json, "CAGR_5Y");
  metrics.cagr_10y = number_at(json, "CAGR_10Y");
  metrics.dividend_yield = number_at(json, "DIVIDEND_YIELD");
  metrics.consistency_score = number_at(json, "CONSISTENCY_SCORE");
  metrics.financial_strength = number_at(json, "FINANCIAL_STRENGTH");
  metrics.dividend_consistency = number_at(json, "DIVIDEND_CONSISTENCY");
  metrics.payout_ratio = number_at(json, "PAYOUT_RATIO");
  metrics.sortino = number_at(json, "SORTINO");
  metrics.volatility_annual = number_at(json, "VOLATILITY_ANNUAL");
  metrics.max_drawdown = number_at(json, "MAX_DRAWDOWN");
  metrics.sharpe = number_at(json, "SHARPE");
  return metrics;
}

std::vector<SymbolScores> rounded_symbol_scores(const SymbolTable& symbols, const Json& metrics) {
  std::vector<SymbolScores> result;
  for (const std::string& symbol : symbols.symbols()) {
    const auto found = metrics.find(symbol);
    const bool known = found != metrics.end() && !found->is_null();
    SymbolScores scores = symbol_scores(known ? read_metrics(*found) : Metrics{});
    scores.total_return = round_to(scores.total_return, symbol_decimals);
    scores.promise = round_to(scores.promise, symbol_decimals);
    scores.stability = round_to(scores.stability, symbol_decimals);
    result.push_back(scores);
  }
  return result;
}

void expect_portfolio_score(const PortfolioScore& score, const Json& expected) {
  const std::map<std::string, double> parts{{"diversification", score.geography},
                                            {"dividend", score.dividend},
                                            {"quality", score.quality},
                                            {"total", score.total}};
  for (const auto& [name, part] : parts) {
    EXPECT_TRUE(same_as(round_to(part, portfolio_decimals), expected.at(name).get<double>()))
        << name;
    if (!expected.at("raw").is_null()) {
      EXPECT_TRUE(close_to(part, expected.at("raw").at(name).get<double>())) << name << " raw";
    }
  }
}

ReferenceEndState reference_end_state(const std::vector<Holding>& holdings, double total,
                                      const std::vector<SymbolScores>& scores,
                                      double diversification, const ScoringWeights& weights,
                                      double opinion) {
  ReferenceEndState result;
  result.has_parts = total > 0.0 && !holdings.empty();
  if (!result.has_parts) return result;
  result.parts = end_state_score(holdings, total, scores, diversification, weights, opinion);
  result.score = round_to(result.parts.score, end_state_decimals);
  return result;
}

void expect_end_state(const ReferenceEndState& got, const Json& expected) {
  EXPECT_TRUE(same_as(got.score, expected.at("score").get<double>())) << "score";
  EXPECT_EQ(got.has_parts, !expected.at("score_raw").is_null());
  EXPECT_TRUE(close_or_null(got.parts.weighted_sum, expected.at("score_raw"))) << "score_raw";
  EXPECT_TRUE(close_or_null(got.parts.total_return, expected.at("weighted_total_return")));
  EXPECT_TRUE(close_or_null(got.parts.promise, expected.at("weighted_long_term_promise")));
  EXPECT_TRUE(close_or_null(got.parts.stability, expected.at("weighted_stability")));
}

}  // namespace ballast::planner::golden
