// Goal: a certificate proves an upper bound of every score, whatever its prices are, and one that
// proves nothing is refused.
#include "planner/bounding/certificate.hpp"

#include <gtest/gtest.h>

#include <random>

#include "planner/bounding/certify.hpp"
#include "planner/bounding/exact_search.hpp"
#include "tests/unit/planner/bounding/realistic_context.hpp"
#include "tests/unit/planner/evaluation/random_context.hpp"
#include "tests/unit/random_cases.hpp"
#include "tools/bench/exact_cases.hpp"

namespace ballast::planner {
namespace {

constexpr std::int64_t unit = std::int64_t{1} << 30U;

std::int64_t below(std::mt19937_64& random, std::int64_t limit) {
  return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit));
}

/// Returns any admissible prices for all kinds of sets.
Certificate any_certificate(std::mt19937_64& random, const PlanContext& context) {
  Certificate certificate;
  const auto slopes = [&](bool counted, std::size_t groups) {
    std::vector<std::int64_t> all(counted ? groups : 0);
    for (std::int64_t& slope : all) slope = below(random, 2 * unit) - unit;
    return all;
  };
  for (unsigned kind = 0; kind < 8; ++kind) {
    CertificatePrices prices;
    prices.geography = (kind & 1U) != 0;
    prices.industry = (kind & 2U) != 0;
    prices.sells_only = (kind & 4U) != 0;
    prices.cash = below(random, 1LL << 50);
    prices.depth = below(random, 1LL << 45);
    prices.sells = below(random, 1LL << 45);
    prices.buys = below(random, 1LL << 45);
    prices.dividend = below(random, unit);
    prices.groups = slopes(prices.geography, context.base_groups.size());
    prices.industries = slopes(prices.industry, context.base_industries.size());
    certificate.prices.push_back(prices);
  }
  return certificate;
}

TEST(Certificate, ProvesABoundCloseToTheBestScore) {
  for (std::uint64_t seed = 1; seed <= random_cases(200); ++seed) {
    const PlanContext context = tools::make_case(seed, {});
    const Score best = search_exactly(context, {}, 1).best.front().score;
    const auto bound = proven_bound(context, certify(context, *bound_basis(context)));
    ASSERT_TRUE(bound) << describe(bound.error());
    EXPECT_GE(*bound, best) << "seed " << seed;
    EXPECT_LT(bound->value() - best.value(), 0.02) << "seed " << seed;
  }
}

TEST(Certificate, CoversWhateverTheContextNeeds) {
  for (std::uint64_t seed = 1; seed <= random_cases(3000); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context =
        seed % 2 == 0
            ? test::random_context(random, {.grain = 40, .with_industries = seed % 4 == 0})
            : test::realistic_context(random, seed);
    const auto bound = proven_bound(context, certify(context, *bound_basis(context)));
    ASSERT_TRUE(bound) << "seed " << seed << ": " << describe(bound.error());
    const ExactResult found = search_exactly(context, {}, 1);
    if (!found.best.empty()) {
      ASSERT_GE(*bound, found.best.front().score) << "seed " << seed;
    }
  }
}

TEST(Certificate, WithAnyPricesBoundsEveryScore) {
  for (std::uint64_t seed = 1; seed <= random_cases(3000); ++seed) {
    std::mt19937_64 random{seed};
    const PlanContext context = test::random_context(
        random, {.grain = 40, .with_rules = true, .with_industries = seed % 2 == 0});
    const auto bound = proven_bound(context, any_certificate(random, context));
    ASSERT_TRUE(bound) << describe(bound.error());
    ASSERT_GE(*bound, search_exactly(context, {}, 1).best.front().score) << "seed " << seed;
  }
}

TEST(Certificate, WithAPriceBelowZeroIsRefused) {
  const PlanContext context = tools::make_case(1, {});
  Certificate certificate = certify(context, *bound_basis(context));
  certificate.prices[0].cash = -1;
  const auto bound = proven_bound(context, certificate);
  ASSERT_FALSE(bound);
  EXPECT_EQ(bound.error().what, "a price is out of range");
}

TEST(Certificate, WithASlopeAboveOneIsRefused) {
  const PlanContext context = tools::make_case(1, {});
  Certificate certificate = certify(context, *bound_basis(context));
  certificate.prices[0].groups[0] = unit + 1;
  ASSERT_FALSE(proven_bound(context, certificate));
  certificate.prices[0].groups.clear();
  EXPECT_FALSE(proven_bound(context, certificate));
}

TEST(Certificate, WithADividendPartAboveOneIsRefused) {
  const PlanContext context = tools::make_case(1, {});
  Certificate certificate = certify(context, *bound_basis(context));
  certificate.prices[0].dividend = unit + 1;
  EXPECT_FALSE(proven_bound(context, certificate));
}

TEST(Certificate, ThatLeavesOutSetsIsRefused) {
  PlanContext context = tools::make_case(1, {});
  context.cash = -1;
  Certificate certificate = certify(context, *bound_basis(context));
  ASSERT_TRUE(proven_bound(context, certificate));
  std::erase_if(certificate.prices, [](const auto& prices) { return prices.sells_only; });
  const auto bound = proven_bound(context, certificate);
  ASSERT_FALSE(bound);
  EXPECT_EQ(bound.error().allowed, "for sells alone");
}

}  // namespace
}  // namespace ballast::planner
