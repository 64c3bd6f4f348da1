#include "planner/model/currency.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

TEST(Currency, KnowsCodesAndNothingElse) {
  EXPECT_TRUE(is_currency("EUR"));
  EXPECT_TRUE(is_currency("ZWL"));
  for (const char* text : {"", "EU", "eur", "EURO", "XXQ", "D A", "GBX"}) {
    EXPECT_FALSE(is_currency(text)) << text;
  }
}

TEST(Currency, PenceAndAgorotAreHundredthsOfTheirCurrency) {
  EXPECT_EQ(quotation_of("GBX"), (Quotation{"GBP", 100.0}));
  EXPECT_EQ(quotation_of("ILA"), (Quotation{"ILS", 100.0}));
  EXPECT_EQ(quotation_of("HKD"), (Quotation{"HKD", 1.0}));
  EXPECT_EQ(quotation_of("PENCE"), std::nullopt);
}

}  // namespace
}  // namespace ballast::planner
