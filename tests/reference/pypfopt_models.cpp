// Expected returns, risk models, views and whole shares of the PyPortfolioOpt cases.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "planner/optimization/algebra.hpp"
#include "planner/optimization/allocation.hpp"
#include "planner/optimization/black_litterman.hpp"
#include "planner/optimization/covariance.hpp"
#include "planner/optimization/expected_returns.hpp"
#include "planner/optimization/repair.hpp"
#include "tests/reference/pypfopt_market.hpp"

namespace ballast::reference::pypfopt {
namespace {

Matrix matrix_of(const Json& rows) {
  Matrix matrix;
  for (const Json& row : rows) matrix.append_row(row.get<Numbers>());
  return matrix;
}

Json json_of(const Matrix& matrix) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    rows.push_back(Numbers(matrix.row(i).begin(), matrix.row(i).end()));
  }
  return rows;
}

/// The returns of a case's own prices, or of all stocks.
Matrix returns_of(const Market& market, const Json& inputs) {
  if (!inputs.contains("prices") || !inputs["prices"].is_array()) return market.returns();
  return planner::simple_returns(matrix_of(inputs["prices"]));
}

planner::Annualisation annualisation_of(const Json& inputs) {
  return {inputs.value("frequency", 252.0), inputs.value("compounding", true)};
}

Numbers equal_weights(std::size_t count) {
  return Numbers(count, 1.0 / static_cast<double>(count));
}

/// "equal", "0.2 in each of the first five columns", or a list.
Numbers weights_named(const Json& named, std::size_t count) {
  if (named.is_array()) return named.get<Numbers>();
  const auto text = named.get<std::string>();
  if (text.starts_with("equal")) return equal_weights(count);
  if (text.ends_with("in each of the first five columns")) {
    Numbers weights(count);
    std::fill_n(weights.begin(), 5, number_in(text));
    return weights;
  }
  throw Unknown("weights '" + text + "' are not known");
}

constexpr double market_risk_free = 0.02;

double index_risk_aversion(const Market& market, double risk_free) {
  return planner::market_risk_aversion(market.index_returns(), 252.0, risk_free);
}

/// Market capitalisations of the stocks in billions, as the upstream tests give them.
Numbers upstream_capitalisations() {
  return {927, 1190, 574, 533, 867, 96, 43,  339, 301, 51,
          61,  78,   0,   295, 1,   22, 288, 212, 422, 102};
}

Numbers in_proportion(Numbers values) {
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  for (double& value : values) value /= sum;
  return values;
}

Numbers market_weights(const Market& market, const Json& inputs) {
  if (!inputs.contains("market_caps")) return in_proportion(upstream_capitalisations());
  Numbers values(market.tickers().size());
  for (const auto& [name, value] : inputs["market_caps"].items()) {
    values[market.ticker(name)] = value.get<double>();
  }
  return in_proportion(std::move(values));
}

double aversion_of(const Market& market, const Json& inputs) {
  if (!inputs.contains("risk_aversion")) return 1.0;
  if (inputs["risk_aversion"].is_number()) return inputs["risk_aversion"].get<double>();
  return index_risk_aversion(market, market_risk_free);
}

Matrix view_covariance(const Market& market, const Json& inputs) {
  const auto name = inputs.value("covariance", std::string("sample"));
  if (name.ends_with("identity")) {
    return planner::identity_matrix(static_cast<std::size_t>(number_in(name)));
  }
  return market.covariance(name);
}

Numbers prior_of(const Market& market, const Json& inputs, const Matrix& covariance) {
  const std::size_t count = covariance.rows();
  const Json prior = inputs.value("prior", Json("1/N for every asset"));
  if (prior.is_number()) return Numbers(count, prior.get<double>());
  if (prior.is_array()) return prior.get<Numbers>();
  const auto text = prior.get<std::string>();
  if (text.starts_with("1/N")) return equal_weights(count);
  const Numbers weights = market_weights(market, inputs);
  if (text == "bl_market_implied_prior" || text == "market") {
    return planner::market_implied_returns(
        covariance, weights, index_risk_aversion(market, market_risk_free), market_risk_free);
  }
  if (text == "market implied, risk aversion 1, risk-free 0") {
    return planner::market_implied_returns(covariance, weights, 1.0, 0.0);
  }
  return market.expected(prior);
}

