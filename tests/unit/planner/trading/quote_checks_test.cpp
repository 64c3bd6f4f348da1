// The two checks of bid and ask, in the words that a person reads.
#include <gtest/gtest.h>

#include "planner/trading/checks.hpp"
#include "tests/unit/planner/trading/quoted_order.hpp"

namespace ballast::planner::trading {
namespace {

using ledger::Price;
using ledger::Quantity;

Price tenths(std::int64_t count) {
  return Price::of(count * (ledger::billion / 10));
}

CheckFacts quoted_at(CheckFacts facts, std::int64_t bid_tenths, std::int64_t ask_tenths) {
  facts.market.quote->bid = tenths(bid_tenths);
  facts.market.quote->ask = tenths(ask_tenths);
  return facts;
}

TEST(PriceBand, PassesWhileTheMiddleIsNearTheLastPrice) {
  EXPECT_TRUE(all_passed(ask_all(quoted_order())));
  EXPECT_TRUE(all_passed(ask_all(quoted_sale())));
  EXPECT_EQ(check_price_band(quoted_order()), yes("the middle of bid 19.9 and ask 20.1, 20 USD"));
  EXPECT_TRUE(check_price_band(quoted_at(quoted_order(), 219, 221)).passed);  // 22: 10 % above
  EXPECT_TRUE(check_price_band(quoted_at(quoted_sale(), 179, 181)).passed);
}

TEST(PriceBand, ForbidsWhatIsFarWorseThanTheLastPriceAndNotWhatIsBetter) {
  EXPECT_EQ(check_price_band(quoted_at(quoted_order(), 220, 221)),
            no("the middle of bid 22 and ask 22.1, 22.05 USD, is more than 10.0 % above the last "
               "price of 20"));
  EXPECT_EQ(check_price_band(quoted_at(quoted_sale(), 179, 180)),
            no("the middle of bid 17.9 and ask 18, 17.95 USD, is more than 10.0 % below the last "
               "price of 20"));
  EXPECT_TRUE(check_price_band(quoted_at(quoted_order(), 100, 101)).passed);
  EXPECT_TRUE(check_price_band(quoted_at(quoted_sale(), 390, 391)).passed);
  CheckFacts wider = quoted_at(quoted_order(), 220, 221);
  wider.settings.max_quote_distance = 0.11;
  EXPECT_TRUE(check_price_band(wider).passed);
}

TEST(PriceBand, NamesAVeryWideSpread) {
  EXPECT_EQ(check_price_band(quoted_at(quoted_order(), 190, 210)),
            yes("the middle of bid 19 and ask 21, 20 USD, a very wide spread of 10.0 %"));
}

TEST(PriceBand, SaysWhyTheLastPriceIsTaken) {
  CheckFacts facts = quoted_order();
  facts.market.quote->at_ms -= 40'000;
  EXPECT_EQ(check_price_band(facts), yes("the quote of CCC from 2026-01-05 09:58 UTC is older than "
                                         "60 seconds: the last price is taken"));
  facts.market.quote->at_ms = facts.now_ms + 60'000;
  EXPECT_EQ(check_price_band(facts), yes("the quote of CCC from 2026-01-05 10:01 UTC is of a time "
                                         "to come: the last price is taken"));
  EXPECT_EQ(check_price_band(sound_order()), yes("CCC has no quote: the last price is taken"));
  facts.market.past = true;
  EXPECT_EQ(check_price_band(facts), yes());
}

TEST(PriceBand, PassesWithAWordWhereThereIsNothingToCompareWith) {
  CheckFacts facts = quoted_order();
  facts.market.price.reset();
  EXPECT_EQ(check_price_band(facts),
            yes("the middle of bid 19.9 and ask 20.1, 20 USD, with no last "
                "price beside it"));
  EXPECT_FALSE(check_price(facts).passed);
}

TEST(Depth, AsksForTwiceTheOrderAtTheBestPriceOfTheOtherSide) {
  CheckFacts facts = quoted_order();
  EXPECT_EQ(check_depth(facts), yes("100 shares stand at the ask 20.1"));
  facts.market.quote->ask_size = Quantity::whole(20);
  EXPECT_EQ(check_depth(facts), yes("20 shares stand at the ask 20.1"));
  facts.market.quote->ask_size = Quantity::whole(19);
  EXPECT_EQ(check_depth(facts), no("19 shares stand at the ask 20.1, less than 2 times the order; "
                                   "what stands behind the best price is not known"));
  facts.market.quote->ask_size = Quantity::whole(1);
  EXPECT_TRUE(check_depth(facts).text.starts_with("1 share stands at the ask 20.1, less than"));
  CheckFacts sale = quoted_sale();
  sale.market.quote->bid_size = Quantity::whole(9);
  EXPECT_EQ(check_depth(sale), no("9 shares stand at the bid 19.9, less than 2 times the order; "
                                  "what stands behind the best price is not known"));
}

TEST(Depth, ThatIsNotToldForbidsUnlessItIsNotAskedFor) {
  CheckFacts facts = quoted_order();
  facts.market.quote->ask_size.reset();
  EXPECT_EQ(check_depth(facts), no("how many shares stand at the ask 20.1 is not known"));
  facts.settings.min_depth = 0.0;
  EXPECT_EQ(check_depth(facts), yes());
  EXPECT_EQ(check_depth(sound_order()), yes());  // no quote: the last price is traded on
}

}  // namespace
}  // namespace ballast::planner::trading
