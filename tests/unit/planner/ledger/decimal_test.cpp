#include "planner/ledger/decimal.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "planner/ledger/billionths.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner::ledger {
namespace {

TEST(Decimals, AreReadExactly) {
  EXPECT_EQ(parse_decimal("12.5", 9), (Decimal{12'500'000'000, true}));
  EXPECT_EQ(parse_decimal("-0.000000001", 9), (Decimal{-1, true}));
  EXPECT_EQ(parse_decimal("007.10", 2), (Decimal{710, true}));
  EXPECT_EQ(parse_decimal("9000000000", 9), (Decimal{9'000'000'000'000'000'000, true}));
}

TEST(Decimals, WhatIsCutIsRoundedTiesToEvenAndTold) {
  EXPECT_EQ(parse_decimal("1.005", 2), (Decimal{100, false}));
  EXPECT_EQ(parse_decimal("1.015", 2), (Decimal{102, false}));
  EXPECT_EQ(parse_decimal("1.0050001", 2), (Decimal{101, false}));
  EXPECT_EQ(parse_decimal("-1.0149", 2), (Decimal{-101, false}));
  EXPECT_EQ(parse_decimal("1.0100", 2), (Decimal{101, true}));
}

TEST(Decimals, OtherTextsAreNone) {
  for (const char* text : {"", "-", ".", "1.", ".5", "+1", "1e3", "1,5", " 1", "1 ", "--1", "1.2.3",
                           "nan", "inf", "0x1", "9000000000.000000001", "99999999999999999999"}) {
    EXPECT_FALSE(parse_decimal(text, 9)) << text;
  }
  EXPECT_FALSE(parse_decimal(std::string(65, '1'), 0));
}

TEST(Decimals, ComeBackFromTheirText) {
  const std::uint64_t seed = 7;
  std::mt19937_64 random(seed);
  for (std::uint64_t i = 0; i < random_cases(50'000); ++i) {
    const auto shift = random() % 60;
    const auto count = static_cast<std::int64_t>((random() >> 4U) >> shift) * (i % 2 == 0 ? 1 : -1);
    EXPECT_EQ(parse_decimal(format_billionths(count), 9), (Decimal{count, true})) << seed;
  }
}

}  // namespace
}  // namespace ballast::planner::ledger
