// What a plan and its steps say, rule by rule.
#include "planner/plan/narrative.hpp"

#include <gtest/gtest.h>

#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::planner {
namespace {

using namespace example;

Step step(Side side, const char* symbol, double value, std::vector<std::string> tags,
          const char* reason) {
  Step one;
  one.side = side;
  one.symbol = symbol;
  one.name = one.symbol + " Incorporated";
  one.quantity = 4;
  one.value = Money::from_units(value);
  one.tags = std::move(tags);
  one.reason = reason;
  return one;
}

std::vector<Step> narrated(std::vector<Step> steps, const PlanInputs& all = inputs()) {
  narrate_steps(steps, all, prepare_account(request(), all));
  return steps;
}

TEST(StepNarrative, OfASaleTellsAmountShareReasonAndWhatTheCashIsFor) {
  const auto steps = narrated(
      {step(Side::sell, "CCC", 700, {"windfall", "profit_taking"}, "gained 100.0 % in 4 years"),
       step(Side::buy, "DDD", 250, {"quality"}, "high quality (0.80)")});
  EXPECT_EQ(steps[0].narrative,
            "Sell 4 shares of CCC Incorporated (CCC) for 700 EUR, 47 % of the position: it gained "
            "beyond its normal growth (gained 100.0 % in 4 years), and selling locks in part of "
            "that. The cash helps to buy DDD.");
  EXPECT_EQ(steps[1].narrative,
            "Buy 4 shares of DDD Incorporated (DDD) for 250 EUR: high quality (0.80), and quality "
            "pays in the long run.");
}

TEST(StepNarrative, GoesByTheFirstTagThatMatches) {
  const auto of = [](Side side, std::vector<std::string> tags) {
    return narrated({step(side, "AAA", 200, std::move(tags), "REASON")}).front().narrative;
  };
  const std::string sale =
      "Sell 4 shares of AAA Incorporated (AAA) for 200 EUR, 5 % of the position: ";
  EXPECT_EQ(of(Side::sell, {"profit_taking"}), sale + "REASON, and selling lowers the risk.");
  EXPECT_EQ(of(Side::sell, {"rebalance", "overweight_europe"}),
            sale + "EUROPE is overweight, and selling balances the countries better.");
  EXPECT_EQ(of(Side::sell, {"rebalance", "optimizer_target"}), sale + "REASON.");
  const std::string purchase = "Buy 4 shares of AAA Incorporated (AAA) for 200 EUR: ";
  EXPECT_EQ(of(Side::buy, {"averaging_down", "quality"}),
            purchase + "it is temporarily down, and buying lowers its average cost (REASON).");
  EXPECT_EQ(of(Side::buy, {"rebalance", "underweight_europe", "quality"}),
            purchase + "EUROPE is underweight, and buying balances the countries better.");
  EXPECT_EQ(of(Side::buy, {"opportunity", "quality"}),
            purchase + "REASON, and quality pays in the long run.");
  EXPECT_EQ(of(Side::buy, {}), purchase + "REASON.");
}

TEST(StepNarrative, NamesADividendAboveThreePercent) {
  PlanInputs all = inputs();
  const std::vector<Step> purchase = {step(Side::buy, "AAA", 200, {}, "REASON")};
  EXPECT_EQ(narrated(purchase, all)[0].narrative.find("dividend"), std::string::npos)
      << "3 % is not above 3 %";
  all.securities[0].metrics.dividend_yield = 0.0312;
  EXPECT_NE(narrated(purchase, all)[0].narrative.find(" Its dividend yields 3.1 %."),
            std::string::npos);
}

std::string told(std::vector<Step> steps, double before, double after) {
  Decision decision;
  decision.base_currency = "EUR";
  decision.steps = std::move(steps);
  decision.before.total = Score::nearest(before);
  decision.after.total = Score::nearest(after);
  return narrate_plan(decision);
}

TEST(PlanNarrative, ChoosesOneStrategyInOrder) {
  const Step windfall = step(Side::sell, "AAA", 100, {"windfall"}, "");
  const Step sale = step(Side::sell, "BBB", 100, {"rebalance"}, "");
  const Step averaging = step(Side::buy, "CCC", 100, {"averaging_down"}, "");
  const Step purchase = step(Side::buy, "DDD", 100, {"quality"}, "");
  const auto begins = [](std::vector<Step> steps, const char* opening) {
    EXPECT_EQ(told(std::move(steps), 0.5, 0.5).rfind(opening, 0), 0U) << opening;
  };
  begins({windfall, sale, averaging},
         "Take profits where gains ran ahead, and buy more of what is");
  begins({windfall, sale, purchase}, "Take profits where gains ran ahead of normal growth.");
  begins({sale, averaging, purchase}, "Buy more of what is good and temporarily down.");
  begins({sale, purchase}, "Sell and buy to bring the portfolio closer to its aims.");
  begins({purchase}, "Put cash to work where it helps most.");
  begins({sale}, "Sell to bring the portfolio closer to its aims.");
}

TEST(PlanNarrative, TellsNumberSumsSymbolsAndTheChange) {
  const std::vector<Step> steps = {step(Side::sell, "AAA", 700, {}, ""),
                                   step(Side::buy, "BBB", 600, {}, ""),
                                   step(Side::buy, "DDD", 99.6, {}, "")};
  EXPECT_EQ(told(steps, 0.5, 0.512),
            "Sell and buy to bring the portfolio closer to its aims. 3 trades: sell 700 EUR of "
            "AAA, buy 700 EUR of BBB and DDD. The score rises by 1.2 points, from 50.0 to 51.2.");
  EXPECT_NE(told(steps, 0.5, 0.49)
                .find("The score falls by 1.0 points, from 50.0 to 49.0: doing "
                      "nothing would score higher."),
            std::string::npos);
  EXPECT_NE(told(steps, 0.5, 0.5).find("The score is maintained at 50.0."), std::string::npos);
}

}  // namespace
}  // namespace ballast::planner
