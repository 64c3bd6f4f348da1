// What moved money or shares without a trade, from Alpaca's kinds into those of the books.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "actors/trading/alpaca/answers.hpp"
#include "actors/trading/alpaca/fill_cursor.hpp"
#include "actors/trading/broker_adapter.hpp"

namespace ballast::actors::alpaca {

/// What the books make of a kind.
enum class CashMeaning : std::uint8_t {
  transfer,  // from outside or to it
  dividend,
  dividend_tax,
  interest,
  interest_tax,
  fee,
};

/// Empty: a person has to say.
[[nodiscard]] std::optional<CashMeaning> meaning_of(std::string_view kind);

/// Returns the row as the books take it. One whose sign its kind does not have is a person's.
[[nodiscard]] BrokerCashRow cash_row_of(const CashActivity& row, const std::string& currency);

/// Returns the row as it is told to people, and as half of a split where it is one.
[[nodiscard]] BrokerCashRow share_row_of(const OtherActivity& row, planner::Date otherwise,
                                         const std::string& currency);

/// Returns the rows of a page and where to go on. `page_rows` is how many were asked for.
[[nodiscard]] BrokerCashRows cash_rows_of(const ActivityPage& page, FillCursor cursor,
                                          const std::string& currency, std::size_t page_rows);

}  // namespace ballast::actors::alpaca
