// What services and files tell of bid and ask: read in shares and milliseconds, held against what a
// quote is, and refused in one sentence where it is none of that.
#include "actors/universe/sources/quotes.hpp"

#include <gtest/gtest.h>

namespace ballast::actors {
namespace {

using planner::BestQuote;
using planner::Result;

constexpr std::int64_t asked_ms = 1'780'000'000'000;  // 2026-05-28 20:26:40 UTC

Expected of_quotes() {
  return {"source quotes", 20'600, ""};
}

std::string failure_of(const Result<QuotesTold>& read) {
  return read ? "it was read" : planner::describe(read.error());
}

Result<QuotesTold> alpaca(const std::string& rows) {
  return read_alpaca_quotes("{\"quotes\":" + rows + "}", asked_ms, of_quotes());
}

TEST(AlpacaQuotes, AreReadWithTheirInstantAndSizesInShares) {
  const auto read =
      alpaca(R"({"AAPL":{"t":"2026-05-28T20:26:39.123456789Z","ax":"V","ap":228.14,"as":100,)"
             R"("bx":"V","bp":228.1,"bs":300,"c":["R"],"z":"C"},)"
             R"("OLD":{"t":"2025-11-02T23:59:59.999Z","ap":2,"as":3,"bp":1.99,"bs":4}})");
  ASSERT_TRUE(read) << failure_of(read);
  EXPECT_EQ(read->quotes.at("AAPL"), (BestQuote{228.1, 228.14, 300.0, 100.0, asked_ms - 877}));
  EXPECT_EQ(read->quotes.at("OLD").bid_size, 400.0) << "round lots of 100 before 2025-11-03";
  EXPECT_EQ(read->quotes.at("OLD").ask_size, 300.0);
  EXPECT_TRUE(read->flags.empty());
  EXPECT_EQ(alpaca("null"), QuotesTold{});
}

TEST(AlpacaQuotes, OfPriceZeroAreNoneAndThoseWithAFaultAreFlagged) {
  const auto read =
      alpaca(R"({"CLOSED":{"t":"2026-05-28T20:00:00Z","ap":0,"as":0,"bp":1.99,"bs":4},)"
             R"("CROSSED":{"t":"2026-05-28T20:00:00Z","ap":10.1,"as":1,"bp":10.2,"bs":1},)"
             R"("LATER":{"t":"2026-05-28T20:26:46Z","ap":10.1,"as":1,"bp":10,"bs":1},)"
             R"("WIDE":{"t":"2026-05-28T20:00:00Z","ap":21,"as":1,"bp":19,"bs":1}})");
  ASSERT_TRUE(read) << failure_of(read);
  ASSERT_EQ(read->quotes.size(), 1U);
  EXPECT_EQ(read->quotes.begin()->first, "WIDE");
  const std::map<std::string, std::string> flags = {
      {"CROSSED", "no quote of bid 10.2 and ask 10.1: the bid is above the ask"},
      {"LATER", "no quote of bid 10 and ask 10.1: it is of a time to come"},
      {"WIDE", "bid 19 and ask 21 are 10.0 % apart, a very wide spread"}};
  EXPECT_EQ(read->flags, flags);
}

TEST(AlpacaQuotes, ThatAreNotWholeAreRefused) {
  EXPECT_EQ(failure_of(alpaca(R"({"A":{"t":"yesterday","ap":2,"bp":1}})")),
            "source quotes: the quote of A is not whole (allowed: the instant t and the numbers bp "
            "and ap)");
  EXPECT_FALSE(alpaca(R"({"A":{"t":"2026-05-28T20:00:00Z","ap":"2","bp":1}})"));
  EXPECT_FALSE(alpaca("[]"));
  for (const char* text : {"", "null", "{}", "<html>403</html>", "{\"quotes\":"}) {
    EXPECT_FALSE(read_alpaca_quotes(text, asked_ms, of_quotes())) << text;
    EXPECT_FALSE(read_book_ticker(text, "A", asked_ms, of_quotes())) << text;
  }
}

TEST(BookTickers, AreOfTheTimeOfAsking) {
  const auto ticker = [](const std::string& text) {
    return read_book_ticker(text, "BTCEUR", asked_ms, of_quotes());
  };
  const auto read =
      ticker(R"({"symbol":"BTCEUR","bidPrice":"94591.70","bidQty":"0.5","askPrice":"94591.79",)"
             R"("askQty":"0.01700000"})");
  ASSERT_TRUE(read) << failure_of(read);
  EXPECT_EQ(read->quotes.at("BTCEUR"), (BestQuote{94591.70, 94591.79, 0.5, 0.017, asked_ms}));
  EXPECT_EQ(failure_of(ticker(R"({"code":-1121,"msg":"Invalid symbol."})")),
            "source quotes: the service says: Invalid symbol.");
  EXPECT_FALSE(ticker(R"({"symbol":"ETHEUR","bidPrice":"1","askPrice":"2"})"));
  EXPECT_FALSE(ticker(R"({"symbol":"BTCEUR","bidPrice":1,"askPrice":2})"));
  EXPECT_EQ(ticker(R"({"symbol":"BTCEUR","bidPrice":"0.00","askPrice":"0.00"})"), QuotesTold{});
}

TEST(QuoteFiles, AreReadByColumnAndTheNewestRowOfASymbolCounts) {
  const auto read = read_quotes_file(
      "symbol,time,bid,ask,ask_size\nAAA,2026-05-28T20:00:00Z,9.9,10.1,50\n"
      "AAA,2026-05-28T19:00:00Z,1,2,3\nBBB,2026-05-28T22:26:40+02:00,5,4.9,\n",
      asked_ms, "quotes.csv");
  ASSERT_TRUE(read) << failure_of(read);
  ASSERT_EQ(read->quotes.size(), 1U);
  EXPECT_EQ(read->quotes.at("AAA"), (BestQuote{9.9, 10.1, {}, 50.0, asked_ms - 1'600'000}));
  EXPECT_EQ(read->flags.at("BBB"), "no quote of bid 5 and ask 4.9: the bid is above the ask");
  EXPECT_EQ(failure_of(read_quotes_file("time,symbol,bid,ask\ntoday,AAA,1,2\n", asked_ms, "q.csv")),
            "q.csv:2:1: 'today' is no instant (allowed: 2026-11-20T15:59:58Z)");
  EXPECT_FALSE(read_quotes_file("time,symbol,bid\n", asked_ms, "q.csv"));
  EXPECT_FALSE(
      read_quotes_file("time,symbol,bid,ask\n2026-05-28T20:00:00Z,A,x,1\n", asked_ms, "q.csv"));
}

}  // namespace
}  // namespace ballast::actors
