// The sound order with a quote of half a minute ago: 19.90 bid and 20.10 asked, 100 shares each.
#pragma once

#include "tests/unit/planner/trading/sound_order.hpp"

namespace ballast::planner::trading {

[[nodiscard]] inline CheckFacts quoted(CheckFacts facts) {
  const auto tenth = ledger::Price::of(ledger::billion / 10);
  facts.market.quote =
      QuoteFact{ledger::Price::whole(20) - tenth, ledger::Price::whole(20) + tenth,
                ledger::Quantity::whole(100), ledger::Quantity::whole(100), facts.now_ms - 30'000};
  return facts;
}

[[nodiscard]] inline CheckFacts quoted_order() {
  return quoted(sound_order());
}

[[nodiscard]] inline CheckFacts quoted_sale() {
  return quoted(sound_sale());
}

}  // namespace ballast::planner::trading
