#include "planner/evaluation/exact_doubles.hpp"

#include <algorithm>
#include <cstdlib>

namespace ballast::planner {
namespace {

constexpr std::int64_t largest_exact = std::int64_t{1} << 52;  // and room for one doubling

std::int64_t size_of(const std::vector<std::int64_t>& deviations) {
  std::int64_t sum = 0;
  for (const std::int64_t one : deviations) sum += std::abs(one);
  return sum;
}

std::int64_t size_of(const CandidateTerms& terms) {
  std::int64_t sum = std::abs(terms.linear) + std::abs(terms.dividend) +
                     std::abs(terms.group_weight) + terms.penalty;
  for (const IndustryMove& move : terms.industries) sum += std::abs(move.weight);
  return sum;
}

}  // namespace

bool fits_doubles(const PlanContext& context, std::size_t trades) {
  std::int64_t largest = 0;
  std::int64_t largest_cash = 0;
  for (const CandidateTerms& terms : context.candidates) {
    largest = std::max(largest, size_of(terms));
    largest_cash = std::max(largest_cash, std::abs(terms.cash));
  }
  const auto count = static_cast<std::int64_t>(trades);
  const std::int64_t base = std::abs(context.base_linear) + std::abs(context.base_dividend) +
                            std::abs(context.dividend_cap) + context.geography_full +
                            context.industry_full + size_of(context.base_groups) +
                            size_of(context.base_industries) + Score::one;
  return base + count * largest <= largest_exact &&
         std::abs(context.cash) + count * largest_cash <= largest_exact;
}

bool dividend_cap_never_binds(const PlanContext& context, std::size_t trades) {
  std::int64_t most = 0;
  for (const CandidateTerms& terms : context.candidates) most = std::max(most, terms.dividend);
  return context.base_dividend + static_cast<std::int64_t>(trades) * most <= context.dividend_cap;
}

}  // namespace ballast::planner
