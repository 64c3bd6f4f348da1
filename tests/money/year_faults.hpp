// Faults that books may have, planted one at a time: what the portfolio is told, or what it tells,
// is changed as the fault would change it. The year must notice each.
#pragma once

#include <functional>
#include <vector>

#include "messages/ledger.hpp"
#include "tests/money/year_town.hpp"

namespace ballast::money {

struct PlantedFault {
  const char* name;
  const char* noticed_as;  // part of what is told of the first day that shows it
  std::function<void(Town& town)> plant = {};
  std::function<void(messages::BooksReport& books)> told = {};
};

[[nodiscard]] std::vector<PlantedFault> planted_faults();

}  // namespace ballast::money