/// Fills portfolios and returns of the views; every form that the cases have.
planner::Views views_of(const Market& market, const Json& inputs, std::size_t count) {
  planner::Views views;
  const auto add = [&](std::size_t at, double value) {
    Numbers row(count);
    row[at] = 1.0;
    views.portfolios.append_row(row);
    views.returns.push_back(value);
  };
  if (inputs.contains("absolute_views")) {
    for (const auto& [name, value] : inputs["absolute_views"].items()) {
      add(market.ticker(name), value.get<double>());
    }
    return views;
  }
  for (const char* name : {"P", "picking_matrix", "picks"}) {
    if (!inputs.contains(name)) continue;
    views.portfolios = matrix_of(inputs[name]);
    views.returns = inputs[inputs.contains("Q") ? "Q" : "views"].get<Numbers>();
    return views;
  }
  const Json& given = inputs.at("views");
  for (std::size_t i = 0; i < count; ++i) {
    if (given.is_array()) {
      add(i, given.at(i).get<double>());
    } else {
      add(i, given.is_number() ? given.get<double>() : number_in(given.get<std::string>()));
    }
  }
  return views;
}

Numbers uncertainty_of(const Json& inputs, const Matrix& covariance, const planner::Views& views,
                       double tau) {
  const Json omega = inputs.value("omega", Json("default"));
  if (omega.is_array()) return omega.get<Numbers>();
  if (omega != "idzorek") {
    return planner::default_uncertainty(covariance, views.portfolios, tau);
  }
  Numbers confidences(views.returns.size(), inputs.value("view_confidence", 1.0));
  if (inputs.contains("view_confidences")) confidences = inputs["view_confidences"].get<Numbers>();
  return planner::idzorek_uncertainty(covariance, views.portfolios, confidences, tau);
}

Json performance_of(const Numbers& weights, const Numbers& expected, const Matrix& covariance) {
  const double gain = planner::dot(weights, expected);
  const double volatility = std::sqrt(planner::quadratic_form(covariance, weights));
  return {{"weights", weights},
          {"expected_annual_return", gain},
          {"annual_volatility", volatility},
          {"sharpe_ratio", (gain - market_risk_free) / volatility}};
}

/// Shares by ticker, those that are none left out.
Json shares_of(const std::vector<std::string>& names, const Numbers& shares) {
  Json held = Json::object();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (shares[i] != 0.0) held[names[i]] = shares[i];
  }
  return held;
}

}  // namespace

Json expected_returns_case(const Market& market, const std::string& model, const Json& inputs) {
  const Matrix returns = returns_of(market, inputs);
  const planner::Annualisation annual = annualisation_of(inputs);
  if (model == "mean_historical_return") {
    return {{"expected_returns", planner::mean_historical_return(returns, annual)}};
  }
  if (model == "ema_historical_return") {
    return {{"expected_returns",
             planner::ema_historical_return(returns, inputs.value("span", 500.0), annual)}};
  }
  if (model == "capm_return") {
    const auto benchmark = inputs.value("benchmark", std::string("cross-sectional mean"));
    const Numbers index = benchmark.starts_with("cross-sectional")
                              ? planner::cross_sectional_mean(returns)
                              : market.index_returns_on_stock_days();
    return {{"expected_returns",
             planner::capm_return(returns, index, inputs.value("risk_free_rate", 0.02), annual)}};
  }
  if (model == "log_returns") {
    const auto& days = market.stocks().rows;
    const auto day = inputs.at("date").get<std::string>();
    const auto at = std::find(days.begin(), days.end(), day);
    if (at == days.begin() || at == days.end()) throw Unknown("there is no return on " + day);
    return {{"log_return", planner::log_returns(market.stocks().numbers)(
                               static_cast<std::size_t>(at - days.begin()) - 1,
                               market.ticker(inputs.at("ticker").get<std::string>()))}};
  }
  throw Unknown("expected returns '" + model + "' are not known");
}

