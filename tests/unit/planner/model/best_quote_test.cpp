// Bid and ask: what is a quote and what is none, at the edges and of many made up at random.
#include "planner/model/best_quote.hpp"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

constexpr std::int64_t noon_ms = 1'780'000'000'000;

BestQuote sound() {
  return {99.5, 100.5, 300.0, 200.0, noon_ms};
}

TEST(BestQuotes, TellWhyTheyAreNone) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinite = std::numeric_limits<double>::infinity();
  EXPECT_EQ(find_fault(sound(), noon_ms), "");
  const auto with = [](auto change) {
    BestQuote out = sound();
    change(out);
    return find_fault(out, noon_ms);
  };
  EXPECT_EQ(with([](auto& q) { q.bid = 0.0; }), "nobody bids");
  EXPECT_EQ(with([&](auto& q) { q.bid = nan; }), "nobody bids");
  EXPECT_EQ(with([](auto& q) { q.ask = 0.0; }), "nobody asks");
  EXPECT_EQ(with([&](auto& q) { q.ask = infinite; }), "nobody asks");
  EXPECT_EQ(with([](auto& q) { q.bid = 100.6; }), "the bid is above the ask");
  EXPECT_EQ(with([](auto& q) { q.bid = q.ask; }), "");
  EXPECT_EQ(with([](auto& q) { q.bid_size = -1.0; }), "a size is no number from 0");
  EXPECT_EQ(with([&](auto& q) { q.ask_size = nan; }), "a size is no number from 0");
  EXPECT_EQ(with([](auto& q) { q.bid_size.reset(); }), "");
  EXPECT_EQ(with([](auto& q) { q.at_ms = 0; }), "its time is not told");
  EXPECT_EQ(with([](auto& q) { q.at_ms += quote_ahead_ms_max; }), "");
  EXPECT_EQ(with([](auto& q) { q.at_ms += quote_ahead_ms_max + 1; }), "it is of a time to come");
  EXPECT_EQ(with([](auto& q) { q.at_ms = std::numeric_limits<std::int64_t>::max(); }),
            "it is of a time to come");
}

TEST(BestQuotes, AreCountedInWholeUnitsWithTheSameSpread) {
  const BestQuote pence = sound();
  const BestQuote pounds = in_whole_units(pence, 100.0);
  EXPECT_EQ(pounds.bid, 0.995);
  EXPECT_EQ(pounds.ask, 1.005);
  EXPECT_EQ(pounds.ask_size, pence.ask_size);
  EXPECT_EQ(midpoint_of(pence), 100.0);
  EXPECT_NEAR(spread_of(pence), 0.01, 1e-12);
  EXPECT_NEAR(spread_of(pounds), 0.01, 1e-12);
}

TEST(BestQuotes, OfAnyNumbersThatPassHaveAMiddleBetweenThem) {
  const std::uint32_t seed = 20'261;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> exponent(-12.0, 12.0);
  std::size_t passed = 0;
  for (int made = 0; made < 20'000; ++made) {
    const auto price = [&] {
      const double size = std::pow(10.0, exponent(random));
      return random() % 8 == 0 ? -size : size;
    };
    const BestQuote quote{price(), price(), price(), std::nullopt, noon_ms};
    if (!find_fault(quote, noon_ms).empty()) continue;
    ++passed;
    ASSERT_GT(quote.bid, 0.0);
    ASSERT_LE(quote.bid, midpoint_of(quote));
    ASSERT_LE(midpoint_of(quote), quote.ask);
    ASSERT_GE(spread_of(quote), 0.0);
    ASSERT_LE(spread_of(quote), 2.0);
  }
  EXPECT_GT(passed, 1'000U);
}

}  // namespace
}  // namespace ballast::planner
