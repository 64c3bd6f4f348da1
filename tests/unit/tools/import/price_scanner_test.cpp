// The scanner and the plain reader say the same of any text that the scanner reads.
#include "tools/import/price_scanner.hpp"

#include <gtest/gtest.h>

#include <random>

namespace ballast::tools {
namespace {

/// A file of prices, more or less: mostly honest cells, some that are not.
class RandomFile {
 public:
  explicit RandomFile(std::uint64_t seed) : random_(seed), wild_(below(3) == 0) {}

  std::string text() {
    std::vector<std::string> columns = {"date", "symbol", "close"};
    for (const char* name :
         {"volume", "close_unadjusted", "open", "high", "low", "note", "other"}) {
      if (below(2) == 0) columns.emplace_back(name);
    }
    std::shuffle(columns.begin(), columns.end(), random_);
    if (wild_ && below(8) == 0) columns.push_back(columns.front());
    std::string out = joined(columns);
    day_ = 10;
    for (std::uint64_t row = below(12); row > 0; --row) {
      std::vector<std::string> cells;
      cells.reserve(columns.size());
      for (const std::string& column : columns) cells.push_back(cell_of(column));
      if (wild_ && below(20) == 0) cells.pop_back();
      out += joined(cells);
      if (below(10) == 0) out += '\n';
    }
    if (below(3) == 0) out.pop_back();
    return out;
  }

 private:
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

  std::string one_of(const std::vector<std::string>& texts) { return texts[below(texts.size())]; }

  static std::string joined(const std::vector<std::string>& cells) {
    std::string out;
    for (const std::string& cell : cells) out += (out.empty() ? "" : ",") + cell;
    return out + '\n';
  }

  std::string cell_of(const std::string& column) {
    if (wild_ && below(15) == 0) {
      return one_of({"", "-1", "0", "nan", "x", "1e400", "\"1\"", "1.5 ", "2026-02-30", "A B",
                     "1899-01-01", "\xC3\xA9", "1,5", "\r", "-0", "1e-320"});
    }
    if (column == "date") {
      day_ += below(wild_ ? 3 : 2) == 0 ? 0 : 1;
      return (below(4) == 0 ? " " : "") + std::string("2026-01-") + std::to_string(day_);
    }
    if (column == "symbol") return one_of({"AAA", "bbb.l", "CCC", "D"}) + std::to_string(day_);
    if (column == "note" || column == "other") return one_of({"", "text", "\ta "});
    if (column == "close") return one_of({"1.5", "100", "1e2", "0.001", "12.345678901234567"});
    return one_of({"", "2", "7.25", "1000000"});
  }

  std::mt19937_64 random_;
  bool wild_;
  int day_ = 10;
};

TEST(PriceScanner, SaysWhatThePlainReaderSaysOrNothing) {
  const std::uint64_t first = 20'261'122;
  std::size_t scanned = 0;
  for (std::uint64_t seed = first; seed < first + 3000; ++seed) {
    const std::string text = RandomFile(seed).text();
    const auto fast = scan_prices(text, "p.csv");
    const auto plain = read_prices_plainly(text, "p.csv");
    if (!fast) continue;
    ++scanned;
    ASSERT_TRUE(plain.has_value()) << "seed " << seed << "\n" << text;
    EXPECT_EQ(fast->body, plain->body) << "seed " << seed << "\n" << text;
    EXPECT_EQ(fast->ignored_columns, plain->ignored_columns) << "seed " << seed;
  }
  EXPECT_GT(scanned, 500U);
}

TEST(PriceScanner, LeavesWhatIsUnusualToThePlainReader) {
  const std::string head = "date,symbol,close\n";
  EXPECT_TRUE(scan_prices(head + "2026-01-02,A,1\n2026-01-01,B,1\n", "p.csv"));
  for (const char* rows :
       {"2026-01-02,A,1\r\n", "2026-01-02,\"A\",1\n", "2026-01-02,A,1\n2026-01-01,A,1\n",
        "2026-01-02,A,1\n2026-01-02,A,1\n", "2026-01-02,A,-1\n", "2026-01-02,A\n"}) {
    EXPECT_FALSE(scan_prices(head + rows, "p.csv")) << rows;
  }
  EXPECT_TRUE(read_prices(head + "2026-01-02,\"A\",1\r\n", "p.csv"));
}

}  // namespace
}  // namespace ballast::tools
