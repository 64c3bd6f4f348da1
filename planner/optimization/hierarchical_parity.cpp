#include "planner/optimization/hierarchical_parity.hpp"

#include <algorithm>
#include <functional>

#include "planner/optimization/algebra.hpp"
#include "planner/optimization/price_table.hpp"

namespace ballast::planner {
namespace {

using Members = std::span<const std::size_t>;
using RiskOfMembers = std::function<double(Members)>;

void share_out(Members members, double share, const RiskOfMembers& risk,
               std::vector<double>& weights) {
  if (members.size() == 1) {
    weights[members[0]] = share;
    return;
  }
  const Members left = members.first(members.size() / 2);
  const Members right = members.subspan(left.size());
  const double left_risk = risk(left);
  const double whole = left_risk + risk(right);
  const double left_share = whole > 0.0 ? 1.0 - left_risk / whole : 0.5;
  share_out(left, share * left_share, risk, weights);
  share_out(right, share * (1.0 - left_share), risk, weights);
}

std::vector<double> shared_out(Members order, const RiskOfMembers& risk) {
  std::vector<double> weights(order.size());
  if (!order.empty()) share_out(order, 1.0, risk, weights);
  return weights;
}

std::vector<double> in_proportion_to_inverse(std::vector<double> risks) {
  double sum = 0.0;
  for (double& risk : risks) sum += risk = 1.0 / risk;
  for (double& risk : risks) risk /= sum;
  return risks;
}

double risk_of_members(const Matrix& returns, RiskMeasure measure, double tail, Members members) {
  std::vector<double> risks;
  for (const std::size_t member : members) {
    risks.push_back(risk_of(measure, column_of(returns, member), tail));
  }
  const std::vector<double> weights = in_proportion_to_inverse(std::move(risks));
  std::vector<double> series(returns.rows());
  for (std::size_t k = 0; k < members.size(); ++k) {
    add_scaled(series, weights[k], column_of(returns, members[k]));
  }
  return risk_of(measure, series, tail);
}

}  // namespace

double inverse_variance_risk(const Matrix& covariance, Members members) {
  std::vector<double> risks;
  for (const std::size_t member : members) risks.push_back(covariance(member, member));
  const std::vector<double> weights = in_proportion_to_inverse(std::move(risks));
  double sum = 0.0;
  for (std::size_t a = 0; a < members.size(); ++a) {
    for (std::size_t b = 0; b < members.size(); ++b) {
      sum += weights[a] * weights[b] * covariance(members[a], members[b]);
    }
  }
  return sum;
}

std::vector<double> hierarchical_parity(const Matrix& covariance, Members order) {
  return shared_out(order,
                    [&](Members members) { return inverse_variance_risk(covariance, members); });
}

std::vector<double> hierarchical_parity(const Matrix& returns, RiskMeasure measure, double tail,
                                        Members order) {
  return shared_out(
      order, [&](Members members) { return risk_of_members(returns, measure, tail, members); });
}

Matrix with_variance_floor(Matrix covariance) {
  std::vector<double> variances;
  for (std::size_t i = 0; i < covariance.rows(); ++i) variances.push_back(covariance(i, i));
  std::sort(variances.begin(), variances.end());
  const double median =
      variances.empty()
          ? 0.0
          : 0.5 * (variances[(variances.size() - 1) / 2] + variances[variances.size() / 2]);
  const double floor = std::max(1e-12, 0.05 * median);
  for (std::size_t i = 0; i < covariance.rows(); ++i) {
    covariance(i, i) = std::max(covariance(i, i), floor);
  }
  return covariance;
}

}  // namespace ballast::planner
