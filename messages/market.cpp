#include "messages/market.hpp"

#include <algorithm>
#include <span>

namespace ballast::messages {
namespace {

using planner::Failure;
using planner::FailureKind;

struct Column {
  const char* name;
  std::size_t length;
};

std::optional<Failure> find_fault_of(const char* name, std::span<const std::uint16_t> indices,
                                     std::size_t table, std::initializer_list<Column> columns) {
  for (const Column& column : columns) {
    if (column.length == indices.size()) continue;
    return Failure{FailureKind::invalid, "a column of " + std::to_string(column.length) + " rows",
                   column.name, std::to_string(indices.size()) + " rows"};
  }
  const bool inside =
      std::all_of(indices.begin(), indices.end(), [&](auto index) { return index < table; });
  if (inside) return std::nullopt;
  return Failure{FailureKind::invalid, "points outside its table", name,
                 "below " + std::to_string(table)};
}

}  // namespace

std::optional<Failure> ImportPrices::find_fault() const {
  const auto told = [this](const std::vector<double>& column) {
    return column.empty() ? symbol.size() : column.size();
  };
  return find_fault_of("symbol", symbol, symbols.size(),
                       {{"day", day.size()},
                        {"close", close.size()},
                        {"volume", volume.size()},
                        {"line", line.size()},
                        {"unadjusted", told(unadjusted)},
                        {"open", told(open)},
                        {"high", told(high)},
                        {"low", told(low)}});
}

std::optional<Failure> ImportRates::find_fault() const {
  return find_fault_of("currency", currency, currencies.size(),
                       {{"day", day.size()}, {"per_base", per_base.size()}, {"line", line.size()}});
}

}  // namespace ballast::messages
