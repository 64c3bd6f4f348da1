#include "tests/unit/planner/bounding/realistic_context.hpp"

#include <algorithm>

#include "tools/bench/exact_cases.hpp"

namespace ballast::planner::test {
namespace {

bool one_in(std::mt19937_64& random, std::uint64_t n) {
  return random() % n == 0;
}

void twist_cash(std::mt19937_64& random, PlanContext& context) {
  if (one_in(random, 4)) context.cash = -static_cast<std::int64_t>(random() % 1'000'000'000);
  if (one_in(random, 4)) context.cash /= 8;
  if (one_in(random, 5)) context.candidates[random() % 12].cash = -1'500'000;
}

void twist_pieces(std::mt19937_64& random, PlanContext& context) {
  if (one_in(random, 4)) context.dividend_cap = context.base_dividend + Score::one / 2'000;
  if (one_in(random, 6)) context.dividend_cap = context.base_dividend - Score::one / 2'000;
  if (one_in(random, 4)) context.geography_full /= 1 + static_cast<std::int64_t>(random() % 8);
  if (one_in(random, 10)) context.base_parts.total_return = -Score::one * 2 / 3;
  context.base_linear = context.base_parts.sum();
}

void twist_trades(std::mt19937_64& random, PlanContext& context) {
  if (one_in(random, 4)) {
    for (CandidateTerms& terms : context.candidates) terms.priority = std::int64_t{1} << 30U;
  }
  if (one_in(random, 4)) {
    for (std::size_t i = 12; i < 24; i += 2) {
      const std::uint32_t security = context.candidates[i].security;
      context.candidates[i] = context.candidates[12];
      context.candidates[i].security = security;
    }
  }
  if (one_in(random, 5)) {
    context.required_securities = {context.candidates[random() % 24].security,
                                   context.candidates[random() % 24].security};
    auto& required = context.required_securities;
    std::sort(required.begin(), required.end());
    required.erase(std::unique(required.begin(), required.end()), required.end());
  }
}

void twist_rules(std::mt19937_64& random, PlanContext& context) {
  if (one_in(random, 4)) context.space_buys = static_cast<std::uint16_t>(6 + random() % 6);
  if (!one_in(random, 4)) return;
  for (CandidateIndex i = 0; i < 24; ++i) {
    for (CandidateIndex j = i + 1; j < 24; ++j) {
      if (one_in(random, 6)) context.conflicts.push_back({i, j});
    }
  }
}

void twist_industries(std::mt19937_64& random, PlanContext& context) {
  if (!one_in(random, 3)) return;
  context.industry_full = Score::one / 10 / static_cast<std::int64_t>(1 + random() % 4);
  const auto share = [&] { return static_cast<std::int64_t>(random() % (Score::one / 50)); };
  for (std::uint16_t i = 0; i < 5; ++i) {
    context.base_industries.push_back(one_in(random, 2) ? share() : -share());
  }
  for (CandidateTerms& terms : context.candidates) {
    for (std::uint16_t i = 0; i < 5; ++i) {
      if (!one_in(random, 3)) continue;
      terms.industries.push_back({i, terms.side == Side::buy ? share() : -share()});
    }
  }
}

}  // namespace

PlanContext realistic_context(std::mt19937_64& random, std::uint64_t seed) {
  PlanContext context = tools::make_case(seed, {});
  twist_cash(random, context);
  twist_pieces(random, context);
  twist_trades(random, context);
  twist_rules(random, context);
  twist_industries(random, context);
  if (one_in(random, 3)) context.max_sells = static_cast<std::uint16_t>(random() % 5);
  if (one_in(random, 3)) context.max_depth = static_cast<std::uint16_t>(1 + random() % 5);
  return context;
}

}  // namespace ballast::planner::test
