// Each reason for which a single trade is forbidden, at its limit and just beyond.
#include <gtest/gtest.h>

#include "planner/filters/filter.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::planner {
namespace {

using example::aaa;
using example::today;
using Forbidden = std::optional<ObstacleKind>;

struct Household {
  PlanRequest wish = example::request();
  PlanInputs books = example::inputs();

  [[nodiscard]] Forbidden forbids(Side side) const {
    Candidate trade;
    trade.side = side;
    trade.security = aaa;
    trade.quantity = 1.0;
    trade.price = trade.value = 50.0;
    const std::vector<Candidate> trades{trade};
    const FilterFindings findings = judge_all({Situation(wish, books), trades});
    EXPECT_EQ(findings.obstacles().size(), findings.forbids(0) ? 1U : 0U);
    if (!findings.forbids(0)) return std::nullopt;
    EXPECT_EQ(findings.obstacles()[0].text.rfind("AAA ", 0), 0U) << findings.obstacles()[0].text;
    return findings.obstacles()[0].kind;
  }
};

struct Reason {
  const char* what;
  void (*change)(Household&);
  Side side;
  Forbidden kind;
};

constexpr auto buy = Side::buy;
constexpr auto sell = Side::sell;

const std::vector<Reason> reasons{
    {"excluded", [](Household& at) { at.wish.exclude = {"AAA"}; }, sell, ObstacleKind::excluded},
    {"not active", [](Household& at) { at.books.securities[0].active = false; }, buy,
     ObstacleKind::not_allowed},
    {"not to be bought", [](Household& at) { at.books.securities[0].allow_buy = false; }, buy,
     ObstacleKind::not_allowed},
    {"that holds for purchases", [](Household& at) { at.books.securities[0].allow_buy = false; },
     sell, std::nullopt},
    {"not to be sold", [](Household& at) { at.books.securities[0].allow_sell = false; }, sell,
     ObstacleKind::not_allowed},
    {"no price", [](Household& at) { at.books.securities[0].quote.reset(); }, buy,
     ObstacleKind::no_price},
    {"no exchange rate", [](Household& at) { at.books.securities[0].currency = "USD"; }, sell,
     ObstacleKind::no_rate},
    {"just good enough", [](Household& at) { at.wish.settings.min_security_score = 0.65; }, buy,
     std::nullopt},
    {"not quite", [](Household& at) { at.wish.settings.min_security_score = 0.651; }, buy,
     ObstacleKind::low_quality},
    {"fails the quality gate",
     [](Household& at) { at.books.securities[0].gate_failure = "nearest is 'income'"; }, buy,
     ObstacleKind::quality_gate},
    {"the gate is open",
     [](Household& at) {
       at.books.securities[0].gate_failure = "nearest is 'income'";
       at.wish.settings.enable_quality_gate = false;
     },
     buy, std::nullopt},
    {"what fails the gate may be sold",
     [](Household& at) { at.books.securities[0].gate_failure = "nearest is 'income'"; }, sell,
     std::nullopt},
    {"quality is no matter of sales",
     [](Household& at) { at.wish.settings.min_security_score = 1.0; }, sell, std::nullopt},
    {"down by the limit", [](Household& at) { at.books.positions[0].average_price = 62.5; }, sell,
     std::nullopt},
    {"down by more", [](Household& at) { at.books.positions[0].average_price = 62.6; }, sell,
     ObstacleKind::loss_limit},
};

TEST(Eligibility, IsRefusedForEachReasonAndNoOther) {
  for (const Reason& reason : reasons) {
    Household household;
    reason.change(household);
    EXPECT_EQ(household.forbids(reason.side), reason.kind) << reason.what;
  }
}

TEST(Eligibility, OfASaleComesWithTheLastDayOfTheHoldingPeriod) {
  Household household;
  household.books.positions[0].first_bought = today - std::chrono::days{89};
  EXPECT_EQ(household.forbids(sell), ObstacleKind::holding_period);
  household.books.positions[0].first_bought = today - std::chrono::days{90};
  EXPECT_EQ(household.forbids(sell), std::nullopt);
}

struct Waiting {
  std::optional<int> bought;  // days ago
  std::optional<int> sold;
  bool forbids_purchase;
  bool forbids_sale;
};

TEST(RecentlyTraded, LooksAtPurchasesForPurchasesAndAtSalesForSales) {
  const auto ago = [](std::optional<int> days) {
    return days ? std::optional(today - std::chrono::days{*days}) : std::nullopt;
  };
  for (const Waiting& one :
       {Waiting{{}, {}, false, false}, Waiting{0, {}, true, false}, Waiting{29, {}, true, false},
        Waiting{30, {}, false, false}, Waiting{{}, 0, false, true}, Waiting{{}, 179, false, true},
        Waiting{{}, 180, false, false}, Waiting{29, 179, true, true}}) {
    Household household;
    household.books.history = {{aaa, ago(one.bought), ago(one.sold)}};
    const auto expected = [](bool forbids) {
      return forbids ? Forbidden(ObstacleKind::cooldown) : std::nullopt;
    };
    EXPECT_EQ(household.forbids(buy), expected(one.forbids_purchase));
    EXPECT_EQ(household.forbids(sell), expected(one.forbids_sale));
  }
}

}  // namespace
}  // namespace ballast::planner
