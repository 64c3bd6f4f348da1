#include "actors/universe/sources/price_file.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "actors/imports/csv_table.hpp"
#include "actors/universe/imports.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

bool says_nothing(const std::string& text) {
  return text.empty() || text == "null";
}

std::optional<double> price_in(const CsvTable& table, const char* column) {
  const std::string text = table.text(column);
  if (says_nothing(text)) return std::nullopt;
  const auto price = decimal_of(text);
  if (!price) table.stop(column, fmt::format("'{}' is no price", text), "a number such as 12.5");
  return price;
}

PriceFile rows_of(CsvTable& table) {
  constexpr const char* adjusted_close = "Adj Close";
  const auto& columns = table.columns();
  PriceFile out;
  if (std::find(columns.begin(), columns.end(), adjusted_close) != columns.end()) {
    out.series = FileSeries::both;
  }
  while (table.next()) {
    Bar bar;
    bar.day = static_cast<std::int32_t>(number_of(table.needed_date("Date")));
    bar.open = price_in(table, "Open");
    bar.high = price_in(table, "High");
    bar.low = price_in(table, "Low");
    const auto close = price_in(table, "Close");
    if (out.series == FileSeries::both) {
      bar.close = close;
      bar.adjusted = price_in(table, adjusted_close);
    } else {
      bar.adjusted = close;
    }
    bar.volume = price_in(table, "Volume");
    if (close) {
      out.bars.push_back(bar);
    } else {
      ++out.empty_rows;
    }
  }
  return out;
}

}  // namespace

Result<PriceFile> read_price_file(std::string_view text, const Expected& expected) {
  if (text.substr(0, 5) != "Date,") {
    return bad_payload(expected, fmt::format("the file begins '{}'", begin_of(text)),
                       "Date,Open,High,Low,Close");
  }
  try {
    CsvTable table(text, expected.where, {"Date", "Open", "High", "Low", "Close"},
                   {"Adj Close", "Volume"});
    PriceFile out = rows_of(table);
    std::stable_sort(out.bars.begin(), out.bars.end(),
                     [](const Bar& a, const Bar& b) { return a.day < b.day; });
    if (auto nonsense = find_nonsense(out.bars, expected)) {
      return tl::unexpected(std::move(*nonsense));
    }
    return out;
  } catch (const CsvMistake& mistake) {
    return tl::unexpected(mistake.failure);
  }
}

}  // namespace ballast::actors
