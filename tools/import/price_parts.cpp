#include "tools/import/price_parts.hpp"

#include <algorithm>

namespace ballast::tools {
namespace {

template <class Value>
std::vector<Value> slice(const std::vector<Value>& column, std::size_t begin, std::size_t end) {
  return {column.begin() + static_cast<std::ptrdiff_t>(begin),
          column.begin() + static_cast<std::ptrdiff_t>(end)};
}

}  // namespace

std::vector<messages::ImportPrices> parts_of(messages::ImportPrices prices, std::size_t rows) {
  std::vector<messages::ImportPrices> parts;
  const std::size_t count = prices.day.size();
  if (count <= rows) {
    parts.push_back(std::move(prices));
    return parts;
  }
  for (std::size_t begin = 0; begin < count; begin += rows) {
    const std::size_t end = std::min(count, begin + rows);
    messages::ImportPrices& part = parts.emplace_back();
    part.source = prices.source;
    part.dry_run = prices.dry_run;
    part.symbols = prices.symbols;
    part.symbol = slice(prices.symbol, begin, end);
    part.day = slice(prices.day, begin, end);
    part.close = slice(prices.close, begin, end);
    part.volume = slice(prices.volume, begin, end);
    part.line = slice(prices.line, begin, end);
    for (const auto column : {&messages::ImportPrices::unadjusted, &messages::ImportPrices::open,
                              &messages::ImportPrices::high, &messages::ImportPrices::low}) {
      if (!(prices.*column).empty()) part.*column = slice(prices.*column, begin, end);
    }
  }
  return parts;
}

void add_report(messages::ImportReport& into, const messages::ImportReport& part) {
  into.read += part.read;
  into.added += part.added;
  into.changed += part.changed;
  into.unchanged += part.unchanged;
  into.changes.insert(into.changes.end(), part.changes.begin(), part.changes.end());
  into.warnings.insert(into.warnings.end(), part.warnings.begin(), part.warnings.end());
}

}  // namespace ballast::tools
