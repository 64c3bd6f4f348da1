#include <gtest/gtest.h>

#include "messages/codec.hpp"

#include "tools/import/readers.hpp"

namespace ballast::tools {
namespace {

using messages::EntryRow;
using planner::ledger::EntryKind;

std::vector<EntryRow> rows_of(const std::string& text) {
  const auto read = read_entries(text, "ledger.csv");
  EXPECT_TRUE(read) << planner::describe(read.error());
  return read ? read->body.rows : std::vector<EntryRow>{};
}

std::string refusal_of(const std::string& text) {
  const auto read = read_entries(text, "ledger.csv");
  EXPECT_FALSE(read);
  return read ? "" : planner::describe(read.error());
}

TEST(LedgerReader, NumbersAreExact) {
  const auto rows = rows_of(
      "date,kind,symbol,quantity,price,amount,currency,rate\n"
      "2026-01-05,buy,aaa,0.123456789,7.000000001,9007199254.740993,USD,1.08\n");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].symbol, "AAA");
  EXPECT_EQ(rows[0].quantity, 123'456'789);
  EXPECT_EQ(rows[0].price, 7'000'000'001);
  EXPECT_EQ(rows[0].amount->micros(), 9'007'199'254'740'993);
  EXPECT_EQ(rows[0].rate, 1'080'000'000);
  EXPECT_EQ(rows[0].account, "main");
}

TEST(LedgerReader, PutsDaysInOrderAlsoWhereTheNewestStandsFirst) {
  const auto ids_of = [](const std::string& text) {
    std::string out;
    for (const EntryRow& row : rows_of("date,kind,id\n" + text)) out += row.id;
    return out;
  };
  EXPECT_EQ(ids_of("2026-01-01,fee,a\n2026-01-02,fee,b\n2026-01-02,fee,c\n"), "abc");
  EXPECT_EQ(ids_of("2026-01-02,fee,c\n2026-01-02,fee,b\n2026-01-01,fee,a\n"), "abc");
  EXPECT_EQ(ids_of("2026-01-01,fee,a\n2026-01-03,fee,c\n2026-01-02,fee,b\n2026-01-04,fee,d\n"),
            "abcd");
}

TEST(LedgerReader, ARowWithoutAnIdHasOneThatFollowsFromWhatItSays) {
  const std::string row = "2026-01-01,deposit,5,EUR\n";
  const std::string head = "date,kind,amount,currency\n";
  const auto once = rows_of(head + row);
  const auto thrice = rows_of(head + row + row + "2026-01-01,deposit,6,EUR\n");
  ASSERT_EQ(thrice.size(), 3U);
  EXPECT_EQ(once[0].id, thrice[0].id);
  EXPECT_NE(thrice[0].id, thrice[1].id);
  EXPECT_NE(thrice[0].id, thrice[2].id);
}

TEST(LedgerReader, SplitsMethodsAndReversalsAreRead) {
  const auto rows = rows_of(
      "date,kind,id,symbol,split,method,reverses\n2026-01-01,split,a,AAA,3:2,,\n"
      "2026-01-02,method,b,,,highest_cost,\n2026-01-03,reversal,c,,,,a\n");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ((std::pair{rows[0].split_become, rows[0].split_held}), (std::pair{3L, 2L}));
  EXPECT_EQ(rows[1].method, planner::ledger::LotMethod::highest_cost);
  EXPECT_EQ(rows[2].reverses, "a");
}

TEST(LedgerReader, PointsAtWhatItCannotCount) {
  const std::string head = "date,kind,amount,currency,split\n2026-01-01,";
  EXPECT_EQ(
      refusal_of(head + "deposit,5.1234567,EUR,\n"),
      "ledger.csv:2:20: amount '5.1234567' is no number that can be counted (allowed: such as "
      "12.5, with up to 6 decimals)");
  for (const char* rest :
       {"gift,5,EUR,", "deposit,1e3,EUR,", "deposit,nan,EUR,", "deposit,5,EUX,", "split,,,3",
        "split,,,3:", "split,,,a:b", "split,,,1.5:1", "deposit,99999999999999999999,EUR,"}) {
    EXPECT_FALSE(read_entries(head + rest + "\n", "ledger.csv")) << rest;
  }
  EXPECT_NE(refusal_of("date,kind,id\n2026-01-01,fee,a\n2026-01-01,fee,a\n").find("line 2"),
            std::string::npos);
}

TEST(LedgerReader, AFileOfTenThousandRowsFitsIntoAFrame) {
  std::string text = "date,kind,id,symbol,quantity,price,amount,currency,fee,tax,note\n";
  for (std::size_t i = 0; i < messages::entry_rows_max; ++i) {
    text += "2026-01-01,buy,id-" + std::to_string(i) +
            ",SYMBOL.DE,1000.5,123.456,123456.78,EUR,4.5,1.25,a purchase by a standing order\n";
  }
  const auto rows = read_entries(text, "ledger.csv");
  ASSERT_TRUE(rows);
  const auto bytes = messages::encode(rows->body);
  EXPECT_TRUE(messages::decode<messages::ImportEntries>(bytes));
  EXPECT_NE(refusal_of(text + "2026-01-01,buy,one-more,A,1,1,1,EUR,,,\n").find("10000 rows"),
            std::string::npos);
}

}  // namespace
}  // namespace ballast::tools
