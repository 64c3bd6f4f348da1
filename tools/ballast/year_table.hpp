// What a year brought, line by line in two currencies: what its printed forms are made of.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "messages/ledger.hpp"

namespace ballast::tools {

/// What is not known is empty.
struct YearLine {
  std::string kind;  // gain, dividends, interest, fees, taxes
  planner::Date day{};
  std::string symbol;
  std::optional<planner::ledger::Quantity> quantity;  // of a gain
  std::optional<planner::Date> acquired;              // of a gain
  std::string currency;
  std::optional<planner::Money> proceeds;  // of a gain, in `currency`
  std::optional<planner::Money> cost;
  std::optional<planner::Money> amount;
  std::optional<planner::Money> base_proceeds;  // of a gain, in the base currency
  std::optional<planner::Money> base_cost;
  std::optional<planner::Money> base_amount;
  std::string entry;  // id
};

struct YearTable {
  std::uint32_t year = 0;
  std::string base_currency;
  std::vector<YearLine> lines;                                // gains first
  std::map<std::string, std::optional<planner::Money>> sums;  // by kind, in the base currency;
                                                              // empty once an amount is not known
};

[[nodiscard]] YearTable year_table(const messages::YearReport& year,
                                   const std::string& base_currency);

}  // namespace ballast::tools
