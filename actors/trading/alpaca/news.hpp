// Alpaca's answers in the words of the broker adapter.
#pragma once

#include "actors/trading/alpaca/answers.hpp"
#include "actors/trading/alpaca/fill_cursor.hpp"
#include "actors/trading/broker_adapter.hpp"

namespace ballast::actors::alpaca {

/// An order that a person replaced at the broker is over: what stands for it now is not ours.
[[nodiscard]] BrokerOrderNews news_of(const OrderAnswer& order);

[[nodiscard]] BrokerAccount account_of(const AccountAnswer& account,
                                       const std::string& live_account);

[[nodiscard]] std::vector<BrokerPosition> positions_of(const std::vector<PositionAnswer>& positions,
                                                       const std::string& currency);

/// Returns the fills of a page and where to go on. `page_rows` is how many were asked for.
[[nodiscard]] BrokerFills fills_of(const ActivityPage& page, FillCursor cursor,
                                   const std::string& currency, std::size_t page_rows);

}  // namespace ballast::actors::alpaca