Json risk_model_case(const Market& market, const std::string& model, const Json& inputs) {
  if (model == "sample_cov") {
    const double periods = inputs.value("frequency", 252.0);
    const Matrix annual =
        planner::scaled(planner::sample_covariance(returns_of(market, inputs)), periods);
    return {{"covariance", json_of(valid(planner::positive_semidefinite(annual)).covariance)}};
  }
  const Matrix covariance = market.covariance(inputs.value("covariance", std::string("sample")));
  if (model == "portfolio_variance") {
    const Numbers weights = weights_named(inputs.at("weights"), covariance.rows());
    const double variance = planner::quadratic_form(covariance, weights);
    return {{"annual_variance", variance}, {"annual_volatility", std::sqrt(variance)}};
  }
  if (model == "ex_ante_tracking_error") {
    Numbers apart = weights_named(inputs.at("portfolio"), covariance.rows());
    planner::add_scaled(apart, -1.0, weights_named(inputs.at("benchmark"), covariance.rows()));
    return {{"tracking", planner::quadratic_form(covariance, apart)}};
  }
  throw Unknown("a risk model '" + model + "' is not known");
}

Json black_litterman_case(const Market& market, const std::string& model, const Json& inputs) {
  if (model == "market_implied_risk_aversion") {
    return {{"risk_aversion", index_risk_aversion(market, inputs.value("risk_free_rate", 0.02))}};
  }
  const Matrix covariance = view_covariance(market, inputs);
  if (model == "market_implied_prior_returns") {
    return {{"prior", planner::market_implied_returns(covariance, market_weights(market, inputs),
                                                      aversion_of(market, inputs),
                                                      inputs.value("risk_free_rate", 0.02))}};
  }
  const double tau = inputs.value("tau", 0.05);
  planner::Views views = views_of(market, inputs, covariance.rows());
  views.uncertainty = uncertainty_of(inputs, covariance, views, tau);
  const planner::Posterior posterior =
      valid(planner::posterior_of(covariance, prior_of(market, inputs, covariance), views, tau));
  if (model == "posterior_returns" || model == "posterior_covariance") {
    return {{"posterior_returns", posterior.returns},
            {"posterior_covariance", json_of(posterior.covariance)}};
  }
  if (model != "black_litterman_weights") throw Unknown("'" + model + "' is not known");
  const Numbers weights =
      valid(planner::implied_weights(covariance, posterior.returns, aversion_of(market, inputs)));
  return performance_of(weights, posterior.returns, posterior.covariance);
}

Json allocation_case(const Market& market, const std::string& model, const Json& inputs) {
  std::vector<std::string> names = market.tickers();
  Numbers weights;
  Numbers prices = market.last_prices();
  if (inputs.contains("weights")) {
    names.clear();
    prices.clear();
    for (const auto& [name, weight] : inputs["weights"].items()) {
      names.push_back(name);
      weights.push_back(weight.get<double>());
      prices.push_back(inputs.contains("prices") ? inputs["prices"].at(name).get<double>()
                                                 : market.last_prices()[market.ticker(name)]);
    }
  } else {
    const bool with_short =
        inputs.at("weights_from").get<std::string>().find("[-1,1]") != std::string::npos;
    weights = best_sharpe_weights(market, with_short ? -1.0 : 0.0, 1.0);
  }
  const planner::AllocationRequest request{weights, prices, inputs.at("total_value").get<double>(),
                                           inputs.value("short_ratio", 0.0),
                                           inputs.value("reinvest", false)};
  const bool exactly = model.find("lp") != std::string::npos ||
                       inputs.value("method", std::string()).find("lp") != std::string::npos;
  const planner::Allocation found =
      exactly ? planner::allocate_exactly(request) : planner::allocate_greedily(request);
  return {{"shares", shares_of(names, found.shares)},
          {"leftover", found.left_over},
          {"rmse", planner::allocation_error(weights, found.shares, prices)}};
}

}  // namespace ballast::reference::pypfopt
