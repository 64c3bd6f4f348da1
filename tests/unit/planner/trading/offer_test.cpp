// What is offered for an order, and the limit that follows: from a quote while it is fresh, else
// from the last price.
#include "planner/trading/offer.hpp"

#include <random>

#include <gtest/gtest.h>

#include "planner/trading/checks.hpp"
#include "planner/trading/paper_fill.hpp"
#include "tests/unit/planner/trading/quoted_order.hpp"

namespace ballast::planner::trading {
namespace {

using ledger::Price;
using ledger::Quantity;

Price price(double units) {
  return Price::nearest(units).value();
}

TEST(Offers, OfAFreshQuoteAreTheOtherSideOfIt) {
  EXPECT_EQ(price_offered(quoted_order()), price(20.10));
  EXPECT_EQ(price_offered(quoted_sale()), price(19.90));
  EXPECT_EQ(value_of_order(quoted_order()), Money::from_units(201));
  EXPECT_EQ(value_of_order(quoted_sale()), Money::from_units(99.5));
  EXPECT_EQ(limit_of_order(quoted_order()), price(20.20));
  EXPECT_EQ(limit_of_order(quoted_sale()), price(19.80));
}

TEST(Offers, AreTheLastPriceWithoutAFreshQuote) {
  const auto last_of = [](auto spoil) {
    CheckFacts facts = quoted_order();
    facts.market.price = Price::whole(30);
    spoil(facts);
    EXPECT_EQ(fresh_quote(facts), nullptr);
    EXPECT_EQ(limit_of_order(facts), price(30.30));
    return price_offered(facts);
  };
  EXPECT_EQ(last_of([](auto& f) { f.market.quote.reset(); }), Price::whole(30));
  EXPECT_EQ(last_of([](auto& f) { f.market.past = true; }), Price::whole(30));
  EXPECT_EQ(last_of([](auto& f) { f.market.quote->at_ms -= 60'001; }), Price::whole(30));
  EXPECT_EQ(last_of([](auto& f) { f.market.quote->at_ms += 35'001; }), Price::whole(30));
  EXPECT_EQ(last_of([](auto& f) { f.market.quote->at_ms = 0; }), Price::whole(30));
  EXPECT_EQ(last_of([](auto& f) { f.market.quote->bid = Price::whole(21); }), Price::whole(30));
  EXPECT_EQ(last_of([](auto& f) { f.market.quote->bid = Price{}; }), Price::whole(30));
}

TEST(Offers, AreFreshToTheEndOfTheirTime) {
  CheckFacts facts = quoted_order();
  facts.market.quote->at_ms = facts.now_ms - 60'000;
  EXPECT_NE(fresh_quote(facts), nullptr);
  facts.settings.max_quote_age_seconds = 59;
  EXPECT_EQ(fresh_quote(facts), nullptr);
  facts.market.quote->at_ms = facts.now_ms + 5'000;
  EXPECT_NE(fresh_quote(facts), nullptr);
}

TEST(Offers, GiveLimitsInWholeTicksThatAreRatherTooStrict) {
  CheckFacts facts = quoted_order();
  facts.market.tick = price(0.25);
  EXPECT_EQ(limit_of_order(facts), price(20.00));
  facts.order.side = Side::sell;
  EXPECT_EQ(limit_of_order(facts), price(20.00));
  EXPECT_EQ(in_ticks(price(20.5), price(0.25), Side::sell), price(20.5));
  EXPECT_EQ(in_ticks(price(0.1), price(0.25), Side::buy), price(0.1));
  EXPECT_EQ(in_ticks(price(0.1), std::nullopt, Side::buy), price(0.1));
  facts.order.limit = price(18.123);
  EXPECT_EQ(limit_of_order(facts), price(18.123));  // a person's stays what it is
}

TEST(Offers, TheMiddleGivesHalfABillionthToTheOrder) {
  const QuoteFact quote{Price::of(10), Price::of(13), {}, {}, 1};
  EXPECT_EQ(midpoint(quote, Side::buy), Price::of(11));
  EXPECT_EQ(midpoint(quote, Side::sell), Price::of(12));
}

/// Whatever the quote: a fill on paper lies between what is offered and the limit, or there is none
/// because the offer is beyond the limit.
TEST(Offers, FillOnPaperBetweenWhatIsOfferedAndTheLimit) {
  const std::uint32_t seed = 20'262;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  std::size_t filled = 0;
  std::size_t beyond = 0;
  for (int made = 0; made < 20'000; ++made) {
    CheckFacts facts = random() % 2 == 0 ? quoted_order() : quoted_sale();
    const auto bid = static_cast<std::int64_t>(1 + random() % 9'000'000'000'000'000'000ULL);
    const auto room = static_cast<std::uint64_t>(9'000'000'000'000'000'000LL - bid);
    const auto spread = static_cast<std::int64_t>(
        random() % 2 == 0 ? random() % (room + 1) : random() % (room / 1'000'000 + 1));
    facts.market.quote = QuoteFact{Price::of(bid), Price::of(bid + spread), {}, {}, facts.now_ms};
    const bool buys = facts.order.side == Side::buy;
    const auto offered = price_offered(facts);
    ASSERT_EQ(offered, buys ? facts.market.quote->ask : facts.market.quote->bid);
    const Price middle = midpoint(*facts.market.quote, facts.order.side);
    ASSERT_GE(middle, facts.market.quote->bid);
    ASSERT_LE(middle, facts.market.quote->ask);
    const auto limit = limit_of_order(facts);
    if (!limit) continue;  // beyond what can be counted
    const auto fill = next_paper_fill({"id", facts.order.side, Quantity::whole(1), *offered, limit},
                                      {.slippage = 0.005});
    ASSERT_EQ(fill.has_value(), buys ? *offered <= *limit : *offered >= *limit);
    ++(fill ? filled : beyond);
    if (!fill) continue;
    ASSERT_GE(fill->price, buys ? *offered : *limit);
    ASSERT_LE(fill->price, buys ? *limit : *offered);
  }
  EXPECT_GT(filled, 1'000U);
  EXPECT_GT(beyond, 1'000U);
}

}  // namespace
}  // namespace ballast::planner::trading
