// The prices that PyPortfolioOpt's own tests use, and the estimates that its cases name.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "planner/optimization/portfolio_problem.hpp"
#include "planner/optimization/price_table.hpp"
#include "tests/reference/number_table.hpp"

namespace ballast::reference::pypfopt {

using Json = nlohmann::ordered_json;
using planner::Matrix;
using Numbers = std::vector<double>;

/// A case that is not understood; it counts as unmet.
struct Unknown : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Market {
 public:
  /// Throws where a file is absent.
  Market();

  [[nodiscard]] const NumberTable& stocks() const { return stocks_; }
  [[nodiscard]] const std::vector<std::string>& tickers() const { return stocks_.names; }
  [[nodiscard]] const Matrix& returns() const { return returns_; }
  [[nodiscard]] std::size_t ticker(const std::string& name) const;
  [[nodiscard]] Numbers last_prices() const;

  /// Simple daily returns of the index, on its own days; and on those of the stocks, NaN where it
  /// has none.
  [[nodiscard]] Numbers index_returns() const;
  [[nodiscard]] Numbers index_returns_on_stock_days() const;

  /// Prices of "common", "weekly" or "monthly" rows.
  [[nodiscard]] Matrix prices_of(const std::string& data) const;

  /// Estimates by the names that cases use; annual.
  [[nodiscard]] Numbers expected(const Json& named) const;
  [[nodiscard]] Matrix covariance(const std::string& name) const;

 private:
  NumberTable stocks_;
  NumberTable index_;
  Matrix returns_;
  mutable std::map<std::string, Matrix> known_;
};

/// Returns the value or throws Unknown with what was refused.
template <class Value>
Value valid(planner::Result<Value> result) {
  if (!result) throw Unknown(planner::describe(result.error()));
  return *std::move(result);
}

/// Returns the number at the start or end of a name: 180 of "exp180".
[[nodiscard]] double number_in(const std::string& text);

[[nodiscard]] Json expected_returns_case(const Market& market, const std::string& model,
                                         const Json& inputs);
[[nodiscard]] Json risk_model_case(const Market& market, const std::string& model,
                                   const Json& inputs);
[[nodiscard]] Json black_litterman_case(const Market& market, const std::string& model,
                                        const Json& inputs);
[[nodiscard]] Json allocation_case(const Market& market, const std::string& model,
                                   const Json& inputs);
[[nodiscard]] Json mean_variance_case(const Market& market, const std::string& model,
                                      const Json& inputs);
/// "mean_semivariance", "mean_cvar" and "mean_cdar".
[[nodiscard]] Json scenario_case(const Market& market, const std::string& group,
                                 const std::string& model, const Json& inputs);
[[nodiscard]] Json hierarchical_case(const Market& market, const std::string& model,
                                     const Json& inputs);

/// The weights of the highest Sharpe ratio between these bounds, from all history.
[[nodiscard]] Numbers best_sharpe_weights(const Market& market, double low, double high);

}  // namespace ballast::reference::pypfopt
